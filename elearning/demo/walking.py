"""Some of the demo's members have done their module, through the services that their own screens use.

So the clerk's page shows all three statuses, and a certificate can be looked at.
"""

from django.utils import timezone

from content.editions import serving
from content.models import Edition, EditionStep
from content.questions import registry
from courses.learning.advancing import advance, choose, finish_dilemma
from courses.learning.answering import submit_answer
from courses.learning.beginning import begin
from courses.learning.places import place_for
from courses.learning.seals import Turn
from courses.learning.sittings import sitting_for
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
        begin(user=user, step=step, now=now)
        if step.kind == EditionStep.Kind.QUIZ:
            _answer_all(user, step, now)
        else:
            _read_all(user, step, now)


def _read_all(user, step, now):
    def place():
        return place_for(user=user, edition=step.edition_id, step=step.position, on=timezone.localdate(now))

    if step.kind == EditionStep.Kind.DILEMMA:
        choose(place=place(), digest=step.frozen_id)
        finish_dilemma(place=place(), digest=step.frozen_id, now=now)
        return
    for screen in range(1, step.screens + 1):
        advance(place=place(), screen=screen, digest=step.frozen_id, now=now)


def _answer_all(user, step, now):
    sitting = sitting_for(user=user, edition=step.edition_id, step=step.position, on=timezone.localdate(now))
    for line in sitting.sheet:
        document = serving.document(line.digest)
        right = next(response for response in registry.examples(document) if registry.mark(document, response).right)
        turn = Turn(sitting.attempt, line.question, line.next_turn, line.digest)
        submit_answer(user=user, turn=turn, response=right, now=now)
