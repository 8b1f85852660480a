"""Rich text as members get it: a handful of tags, no attribute but a link's address, and never a live lookup.

`member_html` is the gate: what it returns may be printed unescaped, and nothing else may.
"""

import re

from wagtail.whitelist import Whitelister, allow_without_attributes

#: Where a link to another page goes: an address that finds the step in the reader's own edition.
STEP_ADDRESS = "/leren/onderdeel/{}/"
#: Where a member finds what there is to do.
OVERVIEW_ADDRESS = "/leren/"
ALLOWED_ADDRESS = re.compile(r"(https?://|mailto:|tel:|/(?!/))", re.IGNORECASE)
TOKEN_OPENING = re.compile(r"\[{2,}")


def without_tokens(text: str) -> str:
    """Return `text` in which an author's `[[` is one bracket: double brackets are the software's own (serving.fill).

    NUL goes too: SQLite would keep it, PostgreSQL refuses it.
    """
    return TOKEN_OPENING.sub("[", text.replace("\x00", ""))


def _link(tag):
    href = tag.get("href", "")
    if tag.get("linktype") == "page" and tag.get("id", "").isdigit():
        href = STEP_ADDRESS.format(tag["id"])
    tag.attrs = {}
    if ALLOWED_ADDRESS.match(href) and not re.search(r"[\s\x00-\x20\\]", href):
        tag["href"] = href
    else:
        tag.unwrap()


class _MemberHtml(Whitelister):
    element_rules = {
        "[document]": allow_without_attributes,
        "a": _link,
        **{name: allow_without_attributes for name in ("p", "b", "strong", "ul", "ol", "li", "br", "h2")},
    }

    def clean_tag_node(self, doc, tag):
        if tag.name in ("script", "style"):
            tag.decompose()
        else:
            super().clean_tag_node(doc, tag)


def member_html(source: str) -> str:
    """Return Wagtail's database rich text as clean HTML. Pure: looks nothing up; page links keep only the page's id."""
    return without_tokens(_MemberHtml().clean(source or "")).strip()
