"""What a clerk does to one membership. What is owed follows in the same transaction, and the log has its line."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.members import register
from courses.members.errors import Refused
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import Absence, Membership, Organisation
from courses.members.names import PersonName
from courses.planning.closing import close_ended
from courses.planning.exempting import exempt_member, take_back
from courses.planning.facts import satisfying
from courses.planning.joining import assign_joiners, newest_years
from courses.planning.models import Assignment, Exemption, Programme
from courses.planning.pausing import remove_absence, reschedule, set_absence
from courses.planning.removing import remove_membership

Kind = DeskAction.Kind
#: After so many days somebody is no mistake any more: a year's report may already count them.
MISTAKE_DAYS = 30


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    name: PersonName,
    email: str,
    office: str,
    start: date,
    by,
    now: datetime,
    another_person: bool = False,
) -> Membership:
    """As `register.add_membership`, with what the new member owes."""
    today = timezone.localdate(now)
    made = register.add_membership(
        organisation=organisation,
        name=name,
        email=email,
        office=office,
        start=start,
        today=today,
        another_person=another_person,
    )
    follow(membership=made, today=today)
    _note(made, Kind.ADDED, by, now, start=start)
    return made


@transaction.atomic
def correct_member(*, membership: Membership, name: PersonName, office: str, start: date, by, now: datetime) -> None:
    """As `register.correct_membership`. When the first day moves and it, before or after, lies on or after an opening,
    what was owed of that year is computed anew: somebody who joined later has other days. Raises Refused."""
    today, before = timezone.localdate(now), membership.start
    register.correct_membership(membership=membership, name=name, office=office, start=start)
    if start != before:
        for year in newest_years(on=today):
            if max(start, before) >= year.opened_on:
                owed = Assignment.objects.filter(membership=membership, programme_year=year, closed_on=None)
                owed.exclude(Exists(satisfying())).delete()
    follow(membership=membership, today=today)
    _note(membership, Kind.CHANGED, by, now)


@transaction.atomic
def end_member(*, membership: Membership, last_day: date | None, by, now: datetime) -> None:
    """As `register.end_membership`; None takes the last day back. Raises Refused."""
    if last_day is None and membership.end is None:
        raise Refused(_("Fill in the last day. Nothing was changed."), field="last_day")
    register.end_membership(membership=membership, last_day=last_day)
    follow(membership=membership, today=timezone.localdate(now))
    _note(membership, Kind.ENDED, by, now, **({"end": last_day} if last_day else {"taken_back": 1}))


@transaction.atomic
def succeed_member(
    *,
    membership: Membership,
    last_day: date,
    name: PersonName,
    email: str,
    office: str,
    by,
    now: datetime,
    another_person: bool = False,
) -> Membership:
    """End `membership` and add who comes in its place, from the day after: both or neither. Return the new membership.

    That the one came for the other is not kept anywhere. Raises Refused.
    """
    end_member(membership=membership, last_day=last_day, by=by, now=now)
    return add_member(
        organisation=membership.organisation,
        name=name,
        email=email,
        office=office,
        start=last_day + timedelta(days=1),
        by=by,
        now=now,
        another_person=another_person,
    )


@transaction.atomic
def pause_member(
    *, membership: Membership, start: date, end: date | None, by, now: datetime, instead_of: Absence | None = None
) -> None:
    """Note that a member is away, in a new line or `instead_of` one that was noted; due dates move. Raises Refused."""
    _in_order(start, end)
    if instead_of:
        remove_absence(absence=instead_of)
    set_absence(membership=membership, start=start, end=end)
    _note(membership, Kind.PAUSED, by, now, start=start, end=end)


@transaction.atomic
def unpause_member(*, absence: Absence, by, now: datetime) -> None:
    """Take an absence back, as if it had not been noted."""
    remove_absence(absence=absence)
    _note(absence.membership, Kind.PAUSED, by, now, taken_back=1)


@transaction.atomic
def exempt(*, membership: Membership, programme: Programme, start: date, end: date | None, by, now: datetime) -> None:
    """Note that a programme asks nothing of a member; the same start again changes it. Raises Refused."""
    _in_order(start, end)
    today = timezone.localdate(now)
    exempt_member(membership=membership, programme=programme, start=start, end=end, today=today)
    follow(membership=membership, today=today)
    _note(membership, Kind.EXEMPTED, by, now, start=start, end=end)


@transaction.atomic
def unexempt(*, exemption: Exemption, by, now: datetime) -> None:
    """Let the programme ask again, as if the exemption had not been noted."""
    today = timezone.localdate(now)
    take_back(exemption=exemption, today=today)
    follow(membership=exemption.membership, today=today)
    _note(exemption.membership, Kind.EXEMPTED, by, now, taken_back=1)


def may_remove(membership: Membership, *, today: date) -> bool:
    """Whether this member may still have been added by mistake."""
    return (today - membership.registered_on).days <= MISTAKE_DAYS


@transaction.atomic
def remove_member(*, membership: Membership, by, now: datetime) -> None:
    """Delete a membership that was added by mistake; raises Refused when it is there for too long to be one."""
    if not may_remove(membership, today=timezone.localdate(now)):
        text = _("This member is here for more than %(days)d days. End the membership instead. Nothing was changed.")
        raise Refused(text % {"days": MISTAKE_DAYS})
    organisation = membership.organisation
    remove_membership(membership=membership)
    note_action(organisation=organisation, by=by, kind=Kind.REMOVED, now=now)


def follow(*, membership: Membership, today: date) -> None:
    """Bring what `membership` owes up to date at once, as the clock would at its next tick."""
    alone = Membership.objects.filter(pk=membership.pk)
    close_ended(today=today, memberships=alone)
    assign_joiners(today=today, memberships=alone)
    reschedule(memberships=[membership.pk])


def _in_order(start, end):
    if end and end < start:
        raise Refused(_("The last day lies before the first day. Nothing was changed."), field="end")


def _note(membership, kind, by, now, **days):
    facts = {name: day.isoformat() if isinstance(day, date) else day for name, day in days.items() if day is not None}
    note_action(organisation=membership.organisation, by=by, kind=kind, now=now, about=[membership.pk], **facts)
