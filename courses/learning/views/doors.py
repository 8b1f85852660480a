"""What every page of this room has in common."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.views.decorators.http import require_http_methods

from content.editions import serving
from courses.learning.errors import NotHere


def member_page(*methods, kept=True):
    """Decorator: a view for who is signed in, answering to `methods`; what does not exist for this person is a 404.

    `kept=False` says that what is sent to it may never be stored, not even when the session has just expired.
    """

    def decorated(view):
        @require_http_methods([*methods, "HEAD"] if "GET" in methods else methods)
        @login_required
        @wraps(view)
        def page(request, **kwargs):
            try:
                return view(request, **kwargs)
            except (NotHere, serving.Unknown):
                raise Http404 from None

        page.kept = kept
        return page

    return decorated


class SeeOther(HttpResponseRedirect):
    """The answer to a POST is another page, to be read with GET."""

    status_code = 303


def see_other(to: str, **arguments) -> SeeOther:
    """Redirect to the address or URL name `to`."""
    return SeeOther(resolve_url(to, **arguments))
