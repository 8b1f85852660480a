"""An answer: marked by the question as it was seen, written once whatever happens on the way."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from content.editions import serving
from content.questions import registry
from courses.learning.checking import finish_check
from courses.learning.completing import complete_if_ready
from courses.learning.errors import AttemptClosed
from courses.learning.models import Answer, Attempt, Progress
from courses.learning.rules import Given, Line, outcome
from courses.learning.seals import Turn
from courses.learning.sittings import Sitting, locked_sitting


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of a POST: the answer that stands, and the sitting with it."""

    sitting: Sitting
    line: Line
    given: Given
    #: Another answer had this turn: that one stands, what was sent now is not kept.
    refused: bool


def submit_answer(*, user, turn: Turn, response: dict, now: datetime) -> Submission:
    """Keep `response` as the answer that `turn` allows, and finish the attempt when that was the last one needed.

    Sent twice, the first one stands. `response` must be a possible one (registry.InvalidResponse). Raises NotHere for
    an attempt of somebody else or a question that the quiz does not have (any more), AttemptClosed when it is finished.
    """
    verdict = registry.mark(serving.document(turn.digest), response)
    new = Given(turn.turn, verdict.right, turn.digest, response)
    try:
        return _kept(user, turn, new, now)
    except IntegrityError:
        # one_answer_a_turn spoke: somebody was first, and now it can be read
        return _kept(user, turn, new, now)


@transaction.atomic
def _kept(user, turn, new, now):
    # the lock lets in one answer of an attempt at a time, so that of two last answers exactly one sees it is the last
    sitting = locked_sitting(user=user, attempt=turn.attempt, on=timezone.localdate(now))
    line = sitting.line_of(turn.question)
    standing = next((given for given in line.answers if given.turn == turn.turn), None)
    if standing:
        return Submission(sitting, line, standing, refused=standing.response != new.response)
    if not sitting.open:
        raise AttemptClosed
    Answer.objects.create(
        attempt_id=sitting.attempt,
        question_id=line.question,
        frozen_id=new.digest,
        turn=new.turn,
        response=new.response,
        right=new.right,
        given_at=now,
    )
    line = replace(line, answers=(*line.answers, new))
    sitting.sheet[line.number - 1] = line
    _finish_if_decided(sitting, now)
    return Submission(sitting, line, new, refused=False)


def _finish_if_decided(sitting, now):
    sitting.passed = outcome(sitting.sheet, sitting.rule)
    if sitting.passed is None:
        return
    Attempt.objects.filter(pk=sitting.attempt).update(finished_at=now, passed=sitting.passed)
    if sitting.step is None:
        finish_check(sitting=sitting, now=now)
        return
    step = sitting.step
    progress = Progress.objects.filter(enrolment=sitting.enrolment, step=step.pk, done_at=None)
    if sitting.passed and progress.update(position=step.screens, frozen=step.frozen_id, done_at=now):
        complete_if_ready(enrolment=sitting.enrolment, now=now)
