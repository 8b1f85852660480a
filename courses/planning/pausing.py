"""Rule 7: an absence moves due dates by its length. No reason is asked, and nobody is linked to a replacement."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from courses.members.models import Absence, Membership
from courses.planning.models import NO_DAY_YET, Assignment

BATCH = 2000


def moved(due: date, *, opens: date, absences: Iterable[tuple[date, date | None]]) -> date:
    """Return `due` as absences (first and last day) move it: NO_DAY_YET when one of them has no last day.

    Counted are the days on or after `opens` of every absence that begins on or before the date as it is by then;
    overlapping days count once.
    """
    reached = opens - timedelta(days=1)  # days up to here have been counted, or lie before the opening
    for first, last in sorted(absences, key=lambda absence: absence[0]):
        first = max(first, reached + timedelta(days=1))
        if last is not None and last < first:
            continue
        if first > due:
            break
        if last is None:
            return NO_DAY_YET
        due += timedelta(days=(last - first).days + 1)
        reached = last
    return due


def absences_of(memberships) -> dict[int, list[tuple[date, date | None]]]:
    """Return the absences of `memberships` (keys or a queryset of keys) by membership; one query."""
    found = defaultdict(list)
    for membership, first, last in Absence.objects.filter(membership__in=memberships).values_list(
        "membership", "start", "end"
    ):
        found[membership].append((first, last))
    return found


@transaction.atomic
def reschedule(*, memberships: Iterable[int]) -> int:
    """Compute the due dates of these memberships (keys) anew from their absences; return how many changed."""
    keys = list(memberships)
    absences = absences_of(keys)
    changed = []
    for assignment in Assignment.objects.filter(membership__in=keys).only(
        "membership_id", "unmoved_due", "opens", "due"
    ):
        due = moved(assignment.unmoved_due, opens=assignment.opens, absences=absences[assignment.membership_id])
        if due != assignment.due:
            assignment.due = due
            changed.append(assignment)
    Assignment.objects.bulk_update(changed, ["due"], batch_size=500)
    return len(changed)


@transaction.atomic
def set_absence(*, membership: Membership, start: date, end: date | None = None) -> Absence:
    """Note that a member is away from `start` to `end` (None: until further notice); the same start again changes it.

    Due dates move at once. Raises ValidationError when the last day lies before the first.
    """
    absence = Absence.objects.filter(membership=membership, start=start).first()
    absence = absence or Absence(membership=membership, start=start)
    absence.end = end
    absence.full_clean()
    absence.save()
    reschedule(memberships=[membership.pk])
    return absence


@transaction.atomic
def remove_absence(*, absence: Absence):
    """Take an absence back, as if it had not been noted; due dates go back with it."""
    absence.delete()
    reschedule(memberships=[absence.membership_id])
