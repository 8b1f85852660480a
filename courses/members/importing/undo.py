"""What a list changed, sealed for a day so that it can be taken back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from courses.members.importing.applying import ImportResult
from courses.members.importing.comparing import ImportPlan
from courses.members.importing.models import ImportUndo
from courses.members.log.models import DeskAction
from courses.sealing import CannotOpen, seal, unseal

KEPT_FOR = timedelta(days=1)
PURPOSE = "import undo"


@dataclass(frozen=True, slots=True)
class Changes:
    """What one list did. Of each membership the values as they became and, but for new ones, as they were."""

    new: dict  # key of a membership: {field: value}
    changed: dict  # key of a membership: {field: (old, new)}
    accounts: tuple  # keys of the accounts that were made


def keep_undo(*, plan: ImportPlan, result: ImportResult, leaving: dict, action: DeskAction, now: datetime):
    """Keep what `plan` changed for a day, in place of what an earlier list of this organisation changed."""
    held = {one.pk: one for one in plan.not_in_file}
    changed = {change.membership_id: change.fields for change in plan.changed}
    changed |= {pk: {"end": (held[pk].end, last_day)} for pk, last_day in leaving.items()}
    data = {
        "new": [
            (pk, {name: _plain(getattr(row, name)) for name in ("name", "sort_name", "office", "start", "end")})
            for pk, row in zip(result.new_ids, plan.new, strict=True)
        ],
        "changed": [
            (pk, {name: list(map(_plain, pair)) for name, pair in fields.items()}) for pk, fields in changed.items()
        ],
        "accounts": result.accounts,
    }
    ImportUndo.objects.update_or_create(
        organisation=plan.organisation,
        defaults={"action": action, "sealed": seal(data, purpose=PURPOSE), "expires_at": now + KEPT_FOR},
    )


def undo_of(*, organisation, now: datetime) -> ImportUndo | None:
    """What can still be taken back of the last list of `organisation`."""
    return (
        ImportUndo.objects.filter(organisation=organisation, expires_at__gt=now)
        .select_related("action", "action__by")
        .first()
    )


def changes_in(undo: ImportUndo) -> Changes | None:
    """What was changed; None when it can no longer be read, which is a day after it was sealed."""
    try:
        data = unseal(bytes(undo.sealed), purpose=PURPOSE, seconds=int(KEPT_FOR.total_seconds()))
    except CannotOpen:
        return None
    return Changes(
        new={pk: {name: _value(name, value) for name, value in values.items()} for pk, values in data["new"]},
        changed={
            pk: {name: tuple(_value(name, one) for one in pair) for name, pair in fields.items()}
            for pk, fields in data["changed"]
        },
        accounts=tuple(data["accounts"]),
    )


def forget_old_undo(*, now: datetime) -> int:
    """Delete what can no longer be taken back; return how many."""
    return ImportUndo.objects.filter(expires_at__lte=now).delete()[0]


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def _value(name, value):
    return date.fromisoformat(value) if name in ("start", "end") and value else value


def last_import(*, organisation) -> DeskAction | None:
    """The newest line about a list in the log: one that came in, or one that was taken back."""
    kinds = (DeskAction.Kind.IMPORTED, DeskAction.Kind.IMPORT_UNDONE)
    return DeskAction.objects.filter(organisation=organisation, kind__in=kinds).select_related("by").first()
