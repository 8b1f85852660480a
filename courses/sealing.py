"""Encrypts small things that wait in the database: codes on their way to a mail, answers of an expired session."""

import base64
import json

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class CannotOpen(Exception):
    """The text was sealed for another purpose, with another secret, or is too old."""


def seal(data, *, purpose: str, secret: str = "") -> bytes:
    """Encrypt JSON-able `data`. Whoever opens it must name the same `purpose` and know the same `secret`."""
    return _box(purpose, secret).encrypt(json.dumps(data, separators=(",", ":")).encode())


def unseal(sealed: bytes, *, purpose: str, secret: str = "", seconds: int | None = None):
    """Return what `seal` was given; raises CannotOpen, also when it was sealed more than `seconds` ago."""
    try:
        return json.loads(_box(purpose, secret).decrypt(sealed, ttl=seconds))
    except InvalidToken:
        raise CannotOpen from None


def _box(purpose, secret):
    # one key a purpose and secret; older keys of the site still open what they closed
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(purpose, secret, key)) for key in keys])


def _key(purpose, secret, site_key):
    digest = salted_hmac(f"elearning.sealing.{purpose}", secret, secret=site_key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
