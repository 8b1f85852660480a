"""Begin: the first thing that a member does in an edition and in a step, always by a POST."""

from django.db import transaction

from content.editions import serving
from content.editions.models import EditionStep
from courses.learning.models import Attempt, Enrolment, Progress
from courses.learning.refreshing import take_up
from courses.learning.rules import rule_of


@transaction.atomic(savepoint=False)
def enrol(*, user, edition: int, now) -> Enrolment:
    """Return the person's enrolment in `edition`, made when it was not there: with a refresher for who completed an
    earlier one. One that is there stays what it is: doing it again changes nothing, in whatever number of tabs.
    """
    there = Enrolment.objects.filter(user=user, edition=edition).first()
    if there:
        return there
    # insert, and let the constraint say that it is there already: two tabs cannot both find nothing
    wanted = Enrolment(user=user, edition_id=edition, started_at=now)
    Enrolment.objects.bulk_create([wanted], ignore_conflicts=True)
    enrolment = Enrolment.objects.select_related("edition").get(user=user, edition=edition)
    take_up(enrolment=enrolment)
    return enrolment


@transaction.atomic
def begin(*, user, step, now) -> Progress:
    """Return the person's progress in `step`, made when it was not there; a quiz gets its open attempt.

    Doing it again changes nothing, in whatever number of tabs.
    """
    enrolment = enrol(user=user, edition=step.edition_id, now=now)
    wanted = Progress(enrolment=enrolment, step=step, frozen_id=step.frozen_id)
    Progress.objects.bulk_create([wanted], ignore_conflicts=True)
    # the lock lets one tab at a time begin an attempt; one_open_attempt is the guard behind it
    progress = Progress.objects.select_for_update().get(enrolment=enrolment, step=step)
    if step.kind == EditionStep.Kind.QUIZ:
        _open_attempt(progress, step, now)
    return progress


def _open_attempt(progress, step, now):
    """Leave the open attempt or the one that was passed as it is; else begin one, under the rule as it now is."""
    latest = Attempt.objects.filter(enrolment=progress.enrolment_id, step=step).order_by("-number").first()
    if latest and (latest.finished_at is None or latest.passed):
        return
    Attempt.objects.create(
        enrolment_id=progress.enrolment_id,
        step=step,
        number=latest.number + 1 if latest else 1,
        rule=rule_of(serving.outline(step.frozen_id)),
        started_at=now,
    )
