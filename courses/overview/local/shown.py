"""The lessons as one's own members read them: the screens on which contacts and protocol of the organisation stand.

Rendered by the members' own template. Nothing is kept, whatever is pressed: “Verder” goes to the next such screen.
"""

from django.http import Http404
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from courses.learning.errors import NotHere
from courses.learning.showing import as_members_see, local_screens
from courses.learning.views.doors import see_other
from courses.learning.views.practice import answered_question, asked_questions
from courses.overview.desk import at_desk, desk_page
from courses.overview.selectors import newest_editions


@require_safe
@at_desk
def screens(request, organisation, on):
    """Which screens there are, by module."""
    found = _screens(organisation, on)
    return desk_page(request, "courses/overview/shown.html", organisation, found=found)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def screen(request, organisation, on, **place):
    """One of them. POST is the members' “Verder”: it writes nothing and goes to the next one."""
    found = _screens(organisation, on)
    number = _number(found, place)
    after = _address(organisation, found[number + 1]) if number + 1 < len(found) else _list(organisation)
    if request.method == "POST":
        return see_other(after)
    questions = asked_questions(
        found[number].step, found[number].edition, found[number].screen, action=_practice(organisation, place)
    )
    return _page(request, organisation, on, found, number, questions)


@require_http_methods(["POST"])
@at_desk
def practise(request, organisation, on, key, **place):
    """A practice question on such a screen, answered: the feedback, as members get it. Nothing is kept."""
    found = _screens(organisation, on)
    number = _number(found, place)
    one = found[number]
    try:
        questions, unhappy = answered_question(
            one.step,
            one.edition,
            one.screen,
            key,
            request.POST,
            action=_practice(organisation, place),
            again=_address(organisation, one),
        )
    except NotHere:
        raise Http404 from None
    return _page(request, organisation, on, found, number, questions, error=unhappy)


def _page(request, organisation, on, found, number, questions, *, error=None):
    one = found[number]
    context = {
        **as_members_see(one, organisation=organisation, on=on, questions=questions, csrf=get_token(request)),
        "error": error,
        "seen": "",
        "back": _list(organisation),
        "here": _address(organisation, one),
        "previous": number,
        "previous_url": _address(organisation, found[number - 1]),
        "number": number + 1,
        "total": len(found),
    }
    return desk_page(request, "courses/overview/shown_screen.html", organisation, **context)


def _screens(organisation, on):
    return local_screens(newest_editions(organisation=organisation, on=on))


def _number(found, place):
    """The place of a screen in the row; what is not in it does not exist at this desk."""
    for number, one in enumerate(found):
        if one.place == place:
            return number
    raise Http404


def _address(organisation, one):
    return reverse("overview:screen_shown", kwargs={"code": organisation.code, **one.place})


def _list(organisation):
    return reverse("overview:contacts_shown", args=[organisation.code])


def _practice(organisation, place):
    return lambda key: reverse("overview:practice_shown", kwargs={"code": organisation.code, **place, "key": key})
