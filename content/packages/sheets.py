"""Sheets of a package: checked block by block, and set on a page."""

import json

from django.utils.translation import gettext as _

from content.blocks import CONTACTS
from content.packages.checking import FOOTING, Wrong, choice, integer, markdown, settled, slug, text
from content.packages.ids import block_id
from content.sheets.blocks import CELL, LINE, MOST_COLUMNS, MOST_LINES, NOTE


def check_sheet(checker, content, place):
    """Return the plain values of a sheet; it uses no figures."""
    found = checker.fields(
        content,
        place,
        {"kind": _as_is, "slug": slug(), "title": text(255), "summary": text(250), "blocks": _as_is},
        {"source": (text(500, empty=True), ""), **FOOTING},
    )
    found["blocks"] = checker.items(
        found["blocks"], f"{place}, blocks", lambda item, where: _block(checker, item, where)
    )
    return {**settled(found), "uses": []}


def fill_sheet(page, values, figures):
    """Set the values on the page; nothing is saved."""
    page.summary, page.source, page.to_check = values["summary"], values["source"], values.get("to_check", "")
    page.body = json.dumps(
        [
            {"type": kind, "id": block_id(values["slug"], number), "value": _raw(kind, value, values["slug"], number)}
            for number, (kind, value) in enumerate(values["blocks"])
        ]
    )


# --- reading ----------------------------------------------------------------------------------------------------------


def _as_is(value):
    return value


def _block(checker, item, place):
    """Return (kind, value) of one block."""
    kind, value = checker.block(item, place)
    if kind is None:
        return ("text", "")
    if kind in SIMPLE:
        return kind, checker.value(value, f"{place} ({kind})", SIMPLE[kind])
    if kind in COMPOSED:
        return kind, COMPOSED[kind](checker, value, f"{place} ({kind})")
    checker.wrong(place, _("this kind of block does not exist."))
    return ("text", "")


def _fill(checker, value, place):
    return checker.fields(value, place, {"label": text(LINE)}, {"lines": (integer(1, MOST_LINES), 1)})


def _choose(checker, value, place):
    found = checker.fields(value, place, {"label": text(LINE), "options": _as_is})
    return {**found, "options": _lines(checker, found["options"], f"{place}, options", least=2, most=8)}


def _table(checker, value, place):
    found = checker.fields(value, place, {"head": _as_is, "rows": _as_is})
    head = _lines(checker, found["head"], f"{place}, head", most=MOST_COLUMNS, each=text(80))

    def row(cells, where):
        checker.value(cells, where, _as_wide_as(head))
        return _lines(checker, cells, where, least=0, each=text(CELL, empty=True))

    return {"head": head, "rows": checker.items(found["rows"], f"{place}, rows", row)}


def _as_wide_as(head):
    def check(cells):
        if isinstance(cells, list) and len(cells) != len(head):
            raise Wrong(
                _("%(found)s cells; the table has %(columns)s columns.") % {"found": len(cells), "columns": len(head)}
            )

    return check


def _lines(checker, value, place, *, least=1, most=None, each=None):
    each = each or text(LINE)
    return checker.items(value, place, lambda line, where: checker.value(line, where, each), least=least, most=most)


SIMPLE = {
    "heading": text(120),
    "text": markdown(),
    "note": text(NOTE),
    "contact": choice(*(name for name, _label in CONTACTS)),
}
COMPOSED = {"checks": _lines, "fill": _fill, "choose": _choose, "table": _table}


# --- setting ----------------------------------------------------------------------------------------------------------


def _raw(kind, value, *root):
    """Return the value as Wagtail stores it."""
    if kind == "checks":
        return _items(value, *root)
    if kind == "choose":
        return {**value, "options": _items(value["options"], *root)}
    if kind == "table":
        columns = [{"type": "text", "heading": name} for name in value["head"]]
        return {"columns": columns, "rows": [{"values": cells} for cells in value["rows"]], "caption": ""}
    return value


def _items(lines, *root):
    return [{"type": "item", "id": block_id(*root, number), "value": line} for number, line in enumerate(lines)]
