"""The pieces of an organisation's own protocol, one a topic, as a clerk writes them. Writing is checking."""

from datetime import date, datetime

from django.db import transaction

from courses.members.local.changes import EXCERPT, Outdated, locked, version_of, written
from courses.members.models import Organisation, ProtocolExcerpt


@transaction.atomic
def write_excerpt(
    *,
    organisation: Organisation,
    topic: str,
    seen: str,
    text: str,
    by,
    now: datetime,
    on: date,
    reference: str = "",
    url: str = "",
) -> ProtocolExcerpt:
    """Write what the protocol says on `topic`, that stood on the page in the state `seen` (ABSENT: nothing yet).

    What is sent twice is written once. Raises Outdated, or ValidationError for what cannot be right.
    """
    locked(organisation)
    present = organisation.excerpts.filter(topic=topic).first()
    row = present or ProtocolExcerpt(organisation=organisation, topic=topic)
    entry = {"text": text, "reference": reference, "url": url}
    same = present is not None and all(getattr(present, field) == entry[field] for field in EXCERPT)
    if not same and version_of(present) != seen:
        raise Outdated(present)
    if same and present.verified_on == on:
        return present
    for field in EXCERPT:
        setattr(row, field, entry[field])
    row.verified_on = on
    row.full_clean()
    row.save()
    written(organisation=organisation, by=by, now=now, excerpts=1)
    return row


@transaction.atomic
def remove_excerpt(*, organisation: Organisation, topic: str, seen: str, by, now: datetime) -> None:
    """Remove what stands on `topic` in the state `seen`; what is gone stays gone. Raises Outdated."""
    locked(organisation)
    row = organisation.excerpts.filter(topic=topic).first()
    if row is None:
        return
    if version_of(row) != seen:
        raise Outdated(row)
    row.delete()
    written(organisation=organisation, by=by, now=now, removed=1)
