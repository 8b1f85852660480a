"""Rules 2, 5 and 9: opening a year. Nothing is reset and nothing is deleted; a year is a set of new assignments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists

from courses.members.models import Membership
from courses.planning.calendar import due_after, year_dates_when_opened
from courses.planning.checking import check, editions_for
from courses.planning.closing import close_ended
from courses.planning.facts import in_audience, satisfying, unfinished_enrolments
from courses.planning.joining import goes_on, join, newest_years
from courses.planning.making import Rule, Terms, make
from courses.planning.models import Assignment, ProgrammeYear
from courses.planning.windows import Windows, is_first

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Opening:
    """What opening a year did: the year, assignments made, and open assignments of earlier years that were closed."""

    programme_year: ProgrammeYear
    assigned: int
    closed: int


def open_year(*, programme, year, edition, today, progress: Progress | None = None) -> Opening:
    """Open `year` of one module of `programme` with `edition` on the day `today`, for all memberships in its audience.

    Idempotent and resumable: a call for a year that is open makes only what is missing. `progress(done, of)` is called
    after each batch. Raises PlanningError, in words, when the year cannot be opened as asked.
    """
    check(programme=programme, year=year, edition=edition, today=today)
    if not ProgrammeYear.objects.filter(programme=programme, module=edition.module_id, year=year).exists():
        # what was due to happen before today: who left owes nothing, who joined has the rule of the year that ends now
        close_ended(today=today)
        ends_now = year_before(programme=programme, module=edition.module_id, today=today)
        if ends_now:
            join(programme_year=ends_now, today=today - timedelta(days=1), memberships=registered_before(today))
    programme_year = _year(programme=programme, year=year, edition=edition, today=today)
    if programme_year.complete:
        return Opening(programme_year=programme_year, assigned=0, closed=0)
    closed = _close_earlier(programme_year)
    move_onboardings(programme_year=programme_year, on=today)
    total = Membership.objects.active(on=today).filter(in_audience(programme)).count() if progress else 0
    assigned = make(
        programme_year=programme_year,
        today=today,
        rule=opening_rule(programme_year),
        progress=(lambda made: progress(made, total)) if progress else None,
    )
    ProgrammeYear.objects.filter(pk=programme_year.pk).update(complete=True)
    programme_year.complete = True
    if progress:
        progress(total, total)
    return Opening(programme_year=programme_year, assigned=assigned, closed=closed)


def open_programme(*, programme, year, today, progress: Progress | None = None) -> list[Opening]:
    """Open `year` of every module of `programme`, in its order, each with its edition of that year.

    Nothing is opened when one of them cannot be: raises PlanningError. Idempotent and resumable, as `open_year`.
    """
    editions = editions_for(programme=programme, year=year)
    for edition in editions:
        check(programme=programme, year=year, edition=edition, today=today)
    return [
        open_year(programme=programme, year=year, edition=edition, today=today, progress=progress)
        for edition in editions
    ]


def year_before(*, programme, module, today) -> ProgrammeYear | None:
    """Return the year of the module that was the newest until yesterday."""
    found = newest_years(on=today - timedelta(days=1))
    return next((one for one in found if (one.programme_id, one.module_id) == (programme.pk, module)), None)


def registered_before(today):
    return Membership.objects.filter(registered_on__lt=today)


def new_year(*, programme, year, edition, today) -> ProgrammeYear:
    """Return the year as opening it on `today` would make it, not stored."""
    dates = year_dates_when_opened(programme, year, today=today)
    return ProgrammeYear(
        programme=programme,
        module_id=edition.module_id,
        year=year,
        edition=edition,
        opens=dates.opens,
        due=dates.due,
        counts_from=dates.counts_from,
        opened_on=today,
    )


@transaction.atomic
def _year(*, programme, year, edition, today):
    wanted = new_year(programme=programme, year=year, edition=edition, today=today)
    fields = ("edition", "opens", "due", "counts_from", "opened_on")
    found, __ = ProgrammeYear.objects.get_or_create(
        programme=programme,
        module_id=edition.module_id,
        year=year,
        defaults={name: getattr(wanted, name) for name in fields},
    )
    found.programme = programme
    return found


@transaction.atomic
def _close_earlier(programme_year) -> int:
    """Close what is open of earlier years, but for onboardings: not finished that year. It stays in that report."""
    day = programme_year.opened_on
    open_ = _of_earlier_years(programme_year).exclude(kind=Assignment.Kind.ONBOARDING)
    return Assignment.objects.filter(pk__in=open_.values("pk")).update(
        closed_on=day, closed_reason=Assignment.Reason.NEXT_YEAR
    )


@transaction.atomic
def move_onboardings(*, programme_year, on) -> int:
    """Let onboardings of earlier years that were not begun by the day `on` ask for this edition; return how many.

    Their due dates stay, and begun ones keep their edition. Also for what opens again after the year did.
    """
    begun = unfinished_enrolments(module=programme_year.module_id, user="membership__user", on=on)
    open_ = _of_earlier_years(programme_year).filter(kind=Assignment.Kind.ONBOARDING).exclude(Exists(begun))
    other = open_.exclude(Exists(satisfying(on=on))).exclude(edition=programme_year.edition_id)
    return Assignment.objects.filter(pk__in=other.values("pk")).update(edition=programme_year.edition_id)


def _of_earlier_years(programme_year):
    return Assignment.objects.filter(
        programme_year__programme=programme_year.programme_id,
        programme_year__module=programme_year.module_id,
        programme_year__year__lt=programme_year.year,
        closed_on=None,
    ).exclude(Exists(satisfying(on=programme_year.opened_on)))


def opening_rule(programme_year) -> Rule:
    """Return what a membership gets at the opening of `programme_year`.

    Yearly for who was there; `start` when the programme began to hold after its window had opened. A joiner on the day
    itself or (when an opening is resumed) later, and who joined while the programme held but no year was open yet,
    falls under the rule of joiners: their days run from the opening. Who goes on from an earlier membership was there.
    A programme that is not for each year asks nothing of who was there.
    """
    opened, programme = programme_year.opened_on, programme_year.programme
    first, windows = is_first(programme_year), Windows.of(programme_year)

    def rule(membership, earlier):
        came_later = membership.start > opened or membership.registered_on > opened
        if earlier and (came_later or earlier.onboarding()):
            return goes_on(membership, earlier, windows=windows, today=opened)
        new = came_later or membership.start == opened or (first and membership.start >= programme.starts_on)
        if new and not earlier:
            since = max(membership.start, membership.registered_on, opened)
            return Terms(Assignment.Kind.ONBOARDING, since, due_after(since, programme.days_after_start))
        if not programme.each_year:
            return None
        return windows.terms(membership.organisation_id)

    return rule
