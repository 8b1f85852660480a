"""A sheet as a text that a clerk can change: OpenDocument, which every word processor reads. Zip and templates of our
own, as a sheet has a handful of forms and a library for all of OpenDocument would come with a compiled parser."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

from bs4 import BeautifulSoup, NavigableString
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import mark_safe

from content.sheets.own import OwnContact
from content.sheets.rendering import parts_of

MIME = "application/vnd.oasis.opendocument.text"
LISTS = {"ul": "Bullets", "ol": "Numbers"}
#: What XML cannot hold, not even escaped.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def odt_of(document: dict, contacts: Mapping[str, list[OwnContact]]) -> bytes:
    """Return the file of a sheet, in Dutch as its text is, with the contacts or lines to write on."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = parts_of(document["body"])
        for block in (block for part in parts for block in part["blocks"]):
            kind = block["template"].rpartition("/")[2].removesuffix(".html")
            block["template"] = f"content/sheets/odt/{kind}.xml"
            if kind == "text":
                block["paragraphs"] = _paragraphs(block["value"])
            elif kind == "contact":
                block["contacts"] = contacts.get(block["value"], [])
        content = render_to_string("content/sheets/odt/content.xml", {"sheet": document, "parts": parts})
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parcel:
        # first and as it is: by this word a program knows the file
        parcel.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        parcel.writestr("content.xml", NOT_XML.sub("", content))
        parcel.writestr("styles.xml", render_to_string("content/sheets/odt/styles.xml"))
        parcel.writestr("META-INF/manifest.xml", render_to_string("content/sheets/odt/manifest.xml"))
    return file.getvalue()


def _paragraphs(html):
    """Rich text, clean as `content.markup` makes it, in the words of OpenDocument."""
    # safe: _inside escapes every text, and writes the elements itself
    return mark_safe("".join(map(_block, BeautifulSoup(html, "html.parser").children)))  # noqa: S308


def _block(node):
    if node.name in LISTS:
        items = (f"<text:list-item>{_item(item)}</text:list-item>" for item in node.find_all("li", recursive=False))
        return f'<text:list text:style-name="{LISTS[node.name]}">{"".join(items)}</text:list>'
    return f"<text:p>{_inside([node])}</text:p>"


def _item(item):
    words = [node for node in item.children if node.name not in LISTS]
    return f"<text:p>{_inside(words)}</text:p>" + "".join(map(_block, item.find_all(list(LISTS), recursive=False)))


def _inside(nodes):
    return "".join(map(_inline, nodes))


def _inline(node):
    if isinstance(node, NavigableString):
        return escape(node)
    if node.name == "br":
        return "<text:line-break/>"
    inner = _inside(node.children)
    if node.name in ("b", "strong"):
        return f'<text:span text:style-name="Strong">{inner}</text:span>'
    if node.name == "a" and not node["href"].startswith("/"):  # an address of this site leads nowhere from a file
        return f'<text:a xlink:type="simple" xlink:href="{escape(node["href"])}">{inner}</text:a>'
    return inner
