"""Codes by which who is signed in shows once more that it is them: ten minutes, five tries, once, in that session."""

from datetime import datetime, timedelta
from secrets import randbelow

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from elearning.accounts.mail import CODE_SECONDS
from elearning.accounts.models import AgainCode

TRIES = 5
DIGITS = 6


@transaction.atomic
def make_code(*, user, session_key: str, about: str, now: datetime) -> str:
    """Return a new code for `user` in that session; an earlier one of this person works no longer."""
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    AgainCode.objects.update_or_create(
        user=user,
        defaults={
            "session_hash": _hash("session", session_key),
            "code_hash": _hash("code", code),
            "about": about,
            "made_at": now,
            "tries_left": TRIES,
        },
    )
    return code


@transaction.atomic
def use_code(*, user, session_key: str, about: str, code: str, now: datetime) -> bool:
    """Whether `code` is the one that was made; it costs a try, and a right one is used up."""
    waiting = AgainCode.objects.filter(
        user=user,
        session_hash=_hash("session", session_key),
        about=about,
        made_at__gt=now - timedelta(seconds=CODE_SECONDS),
        made_at__lte=now,
    )
    # the try is taken before the code is read: of many at once no more than five are looked at
    if not waiting.filter(tries_left__gt=0).update(tries_left=F("tries_left") - 1):
        return False
    made = waiting.first()
    if made is None or not constant_time_compare(made.code_hash, _hash("code", code)):
        return False
    return waiting.delete()[0] == 1


def _hash(what, value):
    return salted_hmac(f"elearning.accounts.again.{what}", value, algorithm="sha256").hexdigest()
