"""What a member reads and answers: cover, step, lesson, dilemma, question, feedback, result."""

from content.editions import serving
from content.questions.matching import sides
from courses.learning.models import Attempt
from courses.learning.seals import opened_turn
from tests.look.screens import case

#: Of each type the question in the test package, a wrong answer and a right one.
QUESTIONS = {
    "checkboxes": ("Wat bewaart u?", {"answer": ["bericht", "niets"]}, {"answer": ["bericht", "profiel"]}),
    "statement": ("Melden mag ook bij twijfel.", {"answer": "false"}, {"answer": "true"}),
    "order": (
        "Zet op volgorde.",
        {"answer-een": "3", "answer-twee": "2", "answer-drie": "1"},
        {"answer-een": "1", "answer-twee": "2", "answer-drie": "3"},
    ),
    "pairs": ("Wat hoort bij wat?", None, None),
    "number": ("Hoeveel van de 100 belden?", {"answer": "99"}, {"answer": "10"}),
}
LESSON, SECOND_LESSON, DILEMMA, QUIZ = 1, 2, 3, 4


# --- the front of an edition and of a step ----------------------------------------------------------------------------


@case("courses/learning/cover.html", "empty", picture=True)
def _(stage):
    return stage.get(stage.fresh, stage.page(stage.starter))


@case("courses/learning/cover.html", "filled")
def _(stage):
    return stage.get(stage.busy, stage.page(stage.starter))


@case("courses/learning/cover.html", "finished")
def _(stage):
    return stage.get(stage.done, stage.page(stage.starter))


@case("courses/learning/cover.html", "long text")
def _(stage):
    return stage.get(stage.states_member, stage.page(stage.long))


@case("courses/learning/step.html", "empty")
def _(stage):
    return stage.get(stage.fresh, stage.page(stage.starter, "1/"))


@case("courses/learning/step.html", "long text")
def _(stage):
    return stage.get(stage.states_member, stage.page(stage.long, "3/"))


@case("courses/learning/step.html", "quiz not passed")
def _(stage):
    walker = stage.walker(stage.states_member, stage.long)
    chosen = walker.client.cookies.pop("taal", None)  # a walker reads Dutch
    walker.finish_quiz(option="wachten")
    if chosen:
        walker.client.cookies["taal"] = chosen.value
    assert Attempt.objects.get(enrolment__user=stage.states_member).passed is False
    return walker.client.get(stage.page(stage.long, "3/"))


# --- a lesson ---------------------------------------------------------------------------------------------------------


def _in_lesson(stage, edition, user=None, screen=1):
    """A member who has come to this screen of the first lesson."""
    walker = stage.walker(user or stage.states_member, edition)
    walker.begin(LESSON)
    for _number in range(screen - 1):
        walker.go_on()
    return walker


def _lesson(stage, edition, user=None, screen=1):
    walker = _in_lesson(stage, edition, user, screen)
    return walker.client.get(walker.url)


@case("courses/learning/lesson.html", "every block")
def _(stage):
    return _lesson(stage, stage.proof)


@case("courses/learning/lesson.html", "filled", picture=True)
def _(stage):
    return _lesson(stage, stage.starter, stage.fresh)


@case("courses/learning/lesson.html", "second screen")
def _(stage):
    return _lesson(stage, stage.starter, stage.fresh, screen=2)


@case("courses/learning/lesson.html", "last screen")
def _(stage):
    return _lesson(stage, stage.proof, screen=2)


@case("courses/learning/lesson.html", "two organisations")
def _(stage):
    return _lesson(stage, stage.starter, stage.two_mandates)


@case("courses/learning/lesson.html", "long text")
def _(stage):
    return _lesson(stage, stage.long)


def _practice(stage, **answer):
    walker = _in_lesson(stage, stage.proof)
    return walker.client.post(stage.page(stage.proof, f"{LESSON}/oefenen/1/proef-enkel/"), answer)


@case("courses/learning/lesson.html", "error")
def _(stage):
    return _practice(stage)


@case("courses/learning/lesson.html", "feedback")
def _(stage):
    return _practice(stage, answer="wissen")


@case("courses/learning/lesson.html", "feedback, right")
def _(stage):
    return _practice(stage, answer="bewaren")


# --- a dilemma --------------------------------------------------------------------------------------------------------


def _in_dilemma(stage):
    walker = stage.walker(stage.states_member, stage.proof)
    return walker.begin(DILEMMA)


def _told(stage, **sent):
    walker = _in_dilemma(stage)
    return walker.client.post(walker.url, {"seen": walker.hidden("seen"), **sent})


@case("courses/learning/scene.html", "empty", picture=True)
def _(stage):
    walker = _in_dilemma(stage)
    return walker.client.get(walker.url)


