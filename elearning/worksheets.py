"""The worksheets: open to everybody, and the only pages under a policy that lets nothing out, not even to ourselves.

No database, no session and no cookie come into it; there is no address here that takes an answer.
"""

import re
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from content.worksheets import rendering

SHEETS = Path(__file__).resolve().parent / "static" / "elearning" / "css"
#: Of the components of the site, those that a worksheet has, by the name in the comment above them.
COMPONENTS = ("The frame", "Questions", "Phone numbers")
NAME = re.compile(r"^/\* ([^:*.]+)[^*]*\*/\n", re.MULTILINE)
#: A font that is fetched. Those of the reader's own device stay.
FETCHED_FONT = re.compile(r"@font-face\s*{[^}]*url\([^}]*}\n?")


@require_safe
def index(request):
    response = HttpResponse(rendering.index())
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def sheet(request, letter):
    sealed = rendering.page(letter, site_style=site_style())
    response = HttpResponse(sealed.html)
    response["Content-Security-Policy"] = sealed.policy
    # whoever goes on from here does not say where from; on paths that take forms this cannot be (elearning.headers)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


@cache
def site_style() -> str:
    """Return the style of the site as text that fetches nothing."""
    tokens, base, components = (
        (SHEETS / f"{name}.css").read_text(encoding="utf-8") for name in ("tokens", "base", "components")
    )
    _, *parts = NAME.split(components)
    rules = {name.strip(): text for name, text in zip(parts[::2], parts[1::2], strict=True)}
    own = "".join(rules[name] for name in COMPONENTS)
    return f"{FETCHED_FONT.sub('', tokens)}{base}@layer components {{\n{own}}}\n"
