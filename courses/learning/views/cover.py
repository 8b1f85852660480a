"""The front of an edition and of each step, and the way to a step by the number of its page."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from content.editions import serving
from content.editions.models import EditionStep
from content.editions.path import path_of
from courses.learning import selectors
from courses.learning.beginning import begin, enrol
from courses.learning.places import place_for
from courses.learning.routes import route_of
from courses.learning.rules import next_line, right_at_first
from courses.learning.sittings import sitting_for
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.quiz import question_url
from courses.learning.views.refresher import own


@member_page("GET", "POST")
def cover(request, edition):
    """What this edition is and how far the reader is; POST begins, or goes on with, the first task that is not done."""
    today = timezone.localdate()
    found = selectors.edition_for(user=request.user, edition=edition, on=today)
    route = route_of(user=request.user, edition=edition)
    upcoming = route.upcoming
    if request.method == "POST":
        if upcoming is None:
            return see_other("learning:result", edition=edition)
        if upcoming.number:
            return _begun(request, edition, upcoming.number, today)
        enrol(user=request.user, edition=edition, now=timezone.now())
        return see_other(f"learning:{upcoming.kind}", edition=edition)
    context = {
        "edition": found,
        **own(found.own, today),
        "outline": serving.outline(found.frozen_id),
        "route": route,
        "tasks": route.tasks,
        "path": path_of(route.tasks),
        "upcoming": upcoming,
        "done": sum(task.done for task in route.tasks),
        "begun": any(task.position is not None for task in route.tasks),
        "minutes_left": sum(task.minutes_left for task in route.tasks),
    }
    return render(request, "courses/learning/cover.html", context)


@member_page("GET", "POST")
def step(request, edition, step):
    """Where the reader is in this step; when it was not begun yet, its front with Begin (a POST)."""
    today = timezone.localdate()
    user = request.user
    if request.method == "POST":
        return _begun(request, edition, step, today)
    place = place_for(user=user, edition=edition, step=step, on=today)
    if place and place.step.kind != EditionStep.Kind.QUIZ:
        return see_other(_address(place.step, edition, place.screen))
    sitting = sitting_for(user=user, edition=edition, step=step, on=today) if place else None
    if sitting and sitting.passed is not False:
        return see_other(_next_question(sitting))
    row = selectors.step_for(user=user, edition=edition, step=step, on=today)
    context = {
        "edition": row.edition,
        **own(row.own, today),
        "step": row,
        "outline": serving.outline(row.frozen_id),
        **(_last_time(sitting) if sitting else {}),
    }
    return render(request, "courses/learning/step.html", context)


@member_page("GET")
def page(request, page):
    """Links between steps name the page; this finds the reader's own edition of it."""
    row = selectors.step_of_page(user=request.user, page=page, on=timezone.localdate())
    return see_other("learning:step", edition=row.edition_id, step=row.position)


def _begun(request, edition, step, today):
    """Begin a step, or go on with it: to the reader's place."""
    row = selectors.step_for(user=request.user, edition=edition, step=step, on=today)
    progress = begin(user=request.user, step=row, now=timezone.now())
    if row.kind == EditionStep.Kind.QUIZ:
        return see_other(_next_question(sitting_for(user=request.user, edition=edition, step=step, on=today)))
    return see_other(_address(row, edition, 1 if progress.done_at else min(progress.position + 1, row.screens)))


def _next_question(sitting):
    return question_url(sitting, next_line(sitting.sheet, sitting.rule) if sitting.open else None)


def _address(step, edition, screen):
    here = {"edition": edition, "step": step.position}
    if step.kind == EditionStep.Kind.LESSON:
        return reverse("learning:screen", kwargs={**here, "screen": screen})
    return reverse("learning:situation", kwargs=here)


def _last_time(sitting):
    """What a quiz that was not passed yet says about the last time."""
    total = len(sitting.sheet)
    needed = -(-sitting.rule["percentage"] * total // 100)
    return {"right": right_at_first(sitting.sheet), "needed": needed, "total": total}
