"""Cells of a list that somebody opens in a spreadsheet program."""

import re

#: What makes a spreadsheet compute; the wide forms are what Japanese keyboards type and Excel accepts.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
#: Line ends, tabs and other control characters: they would begin a new cell, or make a workbook unreadable.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")


def harmless(text: str) -> str:
    """Return `text` as a cell that no spreadsheet computes: control characters become a space, a formula gets a '."""
    text = CONTROL.sub(" ", text).strip()
    return f"'{text}" if text.startswith(FORMULA) else text
