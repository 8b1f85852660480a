"""The help page as one plain document: what its copy holds, made from a trainer's page or from the texts we ship."""

from functools import cache
from pathlib import Path

import yaml

from content.editions.documents import document_of
from content.help.numbers import dialled
from content.help.pages import HelpPage
from content.markup import member_html
from content.packages.markdown import rich_text

VERSION = 1
KIND = "help"
#: What stands on the page until trainers have one of their own.
STARTER = Path(__file__).resolve().parent.parent / "starter" / "hulp.yaml"


@document_of.register(HelpPage)
def _help_page(page):
    return {
        "v": VERSION,
        "kind": KIND,
        "title": page.title,
        "danger": member_html(page.danger),
        "intro": member_html(page.intro),
        "situations": [_situation(block.value) for block in page.situations],
        "numbers": [_number(block.value) for block in page.numbers],
    }


def _situation(value):
    # a step may be half typed in a draft
    steps = [member_html(step.source) for step in value["steps"] if step]
    return {"key": value["key"] or "", "title": value["title"] or "", "steps": steps}


def _number(value):
    texts = {name: value[name] or "" for name in ("name", "number", "available", "note", "owner")}
    verified_on = value["verified_on"]
    return {
        **texts,
        "dialled": dialled(texts["number"]),
        "verified_on": verified_on.isoformat() if verified_on else "",
    }


@cache
def starter() -> dict:
    """Return the document of the texts that come with the software, `content/starter/hulp.yaml`. No database."""
    source = yaml.safe_load(STARTER.read_text(encoding="utf-8"))
    return {
        "v": VERSION,
        "kind": KIND,
        "title": source["title"],
        "danger": _html(source["danger"]),
        "intro": _html(source["intro"]),
        "situations": [
            {"key": one["id"], "title": one["title"], "steps": [_html(step) for step in one["steps"]]}
            for one in source["situations"]
        ],
        "numbers": [
            {
                **{name: one[name] for name in ("name", "number", "available", "note", "owner")},
                "dialled": dialled(one["number"]),
                "verified_on": one["verified_on"].isoformat(),
            }
            for one in source["numbers"]
        ],
    }


def _html(markdown):
    return member_html(rich_text(markdown))
