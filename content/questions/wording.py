"""What makes the texts of a question fit to publish; each function yields sentences for the trainer."""

import re

from django.utils.html import strip_tags
from django.utils.translation import gettext as _


def same(text: str) -> str:
    """Return `text` as a reader tells texts apart: case and spaces do not count."""
    return " ".join(text.split()).casefold()


def is_empty(html: str) -> bool:
    return not re.sub(r"\s|&nbsp;", "", strip_tags(html))


def common_problems(document):
    """Problems that every type can have."""
    if not document["prompt"].strip():
        yield _("The question itself is empty. Write it.")
    if not document["source"].strip():
        yield _("The source is missing. Say where the answer comes from.")


def row_problems(rows, *, least, too_few):
    """Too few rows, or two with the same key. `too_few` is a sentence."""
    if len(rows) < least:
        yield too_few
    if len({row["key"] for row in rows}) < len(rows):
        yield _("Two rows have the same key. Delete one of them and add it again.")


def doubles(texts):
    """One sentence for each text that stands there twice."""
    seen, named = set(), set()
    for text in texts:
        if same(text) in seen and same(text) not in named:
            named.add(same(text))
            yield _("“%(text)s” stands there twice. Every text must differ.") % {"text": text}
        seen.add(same(text))


def missing_feedback(pairs):
    """One sentence for each (what it is about, feedback) without feedback."""
    for about, feedback in pairs:
        if is_empty(feedback):
            yield _("“%(text)s” has no feedback. Write why it tempts and what helps.") % {"text": about}
