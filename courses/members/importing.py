"""Bringing a list of members into one organisation: first compare, then write, in one transaction.

    members = read_member_list(data, kind=organisation.kind)
    plan = plan_import(organisation=organisation, rows=members, today=today)
    result = apply_import(plan=plan, now=now)

`plan_import` writes nothing. `apply_import` compares once more under a lock and writes only what the plan showed.
Nobody's sign-in address is ever changed, nobody's membership is ever ended, and what a person holds in another
organisation is neither read nor told.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from secrets import token_urlsafe

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.members import columns as fields
from courses.members import names
from courses.members.errors import PlanOutdated, ProblemsLeft
from courses.members.member_list import MemberRow, Remark
from courses.members.models import Membership, Organisation

#: Rows in one statement. SQLite lets Django bind 999 values at a time, so that it cuts inserts smaller by itself.
BATCH = 500
#: A membership that ended longer ago is somebody of the past (the same 60 days as in the rules of a year).
CONTINUES_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Present:
    """A membership as it stands in the register."""

    pk: int
    email: str
    name: str
    sort_name: str
    office: str
    start: object
    end: object


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs from the register: per field the old and the new value."""

    row: MemberRow
    membership_id: int
    fields: dict  # field name -> (old, new)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, row by row."""

    organisation: Organisation
    members: object  # the MemberList
    today: object
    new: tuple = ()
    changed: tuple = ()
    unchanged: tuple = ()
    not_in_file: tuple = ()  # Present: reported, never ended
    problems: tuple = ()
    warnings: tuple = ()

    def same_as(self, other):
        """Whether both plans write the same."""
        return (self.new, self.changed, self.problems) == (other.new, other.changed, other.problems)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: counts, and the ids of memberships for which obligations may have to be made."""

    new_ids: tuple
    changed_ids: tuple
    unchanged: int
    left_out: tuple = field(default=())  # problems whose rows were not written


def plan_import(*, organisation, rows, today):
    """Compare `rows` (a MemberList) with the members of `organisation`; one query, no writing."""
    memberships = Membership.objects.filter(organisation=organisation).order_by("start", "pk")
    present = [
        Present(*values)
        for values in memberships.values_list(
            "pk", "user__email", "name", "sort_name", "office", "start", "end"
        ).iterator(2000)
    ]
    return compare(organisation=organisation, members=rows, present=present, today=today)


def compare(*, organisation, members, present, today):
    """The ImportPlan for a MemberList and the Present memberships; pure."""
    plan = _Comparison(members, present, today)
    for row in members.rows:
        plan.place(row)
    return ImportPlan(
        organisation=organisation,
        members=members,
        today=today,
        new=tuple(plan.new),
        changed=tuple(plan.changed),
        unchanged=tuple(plan.unchanged),
        not_in_file=tuple(
            held for held in present if held.email not in members.addresses and (held.end is None or held.end >= today)
        ),
        problems=tuple(sorted([*members.problems, *plan.problems], key=lambda remark: remark.row)),
        warnings=tuple(sorted([*members.warnings, *plan.warnings], key=lambda remark: remark.row)),
    )


class _Comparison:
    def __init__(self, members, present, today):
        self.members, self.today = members, today
        self.new, self.changed, self.unchanged, self.problems, self.warnings = [], [], [], [], []
        self.by_email, self.by_name, self.seen = defaultdict(list), defaultdict(list), {}
        for held in present:
            self.by_email[held.email].append(held)
            if held.end is None or held.end >= today - CONTINUES_WITHIN:
                self.by_name[names.key(held.name)].append(held)

    def place(self, row):
        held = self.by_email.get(row.email)
        if held:
            self._known(row, held)
        else:
            self._unknown(row)
        self.seen.setdefault(names.key(row.name), row)

    def _unknown(self, row):
        key = names.key(row.name)
        # somebody of that name who stands in the file with the known address is another person
        if any(held.email not in self.members.addresses for held in self.by_name.get(key, ())):
            text = _(
                "%(name)s is already a member with another e-mail address. A list cannot change an address: "
                "look together whether this is the same person."
            )
            self.problems.append(self._remark(row, fields.EMAIL, "other_address", text % {"name": row.name}))
            return
        if key in self.seen or key in self.by_name:
            text = _("there is another member with the name %(name)s. Check that these are two people.") % {
                "name": row.name
            }
            self.warnings.append(self._remark(row, fields.EMAIL, "same_name", text))
        self._add(row)

    def _known(self, row, held):
        if row.start:
            same_start = [one for one in held if one.start == row.start]
            if same_start:
                return self._compare(row, same_start[0])
        current = [one for one in held if one.end is None or one.end >= self.today]
        if len(current) > 1:
            current = [one for one in current if one.office == row.office]
        if len(current) == 1:
            return self._compare(row, current[0])
        if any(one.end is None or one.end >= self.today for one in held):
            text = _("this person has more than one membership here. Change it by hand.")
            self.problems.append(self._remark(row, fields.EMAIL, "more_memberships", text))
            return None
        last = max(held, key=lambda one: one.start)
        start = row.start or self.today
        if start > last.end:
            return self._add(row)  # back after an end: a membership of its own
        if row.start and row.end == last.end:
            return self._compare(row, last)  # the first day was corrected
        text = _("this person was a member until %(day)s. Give a first day after that, or the same dates.")
        self.problems.append(self._remark(row, fields.START, "within_former", text % {"day": f"{last.end:%d-%m-%Y}"}))
        return None

    def _add(self, row):
        if not row.start and row.end and row.end < self.today:
            text = _("the last day is before the first day.")
            self.problems.append(self._remark(row, fields.END, "end_before_start", text))
            return
        if not row.start:
            if self.members.says_start:
                self.warnings.append(
                    self._remark(row, fields.START, "no_start", _("no first day. The membership starts today."))
                )
            row = replace(row, start=self.today)
        self.new.append(row)

    def _compare(self, row, held):
        wanted = {"name": row.name, "sort_name": row.sort_name}
        if fields.OFFICE in self.members.kept:
            wanted["office"] = row.office
        if row.start:  # an empty cell does not say that there is no first day
            wanted["start"] = row.start
        if self.members.says_end:
            wanted["end"] = row.end
        different = {
            name: (getattr(held, name), value) for name, value in wanted.items() if getattr(held, name) != value
        }
        start, end = wanted.get("start", held.start), wanted.get("end", held.end)
        if end and end < start:
            text = _("the last day is before the first day.")
            self.problems.append(self._remark(row, fields.END if row.end else fields.START, "end_before_start", text))
        elif different:
            self.changed.append(Change(row, held.pk, different))
        else:
            self.unchanged.append(row)

    def _remark(self, row, name, code, text):
        places = self.members.places
        return Remark(row.row, places.columns.get(name, ""), code, f"{places.place(row.row, name)}: {text}")


@transaction.atomic
def apply_import(*, plan, now, leave_out_problems=False, progress=None):
    """Write a plan, all or nothing; the ImportResult.

    `progress(done, total)` is called after every batch, in rows. Raises ProblemsLeft when rows have problems and
    `leave_out_problems` is not set, PlanOutdated when the register is no longer as the plan found it.
    """
    if plan.problems and not leave_out_problems:
        raise ProblemsLeft(_("There are rows with a problem. Nothing was saved. Put them right, or leave them out."))
    # two imports into one organisation wait for each other
    organisation = Organisation.objects.select_for_update().get(pk=plan.organisation.pk)
    fresh = plan_import(organisation=organisation, rows=plan.members, today=plan.today)
    if not plan.same_as(fresh):
        raise PlanOutdated(_("The members changed while you were looking. Nothing was saved. Offer the list again."))
    progress = progress or (lambda done, total: None)
    total = len(plan.new) + len(plan.changed)
    new_ids = []
    for done, batch in _batches(plan.new):
        new_ids += _add_members(batch, organisation=organisation, registered_on=timezone.localdate(now))
        progress(done, total)
    changed_ids = []
    for done, batch in _batches(plan.changed):
        changed_ids += _change_members(batch)
        progress(len(plan.new) + done, total)
    return ImportResult(tuple(new_ids), tuple(changed_ids), len(plan.unchanged), plan.problems)


def _batches(items):
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        yield start + len(batch), batch


def _add_members(rows, *, organisation, registered_on):
    """New memberships, with an account for every address that has none yet; their ids."""
    accounts = _accounts([row.email for row in rows], {row.email: row.name for row in rows})
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


def _accounts(emails, name_of):
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
        known |= User.objects.filter(email__in=[user.email for user in missing]).values_list("email", "pk")
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
