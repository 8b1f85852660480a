"""Rule 8: when a membership ends, what it still owed closes; completions stay with the person."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from courses.planning.facts import satisfying
from courses.planning.models import Assignment, ProgrammeYear


@transaction.atomic
def close_ended(*, today) -> int:
    """Close the open assignments of memberships whose last active day lies before `today`; return how many.

    One query for each end date. Satisfied assignments stay as they are. An assignment that was closed this way opens
    again when the end date was moved and its year is still the newest of its programme.
    """
    _reopen(today=today)
    owed = (
        Assignment.objects.filter(closed_on=None, membership__end__lt=today)
        .exclude(Exists(satisfying()))
        .order_by("membership__end")
    )
    closed = 0
    for end in list(owed.values_list("membership__end", flat=True).distinct()):
        closed += Assignment.objects.filter(pk__in=owed.filter(membership__end=end).order_by().values("pk")).update(
            closed_on=end + timedelta(days=1), closed_reason=Assignment.Reason.MEMBERSHIP_ENDED
        )
    return closed


def _reopen(*, today):
    newer = ProgrammeYear.objects.filter(
        programme=OuterRef("programme_year__programme"), year__gt=OuterRef("programme_year__year")
    )
    mistaken = Assignment.objects.filter(
        ~Exists(newer),
        Q(membership__end=None) | Q(membership__end__gte=today),
        closed_reason=Assignment.Reason.MEMBERSHIP_ENDED,
    )
    Assignment.objects.filter(pk__in=mistaken.values("pk")).update(closed_on=None, closed_reason="")
