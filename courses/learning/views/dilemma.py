"""A dilemma: situation, choice, consequence, and another try.

What somebody chose is kept nowhere: not in a row, not in the session, and in no address either (an address ends up in
the browser's history and in log files). In a branching story the name of the second situation gives the first choice
away, so situations after the first one are shown in answer to a POST as well, all under the same address.
"""

from django.utils import timezone
from django.utils.safestring import mark_safe

from content.editions import serving
from content.editions.models import EditionStep
from courses.learning.advancing import choose, finish_dilemma
from courses.learning.errors import NotHere, OutOfOrder
from courses.learning.places import place_for
from courses.learning.seals import opened_page, seal_page
from courses.learning.views.doors import member_page, see_other
from courses.learning.views.frames import frame, framed


@member_page("GET", "POST", kept=False)
def situation(request, edition, step):
    """GET is the first situation. POST holds a `choice` (what comes of it), `go` (to that scene) or `finish`."""
    place = _place(request, edition, step)
    if place is None:
        return see_other("learning:step", edition=edition, step=step)
    outline = serving.outline(place.step.frozen_id)
    if request.method != "POST":
        return _scene(request, place, outline, outline["first"])
    if "finish" in request.POST:
        return _finish(request, place)
    scene = request.POST.get("scene", outline["first"])
    if scene not in outline["scenes"]:
        # an amendment may have renamed it: from the start, then
        return see_other("learning:situation", edition=edition, step=step)
    if "go" in request.POST:
        return _scene(request, place, outline, scene)
    choice = request.POST.get("choice", "")
    if choice not in outline["scenes"][scene]["choices"]:
        return _scene(request, place, outline, scene, missed=True)
    choose(place=place, digest=_seen(request, place))
    return _consequence(request, place, outline, scene, choice)


@member_page("GET")
def whole(request, edition, step):
    """All situations and all that may come of them, to read or print."""
    place = _place(request, edition, step)
    if place is None:
        return see_other("learning:step", edition=edition, step=step)
    return _shown(request, place, "whole", serving.whole_dilemma(place.step.frozen_id))


def _place(request, edition, step):
    place = place_for(user=request.user, edition=edition, step=step, on=timezone.localdate())
    if place and place.step.kind != EditionStep.Kind.DILEMMA:
        raise NotHere
    return place


def _seen(request, place):
    return opened_page(place.step.pk, request.POST.get("seen", ""), place.step.frozen_id)


def _shown(request, place, name, body, **more):
    context = {
        "edition": place.edition,
        "step": place.step,
        # safe: our own rendering of cleaned text
        "body": mark_safe(body),  # noqa: S308
        "seen": seal_page(place.step.pk, place.step.frozen_id),
        **more,
    }
    html = frame(f"courses/learning/{name}.html", context)
    return framed(request, html, place=place, on=timezone.localdate())


def _scene(request, place, outline, scene, missed=False):
    body = serving.scene(place.step.frozen_id, scene, missed=missed)
    return _shown(
        request, place, "scene", body, scene=scene, title=outline["scenes"][scene]["title"], missed=missed,
        arrived=request.method == "POST",
    )  # fmt: skip


def _consequence(request, place, outline, scene, choice):
    body = serving.consequence(place.step.frozen_id, scene, choice)
    told = outline["scenes"][scene]
    return _shown(
        request, place, "consequence", body, scene=scene, title=told["title"], following=told["choices"][choice]
    )


def _finish(request, place):
    try:
        finish_dilemma(place=place, digest=_seen(request, place), now=timezone.now())
    except OutOfOrder:
        return see_other("learning:situation", edition=place.edition.pk, step=place.step.position)
    return see_other("learning:cover", edition=place.edition.pk)
