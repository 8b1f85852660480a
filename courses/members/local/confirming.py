"""“This still holds”: the clerk called the number or read the protocol again, and the day of checking becomes today."""

from datetime import date, datetime

from django.db import transaction

from courses.members.local.changes import Outdated, locked, version_of, version_of_all, written
from courses.members.log.models import DeskAction
from courses.members.models import Organisation


def confirm_contact(*, organisation: Organisation, contact: int, seen: str, by, now: datetime, on: date) -> None:
    """Say of one contact, as it stood on the page (`seen`), that it still holds. Raises Outdated."""
    _confirm(organisation, organisation.contacts.filter(pk=contact), seen, by, now, on)


def confirm_excerpt(*, organisation: Organisation, topic: str, seen: str, by, now: datetime, on: date) -> None:
    """Say of what the protocol says on one topic, as it stood on the page, that it still holds. Raises Outdated."""
    _confirm(organisation, organisation.excerpts.filter(topic=topic), seen, by, now, on)


@transaction.atomic
def confirm_all(*, organisation: Organisation, seen: str, by, now: datetime, on: date) -> None:
    """Say of everything that stood on the page, in the state `seen` (`version_of_all`), that it still holds.

    Raises Outdated when anything was added, changed or removed meanwhile: nobody confirms what they did not see.
    """
    locked(organisation)
    if version_of_all([*organisation.contacts.all(), *organisation.excerpts.all()]) != seen:
        raise Outdated(None)
    _write(organisation, organisation.contacts.all(), organisation.excerpts.all(), by, now, on)


@transaction.atomic
def _confirm(organisation, rows, seen, by, now, on):
    locked(organisation)
    row = rows.first()
    if row is None or version_of(row) != seen:
        raise Outdated(row)
    contacts, excerpts = organisation.contacts.none(), organisation.excerpts.none()
    if rows.model is contacts.model:
        contacts = rows
    else:
        excerpts = rows
    _write(organisation, contacts, excerpts, by, now, on)


def _write(organisation, contacts, excerpts, by, now, on):
    """Write the day where it is another one; without any such row nothing is noted either."""
    numbers = {
        "contacts": contacts.exclude(verified_on=on).update(verified_on=on),
        "excerpts": excerpts.exclude(verified_on=on).update(verified_on=on),
    }
    if any(numbers.values()):
        written(organisation=organisation, by=by, now=now, kind=DeskAction.Kind.CONFIRMED, **numbers)
