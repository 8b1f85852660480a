"""From kept cells to members: each row a name, an address, an office and dates, or a problem with its cell."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from courses.members import names
from courses.members.models import Kind, Office
from courses.members.offices import DEFAULT_OFFICE, OFFICES_OF, read_office
from courses.members.reading import columns as fields
from courses.members.reading.columns import KeptTable, keep_columns
from courses.members.reading.dates import NotADate, parse_date
from courses.members.reading.party_addresses import looks_like_a_partys
from courses.members.reading.spreadsheet import read_workbook


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member as the list has it. A date is None when the list does not say."""

    row: int
    email: str  # case-folded
    name: str
    sort_name: str
    office: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one row, as a sentence that begins with its place: 'rij 37, kolom G: geen e-mailadres'."""

    row: int
    column: str  # letters, "" when it is about the row as a whole
    code: str
    sentence: str
    field: str = ""  # the field of columns.py that it is about
    about: int | None = None  # the membership that it is about


@dataclass(frozen=True, slots=True)
class MemberList:
    """What a file says, apart from any organisation's present members."""

    rows: tuple
    problems: tuple = ()
    warnings: tuple = ()
    notes: tuple = ()  # sentences about the list as a whole
    dropped: tuple = ()
    kept: dict = field(default_factory=dict)  # field name -> (column letters, header)
    places: KeptTable | None = None
    says_start: bool = False
    says_end: bool = False
    addresses: frozenset = frozenset()  # every readable address, also of rows with a problem


def read_member_list(data, *, kind):
    """The MemberList in `data` (bytes) for an organisation of `kind`; FileRefused when the file cannot be taken."""
    return members_in(keep_columns(read_workbook(data)), kind=kind)


def members_in(table, *, kind, skipped=frozenset()):
    """The MemberList in a KeptTable. Of the rows numbered in `skipped` only the address counts: whoever stands there
    is in the list, and nothing is done with it."""
    reader, passed_over = _Reader(table, Kind(kind)), _Reader(table, Kind(kind))
    rows = tuple(filter(None, (reader.member(number, cells) for number, cells in table.rows if number not in skipped)))
    for number, cells in table.rows:
        if number in skipped:
            passed_over.address(number, cells)
    rows = reader.without_repeats(rows)
    return MemberList(
        rows=rows,
        problems=tuple(sorted(reader.problems, key=lambda remark: remark.row)),
        warnings=tuple(reader.warnings),
        notes=tuple(reader.notes()),
        dropped=table.dropped,
        kept={name: (letters, table.headers[name]) for name, letters in table.columns.items()},
        places=KeptTable(table.columns, table.headers, []),
        says_start=fields.START in table.columns,
        says_end=fields.END in table.columns,
        addresses=frozenset(reader.addresses | passed_over.addresses),
    )


def address_on(table, number, cells):
    """The address among the cells of one row, case-folded; "" when there is none or it is not one."""
    reader = _Reader(table, Kind.MUNICIPALITY)  # the kind plays no part in an address
    email = reader.address(number, {fields.EMAIL: "", **cells})
    return "" if reader.problems else email


