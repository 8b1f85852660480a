"""The certificate as a tagged PDF. WeasyPrint needs the system library pango; without it the page says so."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string


class PdfUnavailable(Exception):
    """This server cannot make PDFs: the library named by `str()` is not there."""


@cache
def _weasyprint():
    # lazily: importing it takes time and memory that only who asks for a PDF needs, and fails without pango
    try:
        import weasyprint
    except OSError:
        return None
    return weasyprint


def can_make_pdf() -> bool:
    return _weasyprint() is not None


def certificate_pdf(context: dict) -> bytes:
    """Return the certificate as PDF/UA-1: tagged, with its language and title. Raises PdfUnavailable."""
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise PdfUnavailable("libpango")
    html = render_to_string("courses/evidence/certificate_pdf.html", context)
    style = (Path(settings.BASE_DIR) / "templates/courses/evidence/certificate_pdf.css").read_text()
    document = weasyprint.HTML(string=html, url_fetcher=_no_fetching)
    return document.write_pdf(stylesheets=[weasyprint.CSS(string=style)], pdf_variant="pdf/ua-1", pdf_tags=True)


def _no_fetching(url, *args, **kwargs):
    raise ValueError("a certificate fetches nothing")
