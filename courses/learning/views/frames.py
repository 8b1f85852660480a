"""Pages of which only a little is the reader's own, rendered once and filled for each reader.

A lesson page is the same for everybody but for the name of the organisation, its contacts and protocol, and the CSRF
token. So it is rendered without any reader - no request, no user, nothing that could leak into somebody else's page -
with tokens where the reader's own belongs. The result may be kept in the memory of this process.
"""

from types import SimpleNamespace

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template, render_to_string

from content.editions import serving
from content.help import rendering as help_at_hand
from courses.members.local import texts
from courses.members.look import badges

#: What stands where the reader's own comes; `user` only tells the page that somebody is signed in.
NOBODY = {
    "user": SimpleNamespace(is_authenticated=True),
    "csrf_token": "[[reader:csrf]]",
    "worn": {"org": "[[reader:org]]", "look": "[[reader:look]]"},
    "notices": "[[reader:notices]]",
    "help_panel": "[[help:panel]]",
}


def frame(template: str, context: dict) -> str:
    """Return `template` rendered for nobody in particular."""
    return get_template(template).template.render(Context({**context, **NOBODY}))


def framed(request, html: str, *, place, on=None) -> HttpResponse:
    """Return the page `html`, made by `frame`, with the own of this reader filled in.

    `place` has the `badge` of the reader's organisation, and all the reader's `organisations`.
    """
    worn = badges.worn(place.badge)
    own = {
        **texts.fragments_of(place.organisations, on=on),
        "reader:csrf": get_token(request),
        "reader:org": worn.org,
        "reader:look": worn.look,
        "reader:notices": _notices(request),
    }
    own["help:panel"] = help_at_hand.panel(own["help:local"])
    return HttpResponse(serving.fill(html, own))


def _notices(request):
    messages = get_messages(request)
    return render_to_string("components/notices.html", {"messages": messages}) if messages else ""
