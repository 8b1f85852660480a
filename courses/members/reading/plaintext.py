"""Comma, semicolon or tab separated text in whatever encoding a clerk's computer writes: bytes in, rows out."""

import codecs
import csv
import io
import re

from django.utils.translation import gettext as _

from courses.members.errors import FileRefused
from courses.members.reading.containers import too_many_columns, too_many_rows
from courses.members.reading.headers import header_score

#: 10,000 members of 200 characters fit, also in UTF-16.
MAX_BYTES = 5 * 1024 * 1024
DELIMITERS = (";", ",", "\t", "|")
_SAMPLE_RECORDS = 40
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_text_rows(data, *, max_rows, max_columns):
    """Rows of strings, one for each record (row 1 is the first), blank ones included; FileRefused with the reason."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > max_rows + 1:
        raise too_many_rows(max_rows)
    if len(data) > MAX_BYTES:
        raise FileRefused(
            _("This file is larger than 5 MB. Nothing was saved. Leave only the columns that are needed.")
        )
    text = decoded(data)
    text, declared = _declared_delimiter(text)
    delimiter = declared or _best_delimiter(text)
    return _records(text, delimiter, max_rows=max_rows, max_columns=max_columns)


def decoded(data):
    """Text of `data`: byte order mark first, then UTF-16 by its zeros, UTF-8, and at last Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(data, "utf-16")
    if data.startswith(codecs.BOM_UTF8):
        return _without_controls(_decode(data, "utf-8-sig"))
    head = data[:2000]
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > len(head) // 4 and even < len(head) // 20:
            return _without_controls(_decode(data, "utf-16-le"))
        if even > len(head) // 4 and odd < len(head) // 20:
            return _without_controls(_decode(data, "utf-16-be"))
    try:
        return _without_controls(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _without_controls(_decode(data, "cp1252"))


def _decode(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _without_controls(text):
    if _CONTROL.search(text):
        raise _no_text()
    return text


def _no_text():
    return FileRefused(
        _(
            "This is not a spreadsheet, and no readable text either. Nothing was saved. Save the list as .xlsx, .ods "
            "or .csv."
        )
    )


def _declared_delimiter(text):
    """Excel writes `sep=;` above a list that it is to open itself; that line stays as an empty record."""
    first, mark, rest = text.partition("\n")
    match = re.fullmatch(r"sep=(.)\r?", first)
    if not match:
        return text, None
    return mark + rest, match.group(1)


def _best_delimiter(text):
    """The delimiter under which a row reads most like a header; failing that, the one that divides most evenly."""

    def score(delimiter):
        reader = csv.reader(io.StringIO(text[:60_000], newline=""), delimiter=delimiter)
        rows = []
        try:
            for row in reader:
                rows.append(row)
                if len(rows) == _SAMPLE_RECORDS:
                    break
        except csv.Error:
            pass
        widths = [len(row) for row in rows if len(row) > 1]
        even = max((widths.count(width) * width for width in set(widths)), default=0)
        return max((header_score(row) for row in rows), default=0), even

    return max(DELIMITERS, key=score)


def _records(text, delimiter, *, max_rows, max_columns):
    rows = []
    # strict: a quote that is never closed would otherwise swallow the rest of the list without a word
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(row) > max_columns:
                raise too_many_columns(max_columns)
            rows.append(row)
    except csv.Error as error:
        raise FileRefused(
            _(
                "From line %(line)d on, this list cannot be read: a quotation mark is in an odd place or is never "
                "closed. "
                "Nothing was saved. Take the quotation mark out and try again."
            )
            % {"line": reader.line_num}
        ) from error
    return rows
