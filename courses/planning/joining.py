"""Rules 1, 4 and 8: who joins after the opening gets an onboarding; nothing is asked before the first day."""

from django.db.models import Exists, OuterRef, Q

from courses.members.models import Membership
from courses.planning.calendar import due_after
from courses.planning.making import make
from courses.planning.models import Assignment, Programme, ProgrammeYear


def assign_joiners(*, today, memberships=None) -> int:
    """Give new memberships (all, or only those in the queryset `memberships`) their onboarding; return how many.

    For each programme that holds on `today` the newest year that is open by then. Due is the first day, or the day of
    registration when that was later, plus the programme's days. Who counts already, who ever had an assignment of the
    programme, and whose first day is still to come gets nothing. The same call again makes nothing.
    """
    holding = Programme.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
    return sum(join(programme=programme, today=today, memberships=memberships) for programme in holding)


def join(*, programme, today, memberships=None) -> int:
    """As `assign_joiners`, for one programme."""
    newest = ProgrammeYear.objects.filter(programme=programme, opened_on__lte=today).order_by("-year").first()
    if newest is None or not newest.complete:
        return 0  # the obligation waits for the opening, from which the days then run
    newest.programme = programme
    known = Assignment.objects.filter(membership=OuterRef("pk"), programme_year__programme=programme)
    return make(
        programme_year=newest,
        today=today,
        terms=lambda member: onboarding(newest, member, today=today),
        memberships=(Membership.objects.all() if memberships is None else memberships).exclude(Exists(known)),
    )


def onboarding(programme_year, membership, *, today):
    """Return kind, first day and due date of a joiner.

    Whoever was there before the opening and yet owes nothing came into the audience since, by another office: for them
    the days run from `today`.
    """
    since = max(membership.start, membership.registered_on)
    if since < programme_year.opened_on:
        since = today
    return Assignment.Kind.ONBOARDING, since, due_after(since, programme_year.programme.days_after_start)
