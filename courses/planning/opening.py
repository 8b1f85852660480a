"""Rule 2: opening a year. Nothing is reset and nothing is deleted; a year is a set of new assignments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists
from django.utils.translation import gettext as _

from courses.members.models import Membership
from courses.planning.calendar import due_after, year_dates_when_opened
from courses.planning.errors import PlanningError
from courses.planning.facts import in_audience, satisfying
from courses.planning.joining import join
from courses.planning.leaving import close_ended
from courses.planning.making import make
from courses.planning.models import Assignment, ProgrammeYear

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Opening:
    """What opening a year did: the year, assignments made, and open assignments of earlier years that were closed."""

    programme_year: ProgrammeYear
    assigned: int
    closed: int


def open_year(*, programme, year, edition, today, progress: Progress | None = None) -> Opening:
    """Open `year` of `programme` with `edition` on the day `today`, for all memberships in its audience.

    Idempotent and resumable: a call for a year that is open makes only what is missing. `progress(done, of)` is called
    after each batch. Raises PlanningError, in words, when the year cannot be opened as asked.
    """
    check(programme=programme, year=year, edition=edition, today=today)
    if not ProgrammeYear.objects.filter(programme=programme, year=year).exists():
        # what was due to happen before today: who left owes nothing, who joined has the rule of the year that ends now
        close_ended(today=today)
        earlier = Membership.objects.filter(registered_on__lt=today)
        join(programme=programme, today=today - timedelta(days=1), memberships=earlier)
    programme_year = _year(programme=programme, year=year, edition=edition, today=today)
    if programme_year.complete:
        return Opening(programme_year=programme_year, assigned=0, closed=0)
    closed = _close_earlier(programme_year)
    first = not ProgrammeYear.objects.filter(programme=programme, year__lt=year).exists()
    total = Membership.objects.active(on=today).filter(in_audience(programme)).count() if progress else 0
    assigned = make(
        programme_year=programme_year,
        today=today,
        terms=lambda member: _terms(programme_year, member, first=first),
        progress=(lambda made: progress(made, total)) if progress else None,
    )
    ProgrammeYear.objects.filter(pk=programme_year.pk).update(complete=True)
    programme_year.complete = True
    if progress:
        progress(total, total)
    return Opening(programme_year=programme_year, assigned=assigned, closed=closed)


def check(*, programme, year, edition, today):
    """Raise PlanningError when `year` cannot be opened with `edition` on `today`."""
    if edition.module_id != programme.module_id:
        raise PlanningError(
            _("This edition is of another module than the programme. Choose an edition of the programme’s module.")
        )
    if programme.starts_on > today:
        raise PlanningError(
            _("The programme does not hold yet on this day. Change the day from which it holds, or wait.")
        )
    if programme.ends_on and programme.ends_on < today:
        raise PlanningError(_("The programme has ended. Change its last day to open another year."))
    if abs(year - today.year) > 1:
        # a slip of the pen would close what is open now, and bar all years before the one that was typed
        raise PlanningError(
            _("The year %(year)d is not this year, the last or the next one. Check the number.") % {"year": year}
        )
    newest = ProgrammeYear.objects.filter(programme=programme).order_by("-year").first()
    if newest and newest.year > year:
        raise PlanningError(
            _("The year %(year)d is already open. An earlier year cannot be opened after it.") % {"year": newest.year}
        )
    if newest and newest.year == year and newest.edition_id != edition.pk:
        raise PlanningError(
            _("The year %(year)d is already open, with another edition. It keeps that edition.") % {"year": year}
        )


@transaction.atomic
def _year(*, programme, year, edition, today):
    dates = year_dates_when_opened(programme, year, today=today)
    found, __ = ProgrammeYear.objects.get_or_create(
        programme=programme,
        year=year,
        defaults={
            "edition": edition,
            "opens": dates.opens,
            "due": dates.due,
            "counts_from": dates.counts_from,
            "opened_on": today,
        },
    )
    found.programme = programme
    return found


@transaction.atomic
def _close_earlier(programme_year) -> int:
    """Close open yearly assignments of earlier years: not finished that year. They stay in that year's report."""
    day = programme_year.opened_on
    open_ = Assignment.objects.filter(
        programme_year__programme=programme_year.programme,
        programme_year__year__lt=programme_year.year,
        kind=Assignment.Kind.YEARLY,
        closed_on=None,
    ).exclude(Exists(satisfying(on=day)))
    return Assignment.objects.filter(pk__in=open_.values("pk")).update(
        closed_on=day, closed_reason=Assignment.Reason.NEXT_YEAR
    )


def _terms(programme_year, membership, *, first) -> tuple[str, date, date]:
    """Return kind, first day and due date at the opening.

    Yearly for who was there. A joiner on the day itself or (when an opening is resumed) later, and who joined while the
    programme held but no year was open yet, falls under the rule of joiners: their days run from the opening.
    """
    opened, programme = programme_year.opened_on, programme_year.programme
    waited = first and membership.start >= programme.starts_on
    if membership.start >= opened or membership.registered_on > opened or waited:
        since = max(membership.start, membership.registered_on, opened)
        return Assignment.Kind.ONBOARDING, since, due_after(since, programme.days_after_start)
    return Assignment.Kind.YEARLY, opened, programme_year.due
