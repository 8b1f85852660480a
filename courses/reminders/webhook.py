"""POST /post/terug/: a mail provider says that a mail came back.

    POST /post/terug/
    Authorization: Bearer <BOUNCE_SECRET>
    {"message_id": "<…>"}

Without a secret in the settings it refuses everything. What it answers never tells whose mail it was.
"""

import json
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from courses.reminders.bounces import record_bounce
from courses.reminders.errors import NoSuchMail

#: So many calls a minute, of all callers together; also those with a wrong secret.
A_MINUTE = 120
LARGEST = 10_000


@csrf_exempt  # no browser and no session; the secret is what lets in
@require_POST
def came_back(request):
    """Note that the mail with this Message-ID came back."""
    if _too_often():
        return _said(429, _("That was too often. Try again in a minute."), {"Retry-After": "60"})
    secret, given = settings.BOUNCE_SECRET, request.headers.get("Authorization", "")
    if not secret or not constant_time_compare(given, f"Bearer {secret}"):
        return _said(403, _("The secret is missing or wrong. Nothing was changed."))
    message_id = _message_id(request)
    if not message_id:
        return _said(400, _("We need JSON with a message_id. Nothing was changed."))
    try:
        record_bounce(message_id=message_id, on=timezone.localdate(), note=_("told by the mail server"))
    except NoSuchMail as trouble:
        return _said(404, str(trouble))
    return _said(200, _("Kept. We send nothing more to this address."))


def _message_id(request):
    try:
        length = int(request.headers.get("Content-Length") or 0)
        found = json.loads(request.body)["message_id"] if length <= LARGEST else ""
    except (ValueError, KeyError, TypeError):
        return ""
    return found if isinstance(found, str) and len(found) <= 200 else ""


def _too_often():
    key = f"post/terug/{int(time.time() // 60)}"
    cache.add(key, 0, 120)
    return cache.incr(key) > A_MINUTE


def _said(status, words, headers=None):
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
