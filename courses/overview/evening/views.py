"""A discussion evening: the sheet to print, and the same as slides, one thing a screen. Only links, no scripts."""

from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from courses.members.local.filled_in import filled_in
from courses.overview.desk import at_desk, desk_page
from courses.overview.evening import agenda
from courses.overview.evening.settling import QUESTIONS
from courses.overview.selectors import newest_editions


@require_safe
@at_desk
def sheet(request, organisation, on):
    """The choice of three dilemmas, and below it the sheet with those."""
    found, names, chosen = _choice(request, organisation, on)
    too_many = len(chosen) > agenda.MOST
    chosen = chosen[: agenda.MOST]
    context = {
        "found": found,
        "names": names,
        "too_many": too_many,
        "dilemmas": agenda.dilemmas(chosen, on=on),
        "filled": filled_in(organisation=organisation, on=on),
        "questions": QUESTIONS,
        "slides": _address(organisation, 1, chosen),
        "on": on,
    }
    return desk_page(request, "courses/overview/evening.html", organisation, **context)


@require_safe
@at_desk
def slide(request, organisation, on, number):
    """One screen of the evening."""
    _found, _names, chosen = _choice(request, organisation, on)
    chosen = chosen[: agenda.MOST]
    filled = filled_in(organisation=organisation, on=on)
    slides = list(_slides(agenda.dilemmas(chosen, on=on), filled))
    if not 1 <= number <= len(slides):
        raise Http404
    kind, shown = slides[number - 1]
    context = {
        "kind": kind,
        "shown": shown,
        "number": number,
        "total": len(slides),
        "previous": _address(organisation, number - 1, chosen) if number > 1 else "",
        "next": _address(organisation, number + 1, chosen) if number < len(slides) else "",
        "sheet": f"{reverse('overview:evening', args=[organisation.code])}?{_query(chosen)}",
        "on": on,
    }
    return desk_page(request, "courses/overview/slide.html", organisation, **context)


def _choice(request, organisation, on):
    """What is offered, the names that were ticked or are proposed, and what was chosen."""
    found = agenda.offers(newest_editions(organisation=organisation, on=on))
    chosen = agenda.chosen_by(request.GET.getlist("dilemma"), found) or agenda.proposed(found)
    return found, {offer.name for offer in chosen}, chosen


def _slides(dilemmas, filled):
    """(kind, what is shown) of each screen, in the order of the evening."""
    yield "begin", dilemmas
    for number, dilemma in enumerate(dilemmas, start=1):
        about = {"dilemma": dilemma, "number": number, "total": len(dilemmas)}
        yield "situation", about
        yield "choices", about
        for choice in dilemma.choices:
            yield "consequence", {**about, "choice": choice}
        for asked in dilemma.questions:
            yield "question", {**about, "asked": asked}
    for group in filled.excerpts:
        for entry in group.entries:
            yield "protocol", {"group": group, "excerpt": entry.row, "stale": entry.stale}
    yield "contacts", filled
    for number, question in enumerate(QUESTIONS, start=1):
        yield "settle", {"question": question, "number": number, "total": len(QUESTIONS)}


def _query(chosen):
    return urlencode([("dilemma", offer.name) for offer in chosen])


def _address(organisation, number, chosen):
    # the part after # is where Tab begins: the links to the next screen are the first thing that it meets
    return f"{reverse('overview:slide', args=[organisation.code, number])}?{_query(chosen)}#dia"
