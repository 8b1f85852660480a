"""The report as files: CSV and XLSX of text, a text to change, and a tagged PDF."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from courses.evidence import pdf
from courses.overview import writing
from courses.overview.report.annual import Annual
from courses.overview.report.tables import tables

KINDS = ("odt", "pdf", "xlsx", "csv")
ODT = "application/vnd.oasis.opendocument.text"


def name_of(organisation, annual: Annual, kind: str) -> str:
    return f"verslag-{organisation.code}-{annual.year}.{kind}"


def rows(annual: Annual) -> Iterator[list[str]]:
    """A heading, and a row for each module and year."""
    found = tables(annual, spreadsheet=True)
    yield [_("Module"), _("Year"), *(name for name, _cells in found[0].rows)]
    for table in found:
        for number, year in enumerate(table.years):
            yield [table.title, str(year), *(cells[number] for _name, cells in table.rows)]


def csv_lines(annual: Annual) -> Iterator[bytes]:
    return writing.csv_lines(rows(annual))


def workbook(annual: Annual):
    """Return an open temporary file; the caller closes it."""
    return writing.workbook(rows(annual), title=_("Report"))


def paper(context: dict) -> bytes:
    """Return the report as PDF/UA-1. Raises pdf.PdfUnavailable."""
    return pdf.tagged_pdf("courses/overview/report_pdf.html", style="courses/overview/report_pdf.css", context=context)


def text_document(context: dict) -> bytes:
    """Return the report as an OpenDocument text, with the styles of the sheets."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parcel:
        # first and as it is: by this word a program knows the file
        parcel.writestr("mimetype", ODT, zipfile.ZIP_STORED)
        parcel.writestr("content.xml", render_to_string("courses/overview/report_odt.xml", context))
        for name, template in {"styles.xml": "styles", "META-INF/manifest.xml": "manifest"}.items():
            parcel.writestr(name, render_to_string(f"content/sheets/odt/{template}.xml"))
    return file.getvalue()