@case("courses/learning/scene.html", "error")
def _(stage):
    return _told(stage, scene="avond")


@case("courses/learning/scene.html", "next situation")
def _(stage):
    return _told(stage, go="1", scene="ochtend")


@case("courses/learning/scene.html", "long text")
def _(stage):
    walker = stage.walker(stage.states_member, stage.long)
    walker.begin(2)
    return walker.client.get(walker.url)


@case("courses/learning/consequence.html", "wise", picture=True)
def _(stage):
    return _told(stage, scene="avond", choice="bellen")


@case("courses/learning/consequence.html", "mixed")
def _(stage):
    return _told(stage, scene="avond", choice="wachten")


@case("courses/learning/consequence.html", "risk")
def _(stage):
    return _told(stage, scene="ochtend", choice="weggooien")


@case("courses/learning/whole.html", "filled")
def _(stage):
    walker = _in_dilemma(stage)
    return walker.client.get(stage.page(stage.proof, f"{DILEMMA}/alles/"))


# --- a quiz -----------------------------------------------------------------------------------------------------------


def _asked(stage, kind):
    """A member before the question of this type."""
    walker = stage.walker(stage.states_member, stage.proof)
    walker.begin(QUIZ)
    prompt = QUESTIONS[kind][0]
    for number in range(1, len(QUESTIONS) + 1):
        walker.get(f"{QUIZ}/vraag/{number}/")
        if prompt in walker.html:
            return walker
    raise LookupError(prompt)


def _sent(walker, fields):
    return walker.client.post(walker.url, {"turn": walker.hidden("turn"), **fields})


def _question_cases(kind):
    """Asked, sent empty, and answered: right and wrong."""

    @case("courses/learning/question.html", f"empty, {kind}", picture=kind == "checkboxes")
    def _(stage):
        walker = _asked(stage, kind)
        return walker.client.get(walker.url)

    @case("courses/learning/question.html", f"error, {kind}")
    def _(stage):
        return _sent(_asked(stage, kind), {})

    @case("courses/learning/feedback.html", f"wrong, {kind}", picture=kind == "checkboxes")
    def _(stage):
        return _sent(*_answer(stage, kind, 1))

    @case("courses/learning/feedback.html", f"right, {kind}")
    def _(stage):
        return _sent(*_answer(stage, kind, 2))


def _answer(stage, kind, which):
    """The member before the question, and what is sent."""
    walker, given = _asked(stage, kind), QUESTIONS[kind][which]
    return walker, given or _pairs(walker, right=which == 2)


def _pairs(walker, *, right):
    document = serving.document(opened_turn(walker.hidden("turn")).digest)
    spare = next(key for key in sides(document) if key not in {pair["right_key"] for pair in document["pairs"]})
    return {f"answer-{pair['key']}": pair["right_key"] if right else spare for pair in document["pairs"]}


for _kind in QUESTIONS:
    _question_cases(_kind)


@case("courses/learning/question.html", "long text")
def _(stage):
    walker = stage.walker(stage.states_member, stage.long)
    return walker.client.get(walker.begin(3).url)


@case("courses/learning/feedback.html", "wrong, long text")
def _(stage):
    walker = stage.walker(stage.states_member, stage.long)
    return _sent(walker.begin(3), {"answer": "wachten"})


@case("courses/learning/question.html", "again")
def _(stage):
    walker = _asked(stage, "statement")
    _sent(walker, QUESTIONS["statement"][1])
    return walker.client.get(walker.url + "?opnieuw")


@case("courses/learning/feedback.html", "answered before")
def _(stage):
    walker = _asked(stage, "statement")
    turn = walker.hidden("turn")
    _sent(walker, QUESTIONS["statement"][1])
    return walker.client.post(walker.url, {"turn": turn, **QUESTIONS["statement"][2]})


@case("courses/learning/feedback.html", "after the end")
def _(stage):
    return stage.get(stage.done, stage.page(stage.starter, f"{_quiz_of(stage.starter)}/vraag/1/"))


def _quiz_of(edition):
    return edition.steps.get(kind="quiz").position


# --- ready ------------------------------------------------------------------------------------------------------------


@case("courses/learning/result.html", "filled", picture=True)
def _(stage):
    return stage.get(stage.done, stage.page(stage.starter, "klaar/"))


@case("courses/learning/result.html", "two organisations")
def _(stage):
    return stage.get(stage.two_mandates, stage.page(stage.starter, "klaar/"))


@case("courses/learning/result.html", "long text")
def _(stage):
    return stage.get(stage.long_name, stage.page(stage.long, "klaar/"))


@case("courses/learning/lesson.html", "own colour and logo")
def _(stage):
    return _lesson(stage, stage.starter, stage.villagers[2])
