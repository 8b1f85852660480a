"""Lists for a clerk's spreadsheet: text cells only, formulas made harmless, a row at a time."""

import csv
import re
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile

from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from courses.planning.models import NamesExport
from courses.planning.status import Status

#: So many lines go out together: fewer, and the server is busy with sending; more, and memory grows.
LINES = 500
#: What makes a spreadsheet compute; the wide forms are what Japanese keyboards type and Excel accepts.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
#: Line ends, tabs and other control characters: they would begin a new cell, or make a workbook unreadable.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")


def harmless(text: str) -> str:
    """Return `text` as a cell that no spreadsheet computes: control characters become a space, a formula gets a '."""
    text = CONTROL.sub(" ", text).strip()
    return f"'{text}" if text.startswith(FORMULA) else text


def status_words(status, overdue, paused, counts_already) -> str:
    """Return the status as the screen says it."""
    words = str(Status(status).label)
    if paused:
        return _("%(status)s, paused") % {"status": words}
    if overdue:
        return _("%(status)s, past the date") % {"status": words}
    if counts_already:
        return _("%(status)s, counts already") % {"status": words}
    return words


def heading() -> list[str]:
    return [_("Name"), _("Status"), _("Finished on")]


def _cells(row) -> list[str]:
    name, *standing, day = row
    return [harmless(name), status_words(*standing), f"{day:%d-%m-%Y}" if day else ""]


class _Echo:
    def write(self, line):
        return line


def csv_lines(rows: Iterable) -> Iterator[bytes]:
    """Yield the rows of `selectors.export_rows` as CSV for Excel: UTF-8 with byte order mark, semicolons."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    lines = ["\ufeff" + writer.writerow(heading())]
    for row in rows:
        lines.append(writer.writerow(_cells(row)))
        if len(lines) == LINES:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def workbook(rows: Iterable):
    """Return an open temporary file with the rows as .xlsx; every cell is text. The caller closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Overview"))

    def text(value):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"  # openpyxl would make a formula of what begins with =
        return cell

    sheet.append([text(value) for value in heading()])
    for row in rows:
        sheet.append([text(value) for value in _cells(row)])
    file = TemporaryFile()
    book.save(file)
    file.seek(0)
    return file


@transaction.atomic
def note_export(*, organisation, programme_year, by, on, kind) -> NamesExport:
    """Write down that a list with names was taken; the members see the day."""
    return NamesExport.objects.create(
        organisation=organisation, programme_year=programme_year, by=by, taken_on=on, kind=kind
    )
