"""The small Markdown of packages, turned into the rich text that the editor itself would have written."""

import re

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

BLOCKS = {"paragraph_open", "paragraph_close", "inline", "list_item_open", "list_item_close"}
BLOCKS |= {f"{kind}_list_{side}" for kind in ("bullet", "ordered") for side in ("open", "close")}
INLINE = {"text", "softbreak", "hardbreak", "strong_open", "strong_close", "link_open", "link_close", "text_special"}
ADDRESS = re.compile(r"(https://|tel:|/[a-z0-9])")

_parser = MarkdownIt("commonmark", {"html": False})


class NotAllowed(ValueError):
    """The Markdown holds something that members' texts do not have; the message says what."""


def rich_text(markdown: str) -> str:
    """Return rich text: paragraphs, bold, lists and links to https, tel or a page of the site. Raises NotAllowed."""
    tokens = _parser.parse(markdown)
    inside_item = 0
    for token in tokens:
        if token.type not in BLOCKS:
            raise NotAllowed(_named(token))
        inside_item += token.nesting * (token.type.startswith("list_item"))
        if token.type.startswith("paragraph") and inside_item:
            token.hidden = True  # the editor writes <li>text</li>
        if token.type == "inline":
            token.children = [_inline(child) for child in token.children]
    return _parser.renderer.render(tokens, _parser.options, {}).replace("\n", "")


def _inline(token):
    if token.type not in INLINE:
        raise NotAllowed(_named(token))
    if token.type == "text" and "](" in token.content:
        raise NotAllowed(_("this link cannot be read: “%(text)s”") % {"text": token.content[:60]})
    if token.type == "softbreak":
        return Token("text", "", 0, content=" ")
    if token.type.startswith("strong"):
        token.tag = "b"
    if token.type == "link_open":
        if not ADDRESS.match(token.attrs["href"]):
            raise NotAllowed(
                _("a link goes to https://…, tel:… or /…, not to “%(href)s”") % {"href": token.attrs["href"]}
            )
        token.attrs = {"href": token.attrs["href"]}
    return token


def _named(token):
    names = {"heading_open": _("heading"), "image": _("image"), "em_open": _("italic text"), "code_inline": _("code")}
    name = names.get(token.type, token.type.removesuffix("_open"))
    return _("“%(name)s” is not possible in a text") % {"name": name}
