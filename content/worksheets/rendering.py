"""Worksheets as HTML: a sheet is one sealed document, the page that leads to them an ordinary one."""

from functools import cache
from pathlib import Path

from django.template.loader import render_to_string

from content.help import rendering as help_rendering
from content.help.copying import current_texts
from content.worksheets.sealing import Sealed, digest, policy
from content.worksheets.texts import LATER, sheet

ROOM = Path(__file__).resolve().parent
#: Which sheet stands behind which letter: an address must not say what somebody is reading.
LETTERS = {"a": "zelfscan", "b": "thuischeck"}


@cache
def script() -> str:
    """Return the one script of a sheet, as it stands in the page."""
    return (ROOM / "sheet.js").read_text(encoding="utf-8")


@cache
def style() -> str:
    """Return what a sheet adds to the style of the site."""
    return (ROOM / "sheet.css").read_text(encoding="utf-8")


def page(letter: str, *, site_style: str, own_script: str | None = None) -> Sealed:
    """Return the sheet behind `letter`, the same for everybody. `site_style` may not fetch anything.

    `own_script` stands in for ours: a test that sabotages the page gets it in, and its digest in the policy.
    """
    texts = {"script": script() if own_script is None else own_script, "style": site_style + style()}
    found = sheet(LETTERS[letter])
    context = {
        "sheet": found,
        "later_label": dict(found.answers)[LATER],
        "numbers": help_rendering.context_of(current_texts().document)["help"]["numbers"],
        **texts,
    }
    return Sealed(render_to_string("content/worksheets/sheet.html", context), policy(**texts))


def index() -> str:
    """Return the page that says what the sheets are, and how somebody can know that nothing is kept."""
    context = {
        "sheets": [(letter, sheet(name)) for letter, name in LETTERS.items()],
        "lines": len(script().splitlines()),
        "digest": digest(script()),
    }
    return render_to_string("content/worksheets/index.html", context)
