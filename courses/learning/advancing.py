"""Verder: the place of a member moves one screen on, and never back."""

from django.db import transaction

from courses.learning.completing import complete_if_ready
from courses.learning.errors import OutOfOrder
from courses.learning.models import Progress
from courses.learning.places import Place


@transaction.atomic
def advance(*, place: Place, screen: int, digest: str, now) -> bool:
    """Record that the member goes on from `screen` (from 1), having read the document `digest`; tell if the step ends.

    A screen behind the place is reading again: it records nothing. Raises OutOfOrder for a screen beyond the place.
    """
    if not place.readable(screen):
        raise OutOfOrder(place.screen)
    going = Progress.objects.filter(pk=place.progress, done_at=None)
    if screen == place.step.screens:
        # an amendment may have left fewer screens than are behind the member: hence gte
        _finish(going.filter(position__gte=screen - 1), place, digest, now)
        return True
    going.filter(position=screen - 1).update(position=screen, frozen=digest)
    return False


def choose(*, place: Place, digest: str):
    """Record that the member made a choice in a dilemma; which one is not told here."""
    Progress.objects.filter(pk=place.progress, position=0, done_at=None).update(position=1, frozen=digest)


@transaction.atomic
def finish_dilemma(*, place: Place, digest: str, now):
    """Finish a dilemma in which a choice was made. Raises OutOfOrder when there was none."""
    if not place.position:
        raise OutOfOrder(1)
    _finish(Progress.objects.filter(pk=place.progress, done_at=None, position__gte=1), place, digest, now)


def _finish(rows, place, digest, now):
    if rows.update(position=place.step.screens, frozen=digest, done_at=now):
        complete_if_ready(enrolment=place.enrolment, now=now)
