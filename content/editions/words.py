"""A change in words: what stands in a document as a person reads it, and which of the words differ.

Pure. What members read becomes lines of text; names and settings get a label. So somebody who classes changes never
meets the form in which documents are stored.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bs4 import BeautifulSoup
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.blocks import CONTACTS, PROTOCOL_TOPICS, TONES
from content.editions.changes import Change, is_screen
from content.editions.models import ChangeNote
from content.languages import LANGUAGES
from content.pages import QuizPage

#: What a field is called, where its value does not speak for itself.
LABELS = {
    "title": gettext_lazy("title"),
    "language": gettext_lazy("language"),
    "summary": gettext_lazy("summary"),
    "hero": gettext_lazy("picture at the top"),
    "image": gettext_lazy("image"),
    "alt": gettext_lazy("description"),
    "minutes": gettext_lazy("minutes"),
    "objective": gettext_lazy("learning objective"),
    "statement": gettext_lazy("learning objective"),
    "intro": gettext_lazy("introduction"),
    "closing": gettext_lazy("closing"),
    "rule": gettext_lazy("rule"),
    "pass_percentage": gettext_lazy("percentage to pass"),
    "note": gettext_lazy("note"),
    "sender": gettext_lazy("sender"),
    "attribution": gettext_lazy("who says so"),
    "source": gettext_lazy("source"),
    "denominator": gettext_lazy("denominator"),
    "must_see": gettext_lazy("everybody sees this"),
    "correct": gettext_lazy("right answer"),
    "tone": gettext_lazy("verdict"),
    "next": gettext_lazy("next situation (key)"),
    "explanation": gettext_lazy("explanation"),
    "feedback": gettext_lazy("feedback"),
    "feedback_true": gettext_lazy("feedback on “true”"),
    "feedback_false": gettext_lazy("feedback on “not true”"),
    "feedback_low": gettext_lazy("feedback when too low"),
    "feedback_right": gettext_lazy("feedback when right"),
    "feedback_high": gettext_lazy("feedback when too high"),
    "distractors": gettext_lazy("answers that fit nothing"),
    "value": gettext_lazy("value"),
    "lower": gettext_lazy("right from"),
    "upper": gettext_lazy("right up to"),
    "minimum": gettext_lazy("lowest"),
    "maximum": gettext_lazy("highest"),
    "answer": gettext_lazy("right answer"),
    "consequence": gettext_lazy("what happens"),
    "advice": gettext_lazy("why"),
    "quote": gettext_lazy("quote"),
}
#: What a block is called.
BLOCKS = {
    "screen": gettext_lazy("screen"),
    "scene": gettext_lazy("situation"),
    "thing": gettext_lazy("to remember"),
    "text": gettext_lazy("text"),
    "frame": gettext_lazy("frame"),
    "message": gettext_lazy("message example"),
    "quote": gettext_lazy("quote"),
    "image": gettext_lazy("image"),
    "figure": gettext_lazy("figure"),
    "contact": gettext_lazy("local contact"),
    "protocol": gettext_lazy("own protocol"),
    "question": gettext_lazy("practice question"),
}
CHOSEN = {
    "language": dict(LANGUAGES),
    "tone": dict(TONES),
    "rule": dict(QuizPage.Rule.choices),
    "contact": dict(CONTACTS),
    "protocol": dict(PROTOCOL_TOPICS),
}
#: Of no use to who reads: names under which the machine knows things.
UNREAD = {"v", "kind", "type", "id", "key", "code", "right_key", "chart", "source_url", "file", "width", "height"}
#: Rich text; `text` only in the blocks of RICH_BLOCKS.
RICH = {"intro", "closing", "explanation", "consequence", "advice"}
RICH_BLOCKS = {"frame", "scene"}
WORD = re.compile(r"\n|\S+[^\S\n]*")
#: Below this share of equal words the two texts are others, and pointing at single words would only confuse.
ALIKE = 0.4


@dataclass(frozen=True)
class Words:
    """A piece of text, and whether it stands on this side only."""

    text: str
    differs: bool


def name_of(change: Change) -> str:
    """Return what changed: a field, a kind of block, or the step as a whole."""
    if change.where == ChangeNote.WHOLE:
        return _("the whole step")
    part = change.after if change.after is not None else change.before
    if isinstance(part, dict) and part.get("kind") == "question":
        return _("question")
    if isinstance(part, dict) and "type" in part:
        return str(BLOCKS.get(part["type"], part["type"]))
    return str(LABELS.get(change.where, change.where))


def sides_of(change: Change) -> tuple[list[Words], list[Words]]:
    """Return what stood there and what stands there now; empty for what was not there."""
    sides = (change.before, change.after)
    if change.what == "changed" and all(map(is_screen, sides)):
        # what changed in its blocks is a change of their own
        sides = ({**side, "value": {**side["value"], "content": []}} for side in sides)
    old, new = ("\n".join(_said(change.where, side)) for side in sides)
    if change.what == "changed" and old == new:
        new = "\n".join([new, _("(Something other than text changed here, such as a picture or a setting.)")]).strip()
    if not old or not new or change.what == "moved":
        return _whole(old), _whole(new)
    before, after = WORD.findall(old), WORD.findall(new)
    matcher = SequenceMatcher(None, [word.rstrip(" ") for word in before], [word.rstrip(" ") for word in after], False)
    if matcher.ratio() < ALIKE:
        return _piece(before, True), _piece(after, True)
    left, right = [], []
    for same, start, end, begin, stop in matcher.get_opcodes():
        left += _piece(before[start:end], same != "equal")
        right += _piece(after[begin:stop], same != "equal")
    return left, right


def _whole(text):
    return [Words(text, False)] if text else []


def _piece(words, differs):
    return [Words("".join(words), differs)] if words else []


def _said(where, value) -> list[str]:
    if value is None:
        return []
    if isinstance(value, dict) and where == ChangeNote.WHOLE:
        return list(_fields(value))
    if isinstance(value, dict) and "type" in value and "id" in value:
        return list(_block(value))
    if isinstance(value, dict):
        return list(_fields(value))
    return list(_value(where, value, labelled=False))


def _block(block) -> Iterator[str]:
    kind, value = block.get("type"), block["value"]
    if kind in ("text", "thing"):
        yield from _lines(value)
    elif isinstance(value, dict):
        yield from _fields(value, rich=kind in RICH_BLOCKS)
    else:
        yield f"{capfirst(str(BLOCKS.get(kind, kind)))}: {CHOSEN.get(kind, {}).get(value, value)}"


def _fields(fields, *, rich=False) -> Iterator[str]:
    """`rich` says whether the field `text` is rich text here."""
    for name, value in fields.items():
        if name in UNREAD:
            continue
        if name == "text" and rich:
            yield from _lines(value)
        else:
            yield from _value(name, value)


def _value(name, value, *, labelled=True) -> Iterator[str]:
    label = capfirst(str(LABELS.get(name, ""))) if labelled else ""
    if isinstance(value, list):
        if value and label:
            yield f"{label}:"
        for item in value:
            yield from _item(item)
    elif isinstance(value, dict):
        yield from _picture(label, value) if "original" in value else _fields(value)
    elif isinstance(value, bool):
        if name == "answer":
            answer = _("It is true") if value else _("It is not true")
            yield f"{label}: {answer}"
        elif value:
            yield label
    elif value not in (None, ""):
        lines = list(_lines(value)) if _is_rich(name) else [str(CHOSEN.get(name, {}).get(value, value))]
        if label and lines:
            lines[0] = f"{label}: {lines[0]}"
        yield from lines


def _item(item) -> Iterator[str]:
    if not isinstance(item, dict):
        yield f"– {item}"
    elif "type" in item and "id" in item:
        yield from _block(item)
    else:
        value = item.get("value", item) if "id" in item else item
        if isinstance(value, dict) and "period" in value:
            yield f"– {value['series']}, {value['period']}: {value['value']}"
        else:
            lines = list(_fields(value)) if isinstance(value, dict) else [str(value)]
            yield from (f"– {line}" if number == 0 else line for number, line in enumerate(lines))


def _picture(label, value):
    """The first signs of its name, so that another picture looks like another one."""
    yield f"{label}: {value['original'][:8]}"


def _is_rich(name):
    return name in RICH or name.startswith("feedback")


def _lines(html) -> Iterator[str]:
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(["p", "li", "h2"]) or [soup]:
        text = " ".join(element.get_text().split())
        addresses = [link["href"] for link in element.find_all("a", href=True)]
        text = " ".join([text, *(f"({address})" for address in addresses)])
        if text:
            yield f"– {text}" if element.name == "li" else text
