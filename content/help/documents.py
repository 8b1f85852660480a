"""The help page as one plain document: what its copy holds, made from a trainer's page or from the texts we ship.

What must still be checked stands on the page only, for trainers: no document holds it.
"""

from functools import cache
from pathlib import Path

import yaml

from content.editions.documents import document_of
from content.help.blocks import TIMES
from content.help.numbers import dialled
from content.help.pages import HelpPage
from content.markup import member_html
from content.packages.markdown import rich_text

#: The form of the document. A new number needs a step in `upgrading`.
VERSION = 2
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
    return {
        **{name: value[name] or "" for name in ("key", "title", "drawing")},
        "first": member_html(value["first"].source) if value["first"] else "",
        # a step may be half typed in a draft
        **{time: [member_html(step.source) for step in value[time] if step] for time in TIMES},
    }


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
    source = _source()
    return {
        "v": VERSION,
        "kind": KIND,
        "title": source["title"],
        "danger": _html(source["danger"]),
        "intro": _html(source["intro"]),
        "situations": [
            {
                "key": one["id"],
                "title": one["title"],
                "drawing": one["id"],  # where there is none of that name, none is shown
                "first": _html(one["first"]),
                **{time: [_html(step) for step in one[time]] for time in TIMES},
            }
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


def starter_checks() -> dict[str, str]:
    """Return by the key of a situation what somebody must still check about the texts that come with the software."""
    return {one["id"]: one.get("check", "") for one in _source()["situations"]}


def _source():
    return yaml.safe_load(STARTER.read_text(encoding="utf-8"))


def _html(markdown):
    return member_html(rich_text(markdown))
