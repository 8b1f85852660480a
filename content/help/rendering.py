"""Help as HTML: the page, and the panel that stands on every page. Rendered once for each document and language."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from content.editions.rendering import lead
from content.help.copying import HelpTexts, current_texts

#: The number that works when nothing else does; it stands in the panel whatever a trainer does.
EMERGENCY = "112"
#: Documents and languages of which a process keeps the HTML; there is one document at a time.
KEPT = 20

_kept: dict = {}
#: Where the own organisation comes in the panel; no text can hold it (`content.markup` takes NUL out).
_LOCAL = "\x00"


def page() -> str:
    """Return the whole help page, the same for everybody."""
    return _rendered("page", lambda texts: render_to_string("content/help/page.html", context_of(texts.document)))


def panel(local: str = "") -> SafeString:
    """Return the panel “Hulp nodig?”, with `local`: HTML on the reader's own organisation, where that is known."""
    before, after = _rendered("panel", _halves)
    # safe: our own template around HTML by contract
    return mark_safe(before + local + after)  # noqa: S308


def context_of(document: dict) -> dict:
    """Return what the templates of help ask for: the document, days as days, the number for danger apart."""
    numbers = [
        {**number, "verified_on": number["verified_on"] and date.fromisoformat(number["verified_on"])}
        for number in document["numbers"]
    ]
    return {
        "help": {
            **document,
            "intro": lead(document["intro"]),
            "numbers": numbers,
            "emergency": next((number for number in numbers if number["dialled"] == EMERGENCY), None),
            "others": [number for number in numbers if number["dialled"] != EMERGENCY],
        }
    }


def _halves(texts):
    context = {**context_of(texts.document), "local": mark_safe(_LOCAL)}  # noqa: S308
    before, after = render_to_string("components/help_panel.html", context).split(_LOCAL)
    return before, after


def _rendered(name, render):
    texts: HelpTexts = current_texts()
    key = texts.digest, get_language(), name
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[key] = render(texts)
    return found
