"""Which column is what, and which are dropped before anything is kept.

Kept: the name (in one column or in parts), the e-mail address, office, first and last day. Everything else (party,
phone, address, date of birth, BSN, remarks, and whatever we do not know) is left behind here: `KeptTable` holds no
value of it, only the text of its header.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from courses.members.containers import column_letters
from courses.members.dates import NotADate, parse_date
from courses.members.errors import FileRefused
from courses.members.names import cleaned

EMAIL, FULL, GIVEN, FIRST_NAMES, INITIALS = "email", "full", "given", "first_names", "initials"
PREFIX, SURNAME, OFFICE, START, END = "prefix", "surname", "office", "start", "end"
_SPELLINGS = {
    EMAIL: "email emailadres mail mailadres emailraad emailgriffie emailzakelijk zakelijkemail zakelijkemailadres "
    "emailgemeente "
    "emailwerk emailadresgemeente emailadresraad emailaddress emailprovincie emailwaterschap raadsmail raademail "
    "werkmail eadres "
    "emailadreszakelijk gemeentelijkemailadres epost",
    FULL: "naam volledigenaam naamlid naamraadslid naamstatenlid naamablid naamdeelnemer naampersoon weergavenaam "
    "fullname name "
    "displayname voorenachternaam voornaamenachternaam namen naamenvoorletters naamraadsleden",
    GIVEN: "voornaam roepnaam firstname givenname voornaamroepnaam roepnaamvoornaam",
    FIRST_NAMES: "voornamen doopnamen",
    INITIALS: "voorl voorletter voorletters initialen initials vl vltrs",
    PREFIX: "tussenv tussenvoegsel tussenvoegsels tussenvgsl tv tussenvgs tussen voorvoegsel voorvoegsels vv infix "
    "prefix",
    SURNAME: "achternaam familienaam geslachtsnaam lastname surname familyname",
    OFFICE: "functie functies functienaam rol ambt hoedanigheid soortlid typelid role office function",
    START: "startdatum start ingangsdatum begindatum begin beedigdop beedigd beediging datumbeediging "
    "beedigingsdatum sinds lidsinds "
    "lidvanaf vanaf datumingang infunctiesinds functiesinds geinstalleerdop installatie installatiedatum "
    "datuminstallatie benoemdop "
    "benoemingsdatum datumbenoeming raadslidsinds statenlidsinds ablidsinds startdate toetreding datumtoetreding "
    "aangetredenop",
    END: "einddatum eind einde lidtot tot totenmet tm uitfunctie datumeinde ontslagdatum datumontslag "
    "eindelidmaatschap enddate "
    "aftreden afgetredenop datumaftreden uitdienst infunctietot eindmandaat",
}
_FIELDS = {spelling: name for name, text in _SPELLINGS.items() for spelling in text.split()}
#: A list that reads on to here without a header has none.
_HEADER_WITHIN = 40


@dataclass(frozen=True, slots=True)
class Dropped:
    """A column that was left behind: its letters and the text of its header ("" when it has none)."""

    column: str
    header: str


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What remains of a sheet: for each row (numbered as in the sheet) the kept cells by field name."""

    columns: dict  # field name -> column letters
    headers: dict  # field name -> header text
    rows: list  # (row number, {field name: cell})
    dropped: tuple = ()
    sheet: str = ""
    unread_sheets: tuple = field(default=())
    skipped_rows: tuple = ()

    def place(self, row, name):
        """'rij 37, kolom G'; only the row when the list has no such column."""
        if name in self.columns:
            return _("row %(row)d, column %(column)s") % {"row": row, "column": self.columns[name]}
        return _("row %(row)d") % {"row": row}


def keep_columns(workbook):
    """The one list in `workbook`, without the columns that we may not keep; FileRefused when there is none or more."""
    found, readable = [], [sheet for sheet in workbook.sheets if sheet.visible and sheet.rows]
    for sheet in readable:
        index = _header_index(sheet.rows)
        if index is not None:
            found.append((sheet, index))
    if not found:
        raise FileRefused(_why_no_header(readable))
    if len(found) > 1:
        raise FileRefused(
            _(
                "There is a list of members on more than one sheet: %(sheets)s. Nothing was saved. Offer one sheet "
                "at a time."
            )
            % {"sheets": ", ".join(_shown(sheet.name) for sheet, _index in found)}
        )
    sheet, index = found[0]
    unread = tuple(
        _shown(other.name) for other in workbook.sheets if other is not sheet and (other.rows or not other.visible)
    )
    table = _kept(sheet, index, unread)
    _refuse_bsn(table)
    return table


def header_score(cells):
    """How many different fields a row of cells names; 0 for a row that is no header."""
    return len({field_of(cell) for cell in cells} - {None})


def field_of(header):
    """The field that a header names, None for an unknown or unwanted one."""
    if not isinstance(header, str) or len(header) > 60:
        return None
    flat = "".join(c for c in unicodedata.normalize("NFKD", header.casefold()) if not unicodedata.combining(c))
    return _FIELDS.get(re.sub(r"[^a-z0-9]", "", flat))


def _header_index(rows):
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        fields = {field_of(cell) for cell in row}
        if EMAIL in fields and fields & {FULL, SURNAME}:
            return index
    return None


