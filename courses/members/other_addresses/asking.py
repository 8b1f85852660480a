"""Asking for another address, and what became of it. Using it is the front door's work (`elearning.accounts`)."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import Membership, Organisation
from courses.members.other_addresses.models import AddressRequest

OPEN_FOR = timedelta(days=30)
#: Without what sounds or looks like something else, since it is read out over the telephone.
_LETTERS = "ABCDEFHJKLMNPRTXYZ2345679"
State = AddressRequest.State


@transaction.atomic
def ask_address(*, organisation: Organisation, membership: int, email: str, by, now: datetime) -> AddressRequest:
    """Ask that `email` becomes the address of the member with this key; a request that was still open lapses.

    Whether somebody has this address already is not looked at: the clerk would learn who is known elsewhere.
    """
    member = Membership.objects.get(pk=membership, organisation=organisation)
    _end(AddressRequest.objects.filter(membership=member, state=State.ASKED), State.LAPSED)
    request = AddressRequest.objects.create(
        organisation=organisation,
        membership=member,
        new_email=email,
        reference="".join(secrets.choice(_LETTERS) for _place in range(8)),
        asked_by=by,
        asked_at=now,
        expires_at=now + OPEN_FOR,
    )
    note_action(organisation=organisation, by=by, kind=DeskAction.Kind.ADDRESS_ASKED, now=now, about=[member.pk])
    return request


def open_requests(*, now: datetime):
    """Requests that somebody can still decide, newest first."""
    return AddressRequest.objects.filter(state=State.ASKED, expires_at__gt=now)


def open_for(*, user, now: datetime):
    """The open requests about `user`."""
    return open_requests(now=now).filter(membership__user=user).select_related("organisation")


def requests_at(*, organisation: Organisation, now: datetime, limit: int = 20):
    """What a clerk sees: of whom, the state, the day and the reference; never who decided, nor why it was not done."""
    rows = AddressRequest.objects.filter(organisation=organisation).select_related("membership")[:limit]
    for row in rows:
        # a refusal would tell something about the person: for the clerk it lapsed
        over = row.state in (State.REFUSED, State.LAPSED) or (row.state == State.ASKED and row.expires_at <= now)
        row.shown = State.LAPSED if over else State(row.state)
    return rows


def close_request(*, request: AddressRequest, state: State, by, now: datetime):
    """Note what was decided; the address that was asked is forgotten."""
    request.state, request.new_email, request.decided_by, request.decided_at = state, "", by, now
    request.save(update_fields=["state", "new_email", "decided_by", "decided_at"])


def lapse_requests(*, now: datetime) -> int:
    """Forget the addresses that nobody decided about in time; return how many."""
    return _end(AddressRequest.objects.filter(state=State.ASKED, expires_at__lte=now), State.LAPSED)


def _end(requests, state):
    return requests.update(state=state, new_email="")
