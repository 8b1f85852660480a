"""Clerks, trainers and managers show a passkey or a code from an app; a code by mail alone opens nothing for them.

Members are never asked, and for them this costs no query: whether a session is `strict` was noted at signing in.
The clerk's and the trainer's doors do not trust that note alone, because a role can be given during a session.

A page that gives others a way in is marked `asks_again`: for that the passkey or app is shown anew when it was shown
more than `FRESH` ago. Whoever opened the form in time has until `FRESH_TO_SEND` to send it.
"""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from elearning import roles

STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
DOORS = ("/beheer/", "/griffie/")
#: What is open to who still has to show a passkey or app: setting one up, showing it, and going away.
FIRST_TIME = {"mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"}
AGAIN = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
#: With a code from the paper list somebody who lost the telephone takes the old app away and sets up a new one.
MANAGE = FIRST_TIME | AGAIN | {"mfa_deactivate_totp", "mfa_remove_webauthn", "mfa_view_recovery_codes"}
ALWAYS = {"account_logout", "leave", "media"}
FRESH, FRESH_TO_SEND = timedelta(minutes=10), timedelta(minutes=30)


class StrongSignInMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not settings.STRONG_SIGN_IN or request.resolver_match.url_name in ALWAYS:
            return None
        if not self._is_strict(request):
            return None
        if has_proof(request):
            return self._ask_again(request) if getattr(view, "asks_again", False) else None
        if used_recovery_code(request):
            allowed, start = MANAGE, "mfa_index"
        elif is_mfa_enabled(request.user, STRONG):
            allowed, start = AGAIN, _where_to_show(request.user)
        else:
            allowed, start = FIRST_TIME, "mfa_index"
        if request.resolver_match.url_name in allowed:
            return None
        return redirect(f"{reverse(start)}?{urlencode({'next': request.path})}")

    def _ask_again(self, request):
        if has_proof(request, within=FRESH_TO_SEND if request.method == "POST" else FRESH):
            return None
        return redirect(f"{reverse(_where_to_show(request.user))}?{urlencode({'next': request.path})}")

    def _is_strict(self, request):
        if request.session.get("strict"):
            return request.user.is_authenticated
        if not request.path.startswith(DOORS):
            return False
        return request.user.is_authenticated and roles.is_strict(user=request.user, on=timezone.localdate())


def has_proof(request, *, within: timedelta | None = None) -> bool:
    """Whether a passkey or app was shown in this session, or so short ago; a recovery code is not enough."""
    since = time.time() - within.total_seconds() if within else 0
    return any(kind in STRONG for kind in _shown(request, since=since))


def used_recovery_code(request) -> bool:
    """Whether a code from the paper list was used in this session."""
    return Authenticator.Type.RECOVERY_CODES in _shown(request)


def _shown(request, *, since=0):
    records = get_authentication_records(request, request.user)
    return {record.get("type") for record in records if record["method"] == "mfa" and record["at"] >= since}


def count_as_proof(*, request, user, authenticator, **kwargs):
    """Setting up an app or passkey asks for its code, so it counts as shown."""
    if authenticator.type in STRONG and request.user == user:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)


def _where_to_show(user):
    return "mfa_reauthenticate" if is_mfa_enabled(user, [Authenticator.Type.TOTP]) else "mfa_reauthenticate_webauthn"
