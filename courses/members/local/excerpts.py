"""The pieces of an organisation's own protocol, one a topic, as a clerk writes them. Writing is checking."""

from datetime import date, datetime

from django.db import transaction

from courses.members.local.changes import locked, rewrite, take_away, written
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
    row = organisation.excerpts.filter(topic=topic).first() or ProtocolExcerpt(organisation=organisation, topic=topic)
    if rewrite(row, {"text": text, "reference": reference, "url": url}, seen=seen, on=on):
        written(organisation=organisation, by=by, now=now, excerpts=1)
    return row


@transaction.atomic
def remove_excerpt(*, organisation: Organisation, topic: str, seen: str, by, now: datetime) -> None:
    """Remove what stands on `topic` in the state `seen`; what is gone stays gone. Raises Outdated."""
    locked(organisation)
    if take_away(organisation.excerpts.filter(topic=topic).first(), seen=seen):
        written(organisation=organisation, by=by, now=now, removed=1)
