"""Lists of members as bytes, in the forms in which they come."""

import csv
import io
import zipfile

import openpyxl

HEADER = ["Naam", "E-mailadres", "Functie", "Startdatum"]


def rows_of(number, *, domain="voorbeeldstad.example"):
    """A header and `number` members, all different."""
    return [
        HEADER,
        *([f"Lid{n} van den Naam{n}", f"lid{n}@{domain}", "raadslid", "26-03-2026"] for n in range(1, number + 1)),
    ]


def csv_bytes(rows, *, delimiter=";", encoding="utf-8", newline="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(rows, *, sheets=(), hidden=()):
    """A workbook; `sheets` are further (name, rows), `hidden` the names that are not shown."""
    book = openpyxl.Workbook()
    for name, content in [("Leden", rows), *sheets]:
        sheet = book.active if name == "Leden" else book.create_sheet(name)
        sheet.title = name
        for row in content:
            sheet.append(list(row))
        if name in hidden:
            sheet.sheet_state = "hidden"
    return book_bytes(book)


def book_bytes(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


_ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>{tables}
</office:spreadsheet></office:body></office:document-content>"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?><manifest:manifest
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</manifest:manifest>"""


def ods_bytes(rows, *, name="Leden", manifest="", tables=None):
    from xml.sax.saxutils import escape

    def cell(value):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    if tables is None:
        body = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
        tables = f'<table:table table:name="{name}">{body}</table:table>'
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": _ODS.format(tables=tables),
        "META-INF/manifest.xml": _MANIFEST.format(entries=manifest),
    }
    return zip_bytes(parts)


def zip_bytes(parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def changed_zip(data, *, change=None, add=None):
    """A zip with parts replaced by `change` ({name: function of bytes}) and further parts `add`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, function in (change or {}).items():
        parts[name] = function(parts[name])
    return zip_bytes(parts | (add or {}))
