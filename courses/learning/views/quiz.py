"""A quiz: one question a page, the feedback on the same address at once."""

from django.urls import reverse
from django.utils import timezone

from content.editions import serving
from content.editions.marks import marks
from content.questions import registry
from courses.learning.answering import submit_answer
from courses.learning.errors import AttemptClosed
from courses.learning.rules import MASTERY, Line, next_line
from courses.learning.seals import Turn, opened_turn, seal_turn
from courses.learning.sittings import Sitting, sitting_for
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.frames import frame, framed


@member_page("GET", "POST")
def question(request, edition, step, number):
    """GET asks a question, or shows the feedback on the answer that was given; POST answers it and shows the same."""
    if request.method == "POST":
        turn = opened_turn(request.POST.get("turn", ""))
        if turn is None:
            return see_other("learning:question", edition=edition, step=step, number=number)
        return _answered(request, edition, step, number, turn)
    sitting = sitting_for(user=request.user, edition=edition, step=step, on=timezone.localdate())
    if sitting is None:
        return see_other("learning:step", edition=edition, step=step)
    line = sitting.line_at(number)
    if line.answers and not (sitting.open and "opnieuw" in request.GET):
        return _feedback(request, sitting, line, line.last)
    if not sitting.open:
        return see_other("learning:step", edition=edition, step=step)
    return _asked(request, sitting, line, Turn(sitting.attempt, line.question, line.next_turn, line.digest))


def question_url(sitting: Sitting, line: Line | None) -> str:
    """Return the address where a question is to be answered (again); without a line, that of the first one."""
    here = {"edition": sitting.edition.pk, "step": sitting.step.position, "number": line.number if line else 1}
    return reverse("learning:question", kwargs=here) + ("?opnieuw" if line and line.answers else "")


def _answered(request, edition, step, number, turn):
    document = serving.document(turn.digest)
    form = registry.form_for(document, request.POST, seed=_seed(turn))
    if not form.is_valid():
        sitting = sitting_for(user=request.user, edition=edition, step=step, on=timezone.localdate())
        if sitting is None or sitting.attempt != turn.attempt:
            return see_other("learning:step", edition=edition, step=step)
        return _asked(request, sitting, sitting.line_of(turn.question), turn, form)
    try:
        kept = submit_answer(user=request.user, turn=turn, response=form.response, now=timezone.now())
    except AttemptClosed:
        return see_other("learning:question", edition=edition, step=step, number=number)
    return _feedback(request, kept.sitting, kept.line, kept.given, refused=kept.refused)


def _seed(turn):
    return f"{turn.attempt}:{turn.question}"


def _shown(request, template, sitting, line, **context):
    context |= {
        "edition": sitting.edition,
        "step": sitting.step,
        "number": line.number,
        "total": len(sitting.sheet),
        "marks": marks(line.number, len(sitting.sheet)),
    }
    return framed(request, frame(f"courses/learning/{template}.html", context), place=sitting)


def _asked(request, sitting, line, turn, form=None):
    document = serving.document(turn.digest)
    first = line.number == 1 and not line.answers
    return _shown(
        request,
        "question",
        sitting,
        line,
        document=document,
        form=form or registry.form_for(document, seed=_seed(turn)),
        turn=seal_turn(turn),
        before=line.number - 1,
        intro=serving.outline(sitting.step.frozen_id)["intro_html"] if first else "",
    )


def _feedback(request, sitting, line, given, refused=False):
    document = serving.document(given.digest)
    following = next_line(sitting.sheet, sitting.rule) if sitting.open else None
    return _shown(
        request,
        "feedback",
        sitting,
        line,
        document=document,
        verdict=registry.mark(document, given.response),
        refused=refused,
        open=sitting.open,
        passed=sitting.passed,
        following=following and question_url(sitting, following),
        comes_back=sitting.open and sitting.rule["rule"] == MASTERY and not line.mastered,
        reread=line.number + 1 if sitting.passed and line.number < len(sitting.sheet) else None,
    )