def _why_no_header(sheets):
    if not sheets:
        return _(
            "This workbook has no visible sheet with a list. Nothing was saved. Choose the file with the list of "
            "members."
        )
    fields = set()
    for sheet in sheets:
        best = max(sheet.rows[:_HEADER_WITHIN], key=header_score)
        fields |= {field_of(cell) for cell in best} - {None}
    if not fields:
        return _(
            "We found no row with headers. Nothing was saved. Put a row above the list with at least ‘Naam’ and "
            "‘E-mailadres’."
        )
    if EMAIL not in fields:
        return _(
            "There is no column with e-mail addresses. Nothing was saved. Give that column the header ‘E-mailadres’."
        )
    return _("There is no column with names. Nothing was saved. Give that column the header ‘Naam’ or ‘Achternaam’.")


def _kept(sheet, index, unread):
    header, body = sheet.rows[index], sheet.rows[index + 1 :]
    positions = _positions(header)
    columns = {name: column_letters(position + 1) for name, position in positions.items()}
    width = max(map(len, sheet.rows))
    filled = {position for row in body for position, cell in enumerate(row) if cell != ""}
    dropped = tuple(
        Dropped(column_letters(position + 1), _shown(header[position]) if position < len(header) else "")
        for position in range(width)
        if position not in positions.values() and (position in filled or _cell(header, position) != "")
    )
    rows, skipped = [], []
    for number, row in enumerate(body, start=index + 2):
        cells = {name: _cell(row, position) for name, position in positions.items()}
        if all(_blank(cell) for cell in row):
            continue
        if all(_blank(cell) for cell in cells.values()) or _is_total(row, cells) or _is_header_again(cells):
            skipped.append(number)
            continue
        rows.append((number, cells))
    headers = {name: _shown(header[position]) for name, position in positions.items()}
    return KeptTable(columns, headers, rows, dropped, _shown(sheet.name), unread, tuple(skipped))


def _positions(header):
    positions = {}
    for position, cell in enumerate(header):
        name = field_of(cell)
        if name is None:
            continue
        if name in positions:
            raise FileRefused(
                _(
                    "Two columns have the same meaning: %(first)s and %(second)s. Nothing was saved. Take one of "
                    "them out."
                )
                % {
                    "first": f"{column_letters(positions[name] + 1)} ({_shown(header[positions[name]])})",
                    "second": f"{column_letters(position + 1)} ({_shown(cell)})",
                }
            )
        positions[name] = position
    if FULL in positions and SURNAME not in positions and positions.keys() & {GIVEN, INITIALS, FIRST_NAMES, PREFIX}:
        positions[SURNAME] = positions.pop(FULL)  # 'Voornaam; Naam'
    elif FULL in positions and SURNAME in positions:
        positions.pop(FULL)  # the parts tell more
    if positions.keys() & {GIVEN, INITIALS}:  # all first names of a person is more than we need
        positions.pop(FIRST_NAMES, None)
    if SURNAME not in positions:
        for part in (GIVEN, INITIALS, FIRST_NAMES, PREFIX):
            positions.pop(part, None)
    return positions


def _cell(row, position):
    return row[position] if position < len(row) else ""


def _blank(cell):
    return isinstance(cell, str) and not cell.strip()


def _shown(header):
    """A header as it may be repeated: one line, without marks that steer a terminal, at most 40 characters."""
    return "".join(c if c.isprintable() else " " for c in cleaned(header)).strip()[:40]


def _is_total(row, cells):
    """The line under a list that counts it."""
    first = next((cell for cell in row if not _blank(cell)), "")
    return (
        isinstance(first, str)
        and _blank(cells[EMAIL])
        and bool(re.match(r"\s*(?:sub)?(?:totaal|total|aantal)\b", first, re.IGNORECASE))
    )


def _is_header_again(cells):
    """A header that is repeated on each printed page."""
    return all(_blank(cell) or field_of(cell) in (name, FULL) for name, cell in cells.items()) and not _blank(
        cells[EMAIL]
    )


def _refuse_bsn(table):
    for name, letters in table.columns.items():
        filled = [cells[name] for _row, cells in table.rows if not _blank(cells[name])]
        # one in eleven dates passes the test too, and a council is sworn in on one day
        may_be_a_day = name in (START, END)
        hits = sum(looks_like_bsn(cell) and not (may_be_a_day and _is_date(cell)) for cell in filled)
        if hits >= 3 and hits >= 0.8 * len(filled):
            raise FileRefused(
                _(
                    "Column %(column)s (%(header)s) seems to hold citizen service numbers (BSN). We may not have "
                    "those. "
                    "Nothing was saved. Take the numbers out and try again."
                )
                % {"column": letters, "header": table.headers[name]}
            )


def _is_date(cell):
    try:
        return parse_date(cell) is not None
    except NotADate:
        return False


def looks_like_bsn(value):
    """Whether a cell passes the eleven test of the BSN (8 or 9 digits, dots, spaces and dashes aside)."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return False
    digits = re.sub(r"[\s.\-]", "", str(value))
    if not (digits.isascii() and digits.isdigit() and 8 <= len(digits) <= 9):
        return False
    numbers = [int(digit) for digit in digits.zfill(9)]
    total = sum(number * weight for number, weight in zip(numbers, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    return total % 11 == 0 and any(numbers)
