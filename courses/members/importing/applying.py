"""Bringing a list of members into one organisation: first compare, then write, in one transaction.

    members = read_member_list(data, kind=organisation.kind)
    plan = plan_import(organisation=organisation, rows=members, today=today)
    result = apply_import(plan=plan, now=now)

`apply_import` compares once more under a lock and writes only what the plan showed. A membership that is not in the
list ends only when it is named in `leaving`.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from secrets import token_urlsafe

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.members import names
from courses.members.errors import PlanOutdated, ProblemsLeft
from courses.members.importing.comparing import plan_import
from courses.members.models import Membership, Organisation

#: Rows in one statement. SQLite lets Django bind 999 values at a time, so that it cuts inserts smaller by itself.
BATCH = 500


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: counts, and the ids of memberships for which obligations may have to be made."""

    new_ids: tuple
    changed_ids: tuple
    unchanged: int
    left_out: tuple = field(default=())  # problems whose rows were not written
    ended_ids: tuple = ()
    accounts: tuple = ()  # keys of the accounts that were made for it


@transaction.atomic
def apply_import(
    *, plan, now, leave_out_problems=False, leaving: Mapping[int, date] | None = None, progress=None
) -> ImportResult:
    """Write a plan, all or nothing; the ImportResult.

    `leaving` gives memberships that are not in the file their last day. `progress(done, total)` is called after every
    batch, in rows. Raises ProblemsLeft when rows have problems and `leave_out_problems` is not set, PlanOutdated when
    the register is no longer as the plan found it.
    """
    leaving = leaving or {}
    if plan.problems and not leave_out_problems:
        raise ProblemsLeft(_("There are rows with a problem. Nothing was saved. Put them right, or leave them out."))
    # two imports into one organisation wait for each other
    organisation = Organisation.objects.select_for_update().get(pk=plan.organisation.pk)
    fresh = plan_import(organisation=organisation, rows=plan.members, today=plan.today)
    missing = {held.pk: held for held in fresh.not_in_file}
    gone = any(pk not in missing or missing[pk].start > last_day for pk, last_day in leaving.items())
    if gone or not plan.same_as(fresh):
        raise PlanOutdated(_("The members changed while you were looking. Nothing was saved. Offer the list again."))
    progress = progress or (lambda done, total: None)
    total = len(plan.new) + len(plan.changed)
    new_ids, made = [], []
    for done, batch in _batches(plan.new):
        new_ids += _add_members(batch, organisation=organisation, registered_on=timezone.localdate(now), made=made)
        progress(done, total)
    changed_ids = []
    for done, batch in _batches(plan.changed):
        changed_ids += _change_members(batch)
        progress(len(plan.new) + done, total)
    end_memberships(organisation=organisation, ends=leaving)
    return ImportResult(
        new_ids=tuple(new_ids),
        changed_ids=tuple(changed_ids),
        unchanged=len(plan.unchanged),
        left_out=plan.problems,
        ended_ids=tuple(leaving),
        accounts=tuple(made),
    )


def end_memberships(*, organisation, ends: Mapping[int, date]):
    """Give memberships of `organisation` their last day; one statement for each day that occurs."""
    on_day = defaultdict(list)
    for pk, last_day in ends.items():
        on_day[last_day].append(pk)
    for last_day, keys in on_day.items():
        for _done, batch in _batches(keys):
            Membership.objects.filter(organisation=organisation, pk__in=batch).update(end=last_day)


def _batches(items):
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        yield start + len(batch), batch


def _add_members(rows, *, organisation, registered_on, made):
    """New memberships, with an account for every address that has none yet; their ids. The keys of accounts that are
    new go into `made`."""
    accounts = _accounts([row.email for row in rows], {row.email: row.name for row in rows}, made=made)
    memberships = [
        Membership(
            user_id=accounts[row.email],
            organisation=organisation,
            name=row.name,
            sort_name=row.sort_name,
            sort_key=names.sort_key(row.sort_name),
            office=row.office,
            start=row.start,
            end=row.end,
            registered_on=registered_on,
        )
        for row in rows
    ]
    for membership in memberships:
        membership.clean_fields(exclude=["user", "organisation"])
    return [made.pk for made in Membership.objects.bulk_create(memberships)]


def _accounts(emails, name_of, *, made):
    """{address: id of its account}. An account that exists is taken as it is, name and all."""
    User = get_user_model()
    known = dict(User.objects.filter(email__in=emails).values_list("email", "pk"))
    missing = [
        # what set_unusable_password() makes, at a tenth of its cost
        User(email=email, name=name_of[email], password=UNUSABLE_PASSWORD_PREFIX + token_urlsafe(30))
        for email in emails
        if email not in known
    ]
    for user in missing:
        user.clean_fields()
    if missing:
        # another import may make the same account at this moment; whoever comes second finds it
        User.objects.bulk_create(missing, ignore_conflicts=True)
        # a password of ours is random: who has it is whom we made
        ours = {user.password for user in missing}
        found = User.objects.filter(email__in=[user.email for user in missing])
        for email, pk, password in found.values_list("email", "pk", "password"):
            known[email] = pk
            if password in ours:
                made.append(pk)
    return known


def _change_members(changes):
    """Write the new values of changed memberships; their ids."""
    memberships = Membership.objects.in_bulk([change.membership_id for change in changes])
    for change in changes:
        membership = memberships[change.membership_id]
        for name, (_old, value) in change.fields.items():
            setattr(membership, name, value)
        membership.sort_key = names.sort_key(membership.sort_name)
        membership.clean_fields(exclude=["user", "organisation"])
    # one upsert for a batch: bulk_update would send a CASE for every field and row, many times slower
    Membership.objects.bulk_create(
        memberships.values(),
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["name", "sort_name", "sort_key", "office", "start", "end"],
    )
    return list(memberships)
