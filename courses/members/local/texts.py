"""What lessons show of the reader's own organisation: whom to call, what its protocol says, and when it was checked.

A lesson is the same for everybody and stands in a cache; where the own organisation belongs it has a token. Here is
what takes the token's place, by its name: `contact:report`, `protocol:house_rules` …, for the page after the last
step `card:numbers`, and for the panel “Hulp nodig?” on every page `help:local`.
"""

from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.blocks import CONTACTS, PROTOCOL_TOPICS
from content.help.numbers import FRESH
from courses.members.local.reachable import contacts_of, reachable
from courses.members.models import Kind, ProtocolExcerpt

#: Whom the panel names: where to report, the office, and somebody outside both.
IN_PANEL = ("report", "clerk", "adviser")
CACHE_SECONDS = 24 * 60 * 60

HERE = {
    Kind.MUNICIPALITY: _("At your municipality"),
    Kind.PROVINCE: _("At your province"),
    Kind.WATER_AUTHORITY: _("At your water authority"),
}
#: Who runs the council's office: water authorities say it otherwise.
CLERK = {
    Kind.MUNICIPALITY: _("your clerk"),
    Kind.PROVINCE: _("your clerk"),
    Kind.WATER_AUTHORITY: _("your secretary-director"),
}
ROLES = {
    "report": _("You report to"),
    "clerk": _("Your contact at the office"),
    "chair": _("Your chair"),
    "adviser": _("You can talk in confidence with"),
    "police": _("Your contact at the police"),
    "aftercare": _("For aftercare you call"),
}


def fragments(mandates, *, on: date | None = None) -> dict[str, str]:
    """Return `fragments_of` the organisations of `mandates` (memberships, organisation read along)."""
    return fragments_of([mandate.organisation for mandate in mandates], on=on)


def fragments_of(organisations, *, on: date | None = None) -> dict[str, str]:
    """Return HTML by token name for `organisations`: anything with `pk`, `kind` and `local_version`.

    Of several organisations each is shown. One that has not filled something in says so, and says whom to ask. `on` is
    the day that decides what is stale; today when left out. Read from the cache under the organisation's
    `local_version`: no SQL on a hit.
    """
    on = on or timezone.localdate()
    by_key = {_key(organisation, on): organisation for organisation in organisations}
    cached = cache.get_many(by_key)
    for key in by_key.keys() - cached.keys():
        cached[key] = _rendered(by_key[key], on)
        cache.set(key, cached[key], CACHE_SECONDS)
    found = [cached[key] for key in by_key]
    if len(found) == 1:
        return found[0]
    return {name: "".join(one[name] for one in found) for name in (found[0] if found else ())}


def _key(organisation, on: date) -> str:
    return f"{settings.RELEASE}:local:{organisation.pk}:{organisation.local_version}:{on:%Y%m%d}:{get_language()}"


def _rendered(organisation, on):
    contacts = contacts_of([organisation])[organisation.pk]
    excerpts = {excerpt.topic: excerpt for excerpt in ProtocolExcerpt.objects.filter(organisation=organisation.pk)}
    common = {
        "here": HERE[organisation.kind],
        "clerk": CLERK[organisation.kind],
    }
    rendered = {
        f"contact:{kind}": _contact(common, kind, [contact for contact in contacts if contact.kind == kind], on)
        for kind, _label in CONTACTS
    }
    for topic, _label in PROTOCOL_TOPICS:
        excerpt = excerpts.get(topic)
        context = {**common, "excerpt": excerpt, "stale": bool(excerpt) and _stale(excerpt.verified_on, on)}
        rendered[f"protocol:{topic}"] = render_to_string("courses/members/local/protocol.html", context)
    numbers = {**common, "contacts": reachable(contacts)}
    rendered["card:numbers"] = render_to_string("courses/members/local/numbers.html", numbers)
    numbers = {**common, "contacts": reachable([contact for contact in contacts if contact.kind in IN_PANEL])}
    rendered["help:local"] = render_to_string("courses/members/local/help.html", numbers)
    return {name: str(html) for name, html in rendered.items()}


def _contact(common, kind, contacts, on):
    verified_on = min((contact.verified_on for contact in contacts), default=None)
    context = {
        **common,
        "role": ROLES[kind],
        "contacts": contacts,
        "verified_on": verified_on,
        "stale": verified_on is not None and _stale(verified_on, on),
    }
    return render_to_string("courses/members/local/contact.html", context)


def _stale(verified_on, on):
    return on - verified_on > FRESH
