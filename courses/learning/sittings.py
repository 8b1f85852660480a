"""An attempt at a quiz, or at the entry check, as one person sees it: the attempt, its step, and the sheet of questions
and answers."""

import json
from dataclasses import dataclass
from datetime import date

from django.db.models import FilteredRelation, Q

from content.editions import serving
from content.editions.models import EditionQuestion, EditionStep
from courses.learning.errors import NotHere
from courses.learning.models import Attempt
from courses.learning.places import Edition, OwnOrganisation, Step, own_organisation
from courses.learning.rules import Given, Line
from courses.members import scope
from courses.members.look.badges import Badge
from courses.prepared import Prepared


@dataclass(slots=True)
class Sitting:
    """One attempt. `passed` is None until it is finished; `own` is one of the reader's organisations; the entry check
    has no `step`."""

    attempt: int
    enrolment: int
    rule: dict
    passed: bool | None
    own: OwnOrganisation
    step: Step | None
    edition: Edition
    sheet: list[Line]

    @property
    def open(self) -> bool:
        return self.passed is None

    @property
    def badge(self) -> Badge:
        return self.own.badge

    @property
    def organisations(self) -> tuple[OwnOrganisation]:
        return (self.own,)

    def line_of(self, question: int) -> Line:
        """Return the line of an EditionQuestion. Raises NotHere when the quiz does not ask it (any more)."""
        for line in self.sheet:
            if line.question == question:
                return line
        raise NotHere

    def line_at(self, number: int) -> Line:
        """Return the line of the question with this number (from 1). Raises NotHere."""
        if not 1 <= number <= len(self.sheet):
            raise NotHere
        return self.sheet[number - 1]


_ATTEMPT = "user__enrolments__attempts__"
_EDITION = "user__enrolments__edition__"


def _latest(user, edition, step, on):
    mandates = scope.mandates(user=user, on=on)
    attempts = mandates.filter(user__enrolments__edition=edition, user__enrolments__attempts__step__position=step)
    return attempts.order_by(f"-{_ATTEMPT}number", "start", "pk").values_list(
        *[_ATTEMPT + name for name in ("pk", "enrolment_id", "rule", "passed")],
        *[f"organisation__{name}" for name in OwnOrganisation._fields],
        *[f"{_ATTEMPT}step__{name}" for name in Step._fields],
        *[_EDITION + name for name in Edition._fields],
    )[:1]


_OWN = len(OwnOrganisation._fields)
_latest_attempts = Prepared(_latest, user=int, edition=int, step=int, on=date)


def sitting_for(*, user, edition: int, step: int, on: date) -> Sitting | None:
    """Return the latest attempt of `user`; None when there is none or nobody may learn here."""
    rows = _latest_attempts.rows(user=user.pk, edition=edition, step=step, on=on)
    if not rows:
        return None
    attempt, enrolment, rule, passed, *rest = rows[0]
    own, rest = OwnOrganisation(*rest[:_OWN]), rest[_OWN:]
    quiz = Step(*rest[: len(Step._fields)])
    return Sitting(
        attempt,
        enrolment,
        json.loads(rule),
        None if passed is None else bool(passed),
        own,
        quiz,
        Edition(*rest[len(Step._fields) :]),
        sheet_of(attempt=attempt, step=quiz),
    )


def locked_sitting(*, user, attempt: int, on: date) -> Sitting:
    """Return an attempt of `user` that nobody else can answer until the transaction ends. Raises NotHere."""
    found = _attempts(user, on).filter(pk=attempt).select_for_update(of=("self",)).first()
    if found is None or found.own is None:
        raise NotHere
    return _sitting(found)


def check_for(*, user, edition: int, on: date) -> Sitting | None:
    """Return the entry check of `user` in an edition; None when it was not begun. Raises NotHere without a mandate."""
    found = _attempts(user, on).filter(enrolment__edition=edition, step=None).first()
    if found is None:
        return None
    if found.own is None:
        raise NotHere
    return _sitting(found)


def _attempts(user, on):
    rows = Attempt.objects.filter(enrolment__user=user).annotate(own=own_organisation(user=user, on=on))
    return rows.select_related("step", "enrolment__edition")


def _sitting(found):
    step, edition = found.step, found.enrolment.edition
    quiz = step and Step(*[getattr(step, name) for name in Step._fields])
    return Sitting(
        found.pk,
        found.enrolment_id,
        found.rule,
        found.passed,
        OwnOrganisation(**found.own),
        quiz,
        Edition(*[getattr(edition, name) for name in Edition._fields]),
        sheet_of(attempt=found.pk, step=quiz) if quiz else check_sheet(found),
    )


def _answered(attempt, step):
    mine = FilteredRelation("answers", condition=Q(answers__attempt=attempt))
    questions = EditionQuestion.objects.filter(step=step).annotate(given=mine).order_by("given__turn")
    return questions.values_list(
        "question__key", "pk", "frozen_id", "given__turn", "given__right", "given__frozen_id", "given__response"
    )


_sheets = Prepared(_answered, attempt=int, step=int)


def sheet_of(*, attempt: int, step: Step) -> list[Line]:
    """Return the questions of a quiz in their order, each with its answers in this attempt.

    The quiz as it stands says which questions it has: one that an amendment took out is asked no more.
    """
    lines: dict[str, tuple] = {}
    for key, question, digest, turn, right, seen, response in _sheets.rows(attempt=attempt, step=step.pk):
        answers = lines.setdefault(key, (question, digest, []))[2]
        if turn is not None:
            answers.append(Given(turn, bool(right), seen, json.loads(response)))
    asked = [lines[key] for key in serving.outline(step.frozen_id)["questions"] if key in lines]
    return [
        Line(question, number, digest, tuple(answers))
        for number, (question, digest, answers) in enumerate(asked, start=1)
    ]


def questions_to_draw(*, edition: int):
    """The rows of the questions that an entry check or a booster may ask: those of the quizzes, in their order."""
    rows = EditionQuestion.objects.filter(step__edition=edition, step__kind=EditionStep.Kind.QUIZ)
    return rows.order_by("step__position", "position")


def check_sheet(attempt: Attempt) -> list[Line]:
    """Return the questions of an entry check (enrolment read along) in the order of its rule, each with its answer."""
    lines: dict[str, tuple] = {}
    given = {answer.question_id: answer for answer in attempt.answers.order_by("turn")}
    rows = questions_to_draw(edition=attempt.enrolment.edition_id).filter(question__key__in=attempt.rule["questions"])
    for key, question, digest in rows.values_list("question__key", "pk", "frozen_id"):
        # two quizzes may ask the same question: the first one stands for both
        lines.setdefault(key, (question, digest))
    asked = [lines[key] for key in attempt.rule["questions"] if key in lines]
    return [
        Line(question, number, digest, tuple(_given(given[question]) if question in given else ()))
        for number, (question, digest) in enumerate(asked, start=1)
    ]


def _given(answer):
    yield Given(answer.turn, answer.right, answer.frozen_id, answer.response)
