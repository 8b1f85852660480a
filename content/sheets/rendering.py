"""From the document of a sheet to HTML: the one path of page and preview."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.blocks import CONTACTS
from content.editions.serving import fill
from content.sheets.own import OwnContact


def render_sheet(document: dict, contacts: Mapping[str, list[OwnContact]]) -> SafeString:
    """Return the whole sheet; where nobody is known for a contact stands a line to write on."""
    context = {"sheet": document, "parts": parts_of(document["body"])}
    own = {
        f"own:{kind}": render_to_string("content/sheets/own.html", {"contacts": contacts.get(kind, [])})
        for kind, _label in CONTACTS
    }
    return fill(render_to_string("content/sheets/sheet.html", context), own)


def parts_of(body: list) -> list[dict]:
    """Return the blocks by the heading above them: {"heading", "id", "blocks"}; the first may have no heading."""
    parts = []
    for block in body:
        if block["type"] == "heading":
            parts.append({"heading": block["value"], "id": _short(block), "blocks": []})
            continue
        if not parts:
            parts.append({"heading": "", "id": "", "blocks": []})
        parts[-1]["blocks"].append(_block(block))
    return parts


def _block(block):
    kind, value = block["type"], block["value"]
    found = {"template": f"content/sheets/{kind}.html", "id": _short(block), "value": value}
    if kind == "fill":
        found["lines"] = range(value["lines"] or 1)  # a draft may have none yet
    elif kind == "table":
        found["rows"] = [list(zip(value["head"], row, strict=True)) for row in value["rows"]]
    elif kind == "contact":
        found["label"] = dict(CONTACTS).get(value, "")
    return found


def _short(block):
    return block["id"].replace("-", "")[:12]
