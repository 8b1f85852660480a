"""A list as a clerk has it: bytes of .xlsx, .ods or .csv in, plain rows out. Knows no model and keeps nothing.

    workbook = read_workbook(data)
    workbook.sheets[0].rows[36][6]      # row 37, column G

A cell is a str, int, float, bool or date; an empty cell is "". Whatever cannot be read raises FileRefused with a
sentence. Workbooks are unpacked in a child process (`workbook_process.py`).
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from courses.members.errors import FileRefused
from courses.members.reading import containers
from courses.members.reading.plaintext import read_text_rows

#: The whole country has some 20,000 members; a title, a header and totals come on top.
MAX_ROWS = 20_100
MAX_COLUMNS = 100
MAX_SHEETS = 20
#: Nothing larger is read into memory at all.
MAX_BYTES = 24 * 1024 * 1024
SECONDS = 10
_PROCESS = Path(__file__).with_name("workbook_process.py")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `rows[0]` is row 1 and its first cell is column A."""

    name: str
    rows: list
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: tuple


def read_file(path):
    """The bytes of the file at `path`, never more than MAX_BYTES; FileRefused when it is not there or too large."""
    path = Path(path)
    try:
        if not path.exists():
            raise FileRefused(_("There is no file %(name)s. Nothing was saved. Check the name.") % {"name": path.name})
        if not path.is_file():
            raise FileRefused(
                _("%(name)s is not a file. Nothing was saved. Choose the list itself.") % {"name": path.name}
            )
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileRefused(
            _("The file cannot be opened. Nothing was saved. Check the name and whether you may read it.")
        ) from error
    if len(data) > MAX_BYTES:
        raise FileRefused(_("This file is larger than 24 MB. Nothing was saved. A list of members is much smaller."))
    return data


def read_workbook(data):
    """The sheets in `data` (bytes); the name of the file plays no part. FileRefused with the reason in words."""
    containers.refuse_by_first_bytes(data)
    if data.startswith(b"PK"):
        packed = containers.checked_workbook(data, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)
        return Workbook(tuple(_sheet(raw) for raw in _read_in_process(packed)))
    return Workbook((Sheet("", read_text_rows(data, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)),))


def read_pasted(text):
    """What somebody copied from a spreadsheet and pasted, as a workbook of one sheet; FileRefused as for a file."""
    if not text.strip():
        raise FileRefused(_("There is nothing in the field. Nothing was saved. Copy the list and paste it there."))
    data = text.encode("utf-8", "replace")
    return Workbook((Sheet("", read_text_rows(data, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)),))


def _read_in_process(packed):
    command = [sys.executable, "-I", str(_PROCESS), str(MAX_SHEETS), str(MAX_ROWS), str(MAX_COLUMNS)]
    try:
        done = subprocess.run(command, input=packed, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise containers.too_heavy() from error
    if done.returncode != 0:  # killed, or aborted by calamine for want of memory
        raise containers.too_heavy()
    answer = json.loads(done.stdout)
    refused = answer.get("refused")
    if refused:
        raise {
            "password": containers.password,
            "memory": containers.too_heavy,
            "rows": lambda: containers.too_many_rows(MAX_ROWS),
            "columns": lambda: containers.too_many_columns(MAX_COLUMNS),
            "sheets": _too_many_sheets,
        }.get(refused, containers.damaged)()
    return answer["sheets"]


def _too_many_sheets():
    return FileRefused(
        _(
            "This workbook has more than %(count)d sheets. Nothing was saved. Copy the list to a workbook with one "
            "sheet."
        )
        % {"count": MAX_SHEETS}
    )


def _sheet(raw):
    rows = [[_value(cell) for cell in row] for row in raw["rows"]]
    for (top, left), (bottom, right) in raw["merged"]:
        # cells merged downwards show one value for all their rows, and so it is meant
        if left == right and top < bottom < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return Sheet(raw["name"], rows, raw["visible"])


def _value(cell):
    if isinstance(cell, dict):
        return date.fromisoformat(cell["d"])
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return "" if cell is None else cell
