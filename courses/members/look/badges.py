"""What the head of a page shows of the reader's own organisation: its name or logo, and the sheet with its colour."""

from functools import lru_cache
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from courses.members.look.stylesheet import address_of


class Badge(NamedTuple):
    """`colour` is `#rrggbb` or "", `logo` the name of a file in the storage or ""."""

    name: str
    colour: str = ""
    logo: str = ""


class Worn(NamedTuple):
    """HTML for two places of a page: `org` in its head band, `look` where its style sheets are named."""

    org: SafeString
    look: SafeString


NOTHING = Worn(SafeString(""), SafeString(""))


def badge(organisation) -> Badge:
    """Return the badge of an organisation."""
    return Badge(organisation.display_name, organisation.colour, organisation.logo)


@lru_cache(maxsize=1024)
def worn(badge: Badge) -> Worn:
    """Return the HTML of a badge, for pages in both languages: so it always says that its name is Dutch."""
    name = capfirst(badge.name)
    if badge.logo:
        address = default_storage.url(badge.logo)
        org = format_html('<p class="org logo" lang="nl"><img src="{}" alt="{}" height="40"></p>', address, name)
    else:
        org = format_html('<p class="org" lang="nl">{}</p>', name)
    sheet = format_html('<link rel="stylesheet" href="{}">\n', address_of(badge.colour)) if badge.colour else ""
    return Worn(org, SafeString(sheet))
