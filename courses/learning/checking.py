"""The entry check: six questions drawn over the objectives, each asked once. What is missed brings its lesson back;
everything else of the edition is *aangetoond*: shown by the check.
"""

from django.db import transaction

from content.editions import serving
from content.editions.models import EditionQuestion, EditionStep
from courses.learning.completing import complete_if_ready
from courses.learning.drawing import IN_CHECK, Asked, Part, brought_back, drawn
from courses.learning.errors import NotHere
from courses.learning.models import Attempt, Completion, Progress, Refresher
from courses.learning.rules import ENTRY_CHECK
from courses.learning.sittings import Sitting, questions_to_draw


@transaction.atomic
def begin_check(*, user, edition: int, now):
    """Begin the entry check of a person on the refresher: its questions stand from now on. Doing it again changes
    nothing. Raises NotHere for who takes the whole edition or has finished, and when no quiz asks anything.
    """
    refresher = Refresher.objects.filter(enrolment__user=user, enrolment__edition=edition, full=False).first()
    if refresher is None or Completion.objects.filter(user=user, edition=edition).exists():
        raise NotHere
    keys = drawn_for(edition=edition, seed=f"check:{refresher.enrolment_id}", number=IN_CHECK)
    if not keys:
        raise NotHere
    wanted = Attempt(
        enrolment_id=refresher.enrolment_id,
        number=1,
        rule={"rule": ENTRY_CHECK, "questions": keys},
        started_at=now,
    )
    # two tabs at once: one_entry_check lets one in
    Attempt.objects.bulk_create([wanted], ignore_conflicts=True)


def drawn_for(*, edition: int, seed: str, number: int) -> list[str]:
    """Return the keys of `number` questions of the edition's quizzes, as `drawing.drawn` does it."""
    rows = questions_to_draw(edition=edition).values_list("question__key", "frozen_id")
    questions = [Asked(key, _objective(digest)) for key, digest in rows]
    lessons = [part.objective for part in _parts(edition) if part.kind == EditionStep.Kind.LESSON]
    return drawn(questions, lessons, seed=seed, number=number)


def finish_check(*, sitting: Sitting, now):
    """Mark as shown what the check spares the person; called within the transaction of the last answer.

    Not marked: the lessons of what was missed, the dilemma, and what was done already. A question counts for the
    objective that it had when it was seen.
    """
    edition = sitting.edition.pk
    parts = _parts(edition)
    quizzes = dict(EditionQuestion.objects.filter(step__edition=edition).values_list("pk", "step_id"))
    missed = [
        (_objective(line.answers[0].digest), quizzes[line.question])
        for line in sitting.sheet
        if not line.answers[0].right
    ]
    dilemma = Refresher.objects.filter(enrolment=sitting.enrolment).values_list("dilemma", flat=True)
    asked = brought_back(parts, missed) | set(dilemma)
    _mark_shown(sitting.enrolment, [part.pk for part in parts if part.pk not in asked])
    complete_if_ready(enrolment=sitting.enrolment, now=now)


def _mark_shown(enrolment, steps):
    found = EditionStep.objects.filter(pk__in=steps).values_list("pk", "frozen_id")
    rows = [Progress(enrolment_id=enrolment, step_id=step, frozen_id=digest) for step, digest in found]
    Progress.objects.bulk_create(rows, ignore_conflicts=True)
    Progress.objects.filter(enrolment=enrolment, step__in=steps, done_at=None).update(shown=True)


def _parts(edition):
    rows = EditionStep.objects.filter(edition=edition).order_by("position").values_list("pk", "kind", "frozen_id")
    return [Part(pk, kind, None if kind == EditionStep.Kind.QUIZ else _objective(digest)) for pk, kind, digest in rows]


def _objective(digest):
    return serving.document(digest)["objective"]["code"]
