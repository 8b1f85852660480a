"""Note what was done at the desk. Called within the transaction of what it notes: neither stands without the other."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from courses.members.log.models import DeskAction, DeskActionMember
from courses.members.models import Organisation

BATCH = 500


@transaction.atomic
def note_action(
    *, organisation: Organisation, by, kind: DeskAction.Kind, now: datetime, about: Iterable[int] = (), **facts
) -> DeskAction:
    """Write a line in the log of `organisation`. `about` are the keys of the memberships it concerns; `facts` are
    numbers and ISO days, never a name or an address (ValueError)."""
    if wrong := [name for name, value in facts.items() if not isinstance(value, int) and not _is_day(value)]:
        raise ValueError(f"a line of the log holds numbers and days only: {', '.join(wrong)}")
    action = DeskAction.objects.create(organisation=organisation, by=by, kind=kind, at=now, facts=facts)
    rows = (DeskActionMember(action=action, membership_id=key) for key in dict.fromkeys(about))
    DeskActionMember.objects.bulk_create(rows, batch_size=BATCH)
    return action


def _is_day(value) -> bool:
    try:
        return datetime.strptime(value, "%Y-%m-%d") is not None
    except (TypeError, ValueError):
        return False
