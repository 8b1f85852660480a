"""A list on its way in: read, looked at, put right, and within the hour confirmed or gone.

    token = keep_draft(organisation=organisation, by=clerk, draft=Draft(table), now=now)
    draft = open_draft(organisation=organisation, by=clerk, token=token, now=now)      # DraftGone after an hour
    plan = draft.plan(organisation=organisation, today=today)

A draft holds the kept columns only. It is sealed with `token`, which nobody has but the clerk's browser: whoever reads
the database cannot read the list. The hour counts from the reading and no change of the draft makes it longer.
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from courses.members.errors import MembersError
from courses.members.importing.comparing import ImportPlan, plan_import
from courses.members.importing.models import ImportDraft
from courses.members.names import cleaned
from courses.members.reading.columns import FULL, GIVEN, INITIALS, PREFIX, SURNAME, Dropped, KeptTable
from courses.members.reading.dates import NotADate, parse_date
from courses.members.reading.member_list import address_on, members_in
from courses.sealing import CannotOpen, seal, unseal

KEPT_FOR = timedelta(minutes=60)
PURPOSE = "import draft"
NAME_PARTS = (FULL, GIVEN, INITIALS, PREFIX, SURNAME)


class DraftGone(MembersError):
    """There is no draft of this clerk in this browser any more."""


@dataclass
class Draft:
    """What a clerk is looking at. `leaving` has the last day of memberships that are not in the list, as it was
    typed; `unclear` says why the columns are not clear yet ("" when they are)."""

    table: KeptTable
    skipped: set = field(default_factory=set)  # numbers of rows
    leaving: dict = field(default_factory=dict)  # key of a membership: text
    asked: dict = field(default_factory=dict)  # number of a row: key of the membership whose address it may become
    _by_number: tuple | None = field(default=None, init=False, repr=False, compare=False)
    said: dict = field(default_factory=dict)  # column letters: the field that the clerk chose, "" for none
    unclear: str = ""

    def correct(self, values: dict):
        """Put `values`, {number of a row: {field name: text}}, in the cells of the list."""
        rows = [(number, cells | values.get(number, {})) for number, cells in self.table.rows]
        self.table = replace(self.table, rows=rows)

    def name(self, row: int) -> str:
        """How a row is called: its name as the list has it."""
        cells = self._cells(row)
        return " ".join(filter(None, (cleaned(cells.get(part, "")) for part in NAME_PARTS)))[:200]

    def cell(self, row: int, name: str) -> str:
        """A cell as it stands in a field of a form."""
        value = self._cells(row).get(name, "")
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else cleaned(value)[:300]

    def address(self, row: int) -> str:
        """The address on a row, as it would be kept; "" when it is none."""
        return address_on(self.table, row, self._cells(row))

    def _cells(self, row):
        rows = self.table.rows
        if self._by_number is None or self._by_number[0] is not rows:
            self._by_number = (rows, dict(rows))
        return self._by_number[1].get(row, {})

    def plan(self, *, organisation, today) -> ImportPlan:
        """What the list as it is now would change; one query."""
        members = members_in(self.table, kind=organisation.kind, skipped=self.skipped | set(self.asked))
        return plan_import(organisation=organisation, rows=members, today=today)

    def last_days(self, plan: ImportPlan) -> tuple[dict, dict]:
        """({membership: last day}, {membership: why its day is not one}), of those that the plan does not find."""
        days, faults = {}, {}
        for held in plan.not_in_file:
            text = self.leaving.get(held.pk)
            if text is None:
                continue
            try:
                day = parse_date(text)
            except NotADate as error:
                faults[held.pk] = str(error)
                continue
            if day is None:
                faults[held.pk] = _("Fill in the last day, for example 31-03-2027.")
            elif day < held.start:
                faults[held.pk] = _("The last day is before the first day, %(day)s.") % {
                    "day": f"{held.start:%d-%m-%Y}"
                }
            else:
                days[held.pk] = day
        return days, faults


def keep_draft(*, organisation, by, draft: Draft, now: datetime) -> str:
    """Keep `draft` for an hour, in place of an earlier one of this clerk here; return what opens it."""
    token = secrets.token_urlsafe(32)
    ends = now + KEPT_FOR
    kept = {"token_hash": _hash(token), "sealed": _sealed(draft, token, ends), "expires_at": ends}
    ImportDraft.objects.update_or_create(organisation=organisation, by=by, defaults=kept)
    forget_old_drafts(now=now)
    return token


def open_draft(*, organisation, by, token: str, now: datetime) -> Draft:
    """The draft that `token` opens; DraftGone when its hour is over, also when its row is still there."""
    return _open(organisation, by, token, now)[1]


def change_draft(*, organisation, by, token: str, draft: Draft, now: datetime):
    """Keep `draft` in place of what it was; its hour ends when it would have ended. Raises DraftGone."""
    row, _old, ends = _open(organisation, by, token, now)
    row.sealed = _sealed(draft, token, ends)
    row.save(update_fields=["sealed"])


def forget_draft(*, organisation, by):
    ImportDraft.objects.filter(organisation=organisation, by=by).delete()


def forget_old_drafts(*, now: datetime) -> int:
    """Delete the drafts whose hour is over; return how many."""
    return ImportDraft.objects.filter(expires_at__lte=now).delete()[0]


def _open(organisation, by, token, now):
    row = ImportDraft.objects.filter(
        organisation=organisation, by=by, token_hash=_hash(token), expires_at__gt=now
    ).first()
    try:
        data = unseal(bytes(row.sealed), purpose=PURPOSE, secret=token) if row else None
    except CannotOpen:
        data = None
    # the end is sealed too: nobody lengthens it by changing the row
    if data is None or now >= (ends := datetime.fromisoformat(data["ends"])):
        raise DraftGone(
            _("Your list is not here any more: we keep it for an hour at most. Nothing was saved. Offer it again.")
        )
    return row, _read(data), ends


def _sealed(draft, token, ends):
    table = asdict(draft.table)
    table["rows"] = [(number, {name: _plain(cell) for name, cell in cells.items()}) for number, cells in table["rows"]]
    data = {
        "table": table,
        "skipped": sorted(draft.skipped),
        "leaving": list(draft.leaving.items()),
        "asked": list(draft.asked.items()),
        "said": draft.said,
        "unclear": draft.unclear,
        "ends": ends.isoformat(),
    }
    return seal(data, purpose=PURPOSE, secret=token)


def _read(data):
    table = data["table"]
    table["rows"] = [(number, {name: _cell(cell) for name, cell in cells.items()}) for number, cells in table["rows"]]
    table["dropped"] = tuple(Dropped(**dropped) for dropped in table["dropped"])
    for name in ("unread_sheets", "skipped_rows"):
        table[name] = tuple(table[name])
    return Draft(
        table=KeptTable(**table),
        skipped=set(data["skipped"]),
        leaving=dict(data["leaving"]),
        asked=dict(data["asked"]),
        said=data["said"],
        unclear=data["unclear"],
    )


def _plain(cell):
    return {"d": cell.isoformat()} if isinstance(cell, date) else cell


def _cell(value):
    return date.fromisoformat(value["d"]) if isinstance(value, dict) else value


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
