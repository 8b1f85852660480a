"""Which column is what, and which are dropped before anything is kept.

Kept: the name (in one column or in parts), the e-mail address, office, first and last day. Everything else (party,
phone, address, date of birth, BSN, remarks, and whatever we do not know) is left behind here: `KeptTable` holds no
value of it, only the text of its header.
"""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from courses.members.errors import ColumnsUnclear, FileRefused
from courses.members.reading.bsn import is_blank, refuse_bsn
from courses.members.reading.containers import column_letters
from courses.members.reading.headers import (
    EMAIL,
    END,
    FIRST_NAMES,
    FULL,
    GIVEN,
    INITIALS,
    OFFICE,
    PREFIX,
    START,
    SURNAME,
    Chosen,
    field_of,
    header_score,
    shown,
)

__all__ = [
    "EMAIL", "END", "FIRST_NAMES", "FULL", "GIVEN", "INITIALS", "OFFICE", "PREFIX", "START", "SURNAME",
    "Dropped", "KeptTable", "keep_columns",
]  # fmt: skip

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


def keep_columns(workbook, *, chosen: Chosen | None = None):
    """The one list in `workbook`, without the columns that we may not keep.

    `chosen` is what a clerk said about its columns. FileRefused when there is no list or more than one; its kind
    ColumnsUnclear when there is a header, and a clerk can say what its columns are.
    """
    chosen = chosen or Chosen()
    found, readable = [], [sheet for sheet in workbook.sheets if sheet.visible and sheet.rows]
    for sheet in readable:
        index = _header_index(sheet.rows, chosen)
        if index is not None:
            found.append((sheet, index))
    if not found:
        raise _no_header(readable, workbook, chosen)
    if len(found) > 1:
        raise FileRefused(
            _(
                "There is a list of members on more than one sheet: %(sheets)s. Nothing was saved. Offer one sheet "
                "at a time."
            )
            % {"sheets": ", ".join(shown(sheet.name) for sheet, _index in found)}
        )
    sheet, index = found[0]
    table, double = _kept(sheet, index, _unread(workbook, sheet), chosen)
    if double:
        raise ColumnsUnclear(double, replace(table, rows=[]))
    refuse_bsn(table)
    return table


def _unread(workbook, sheet):
    return tuple(
        shown(other.name) for other in workbook.sheets if other is not sheet and (other.rows or not other.visible)
    )


def _fields(row, chosen):
    return {chosen.field(column_letters(place), cell) for place, cell in enumerate(row, start=1)} - {None}


def _header_index(rows, chosen):
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        fields = _fields(row, chosen)
        if EMAIL in fields and fields & {FULL, SURNAME}:
            return index
    return None


def _no_header(sheets, workbook, chosen):
    """The refusal: with the header that may be meant, when there is one."""
    sentence = _why_no_header(sheets)
    for sheet in sheets:
        for index, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            if _fields(row, chosen) and _is_header(row):
                table, _double = _kept(sheet, index, _unread(workbook, sheet), chosen)
                return ColumnsUnclear(sentence, replace(table, rows=[]))
    return FileRefused(sentence)


def _is_header(row):
    """Whether a row may be shown as names of columns: at least two short words, and nothing of a person."""
    filled = [cell for cell in row if not is_blank(cell)]
    words = [cell for cell in filled if isinstance(cell, str) and len(cell) <= 40 and not re.search(r"[@\d]", cell)]
    return len(filled) >= 2 and len(words) == len(filled)


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


def _kept(sheet, index, unread, chosen):
    """(the table, why its columns are not clear: "" when they are)"""
    header, body = sheet.rows[index], sheet.rows[index + 1 :]
    positions, double = _positions(header, chosen)
    columns = {name: column_letters(position + 1) for name, position in positions.items()}
    width = max(map(len, sheet.rows))
    filled = {position for row in body for position, cell in enumerate(row) if cell != ""}
    dropped = tuple(
        Dropped(column_letters(position + 1), shown(header[position]) if position < len(header) else "")
        for position in range(width)
        if position not in positions.values() and (position in filled or _cell(header, position) != "")
    )
    rows, skipped = [], []
    for number, row in enumerate(body, start=index + 2):
        cells = {name: _cell(row, position) for name, position in positions.items()}
        if all(is_blank(cell) for cell in row):
            continue
        if all(is_blank(cell) for cell in cells.values()) or _is_total(row, cells) or _is_header_again(cells):
            skipped.append(number)
            continue
        rows.append((number, cells))
    headers = {name: shown(header[position]) for name, position in positions.items()}
    return KeptTable(columns, headers, rows, dropped, shown(sheet.name), unread, tuple(skipped)), double


def _positions(header, chosen):
    """({field: position}, what to say of the first two columns with one meaning: "" when there are none)"""
    positions, double = {}, ""
    for position, cell in enumerate(header):
        name = chosen.field(column_letters(position + 1), cell)
        if name is None:
            continue
        if name in positions:
            double = double or _(
                "Two columns have the same meaning: %(first)s and %(second)s. Nothing was saved. Take one of them out."
            ) % {
                "first": f"{column_letters(positions[name] + 1)} ({shown(header[positions[name]])})",
                "second": f"{column_letters(position + 1)} ({shown(cell)})",
            }
            continue
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
    return positions, double


def _cell(row, position):
    return row[position] if position < len(row) else ""


def _is_total(row, cells):
    """The line under a list that counts it."""
    first = next((cell for cell in row if not is_blank(cell)), "")
    return (
        isinstance(first, str)
        and is_blank(cells.get(EMAIL, ""))
        and bool(re.match(r"\s*(?:sub)?(?:totaal|total|aantal)\b", first, re.IGNORECASE))
    )


def _is_header_again(cells):
    """A header that is repeated on each printed page."""
    return all(is_blank(cell) or field_of(cell) in (name, FULL) for name, cell in cells.items()) and not is_blank(
        cells.get(EMAIL, "")
    )
