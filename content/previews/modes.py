"""Which screens of a draft can be looked at: for each the name of a preview mode, and words for the trainer.

Read from the rows, not from a document: the editor asks for this each time it is opened, complete or not.
"""

from functools import singledispatch

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content.pages import DilemmaPage, LessonPage, ModulePage, QuizPage
from content.questions.base import Question

FRONT, WHOLE, COVER, RESULT = "front", "whole", "cover", "result"


@singledispatch
def modes_of(obj) -> list[tuple[str, str]]:
    """Return (name, label) of each screen of `obj`, in the order in which a member meets them; never empty."""
    raise TypeError(f"{type(obj).__name__} has no previews")


@modes_of.register(ModulePage)
def _module(page):
    return [(COVER, _("Front of the module")), (RESULT, _("When it is finished"))]


@modes_of.register(LessonPage)
def _lesson(page):
    screens = [
        (f"screen-{number}", _named(_("Screen %(number)s"), number, screen.value.get("title")))
        for number, screen in enumerate(page.body, start=1)
    ]
    return [*screens, _front()]


@modes_of.register(DilemmaPage)
def _dilemma(page):
    modes = []
    for number, scene in enumerate(page.scenes, start=1):
        modes.append((f"scene-{number}", _named(_("Situation %(number)s"), number, scene.value.get("title"))))
        for place, choice in enumerate(scene.value.get("choices") or [], start=1):
            label = _("Situation %(number)s, after choice %(place)s") % {"number": number, "place": place}
            modes.append((f"scene-{number}-choice-{place}", _with(label, choice.get("text"))))
    return [*modes, (WHOLE, _("All of it, one below the other")), _front()]


@modes_of.register(QuizPage)
def _quiz(page):
    modes = []
    for number, place in enumerate(page.questions.all(), start=1):
        modes += [
            (f"question-{number}", _named(_("Question %(number)s"), number, place.question.prompt)),
            (f"question-{number}-best", _("Question %(number)s, after the best answer") % {"number": number}),
            (f"question-{number}-other", _("Question %(number)s, after another answer") % {"number": number}),
        ]
    return [*modes, _front()]


@modes_of.register(Question)
def _question(question):
    return [
        ("question-1", _("The question")),
        ("question-1-best", _("After the best answer")),
        ("question-1-other", _("After another answer")),
    ]


def _front():
    return (FRONT, _("Front of this step"))


def _named(words, number, title):
    return _with(words % {"number": number}, title)


def _with(label, title):
    return f"{label}: {Truncator(title).chars(60)}" if title else label
