"""Loose pages: a folder of figures and of pages that belong to no module, each a file of its own.

A file says in `kind` what it is; `KINDS` knows how each is checked and set. So information for everybody travels, and
is read by a lawyer, in the same form as a module.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page

from content.packages import memory
from content.packages.checking import FOOTING, BadPackage, Checker, markdown, settled, slug, text
from content.packages.figures import load_figure, read_figures
from content.packages.files import read_yaml
from content.packages.ids import block_id
from content.packages.publishing import child_of, counter, publish_page
from content.packages.sheets import check_sheet, fill_sheet
from content.pages import InfoPage
from content.sheets.pages import SheetPage


@dataclass(frozen=True)
class LooseKind:
    """How one kind of page is read and set: `check(checker, content, place)` returns plain values with `slug`, and
    `uses`, the keys of its figures; `fill(page, values, figures)` sets them on a page, nothing is saved."""

    model: type[Page]
    check: Callable
    fill: Callable


@dataclass
class LoosePages:
    """A checked folder: plain values, texts already rich text."""

    figures: list = field(default_factory=list)
    pages: list = field(default_factory=list)


def read_loose(folder) -> LoosePages:
    """Read and check the folder. Raises BadPackage with every problem found."""
    folder = Path(folder).resolve()
    if not folder.is_dir():
        raise BadPackage(_("%(folder)s: this folder does not exist.") % {"folder": folder})
    checker = Checker()
    found = LoosePages(figures=read_figures(checker, folder, missing=[]))
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "figures.yaml":
            continue
        content = read_yaml(checker, folder, path.name)
        kind = content.get("kind") if isinstance(content, dict) else None
        if kind in KINDS:
            found.pages.append({"file": path.name, **KINDS[kind].check(checker, content, path.name)})
        elif content is not None:
            names = ", ".join(KINDS)
            checker.wrong(path.name, _("“kind” is one of these: %(names)s.") % {"names": names})
    known = {figure["key"] for figure in found.figures}
    for page in found.pages:
        for key in page["uses"]:
            if key is not None and key not in known:
                checker.wrong(page["file"], _("“%(name)s” is not in this package.") % {"name": key})
    if not found.pages:
        checker.wrong(folder.name, _("there is no page in this folder."))
    checker.unique([page["slug"] for page in found.pages], folder.name)
    if checker.problems:
        raise BadPackage(*dict.fromkeys(checker.problems))
    return found


@transaction.atomic
def load_loose(*, folder, parent, by=None, progress=None) -> list[Page]:
    """Load the folder under the page `parent`; return its pages. All or nothing; as with a module, what the folder
    brought before is left alone. Raises BadPackage with every problem found."""
    package = read_loose(folder)
    tick = counter(progress, len(package.figures) + len(package.pages))
    figures = {}
    for wanted in package.figures:
        figures[wanted["key"]] = load_figure(wanted, by)
        tick()
    pages = []
    for wanted in package.pages:
        pages.append(_load_page(wanted, figures, parent, by))
        tick()
    return pages


def _load_page(wanted, figures, parent, by):
    kind = KINDS[wanted["kind"]]
    values = {name: value for name, value in wanted.items() if name not in ("file", "uses")}
    page = child_of(parent, wanted["slug"], kind.model, wanted["file"])
    if page and memory.is_known(page, values):
        return page
    page = page or kind.model()
    page.slug, page.title = values["slug"], values["title"]
    kind.fill(page, values, figures)
    return publish_page(wanted["file"], page, parent, values, by)


# --- information ------------------------------------------------------------------------------------------------------


def _check_info(checker, content, place):
    uses = []

    def block(item, where):
        kind, value = checker.block(item, where)
        if kind is None:
            return ("text", "")
        if kind == "heading":
            return "text", f"<h2>{escape(checker.value(value, where, text(120)))}</h2>"
        if kind == "text":
            return kind, checker.value(value, where, markdown())
        if kind == "frame":
            return kind, checker.fields(value, where, {"title": text(120), "text": markdown()})
        if kind == "figure":
            uses.append(checker.value(value, where, slug()))
            return kind, value
        checker.wrong(where, _("this kind of block does not exist."))
        return ("text", "")

    found = checker.fields(
        content,
        place,
        {"kind": lambda value: value, "slug": slug(), "title": text(255), "body": lambda value: value},
        FOOTING,
    )
    found["body"] = checker.items(found["body"], f"{place}, body", block)
    return {**settled(found), "uses": uses}


def _fill_info(page, values, figures):
    page.to_check = values.get("to_check", "")
    page.body = json.dumps(
        [
            {
                "type": kind,
                "id": block_id(values["slug"], number),
                "value": figures[value].pk if kind == "figure" else value,
            }
            for number, (kind, value) in enumerate(values["body"])
        ]
    )


KINDS = {
    "info": LooseKind(InfoPage, _check_info, _fill_info),
    "sheet": LooseKind(SheetPage, check_sheet, fill_sheet),
}
