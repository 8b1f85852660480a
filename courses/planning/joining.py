"""Rules 1, 4, 8 and 10: who joins after the opening gets an onboarding, who goes on keeps what was owed.

Nothing is asked before the first day.
"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

from courses.members.models import Membership
from courses.planning.calendar import LEAST_DAYS, due_after
from courses.planning.continuing import Earlier
from courses.planning.facts import exempt
from courses.planning.making import Rule, Terms, drafts, in_batches, make
from courses.planning.models import Assignment, ProgrammeModule, ProgrammeYear
from courses.planning.windows import Windows


def assign_joiners(*, today, memberships=None) -> int:
    """Give new memberships (all, or only those in the queryset `memberships`) what they owe; return how many.

    For each module of each programme that holds on `today` the newest year that is open by then. Who counts already,
    who ever had an assignment for the module by the programme, and whose first day is still to come gets nothing; who
    was exempt at the opening and no longer is gets the year after all. The same call again makes nothing.
    """
    return sum(join(programme_year=year, today=today, memberships=memberships) for year in newest_years(on=today))


def newest_years(*, on) -> list[ProgrammeYear]:
    """Return the newest open year of every module that a programme asks on the day `on`."""
    asked = ProgrammeModule.objects.filter(programme=OuterRef("programme"), module=OuterRef("module"))
    found = ProgrammeYear.objects.filter(
        Q(programme__ends_on=None) | Q(programme__ends_on__gte=on),
        Exists(asked),
        programme__starts_on__lte=on,
        opened_on__lte=on,
        module__live=True,
    )
    newest = {}
    for year in found.select_related("programme").order_by("-year"):
        newest.setdefault((year.programme_id, year.module_id), year)
    return list(newest.values())


def join(*, programme_year, today, memberships=None) -> int:
    """As `assign_joiners`, for the newest year of one module. While it is being opened the obligation waits for it."""
    if not programme_year.complete:
        return 0
    return make(
        programme_year=programme_year,
        today=today,
        rule=joining_rule(programme_year, today=today),
        memberships=joiners(programme_year=programme_year, memberships=memberships),
    )


def join_drafts(*, programme_year, today, memberships=None) -> Iterator[Assignment]:
    """Yield what `join` would make, not saved."""
    rule = joining_rule(programme_year, today=today)
    rows = joiners(programme_year=programme_year, memberships=memberships)
    for batch in in_batches(programme_year=programme_year, today=today, memberships=rows):
        yield from drafts(programme_year=programme_year, batch=batch, rule=rule)


def joiners(*, programme_year, memberships=None):
    """The memberships that never had an assignment for the module by the programme, or were exempt at the opening.

    Carries `was_exempt`.
    """
    known = Assignment.objects.filter(
        membership=OuterRef("pk"),
        programme_year__programme=programme_year.programme_id,
        programme_year__module=programme_year.module_id,
    )
    programme, opened_on = programme_year.programme, programme_year.opened_on
    # "exempt, or never had one" as one NOT EXISTS: an OR makes PostgreSQL gather every assignment at every tick
    known = known.exclude(exempt(programme, on=opened_on, membership="membership"))
    found = Membership.objects.all() if memberships is None else memberships
    return found.annotate(was_exempt=exempt(programme, on=opened_on)).exclude(Exists(known))


def joining_rule(programme_year, *, today) -> Rule:
    """Return what a membership gets that came after the opening of `programme_year`, its newest year."""
    windows = Windows.of(programme_year)

    def rule(membership, earlier):
        if membership.was_exempt and membership.start < programme_year.opened_on:
            if not programme_year.programme.each_year:
                return None
            return windows.terms(membership.organisation_id)
        if earlier:
            return goes_on(membership, earlier, windows=windows, today=today)
        return onboarding(membership, programme_year=programme_year, today=today)

    return rule


def onboarding(membership, *, programme_year, today) -> Terms | None:
    """Return the terms of a new member: the programme's days from the first day, or from the later registration.

    Whoever was there before the opening and yet owes nothing came into the audience since, by another office: for them
    the days run from `today`. A programme for who joins asks nothing of them.
    """
    since = max(membership.start, membership.registered_on)
    if since < programme_year.opened_on:
        if not programme_year.programme.each_year:
            return None
        since = today
    due = due_after(since, programme_year.programme.days_after_start)
    return Terms(kind=Assignment.Kind.ONBOARDING, opens=since, due=due)


def goes_on(membership, earlier: Earlier, *, windows: Windows, today: date) -> Terms | None:
    """Rule 10: the obligation goes on, with at least 30 days; who owed nothing and did the module once waits for the
    next opening. Who was between two memberships at the opening counts as having been there."""
    programme_year = windows.programme_year
    since = max(membership.start, membership.registered_on)
    least = due_after(since, LEAST_DAYS)
    old = earlier.onboarding() or earlier.of_year(programme_year)
    if old:
        return Terms(kind=old.kind, opens=since, due=max(old.due_at_end, least), takes_over=old)
    if earlier.membership.end < programme_year.opened_on and programme_year.programme.each_year:
        opens = max(since, windows.opens(membership.organisation_id))
        due = max(windows.due(membership.organisation_id), least)
        return Terms(kind=windows.kind, opens=opens, due=due)
    if membership.completed:
        return None
    return onboarding(membership, programme_year=programme_year, today=today)