class _Reader:
    def __init__(self, table, kind):
        self.table, self.kind = table, kind
        self.problems, self.warnings, self.addresses = [], [], set()

    def remark(self, row, name, code, text):
        place = self.table.place(row, name)
        return Remark(row, self.table.columns.get(name, ""), code, f"{place}: {text}", name)

    def address(self, row, cells):
        """The address on a row, case-folded, after noting what is wrong with it."""
        return self._email(row, cells[fields.EMAIL])

    def member(self, row, cells):
        """A MemberRow, or None after noting what is wrong; every wrong cell of a row is named at once."""
        before = len(self.problems)
        name = self._name(row, cells)
        email = self.address(row, cells)
        office = self._office(row, cells)
        start = self._date(row, cells, fields.START)
        end = self._date(row, cells, fields.END)
        if start and end and end < start:
            self._problem(row, fields.END, "end_before_start", _("the last day is before the first day."))
        if len(self.problems) > before:
            return None
        return MemberRow(row, email, name.display, name.sort, office, start, end)

    def without_repeats(self, rows):
        """Rows with an address of their own. The very same member twice: the first stays, the second is the problem;
        one address on two different rows: both are problems, since nobody can tell which is right."""
        by_email = {}
        for row in rows:
            by_email.setdefault(row.email, []).append(row)
        out = set()
        for same in by_email.values():
            first, *others = same
            alike = all(_without_place(other) == _without_place(first) for other in others)
            for other in others:
                text = _("this e-mail address is also on row %(row)d.") % {"row": first.row}
                self._problem(other.row, fields.EMAIL, "address_twice", text)
                out.add(other.row)
            if not alike:
                text = _("this e-mail address is also on row %(row)d.") % {"row": others[0].row}
                self._problem(first.row, fields.EMAIL, "address_twice", text)
                out.add(first.row)
        return tuple(row for row in rows if row.row not in out)

    def notes(self):
        """What the reader should know about the list as a whole."""
        if fields.OFFICE not in self.table.columns:
            yield _("There is no column for the office. Everybody comes in as %(office)s.") % {
                "office": DEFAULT_OFFICE[self.kind].value
            }
        if fields.START not in self.table.columns:
            yield _("There is no column for the first day. New members start today.")
        if self.table.unread_sheets:
            yield _("These sheets were not read: %(sheets)s.") % {"sheets": ", ".join(self.table.unread_sheets)}

    def _problem(self, row, name, code, text):
        self.problems.append(self.remark(row, name, code, text))

    def _warn(self, row, name, code, text):
        self.warnings.append(self.remark(row, name, code, text))

    def _name(self, row, cells):
        column = fields.FULL if fields.FULL in cells else fields.SURNAME
        if not names.cleaned(cells[column]):
            self._problem(row, column, "no_name", _("no name."))
            return None
        if column == fields.FULL:
            name = names.from_full(cells[column])
            if names.has_aside(cells[column]):
                self._warn(row, column, "aside", _("the text between brackets was left out."))
        else:
            parts = (names.cleaned(cells.get(part, "")) for part in (fields.GIVEN, fields.INITIALS, fields.FIRST_NAMES))
            given = next(filter(None, parts), "")
            name = names.from_parts(surname=cells[column], prefix=cells.get(fields.PREFIX, ""), given=given)
        if not re.search(r"[^\W\d_]", name.display) or names.has_forbidden(name.display):
            self._problem(row, column, "odd_name", _("this does not read as a name."))
        elif len(name.display) > names.MAX_LENGTH or len(name.sort) > names.MAX_LENGTH:
            self._problem(row, column, "long_name", _("this name is longer than 200 characters."))
        elif names.has_lost_characters(name.display):
            text = _("letters seem to be lost in the name ‘%(name)s’. Check how it is written.") % {
                "name": name.display
            }
            self._warn(row, column, "lost_characters", text)
        return name

    def _email(self, row, cell):
        text = re.sub(r"^mailto:", "", names.cleaned(cell), flags=re.IGNORECASE)
        if inside := re.fullmatch(r"[^<>]*<([^<>]+)>", text):
            text = inside.group(1)
        text = text.strip(" ;,").casefold()
        if not text:
            self._problem(row, fields.EMAIL, "no_address", _("no e-mail address."))
        elif text.count("@") > 1:
            self._problem(row, fields.EMAIL, "two_addresses", _("more than one e-mail address. Leave one."))
        elif "@" not in text:
            self._problem(row, fields.EMAIL, "no_at_sign", _("an @ is missing from this e-mail address."))
        elif not _is_address(text):
            self._problem(row, fields.EMAIL, "odd_address", _("this is not an e-mail address."))
        else:
            self.addresses.add(text)
            if looks_like_a_partys(text):
                self._warn(
                    row,
                    fields.EMAIL,
                    "party_address",
                    _("this seems to be an address of a party. An address of the organisation itself is better."),
                )
        return text

    def _office(self, row, cells):
        if fields.OFFICE not in cells:
            return DEFAULT_OFFICE[self.kind].value
        if not names.cleaned(cells[fields.OFFICE]):
            self._problem(row, fields.OFFICE, "no_office", _("no office."))
            return ""
        office = read_office(cells[fields.OFFICE], kind=self.kind)
        if office is None:
            known = ", ".join(office.value for office in Office if office in OFFICES_OF[self.kind])
            self._problem(
                row,
                fields.OFFICE,
                "unknown_office",
                _("we do not know this office. Choose from: %(known)s.") % {"known": known},
            )
            return ""
        if office not in OFFICES_OF[self.kind]:
            text = _("the office %(office)s does not belong to a %(kind)s.") % {
                "office": office.value,
                "kind": self.kind.value,
            }
            self._problem(row, fields.OFFICE, "foreign_office", text)
        return office.value

    def _date(self, row, cells, name):
        try:
            return parse_date(cells.get(name, ""))
        except NotADate as error:
            self._problem(row, name, "not_a_date", str(error))
            return None


def _is_address(text):
    # plain ASCII: look-alike letters of other alphabets make another address of what reads as the same one
    if len(text) > 254 or not text.isascii():
        return False
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _without_place(row):
    return (row.name, row.office, row.start, row.end)
