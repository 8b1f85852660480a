"""An answer that arrives after the session has expired is kept for a quarter of an hour, for its sender only.

The expired session still tells whose it was (`elearning.accounts.sessions`). What was sent waits in the database,
encrypted with a key made from a random value that only that browser's cookie holds: without the cookie nobody can
read it, and without signing in as that person the cookie is of no use. After signing in the person sends it again
with one button, to the same address, through the same checks as ever. Then, or after a quarter of an hour, it is gone.

A view whose attribute `kept` is False promises that what is sent to it is never stored; that holds here too.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_tasks import task

from courses.sealing import CannotOpen, seal, unseal
from elearning import roles
from elearning.accounts.models import StashedPost
from elearning.resending import UNDER, fields_of, offer

KEPT_FOR = timedelta(minutes=15)
COOKIE = "bewaard"
PURPOSE = "stash"
MAX_BYTES = 64 * 1024


class StashMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and request.path.startswith(UNDER):
            if response.status_code < 400 and COOKIE in request.COOKIES and request.user.is_authenticated:
                _forget(request, response, path=request.path)
            elif _was_sent_to_sign_in(response) and _may_be_kept(request):
                _keep(request, response)
        return response


def waiting(request) -> StashedPost | None:
    """What waits for the signed-in person in this browser, if anything."""
    token = request.COOKIES.get(COOKIE)
    if not token:
        return None
    rows = StashedPost.objects.filter(token_hash=_hash(token), user_id=request.user.pk, expires_at__gt=timezone.now())
    return rows.first()


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def give_back(request):
    """Offers what waits; a POST here throws it away. Sending it again goes to its own address."""
    row = waiting(request)
    home = roles.entrance(user=request.user, on=timezone.localdate())
    if row is None:
        return redirect(home)
    if request.method == "POST":
        response = redirect(home)
        _forget(request, response)
        return response
    try:
        fields = unseal(bytes(row.sealed_fields), purpose=PURPOSE, secret=request.COOKIES[COOKIE])
    except CannotOpen:
        return redirect(home)
    return offer(request, "elearning/stash.html", path=row.path, fields=fields)


def _was_sent_to_sign_in(response):
    address = response.headers.get("Location", "")
    return response.status_code in (302, 303) and address.partition("?")[0] == resolve_url(settings.LOGIN_URL)


def _may_be_kept(request):
    return request.session.lapsed_user_id and getattr(request.resolver_match.func, "kept", True)


@task()
def forget_what_expired() -> None:
    """Throw away what nobody came back for."""
    StashedPost.objects.filter(expires_at__lte=timezone.now()).delete()


def _keep(request, response):
    fields = fields_of(request)
    user = get_user_model().objects.filter(pk=request.session.lapsed_user_id, is_active=True).first()
    if user is None or request.FILES:
        return
    if sum(len(name) + len(value) for name, value in fields) > MAX_BYTES or len(request.path) > 500:
        return
    token = secrets.token_urlsafe(32)
    ends = timezone.now() + KEPT_FOR
    StashedPost.objects.create(
        token_hash=_hash(token),
        user=user,
        path=request.path,
        sealed_fields=seal(fields, purpose=PURPOSE, secret=token),
        expires_at=ends,
    )
    forget_what_expired.call()
    if forget_what_expired.get_backend().supports_defer:
        forget_what_expired.using(run_after=ends).enqueue()
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(KEPT_FOR.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _forget(request, response, **only):
    rows = StashedPost.objects.filter(token_hash=_hash(request.COOKIES[COOKIE]), user_id=request.user.pk, **only)
    if rows.delete()[0]:
        response.delete_cookie(COOKIE, samesite="Lax")


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
