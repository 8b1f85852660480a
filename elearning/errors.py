"""The pages for when something does not go well: what happened, what is kept, what to do now.

None of them touches the database or the session, because these may be what is broken. The page for a stale token is
the one exception: it offers the typed answer again, so it needs to know who is there.
"""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from elearning import resending

log = logging.getLogger(__name__)

#: A database that is away, restarting or too busy; the visitor can do the same thing again in a moment.
DATABASE_AWAY = (OperationalError, InterfaceError)
AGAIN_IN_SECONDS = 30


def bad_request(request, exception=None):
    return _page("400.html", 400)


def forbidden(request, exception=None):
    return _page("403.html", 403)


def not_found(request, exception=None):
    return _page("404.html", 404)


def too_many(request, exception=None, *, wait: int = 60):
    """429, with in words and in the header after how many seconds it may be tried again."""
    response = _page("429.html", 429, minutes=max(1, -(-wait // 60)))
    response["Retry-After"] = str(wait)
    return response


def server_error(request):
    """500; or 503 when the cause is a database that is away, wherever in the stack that came up."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        log.error("The database does not answer: %s", type(sys.exc_info()[1]).__name__)
        response = _page("503.html", 503)
        response["Retry-After"] = str(AGAIN_IN_SECONDS)
        return response
    return _page("500.html", 500)


def csrf_failure(request, reason=""):
    """403 for a form whose token is old, mostly because of a new sign-in in another tab; keeps a member's answer.

    What was sent is shown again only when the browser says that it came from one of our own pages: otherwise another
    site could put words in the form and let a member send them.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" or _origin(request) == request.headers.get("Origin")
    if ours and request.path.startswith(resending.UNDER) and not request.FILES and request.user.is_authenticated:
        fields = resending.fields_of(request)
        return resending.offer(request, "403_csrf.html", path=request.path, fields=fields, status=403)
    return _page("403_csrf.html", 403)


def _origin(request):
    return f"{request.scheme}://{request.get_host()}"


def _page(template, status, **context):
    # without the request: its context processors would ask the session who is there
    return HttpResponse(render_to_string(template, context), status=status)
