"""The contacts of an organisation, one at a time, as a clerk writes them at the desk. Writing is checking: the day of
checking becomes today. Whole lists come in through `contacts`."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from courses.members.local.changes import Outdated, TooMany, locked, rewrite, take_away, written
from courses.members.models import LocalContact, Organisation

#: More cannot be found again on a telephone.
MOST = 24
#: A place that no contact has, to pass through when two change places.
_ASIDE = 32_767


@transaction.atomic
def add_contact(
    *,
    organisation: Organisation,
    kind: str,
    name: str,
    by,
    now: datetime,
    on: date,
    role: str = "",
    phone: str = "",
    email: str = "",
    availability: str = "",
) -> LocalContact:
    """Add a contact of `kind`, after those that are there; one that stands there already word for word is not added
    twice. Raises TooMany, or ValidationError for what cannot be right."""
    locked(organisation)
    entry = {"name": name, "role": role, "phone": phone, "email": email, "availability": availability}
    if found := organisation.contacts.filter(kind=kind, **entry).first():
        return found
    if organisation.contacts.count() >= MOST:
        raise TooMany
    last = organisation.contacts.filter(kind=kind).aggregate(last=Max("position"))["last"]
    contact = LocalContact(organisation=organisation, kind=kind, **entry, verified_on=on)
    contact.position = 0 if last is None else last + 1
    contact.full_clean()
    contact.save()
    written(organisation=organisation, by=by, now=now, contacts=1)
    return contact


@transaction.atomic
def change_contact(
    *,
    organisation: Organisation,
    contact: int,
    seen: str,
    name: str,
    by,
    now: datetime,
    on: date,
    role: str = "",
    phone: str = "",
    email: str = "",
    availability: str = "",
) -> LocalContact:
    """Write the contact with key `contact` anew, that stood on the page in the state `seen` (`version_of`).

    What is sent twice is written once. Raises Outdated, or ValidationError for what cannot be right.
    """
    locked(organisation)
    row = organisation.contacts.filter(pk=contact).first()
    entry = {"name": name, "role": role, "phone": phone, "email": email, "availability": availability}
    if row is None:
        raise Outdated(None)
    if rewrite(row, entry, seen=seen, on=on):
        written(organisation=organisation, by=by, now=now, contacts=1)
    return row


@transaction.atomic
def move_earlier(*, organisation: Organisation, contact: int, position: int, by, now: datetime) -> bool:
    """Let a contact that stood at `position` change places with the one of its kind before it.

    Returns whether it did: not when it stands elsewhere by now (as after the same button twice), is gone, or is first.
    """
    locked(organisation)
    row = organisation.contacts.filter(pk=contact, position=position).first()
    before = row and organisation.contacts.filter(kind=row.kind, position__lt=position).order_by("-position").first()
    if not before:
        return False
    place = before.position
    # one after the other: no two contacts of a kind may have one place, not even for a moment
    for one, goes_to in ((before, _ASIDE), (row, place), (before, position)):
        LocalContact.objects.filter(pk=one.pk).update(position=goes_to)
    written(organisation=organisation, by=by, now=now, contacts=1)
    return True


@transaction.atomic
def remove_contact(*, organisation: Organisation, contact: int, seen: str, by, now: datetime) -> None:
    """Remove the contact with key `contact`, that stood on the page in the state `seen`; one that is gone stays gone.

    Raises Outdated when somebody else changed it meanwhile.
    """
    locked(organisation)
    if take_away(organisation.contacts.filter(pk=contact).first(), seen=seen):
        written(organisation=organisation, by=by, now=now, removed=1)
