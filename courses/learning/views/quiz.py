"""A quiz: one question a page, the feedback on the same address at once."""

from functools import partial

from django.urls import reverse
from django.utils import timezone

from content.editions import serving
from courses.learning.rules import MASTERY, Line, next_line
from courses.learning.seals import opened_turn
from courses.learning.sittings import Sitting, sitting_for
from courses.learning.views.asking import feedback_page, question_page, take_answer, waiting_turn
from courses.learning.views.doors import member_page, see_other


@member_page("GET", "POST")
def question(request, edition, step, number):
    """GET asks a question, or shows the feedback on the answer that was given; POST answers it and shows the same."""
    here = see_other("learning:question", edition=edition, step=step, number=number)
    front = see_other("learning:step", edition=edition, step=step)
    if request.method == "POST":
        turn = opened_turn(request.POST.get("turn", ""))
        if turn is None:
            return here
        find = partial(_find, request, edition, step)
        return take_answer(request, turn, find=find, ask=_asked, tell=_feedback, gone=front, again=here)
    sitting = _find(request, edition, step)
    if sitting is None:
        return front
    line = sitting.line_at(number)
    if line.answers and not (sitting.open and "opnieuw" in request.GET):
        return _feedback(request, sitting, line, line.last)
    if not sitting.open:
        return front
    return _asked(request, sitting, line, waiting_turn(sitting, line))


def question_url(sitting: Sitting, line: Line | None) -> str:
    """Return the address where a question is to be answered (again); without a line, that of the first one."""
    here = {"edition": sitting.edition.pk, "step": sitting.step.position, "number": line.number if line else 1}
    return reverse("learning:question", kwargs=here) + ("?opnieuw" if line and line.answers else "")


def _find(request, edition, step):
    return sitting_for(user=request.user, edition=edition, step=step, on=timezone.localdate())


def _asked(request, sitting, line, turn, form=None):
    first = line.number == 1 and not line.answers
    intro = serving.outline(sitting.step.frozen_id)["intro_html"] if first else ""
    return question_page(request, "question", sitting, line, turn, form, step=sitting.step, intro=intro)


def _feedback(request, sitting, line, given, refused=False):
    following = next_line(sitting.sheet, sitting.rule) if sitting.open else None
    return feedback_page(
        request,
        "feedback",
        sitting,
        line,
        given,
        step=sitting.step,
        refused=refused,
        open=sitting.open,
        passed=sitting.passed,
        following=following and question_url(sitting, following),
        comes_back=sitting.open and sitting.rule["rule"] == MASTERY and not line.mastered,
        reread=line.number + 1 if sitting.passed and line.number < len(sitting.sheet) else None,
    )
