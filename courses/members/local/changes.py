"""What every change to an organisation's contacts and protocol has in common: one clerk at a time, nobody's work undone
unseen, cached local texts made anew, and a line in the log.

A page shows a thing in some state, and says with its form which one: its `version`. When somebody else has changed the
thing meanwhile the version differs, and the service raises Outdated instead of writing.
"""

import hashlib
import json
from datetime import date, datetime

from django.db.models import F

from courses.members.errors import MembersError
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import LocalContact, Organisation, ProtocolExcerpt

#: What a clerk writes of each; the day of checking is not part of it.
CONTACT = ("name", "role", "phone", "email", "availability")
EXCERPT = ("text", "reference", "url")
#: The version of what is not there.
ABSENT = ""


class Outdated(MembersError):
    """Somebody else changed this meanwhile. `present` is how it stands now, None when it was removed; nothing was
    written."""

    def __init__(self, present: LocalContact | ProtocolExcerpt | None):
        super().__init__()
        self.present = present


class TooMany(MembersError):
    """An organisation has as many contacts as pages can show; nothing was written."""


def version_of(row: LocalContact | ProtocolExcerpt | None) -> str:
    """Return the state in which `row` stands: differs as soon as anything that a clerk writes differs."""
    if row is None:
        return ABSENT
    return _digest(_written(row))


def version_of_all(rows) -> str:
    """Return the state in which all `rows` stand together, whatever their order."""
    return _digest(sorted(_written(row) for row in rows))


def locked(organisation: Organisation) -> None:
    """Let no other change of this organisation's contacts and protocol in before this transaction ends."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)


def written(*, organisation: Organisation, by, now: datetime, kind=DeskAction.Kind.CONTACTS, **facts: int) -> None:
    """Say that contacts or protocol changed: the next page shows it, and the log tells of it."""
    Organisation.objects.filter(pk=organisation.pk).update(local_version=F("local_version") + 1)
    organisation.refresh_from_db(fields=["local_version"])
    note_action(organisation=organisation, by=by, kind=kind, now=now, **facts)


def rewrite(row: LocalContact | ProtocolExcerpt, entry: dict[str, str], *, seen: str, on: date) -> bool:
    """Give `row`, that stood on the page in the state `seen`, the values of `entry`, checked on the day `on`.

    Returns whether anything had to be written: what is sent twice is written once. Raises Outdated, or ValidationError
    for what cannot be right.
    """
    present = None if row.pk is None else row
    same = present is not None and all(getattr(row, name) == value for name, value in entry.items())
    if not same and version_of(present) != seen:
        raise Outdated(present)
    if same and row.verified_on == on:
        return False
    for name, value in entry.items():
        setattr(row, name, value)
    row.verified_on = on
    row.full_clean()
    row.save()
    return True


def take_away(row: LocalContact | ProtocolExcerpt | None, *, seen: str) -> bool:
    """Remove `row`, that stood on the page in the state `seen`; None is gone already. Returns whether it was removed.
    Raises Outdated."""
    if row is None:
        return False
    if version_of(row) != seen:
        raise Outdated(row)
    row.delete()
    return True


def _written(row):
    if isinstance(row, LocalContact):
        return [row.kind, *(getattr(row, name) for name in CONTACT)]
    return [row.topic, *(getattr(row, name) for name in EXCERPT)]


def _digest(values):
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()[:24]
