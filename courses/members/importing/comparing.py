"""A list beside the register: row by row what it would change. Writes nothing.

Nobody's sign-in address changes by a list, and what a person holds in another organisation is neither read nor told.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _

from courses.members import names
from courses.members.models import Membership, Organisation
from courses.members.reading import columns as fields
from courses.members.reading.member_list import MemberRow, Remark

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
        absent = [held for held in self.by_name.get(key, ()) if held.email not in self.members.addresses]
        if absent:
            text = _(
                "%(name)s is already a member with another e-mail address. A list cannot change an address: "
                "look together whether this is the same person."
            )
            remark = self._remark(row, fields.EMAIL, "other_address", text % {"name": row.name})
            self.problems.append(replace(remark, about=absent[0].pk if len(absent) == 1 else None))
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
        return Remark(row.row, places.columns.get(name, ""), code, f"{places.place(row.row, name)}: {text}", name)
