"""Some of the demo's members have done their module, through the services that their own screens use.

So the clerk's page shows all three statuses, and a certificate can be looked at.
"""

from content.editions import serving
from content.models import Edition, EditionStep
from content.questions import registry
from courses.learning.advancing import advance, choose, finish_dilemma
from courses.learning.answering import submit_answer
from courses.learning.beginning import begin, start_attempt
from courses.learning.seals import Turn
from elearning.demo import people

#: How many steps who has done; the others have not begun.
WALKED = {
    "thijs.bakker@voorbeeldstad.example": None,  # all
    "anouk.deblom@voorbeeldstad.example": None,
    "hilde.boonstra@voorbeeldstad.example": None,
    "willem.vandergraaf@voorbeeldstad.example": 2,
    "farah.elidrissi@voorbeeldstad.example": 1,
    "wietske.prins@zandoever.example": None,
    "aylin.celik@zandoever.example": 3,
    "eelke.postma@delagehoek.example": None,
}


def walk_some(*, edition: Edition, now):
    """Let the people of `WALKED` do their part of `edition`."""
    for email, steps in WALKED.items():
        walk(user=people.account(email), edition=edition, now=now, steps=steps)


def walk(*, user, edition: Edition, now, steps=None):
    """Let `user` do the first `steps` steps of `edition` (all without a number), every question right at once."""
    for step in edition.steps.order_by("position")[:steps]:
        progress = begin(user=user, step=step, now=now)
        if step.kind == EditionStep.Kind.LESSON:
            for screen in range(1, step.screens + 1):
                advance(progress=progress, screen=screen, digest=step.frozen_id, now=now)
                progress.refresh_from_db()
        elif step.kind == EditionStep.Kind.DILEMMA:
            choose(progress=progress, digest=step.frozen_id)
            progress.refresh_from_db()
            finish_dilemma(progress=progress, digest=step.frozen_id, now=now)
        else:
            _answer_all(user, progress, step, now)


def _answer_all(user, progress, step, now):
    attempt = start_attempt(progress=progress, step=step, now=now)
    for question in step.questions.order_by("position"):
        document = serving.document(question.frozen_id)
        right = next(response for response in registry.examples(document) if registry.mark(document, response).right)
        turn = Turn(attempt.pk, question.pk, 1, question.frozen_id)
        submit_answer(user=user, turn=turn, response=right, now=now)
