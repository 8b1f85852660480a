"""The door itself: where somebody comes in, and the quick way out."""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from elearning import roles


@never_cache
def home(request):
    """`/` leads to where somebody's work is, or to signing in."""
    if request.user.is_authenticated:
        return redirect(roles.entrance(user=request.user, on=timezone.localdate()))
    return redirect(settings.LOGIN_URL)


class SeeOther(HttpResponseRedirect):
    status_code = 303


# Without a token: it has to work on every page, also one that is old or came without a cookie, and the worst that a
# forged request can do is sign somebody out (and browsers do not send our SameSite cookies along with one).
@csrf_exempt
@never_cache
def leave(request):
    """End the session and go to the weather. A plain link (GET) only goes; it never changes anything."""
    response = SeeOther(settings.OUTSIDE)
    if request.method != "POST":
        return response
    try:
        request.session.flush()
    except DatabaseError:
        # leaving comes first: without its cookie the session is out of reach, and an empty one needs no database
        request.session = type(request.session)()
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite=settings.SESSION_COOKIE_SAMESITE)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
