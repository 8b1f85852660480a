"""The entry check: its front, and its questions one a page, each asked once; the feedback on the same address."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from courses.learning import selectors
from courses.learning.checking import begin_check
from courses.learning.errors import NotHere
from courses.learning.routes import route_of
from courses.learning.rules import next_line
from courses.learning.seals import opened_turn
from courses.learning.sittings import check_for
from courses.learning.views.asking import feedback_page, question_page, take_answer, waiting_turn
from courses.learning.views.doors import member_page, see_other
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
    here = see_other("learning:check_question", edition=edition, number=number)
    front = see_other("learning:check", edition=edition)
    if request.method == "POST":
        turn = opened_turn(request.POST.get("turn", ""))
        if turn is None:
            return here
        find = partial(_find, request, edition)
        return take_answer(request, turn, find=find, ask=_asked, tell=_feedback, gone=front, again=here)
    sitting = _find(request, edition)
    if sitting is None:
        return front
    line = sitting.line_at(number)
    if line.answers:
        return _feedback(request, sitting, line, line.last)
    if not sitting.open:
        # finished, and the answers were cut loose from the person since
        return see_other("learning:cover", edition=edition)
    return _asked(request, sitting, line, waiting_turn(sitting, line))


def _onward(request, sitting):
    """To the question that is waiting; after the last one, to what the check left to do."""
    line = next_line(sitting.sheet, sitting.rule) if sitting.open else None
    if line is None:
        return onward(request.user, sitting.edition.pk)
    return see_other(_address(sitting, line))


def _address(sitting, line):
    return reverse("learning:check_question", kwargs={"edition": sitting.edition.pk, "number": line.number})


def _find(request, edition):
    return check_for(user=request.user, edition=edition, on=timezone.localdate())


def _asked(request, sitting, line, turn, form=None):
    return question_page(request, "check_question", sitting, line, turn, form)


def _feedback(request, sitting, line, given, refused=False):
    following = next_line(sitting.sheet, sitting.rule) if sitting.open else None
    address = following and _address(sitting, following)
    return feedback_page(request, "check_feedback", sitting, line, given, refused=refused, following=address)
