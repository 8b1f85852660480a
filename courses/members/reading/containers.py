"""Looks into a workbook before anything reads it: what it is, how large it gets, what must not be in it.

Only the checked XML parts are handed on, packed anew, so that the reader cannot see anything that was not checked here.
"""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from courses.members.errors import FileRefused

MAX_PACKED = 2 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
MAX_ENTRIES = 50
#: Unpacked against packed. An honest list of 10,000 members has 12; very repetitive ones stay under 40.
MAX_RATIO = 100
#: Below this size a high ratio harms nobody and is normal (themes, styles).
SMALL_PART = 256 * 1024

XLSX, ODS = "xlsx", "ods"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\s(?:[^>]*?\s)?r=[\"']([A-Za-z]{0,3})(\d+)[\"']")


def checked_workbook(data, *, max_rows, max_columns):
    """The workbook in `data` (bytes), packed anew from its checked parts; FileRefused with the reason otherwise."""
    if len(data) > MAX_PACKED:
        raise FileRefused(
            _(
                "This workbook is larger than 2 MB. A list of 10,000 members fits in that. "
                "Nothing was saved. Take out pictures and other sheets, or save it as CSV."
            )
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_directory(entries, packed=len(data))
            parts = _read_parts(archive, entries)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        KeyError,
    ) as error:
        raise damaged() from error
    kind = _kind(parts)
    _check_content(parts, kind)
    if kind == XLSX:
        _check_reach(parts, max_rows=max_rows, max_columns=max_columns)
    return _packed_anew(parts)


