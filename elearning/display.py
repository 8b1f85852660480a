"""How somebody wants to see the site: in which language, in which colours. Two cookies remember it. The language that
somebody chooses who is signed in also stands on the account: mails go by that, screens by the cookie alone.

Dutch unless somebody chose English. What the browser says it prefers is not asked: many phones of Dutch members are set
to English, and the texts of the modules are Dutch anyway.
"""

import logging
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import FileResponse, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from elearning.accounts.language import choose_language
from elearning.accounts.sessions import person_of
from elearning.headers import ADMIN
from elearning.views import SeeOther

log = logging.getLogger(__name__)

ADDRESS = "/weergave/"
LANGUAGES = {"nl": "Nederlands", "en": "English"}  # each in its own words
THEMES = {"auto": _("As my device"), "licht": _("Light"), "donker": _("Dark")}
#: By cookie and field of the form: what may stand in it, the first when nothing (valid) does.
CHOICES = {"taal": tuple(LANGUAGES), "thema": tuple(THEMES)}
#: What stands in `<html data-theme="…">` for a theme that somebody chose.
ATTRIBUTES = {"licht": b"light", "donker": b"dark"}
UNDECIDED = re.compile(rb'(<html [^>]*data-theme=")(?=")')
A_YEAR = 365 * 24 * 60 * 60


class DisplayMiddleware:
    """Speaks the chosen language for as long as a request takes, and sets the chosen theme on the way out.

    The theme is not in the templates: most pages are kept in a cache that serves everybody, so `base.html` leaves the
    attribute open and here it is filled in. A page that does not come by here follows the device.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # The admin is Dutch, and there a trainer's own profile may say otherwise (Wagtail sees to that).
        language = settings.LANGUAGE_CODE if request.path.startswith(ADMIN) else chosen(request, "taal")
        with translation.override(language):
            response = self.get_response(request)
        if response.streaming and not isinstance(response, FileResponse):
            # a long list is written while it goes out, when this request is over for everybody but its reader
            response.streaming_content = _spoken(response.streaming_content, language)
        if response.get("Content-Type", "").startswith("text/html"):
            _paint(response, chosen(request, "thema"))
            if "public" in response.get("Cache-Control", ""):
                # the same for everybody, but not in both languages and all colours
                patch_vary_headers(response, ["Cookie"])
        return response


def chosen(request, name: str) -> str:
    """Return the choice for `taal` or `thema`; a cookie with another value counts as none."""
    allowed = CHOICES[name]
    value = request.COOKIES.get(name)
    return value if value in allowed else allowed[0]


def _spoken(chunks, language):
    """Yield `chunks`, each made in `language`."""
    chunks = iter(chunks)
    while True:
        with translation.override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def _paint(response, theme):
    if theme not in ATTRIBUTES or response.streaming:
        return
    response.content = UNDECIDED.sub(rb"\g<1>" + ATTRIBUTES[theme], response.content, count=1)
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


# Without a token, as `/weg/`: it has to work on every page, also without a session or a database. The worst that a
# forged request can do is change somebody's language or colours, and one button in the footer changes them back.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    """GET asks for language and colours; POST remembers what of `taal` and `thema` was sent, and goes back.

    Back is the address in `next`, else the page of ours that the browser says it came from. Values that do not exist
    are as if they were not sent.
    """
    if request.method == "POST":
        return _remembered(request)
    context = {
        "languages": [(code, name, code == chosen(request, "taal")) for code, name in LANGUAGES.items()],
        "themes": [(name, label, name == chosen(request, "thema")) for name, label in THEMES.items()],
        "next": came_from(request),
        "kept": "bewaard" in request.GET,
    }
    # without the request: its context processors would ask the session who is there
    return HttpResponse(render_to_string("elearning/display.html", context))


def _remembered(request):
    back = _own(request.POST.get("next")) or came_from(request) or f"{ADDRESS}?bewaard"
    response = SeeOther(back)
    for name, allowed in CHOICES.items():
        if (value := request.POST.get(name)) in allowed:
            response.set_cookie(
                name, value, max_age=A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
            )
    if "taal" in response.cookies:
        _write_in(response.cookies["taal"].value, session_key=request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return response


def _write_in(language, *, session_key):
    """Let mails to whose session this is be in `language` as well; nothing for who is not signed in.

    Browsers send no session along with a form of another site (SameSite), so nobody else chooses for the account.
    """
    if not session_key:
        return
    try:
        person = person_of(session_key)
        if person is not None:
            choose_language(user=person, language=language)
    except DatabaseError as trouble:
        # the screens listen to the cookie, and that is there
        log.warning("A language was chosen, and not kept for mails: %s", type(trouble).__name__)


def came_from(request) -> str:
    """Return the path of our own page on which this was asked for, nothing when that is not known or this one."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(referer)
    path = _own(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return "" if parts.path == ADDRESS else path


def _own(address) -> str:
    """Return `address` when it is a path on this site, else nothing."""
    ours = address and address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours else ""
