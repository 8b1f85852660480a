"""A template as a tagged PDF. WeasyPrint needs the system library pango; without it the page says so."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

FONTS = Path(settings.BASE_DIR) / "elearning" / "static" / "elearning" / "fonts"


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
    """Return the certificate as PDF. Raises PdfUnavailable."""
    folder = "courses/evidence/certificate_pdf"
    return tagged_pdf(f"{folder}.html", style=f"{folder}.css", context=context)


def tagged_pdf(template: str, *, style: str, context: dict) -> bytes:
    """Return a template as PDF/UA-1: tagged, with its language and title. `style` is a file beside the templates.
    Raises PdfUnavailable."""
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise PdfUnavailable("libpango")
    from weasyprint.text.fonts import FontConfiguration

    html = render_to_string(template, context)
    text = (Path(settings.BASE_DIR) / "templates" / style).read_text()
    fetcher, fonts = _fonts_only(), FontConfiguration()
    css = weasyprint.CSS(string=text, base_url=f"{FONTS.as_uri()}/", url_fetcher=fetcher, font_config=fonts)
    return weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant="pdf/ua-1", pdf_tags=True
    )


def _fonts_only():
    """What a document may fetch: our own fonts, and nothing else from this machine or from the network."""
    from weasyprint.urls import URLFetcher

    ours = {font.as_uri() for font in FONTS.glob("*.woff2")}

    class FontsOnly(URLFetcher):
        def fetch(self, url, headers=None):
            if url not in ours:
                raise ValueError(f"a document does not fetch {url}")
            return super().fetch(url, headers)

    return FontsOnly()
