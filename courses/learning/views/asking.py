"""One question a page, the feedback on the same address: what a quiz and the entry check have in common."""

from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone

from content.editions import serving
from content.editions.marks import marks
from content.questions import registry
from courses.learning.answering import submit_answer
from courses.learning.errors import AttemptClosed
from courses.learning.rules import Line
from courses.learning.seals import Turn, seal_turn
from courses.learning.sittings import Sitting
from courses.learning.views.frames import frame, framed


def waiting_turn(sitting: Sitting, line: Line) -> Turn:
    """Return the one answer that the next form of `line` may give."""
    return Turn(sitting.attempt, line.question, line.next_turn, line.digest)


def take_answer(
    request,
    turn: Turn,
    *,
    find: Callable[[], Sitting | None],
    ask: Callable,
    tell: Callable,
    gone: HttpResponse,
    again: HttpResponse,
) -> HttpResponse:
    """Keep the answer that was posted and `tell` the feedback; what is no answer is asked (`ask`) once more.

    `find` returns the attempt as it is now. Without it, or when it is another one, the reader goes to `gone`; who
    answered after it was closed goes to `again`.
    """
    form = registry.form_for(serving.document(turn.digest), request.POST, seed=_seed(turn))
    if not form.is_valid():
        sitting = find()
        if sitting is None or sitting.attempt != turn.attempt:
            return gone
        return ask(request, sitting, sitting.line_of(turn.question), turn, form)
    try:
        kept = submit_answer(user=request.user, turn=turn, response=form.response, now=timezone.now())
    except AttemptClosed:
        return again
    return tell(request, kept.sitting, kept.line, kept.given, refused=kept.refused)


def question_page(request, template, sitting, line, turn, form=None, **context) -> HttpResponse:
    """A question with its form; `form` is one that was refused."""
    document = serving.document(turn.digest)
    context |= {
        "document": document,
        "form": form or registry.form_for(document, seed=_seed(turn)),
        "turn": seal_turn(turn),
        "before": line.number - 1,
    }
    return _page(request, template, sitting, line, context)


def feedback_page(request, template, sitting, line, given, **context) -> HttpResponse:
    """What was right about an answer, and why."""
    document = serving.document(given.digest)
    context |= {"document": document, "verdict": registry.mark(document, given.response)}
    return _page(request, template, sitting, line, context)


def _page(request, template, sitting, line, context):
    total = len(sitting.sheet)
    context |= {"edition": sitting.edition, "number": line.number, "total": total, "marks": marks(line.number, total)}
    return framed(request, frame(f"courses/learning/{template}.html", context), place=sitting)


def _seed(turn):
    return f"{turn.attempt}:{turn.question}"
