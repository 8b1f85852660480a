"""The public help pages. Nobody keeps who opened them.

Everybody gets the copy of the texts: no database, no session, no cookie. Who brings a session also gets the numbers of
the own organisation, when the database says these in time (`help_contacts`, docs/decisions/0012); that page is this
reader's, and no cache keeps it.
"""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from content.help import rendering
from elearning.help_contacts import contacts_of


@require_safe
def page(request):
    """The situations to choose from, and the numbers."""
    return _kept_by_nobody_else(request, HttpResponse(rendering.page(_own(request))))


@require_safe
def situation(request, key):
    """The steps of one situation; 404 with the list when there is none by this key."""
    own = _own(request)
    html = rendering.situation(key, own)
    if html is None:
        return HttpResponse(rendering.lost(own), status=404)
    return _kept_by_nobody_else(request, HttpResponse(html))


def _session(request):
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME)


def _own(request):
    return contacts_of(_session(request)) if _session(request) else ""


def _kept_by_nobody_else(request, response):
    # by the cookie, not by what came of it: who got no numbers now may get them in a moment
    response["Cache-Control"] = "private, no-store" if _session(request) else "public, max-age=300"
    return response
