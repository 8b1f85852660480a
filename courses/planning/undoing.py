"""The last list of an organisation taken back, within a day: every value as it was, but for what changed since."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.learning.models import Completion, Enrolment
from courses.members.errors import MembersError
from courses.members.importing.applying import BATCH
from courses.members.importing.undo import changes_in, undo_of
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import Absence, DeskRole, Membership, Organisation
from courses.members.names import sort_key
from courses.planning.closing import close_ended
from courses.planning.models import Exemption


class NothingToUndo(MembersError):
    """The last list is more than a day old, was taken back already, or was never there."""


@dataclass(frozen=True, slots=True)
class Undone:
    """How many memberships went, how many are as they were, and the names of those that changed since."""

    removed: int
    restored: int
    left: tuple


@transaction.atomic
def undo_import(*, organisation: Organisation, by, now: datetime) -> Undone:
    """Take the last list of `organisation` back. What somebody changed since then stays, and its name is told.

    What a new member did belongs to that person: an account that the list made goes only when nothing else holds it.
    Raises NothingToUndo.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # no list comes in meanwhile
    undo = undo_of(organisation=organisation, now=now)
    changes = changes_in(undo) if undo else None
    if changes is None:
        raise NothingToUndo(_("There is no list to take back: that can be done within a day. Nothing was changed."))
    here = Membership.objects.filter(organisation=organisation).in_bulk()
    touched = _noted_since(organisation)
    remove = [pk for pk, values in changes.new.items() if _is(here.get(pk), values) and pk not in touched]
    restore = {
        pk: {name: old for name, (old, _new) in fields.items()}
        for pk, fields in changes.changed.items()
        if _is(here.get(pk), {name: new for name, (_old, new) in fields.items()})
    }
    _drop_colliding(restore, here, remove)
    undo.delete()
    _restore(restore, here)
    _remove(remove, accounts=changes.accounts)
    close_ended(today=timezone.localdate(now))
    left = [pk for pk in [*changes.new, *changes.changed] if pk in here and pk not in restore and pk not in remove]
    note_action(
        organisation=organisation,
        by=by,
        kind=DeskAction.Kind.IMPORT_UNDONE,
        now=now,
        about=restore,
        removed=len(remove),
        restored=len(restore),
        left=len(left),
    )
    return Undone(len(remove), len(restore), tuple(sorted(here[pk].name for pk in left)))


def _is(membership, values):
    return membership is not None and all(getattr(membership, name) == value for name, value in values.items())


def _noted_since(organisation):
    """Memberships about which something else was noted: that would go with them."""
    mine = {"membership__organisation": organisation}
    return {
        pk
        for model in (Absence, Exemption)
        for pk in model.objects.filter(**mine).values_list("membership_id", flat=True)
    }


def _drop_colliding(restore, here, remove):
    """One membership a first day: what would fall on another one of the same person stays as it is."""
    after = {}
    for pk, membership in here.items():
        if pk not in remove:
            start = restore.get(pk, {}).get("start", membership.start)
            after.setdefault((membership.user_id, start), []).append(pk)
    for same in after.values():
        if len(same) > 1:
            for pk in same:
                restore.pop(pk, None)


def _restore(restore, here):
    for pk, values in restore.items():
        membership = here[pk]
        for name, value in values.items():
            setattr(membership, name, value)
        membership.sort_key = sort_key(membership.sort_name)
    Membership.objects.bulk_update(
        [here[pk] for pk in restore], ["name", "sort_name", "sort_key", "office", "start", "end"], batch_size=100
    )


def _remove(keys, *, accounts):
    for start in range(0, len(keys), BATCH):
        Membership.objects.filter(pk__in=keys[start : start + BATCH]).delete()
    User = get_user_model()
    mine = {"user": OuterRef("pk")}
    held = [Exists(model.objects.filter(**mine)) for model in (Membership, DeskRole, Enrolment, Completion)]
    for start in range(0, len(accounts), BATCH):
        alone = User.objects.filter(
            pk__in=accounts[start : start + BATCH], is_staff=False, is_superuser=False, groups=None
        )
        for one in held:
            alone = alone.exclude(one)
        alone.delete()
