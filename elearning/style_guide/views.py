"""`/stijlgids/`: for developers, on a development machine and in the demo; elsewhere it does not exist."""

import re
from functools import wraps
from pathlib import Path

from csp.constants import UNSAFE_INLINE
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from elearning.accounts.mail import code_message
from elearning.style_guide.specimens import SPECIMENS, specimen_of

#: A custom property whose value is a colour or another custom property.
TOKEN = re.compile(r"(--(?:basis|wia)-[a-z0-9-]*color[a-z0-9-]*):\s*(?:#|var\()")
SITUATIONS = "components/drawings/situations/"


def for_developers(view):
    """Decorator: 404 where this is neither the demo nor a developer's machine."""

    @require_safe
    @wraps(view)
    def page(request, **kwargs):
        if not settings.DEMO:
            raise Http404
        return view(request, **kwargs)

    return page


@for_developers
def index(request):
    """All components, and the colours by the names of their tokens."""
    context = {"specimens": SPECIMENS, "tokens": _tokens(), "situations": _situations()}
    return render(request, "elearning/style_guide/index.html", context)


@for_developers
def specimen(request, slug, state=None):
    """One component in one state; the first state without one."""
    try:
        shown = specimen_of(slug)
        state = state or next(iter(shown.states))
        drawn = shown.drawn(state)
    except KeyError:
        raise Http404 from None
    context = {"specimen": shown, "state": state, "drawn": drawn, "specimens": SPECIMENS}
    return render(request, "elearning/style_guide/specimen.html", context)


@for_developers
def mail(request):
    """The layout of a mail, as the code to sign in uses it. A mail carries its own style, so this page may too."""
    message = code_message(email="naam@voorbeeldstad.example", code="482913", language=get_language())
    response = HttpResponse(message.alternatives[0].content)
    response._csp_replace = {"style-src": [UNSAFE_INLINE]}
    return response


def _tokens():
    sheet = Path(finders.find("elearning/css/tokens.css")).read_text(encoding="utf-8")
    return list(dict.fromkeys(TOKEN.findall(sheet)))


def _situations():
    """The drawings of the help page: their key and their partial."""
    keys = sorted(path.stem for path in (settings.BASE_DIR / "templates" / SITUATIONS).glob("*.html"))
    return [{"key": key, "template": f"{SITUATIONS}{key}.html"} for key in keys]
