"""The entry check: its front, and its questions one a page, each asked once; the feedback on the same address."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from content.editions import serving
from content.editions.marks import marks
from content.questions import registry
from courses.learning import selectors
from courses.learning.answering import submit_answer
from courses.learning.checking import begin_check
from courses.learning.errors import AttemptClosed, NotHere
from courses.learning.routes import route_of
from courses.learning.rules import next_line
from courses.learning.seals import Turn, opened_turn, seal_turn
from courses.learning.sittings import check_for
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.frames import frame, framed
from courses.learning.views.refresher import onward, own


@member_page("GET", "POST")
def check(request, edition):
    """What the check is, with Begin (a POST); once begun, to the question that is waiting."""
    today = timezone.localdate()
    found = selectors.edition_for(user=request.user, edition=edition, on=today)
    if request.method == "POST":
        try:
            begin_check(user=request.user, edition=edition, now=timezone.now())
        except NotHere:
            return see_other("learning:cover", edition=edition)
    sitting = check_for(user=request.user, edition=edition, on=today)
    if sitting:
        return _onward(request, sitting)
    route = route_of(user=request.user, edition=edition)
    if route.completed or not (route.short and route.refreshing.pk and route.questions):
        return see_other("learning:cover", edition=edition)
    context = {"edition": found, **own(found.own, today), "total": route.questions}
    return render(request, "courses/learning/check.html", context)


@member_page("GET", "POST")
def question(request, edition, number):
    """GET asks a question, or shows the feedback on the answer that was given; POST answers it and shows the same."""
    if request.method == "POST":
        turn = opened_turn(request.POST.get("turn", ""))
        if turn is None:
            return see_other("learning:check_question", edition=edition, number=number)
        return _answered(request, edition, number, turn)
    sitting = check_for(user=request.user, edition=edition, on=timezone.localdate())
    if sitting is None:
        return see_other("learning:check", edition=edition)
    line = sitting.line_at(number)
    if line.answers:
        return _feedback(request, sitting, line, line.last)
    if not sitting.open:
        # finished, and the answers were cut loose from the person since
        return see_other("learning:cover", edition=edition)
    return _asked(request, sitting, line, Turn(sitting.attempt, line.question, line.next_turn, line.digest))


def _onward(request, sitting):
    """To the question that is waiting; after the last one, to what the check left to do."""
    line = next_line(sitting.sheet, sitting.rule) if sitting.open else None
    if line is None:
        return onward(request.user, sitting.edition.pk)
    return see_other(_address(sitting, line))


def _address(sitting, line):
    return reverse("learning:check_question", kwargs={"edition": sitting.edition.pk, "number": line.number})


def _answered(request, edition, number, turn):
    document = serving.document(turn.digest)
    form = registry.form_for(document, request.POST, seed=_seed(turn))
    if not form.is_valid():
        sitting = check_for(user=request.user, edition=edition, on=timezone.localdate())
        if sitting is None or sitting.attempt != turn.attempt:
            return see_other("learning:check", edition=edition)
        return _asked(request, sitting, sitting.line_of(turn.question), turn, form)
    try:
        kept = submit_answer(user=request.user, turn=turn, response=form.response, now=timezone.now())
    except AttemptClosed:
        return see_other("learning:check_question", edition=edition, number=number)
    return _feedback(request, kept.sitting, kept.line, kept.given, refused=kept.refused)


def _seed(turn):
    return f"{turn.attempt}:{turn.question}"


def _shown(request, template, sitting, line, **context):
    context |= {
        "edition": sitting.edition,
        "number": line.number,
        "total": len(sitting.sheet),
        "marks": marks(line.number, len(sitting.sheet)),
    }
    return framed(request, frame(f"courses/learning/{template}.html", context), place=sitting)


def _asked(request, sitting, line, turn, form=None):
    document = serving.document(turn.digest)
    return _shown(
        request,
        "check_question",
        sitting,
        line,
        document=document,
        form=form or registry.form_for(document, seed=_seed(turn)),
        turn=seal_turn(turn),
        before=line.number - 1,
    )


def _feedback(request, sitting, line, given, refused=False):
    document = serving.document(given.digest)
    following = next_line(sitting.sheet, sitting.rule) if sitting.open else None
    return _shown(
        request,
        "check_feedback",
        sitting,
        line,
        document=document,
        verdict=registry.mark(document, given.response),
        refused=refused,
        following=following and _address(sitting, following),
    )
