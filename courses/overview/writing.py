"""Rows of text as CSV and XLSX: every cell is text that no spreadsheet computes."""

import csv
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from courses.cells import harmless

#: So many lines go out together: fewer, and the server is busy with sending; more, and memory grows.
LINES = 500


class _Echo:
    def write(self, line):
        return line


def csv_lines(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """Yield `rows`, of which the first is the heading, as CSV for Excel: UTF-8 with byte order mark, semicolons."""
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    lines = ["\ufeff"]
    for row in rows:
        lines.append(writer.writerow([harmless(value) for value in row]))
        if len(lines) >= LINES:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def workbook(rows: Iterable[list[str]], *, title: str):
    """Return an open temporary file with `rows` as .xlsx on a sheet named `title`. The caller closes it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)

    def text(value):
        cell = WriteOnlyCell(sheet, harmless(value))
        cell.data_type = "s"  # openpyxl would make a formula of what begins with =
        return cell

    for row in rows:
        sheet.append([text(value) for value in row])
    file = TemporaryFile()
    book.save(file)
    file.seek(0)
    return file
