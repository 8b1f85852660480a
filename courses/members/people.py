"""The account behind an address: the one that is there, or a new one."""

import re
from secrets import token_urlsafe

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.utils.translation import gettext as _

from courses.members.errors import Refused
from courses.members.names import cleaned


def address_in(text: str) -> str:
    """Return the address in what somebody typed, case-folded; raises Refused."""
    address = re.sub(r"^mailto:", "", cleaned(text), flags=re.IGNORECASE).strip(" ;,").casefold()
    # plain ASCII: look-alike letters of other alphabets make another address of what reads as the same one
    if len(address) > 254 or not address.isascii():
        raise Refused(_("This is not an e-mail address. Nothing was changed."), field="email")
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(_("This is not an e-mail address. Nothing was changed."), field="email") from None
    return address


def account_of(*, email: str, name: str):
    """Return the person with this address (case-folded), made with `name` when there is none.

    An account that exists is taken as it is, name and all: what it holds elsewhere is neither read nor told.
    """
    User = get_user_model()
    person = User.objects.filter(email=email).first()
    if person is None:
        made = User(email=email, name=name, password=UNUSABLE_PASSWORD_PREFIX + token_urlsafe(30))
        made.clean_fields()
        # somebody else may make the same account at this moment; whoever comes second finds it
        User.objects.bulk_create([made], ignore_conflicts=True)
        person = User.objects.get(email=email)
    return person


def end_sessions(person) -> None:
    """Sign this person out everywhere: what a session was given at signing in no longer holds."""
    get_user_model().objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
