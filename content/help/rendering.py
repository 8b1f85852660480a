"""Help as HTML: the list of situations, each situation, and the panel that stands on every page.

Rendered once for each document and language. Whoever knows the reader's own organisation gives `local`, HTML on whom to
call there; it is put in afterwards, so that nothing of a reader is kept.
"""

from datetime import date

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.editions.rendering import lead
from content.help.copying import HelpTexts, current_texts

#: What stands above the steps of each stretch of time.
WHEN = {"now": _("Now"), "today": _("Today"), "week": _("This week")}
#: The number that works when nothing else does; it stands in the panel whatever a trainer does.
EMERGENCY = "112"
#: Pages of which a process keeps the HTML: of one document, twenty or so in two languages, with and without `local`.
KEPT = 200

_kept: dict = {}
#: Where the own organisation comes; no text can hold it (`content.markup` takes NUL out).
_LOCAL = "\x00"
_DRAWING = "components/drawings/situations/{}.html"


def page(local: str = "") -> str:
    """Return the page with all situations to choose from."""
    return _filled("page", "content/help/page.html", local)


def lost(local: str = "") -> str:
    """Return that page for who asked for a situation that is not there."""
    return _filled("lost", "content/help/page.html", local, lost=True)


def situation(key: str, local: str = "") -> str | None:
    """Return the page of one situation; None when the help page has none by this key."""
    numbers = {one["key"]: number for number, one in enumerate(current_texts().document["situations"])}
    if key not in numbers:
        return None
    return _filled(("situation", key), "content/help/situation.html", local, number=numbers[key])


def panel(local: str = "") -> SafeString:
    """Return the panel “Hulp nodig?”."""
    # safe: our own template around HTML by contract
    return mark_safe(_filled("panel", "components/help_panel.html", local))  # noqa: S308


def context_of(document: dict, *, number: int | None = None) -> dict:
    """Return what the templates of help ask for: the document, days as days, the number for danger apart.

    With `number`, the place of a situation, also that situation.
    """
    numbers = [
        {**number, "verified_on": number["verified_on"] and date.fromisoformat(number["verified_on"])}
        for number in document["numbers"]
    ]
    chosen = {} if number is None else {"situation": _shown(document["situations"][number])}
    return chosen | {
        "help": {
            **document,
            "intro": lead(document["intro"]),
            "numbers": numbers,
            "emergency": next((number for number in numbers if number["dialled"] == EMERGENCY), None),
            "others": [number for number in numbers if number["dialled"] != EMERGENCY],
        }
    }


def _shown(situation):
    groups = [(name, label, situation[name]) for name, label in WHEN.items() if situation[name]]
    return {**situation, "first": lead(situation["first"]), "groups": groups, "drawing": _drawing(situation["drawing"])}


def _drawing(name):
    try:
        return render_to_string(_DRAWING.format(name)) if name else ""
    except TemplateDoesNotExist:
        return ""


def _filled(name, template, local, *, number=None, **context):
    def render(texts):
        # safe: our own mark, in the place of HTML by contract
        place = mark_safe(_LOCAL if local else "")  # noqa: S308
        own = {**context, "local": place, "help_local": place}
        return render_to_string(template, context_of(texts.document, number=number) | own)

    return _rendered((name, bool(local)), render).replace(_LOCAL, local)


def _rendered(name, render):
    texts: HelpTexts = current_texts()
    key = texts.digest, get_language(), name
    found = _kept.get(key)
    if found is None:
        if len(_kept) >= KEPT:
            _kept.clear()
        found = _kept[key] = render(texts)
    return found
