"""A lesson: one screen a page. Verder is a POST that records the place, Vorige is a link."""

from functools import lru_cache

from django.utils import timezone
from django.utils.translation import get_language

from content.editions.models import EditionStep
from courses.learning.advancing import advance
from courses.learning.errors import NotHere, OutOfOrder
from courses.learning.places import Edition, Step, place_for
from courses.learning.seals import opened_page, seal_page
from courses.learning.showing import lesson_context
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.frames import frame, framed
from courses.learning.views.practice import answered_question, asked_questions

#: Pages that a process keeps, some 10 kB each: a few modules, in two languages.
KEPT = 400


@member_page("GET", "POST")
def screen(request, edition, step, screen):
    """GET shows a screen that the reader has come to; POST goes on from it."""
    today = timezone.localdate()
    place = _place(request, edition, step, today)
    if place is None:
        return see_other("learning:step", edition=edition, step=step)
    if request.method == "POST":
        return _go_on(request, place, screen)
    if not place.readable(screen):
        return _to_place(place)
    html = _page(place.edition, place.step, screen, get_language())
    return framed(request, html, place=place, on=today)


@member_page("GET", "POST", kept=False)
def practise(request, edition, step, screen, key):
    """Answer the practice question on a screen: the screen comes back with the feedback. Nothing is kept."""
    today = timezone.localdate()
    place = _place(request, edition, step, today)
    if place is None:
        return see_other("learning:step", edition=edition, step=step)
    if request.method != "POST" or not place.readable(screen):
        return see_other("learning:screen", edition=edition, step=step, screen=screen)
    questions, unhappy = answered_question(place.step, place.edition, screen, key, request.POST)
    html = _rendered(place.edition, place.step, screen, questions, answered=True, error=unhappy)
    return framed(request, html, place=place, on=today)


def _place(request, edition, step, today):
    place = place_for(user=request.user, edition=edition, step=step, on=today)
    if place and place.step.kind != EditionStep.Kind.LESSON:
        raise NotHere
    return place


@lru_cache(maxsize=KEPT)
def _page(edition: Edition, step: Step, screen: int, language: str) -> str:
    """The page of a screen for nobody in particular. `step` names its document by digest, so nothing here grows old."""
    return _rendered(edition, step, screen, asked_questions(step, edition, screen))


def _rendered(edition, step, screen, questions, *, answered=False, error=None):
    context = {
        **lesson_context(edition, step, screen, questions),
        "seen": seal_page(step.pk, step.frozen_id),
        "error": error,
        "answered": answered,
    }
    return frame("courses/learning/lesson.html", context)


def _to_place(place):
    return see_other("learning:screen", edition=place.edition.pk, step=place.step.position, screen=place.screen)


def _go_on(request, place, screen):
    digest = opened_page(place.step.pk, request.POST.get("seen", ""), place.step.frozen_id)
    try:
        last = advance(place=place, screen=screen, digest=digest, now=timezone.now())
    except OutOfOrder:
        return _to_place(place)
    if last:
        return see_other("learning:cover", edition=place.edition.pk)
    return see_other("learning:screen", edition=place.edition.pk, step=place.step.position, screen=screen + 1)
