"""Another address becomes the one to sign in with: by the person, or by a manager to whom it was asked.

The person says so in a session that a code to the present address opened a moment ago; a passkey or an old session
does not show that this mailbox is still the person's own. A manager sees neither name nor address: the clerk who asked
tells the reference. Both are in the log of the desk.
"""

import time
from datetime import datetime

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from courses.letters import language_of
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.other_addresses.asking import close_request, open_requests
from courses.members.other_addresses.models import AddressRequest
from elearning.accounts.mail import post_moved

#: Seconds that a code counts as just typed.
FRESH = 15 * 60


class AddressProblem(Exception):
    """The address cannot be taken over; the message says why and what to do."""


def signed_in_by_code(request) -> bool:
    """Whether this session was opened by a code to the person's present address, a quarter of an hour ago at most."""
    return any(
        record["method"] == "code" and record.get("email") == request.user.email and record["at"] > time.time() - FRESH
        for record in get_authentication_records(request, request.user)
    )


@transaction.atomic
def use_address(*, pk: int, by, now: datetime):
    """Let the address of the open request `pk` become the one to sign in with; other sessions of the person end, and
    the address until now is told that it is no longer used.

    Returns the person. Raises AddressProblem when the request is over, or the address is another person's.
    """
    asked = _open(pk, now)
    User = get_user_model()
    person = User.objects.get(pk=asked.membership.user_id)
    old = person.email
    try:
        with transaction.atomic():
            # the address is the person's own, whatever the number of organisations
            User.objects.filter(pk=person.pk).update(email=asked.new_email, session_round=F("session_round") + 1)
    except IntegrityError:
        raise AddressProblem(
            _("This address is in use by somebody else here. Nothing was changed. Ask for another address.")
        ) from None
    close_request(request=asked, state=AddressRequest.State.DONE, by=by, now=now)
    note_action(
        organisation=asked.organisation,
        by=by,
        kind=DeskAction.Kind.CHANGED,
        now=now,
        about=[asked.membership_id],
        address=1,
    )
    post_moved(email=old, language=language_of(person))
    person.refresh_from_db()
    return person


@transaction.atomic
def refuse_address(*, pk: int, by, now: datetime):
    """Keep the address as it is. Raises AddressProblem when the request is over."""
    close_request(request=_open(pk, now), state=AddressRequest.State.REFUSED, by=by, now=now)


def _open(pk, now):
    asked = open_requests(now=now).select_for_update(of=("self",)).select_related("membership", "organisation")
    found = asked.filter(pk=pk).first()
    if found is None:
        raise AddressProblem(_("This request is over. Nothing was changed. The clerk can ask again."))
    return found
