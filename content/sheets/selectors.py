"""What a clerk may print or take over."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

#: The page on which all figures stand (`starter/cijfers`).
FIGURES = "cijfers"


@dataclass(frozen=True, slots=True)
class Handout:
    title: str
    summary: str
    address: str


def handouts() -> list[Handout]:
    """Return the sheets that are live, in the order of the site, and the page of figures last; one query."""
    pages = (
        Page.objects.live()
        .filter(Q(sheetpage__isnull=False) | Q(infopage__isnull=False, slug=FIGURES))
        .select_related("sheetpage")
        .order_by("path")
    )
    found = [(getattr(page, "sheetpage", None), page) for page in pages]
    found.sort(key=lambda pair: pair[0] is None)
    return [Handout(page.title, sheet.summary if sheet else "", page.get_url() or "") for sheet, page in found]
