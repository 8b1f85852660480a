"""Citizen service numbers: a list that holds them in a column that we would keep is refused as a whole."""

import re

from django.utils.translation import gettext as _

from courses.members.errors import FileRefused
from courses.members.reading.dates import NotADate, parse_date
from courses.members.reading.headers import END, START


def refuse_bsn(table):
    """FileRefused when a kept column of `table` (a KeptTable) passes the eleven test."""
    for name, letters in table.columns.items():
        filled = [cells[name] for _row, cells in table.rows if not is_blank(cells[name])]
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


def is_blank(cell):
    return isinstance(cell, str) and not cell.strip()


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
