"""Rules 8 and 11: what is no longer asked closes, with its reason; completions stay with the person.

Every reason is a fact that may be taken back: an end date that moves, a module that is published again, an exemption
that ends. Then what was closed opens again, as long as its year is the newest of the module.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from courses.members.models import Membership
from courses.planning.calendar import LEAST_DAYS, due_after
from courses.planning.facts import in_audience, satisfying
from courses.planning.models import Assignment, Exemption, Programme, ProgrammeModule, ProgrammeYear
from courses.planning.pausing import reschedule

Reason = Assignment.Reason


@transaction.atomic
def close_ended(*, today, memberships=None) -> int:
    """Close the open assignments for which there is a reason by `today`; return how many. Satisfied ones stay.

    Those of all memberships, or only of the queryset `memberships`.

    A membership that ended (closed on the day after its last), an exemption that began (on its first day), a programme
    that ended (on the day after), a module that is no longer published or asked, an office outside the audience (on
    `today`). The number of queries grows with the programmes and with the days on which something ended, not with the
    members.
    """
    rows = Assignment.objects.all()
    if memberships is not None:
        rows = rows.filter(membership__in=memberships.order_by().values("pk"))
    _reopen(rows, today=today)
    open_ = rows.filter(closed_on=None).exclude(Exists(satisfying()))
    return _close_memberships(open_, today) + _close_exempt(open_, today) + _close_not_asked(open_, today)


def _close(found, *, on, reason) -> int:
    # open is asked of the row itself too: of two at once the second waits for it, and then closes and counts nothing
    rows = Assignment.objects.filter(closed_on=None, pk__in=found.order_by().values("pk"))
    return rows.update(closed_on=on, closed_reason=reason)


def _close_memberships(open_, today):
    owed = open_.filter(membership__end__lt=today)
    ends = list(owed.order_by("membership__end").values_list("membership__end", flat=True).distinct())
    return sum(
        _close(owed.filter(membership__end=end), on=end + timedelta(days=1), reason=Reason.MEMBERSHIP_ENDED)
        for end in ends
    )


def _close_exempt(open_, today):
    exemptions = Exemption.objects.active(on=today).filter(
        membership=OuterRef("membership"), programme=OuterRef("programme_year__programme")
    )
    # few are exempt: found first, so that the day is looked up for them and not for everything that is open
    found = open_.filter(Exists(exemptions)).annotate(since=exemptions.order_by("start").values("start")[:1])
    days = list(found.order_by("since").values_list("since", flat=True).distinct())
    return sum(_close(found.filter(since=day), on=day, reason=Reason.EXEMPT) for day in days)


def _close_not_asked(open_, today):
    closed = 0
    for programme in Programme.objects.all():
        owed = open_.filter(programme_year__programme=programme)
        if programme.ends_on and programme.ends_on < today:
            closed += _close(owed, on=programme.ends_on + timedelta(days=1), reason=Reason.NOT_ASKED)
        else:
            closed += _close(owed.filter(_not_asked(programme)), on=today, reason=Reason.NOT_ASKED)
    return closed


def _asked(programme):
    """On an assignment of `programme`: its module is published and still asked, its membership in the audience."""
    audience = Membership.objects.filter(in_audience(programme))
    return Q(programme_year__module__in=_modules(programme), membership__in=audience.values("pk"))


def _not_asked(programme):
    """The opposite of `_asked`; by the memberships outside the audience, who are few, and not by all within it."""
    outside = Membership.objects.exclude(in_audience(programme))
    return ~Q(programme_year__module__in=_modules(programme)) | Q(membership__in=outside.values("pk"))


def _modules(programme):
    return ProgrammeModule.objects.filter(programme=programme, module__live=True).values("module")


def _reopen(rows, *, today):
    newer = ProgrammeYear.objects.filter(
        programme=OuterRef("programme_year__programme"),
        module=OuterRef("programme_year__module"),
        year__gt=OuterRef("programme_year__year"),
    )
    there = Q(membership__end=None) | Q(membership__end__gte=today)
    # of an earlier year only an onboarding that was not closed when the next one opened: that stays asked
    since = newer.filter(opened_on__gte=OuterRef("closed_on"))
    newest = Q(kind=Assignment.Kind.ONBOARDING) & ~Exists(since) | ~Exists(newer)
    closed = rows.filter(newest, there).exclude(closed_on=None)
    _open_again(closed.filter(closed_reason=Reason.MEMBERSHIP_ENDED))
    for programme in Programme.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today)):
        not_asked = closed.filter(closed_reason=Reason.NOT_ASKED, programme_year__programme=programme)
        _open_again(not_asked.filter(_asked(programme)))
    _end_exemptions(closed.filter(closed_reason=Reason.EXEMPT), today)


def _open_again(found) -> int:
    return Assignment.objects.filter(pk__in=found.values("pk")).update(closed_on=None, closed_reason="")


def _end_exemptions(found, today):
    """Open what an exemption closed that holds no more, with at least 30 days after its last day.

    What was still exempt on the last day of the programme stays closed: after that day nothing is asked.
    """
    exemptions = Exemption.objects.filter(
        membership=OuterRef("membership"), programme=OuterRef("programme_year__programme"), start__lte=today
    )
    found = found.exclude(Exists(exemptions.active(on=today))).annotate(
        until=exemptions.order_by("-end").values("end")[:1]
    )
    last_day = F("programme_year__programme__ends_on")
    ended = list(found.filter(Q(programme_year__programme__ends_on=None) | Q(until=None) | Q(until__lt=last_day)))
    for assignment in ended:
        if assignment.until and assignment.until >= assignment.closed_on:
            least = due_after(assignment.until + timedelta(days=1), LEAST_DAYS)
            assignment.unmoved_due = max(assignment.unmoved_due, least)
            assignment.due = max(assignment.due, assignment.unmoved_due)
        assignment.closed_on, assignment.closed_reason = None, ""
    Assignment.objects.bulk_update(ended, ["unmoved_due", "due", "closed_on", "closed_reason"], batch_size=500)
    reschedule(memberships={assignment.membership_id for assignment in ended})