def refuse_by_first_bytes(data):
    """FileRefused when the first bytes tell that this is neither a workbook nor text."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(_("This file is empty. Nothing was saved. Choose the file with the list of members."))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise password()
        raise FileRefused(
            _("This is a workbook in the old form (.xls). Nothing was saved. Open it in Excel and save it as .xlsx.")
        )
    for start, sentence in _OTHER_FILES():
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[: len(start)].lower() == start.lower():
            raise FileRefused(sentence)


def _OTHER_FILES():
    not_a_list = _(
        "This is not a spreadsheet but a %(form)s file. Nothing was saved. Save the list as .xlsx, .ods or .csv."
    )
    web = _(
        "This is a web page or XML that is named like a spreadsheet. Nothing was saved. "
        "Open it in Excel and save it as .xlsx."
    )
    return [
        (b"%PDF", not_a_list % {"form": "PDF"}),
        (b"{\\rtf", not_a_list % {"form": "RTF"}),
        (b"\x89PNG", not_a_list % {"form": "PNG"}),
        (b"\xff\xd8\xff", not_a_list % {"form": "JPEG"}),
        (b"GIF8", not_a_list % {"form": "GIF"}),
        (b"\x1f\x8b", not_a_list % {"form": "gzip"}),
        (b"7z\xbc\xaf", not_a_list % {"form": "7-Zip"}),
        (b"Rar!", not_a_list % {"form": "RAR"}),
        (b"<", web),
    ]


def _check_directory(entries, *, packed):
    if len(entries) > MAX_ENTRIES:
        raise FileRefused(
            _(
                "This workbook holds more than %(count)d parts, such as sheets and pictures. Nothing was saved. "
                "Copy the list to a new workbook with one sheet."
            )
            % {"count": MAX_ENTRIES}
        )
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise damaged()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise password()
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise damaged()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise _too_large_unpacked()
    for entry in entries:
        if entry.file_size > SMALL_PART and entry.file_size > MAX_RATIO * max(1, entry.compress_size):
            raise _too_large_unpacked()


def _read_parts(archive, entries):
    """{name: bytes} of the XML parts; every byte is counted, whatever the zip says of its own size."""
    parts, total = {}, 0
    for entry in entries:
        if entry.is_dir():
            continue
        with archive.open(entry) as stream:  # checks the length and the check sum at the end
            content = stream.read(MAX_UNPACKED - total + 1)
        total += len(content)
        if total > MAX_UNPACKED:
            raise _too_large_unpacked()
        name = entry.filename.lstrip("/")
        parts[name] = content if name == "mimetype" or name.lower().endswith((".xml", ".rels")) else b""
    return parts


def _kind(parts):
    if parts.get("mimetype", b"").strip() == _ODS_TYPE and "content.xml" in parts:
        return ODS
    if "[Content_Types].xml" in parts and "xl/workbook.xml" in parts:
        return XLSX
    if any(name.startswith("word/") for name in parts):
        raise FileRefused(_("This is a Word file. Nothing was saved. Copy the table to Excel and save it as .xlsx."))
    if "xl/workbook.bin" in parts:
        raise FileRefused(
            _("This is a binary workbook (.xlsb). Nothing was saved. Open it in Excel and save it as .xlsx.")
        )
    raise FileRefused(
        _("This file is packed, but holds no spreadsheet. Nothing was saved. Save the list as .xlsx, .ods or .csv.")
    )


def _check_content(parts, kind):
    names = list(parts)
    macro = "vbaproject.bin" in "".join(names).lower() or any(name.startswith(("Basic/", "Scripts/")) for name in names)
    if macro or b"macroenabled" in parts.get("[Content_Types].xml", b"").lower():
        raise FileRefused(
            _("This workbook holds macros, small programs. Nothing was saved. Save it as .xlsx without macros.")
        )
    if kind == ODS and b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise password()
    if any(name.startswith("xl/externalLinks/") for name in names):
        raise FileRefused(
            _(
                "This workbook has links to other files. Nothing was saved. Copy the list to a new workbook, "
                "with ‘paste values’, and save that."
            )
        )
    for name, content in parts.items():
        if name != "mimetype" and _declares(content):
            raise FileRefused(
                _(
                    "This workbook holds a definition that does not belong there. Nothing was saved. Save it anew in "
                    "Excel."
                )
            )


def _declares(content):
    """Whether an XML part declares a document type or entities, also when it is written in UTF-16."""
    flat = content.replace(b"\x00", b"")
    return b"<!DOCTYPE" in flat or b"<!ENTITY" in flat


def _check_reach(parts, *, max_rows, max_columns):
    """A single cell far away makes the reader lay out the whole grid up to there."""
    for name, content in parts.items():
        if not name.startswith("xl/worksheets/"):
            continue
        for letters, digits in _CELL.findall(content):
            if len(digits) > 7 or int(digits) > max_rows:
                raise too_many_rows(max_rows)
            if letters and column_number(letters.decode()) > max_columns:
                raise too_many_columns(max_columns)


def _packed_anew(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if content:
                archive.writestr(name, content)
    return target.getvalue()


def column_number(letters):
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number):
    """A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def damaged():
    return FileRefused(
        _("This workbook is damaged. Nothing was saved. Open it in Excel, save it again and try once more.")
    )


def password():
    return FileRefused(
        _("This workbook is locked with a password. Nothing was saved. Save it without a password and try again.")
    )


def too_many_rows(limit):
    return FileRefused(
        _(
            "This list has more than %(count)d rows. Nothing was saved. Take out empty rows, or divide the list over "
            "more files."
        )
        % {"count": limit}
    )


def too_many_columns(limit):
    return FileRefused(
        _("This list has more than %(count)d columns. Nothing was saved. Leave only the columns that are needed.")
        % {"count": limit}
    )


def too_heavy():
    return FileRefused(
        _(
            "Reading this workbook takes too much time or memory. Nothing was saved. Copy only the list to a new "
            "workbook."
        )
    )


def _too_large_unpacked():
    return FileRefused(
        _(
            "Unpacked, this workbook is larger than 20 MB. Nothing was saved. A list of members is much smaller: "
            "copy only the list to a new workbook."
        )
    )
