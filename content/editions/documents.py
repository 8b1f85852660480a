"""From rows to one plain document: all that a member will see, and nothing that can still change.

A document holds only str, int, bool, None, list and dict; anything else raises, on purpose (PostgreSQL and SQLite do
not return other numbers alike). Its SHA-256 over canonical JSON is its name. `v` is the version of its form: stored
documents are never migrated, `upgrading.upgrade` reads old forms. Questions and figures have a form of their own, so
that a new form of pages makes no question look changed.
"""

import hashlib
import json
from functools import singledispatch

from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtail.snippets.blocks import SnippetChooserBlock

from content.blocks import CheckBlock, MustSeeBlock, PassageLanguageBlock
from content.editions.pictures import MissingPicture, TooLarge, frozen_picture
from content.figures.models import Figure
from content.languages import DUTCH, named
from content.markup import member_html, without_tokens
from content.objectives import Objective
from content.pages import DilemmaPage, InfoPage, LessonPage, ModulePage, QuizPage
from content.questions.base import Question

#: The form of pages. A new number needs a step in `upgrading` and golden documents in tests/data/documents.
VERSION = 2
FIGURE_VERSION = 1


class Incomplete(Exception):
    """Something cannot be frozen as it stands. `problems` are sentences for the trainer, each naming its page."""

    def __init__(self, *problems):
        self.problems = tuple(str(problem) for problem in problems)
        super().__init__(" ".join(self.problems))


def digest(document: dict) -> str:
    """Return the SHA-256 (64 hexadecimal digits) of the document's canonical JSON."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def frozen(obj) -> dict:
    """Return the document of a page, question or figure as it stands in `obj` (live row, draft or revision).

    Raises Incomplete when a chosen picture, question or figure no longer exists or a block has no id.
    """
    try:
        return _checked(document_of(obj))
    except Incomplete as incomplete:
        raise Incomplete(*(f"{obj}: {problem}" for problem in incomplete.problems)) from incomplete


def _checked(value):
    if isinstance(value, dict):
        return {name: _checked(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_checked(item) for item in value]
    if isinstance(value, str):
        return without_tokens(str(value))
    if value is None or isinstance(value, (bool, int)):
        return value
    raise TypeError(f"{value!r} cannot stand in a frozen document; register a `plain` for its block")


def questions_of(document: dict) -> list[dict]:
    """Return the question documents in a step's document: of a quiz in order, of a lesson those for practice."""
    if document["kind"] == "quiz":
        return document["questions"]
    screens = document.get("body", [])
    return [block["value"] for screen in screens for block in screen["value"]["content"] if block["type"] == "question"]


# --- blocks ---------------------------------------------------------------------------------------------------------


@singledispatch
def plain(block, value):
    """Return the plain value of one block. Register a function for a block whose stored value is not plain JSON."""
    return block.get_prep_value(value)


@plain.register(blocks.StreamBlock)
def _stream(block, value):
    return [
        {"id": _named(child.id), "type": child.block_type, "value": _present(child.block, child.value)}
        for child in value
    ]


@plain.register(blocks.StructBlock)
def _struct(block, value):
    fields = {
        name: _present(child, value[name])
        for name, child in block.child_blocks.items()
        if not isinstance(child, CheckBlock)
    }
    # Left out when open: a text in which nobody chose a language, and a screen that nobody marked, keep the digest that
    # they had before one could, so that an unchanged step goes on sharing its document.
    return {
        name: field
        for name, field in fields.items()
        if field or not isinstance(block.child_blocks[name], (PassageLanguageBlock, MustSeeBlock))
    }


@plain.register(blocks.ListBlock)
def _list(block, value):
    return [{"id": _named(child.id), "value": _present(block.child_block, child.value)} for child in value.bound_blocks]


@plain.register(blocks.RichTextBlock)
def _rich_text(block, value):
    return member_html(value.source if isinstance(value, RichText) else value)


@plain.register(ImageChooserBlock)
def _picture(block, value):
    try:
        return frozen_picture(value)
    except MissingPicture:
        raise Incomplete(_("the file of the image “%(title)s” is gone.") % {"title": value.title}) from None
    except TooLarge:
        raise Incomplete(
            _("the image “%(title)s” is too large. Make it smaller and upload it again.") % {"title": value.title}
        ) from None


@plain.register(SnippetChooserBlock)
def _snippet(block, value):
    return document_of(value)


def _named(block_id):
    if not block_id:
        raise Incomplete(_("a block has no id. Open the page, save it and publish it again."))
    return block_id


def _present(block, value):
    if value is None and isinstance(block, blocks.ChooserBlock):
        raise Incomplete(_("a chosen %(kind)s no longer exists.") % {"kind": block.label})
    return plain(block, value)


# --- pages, questions, figures --------------------------------------------------------------------------------------


@singledispatch
def document_of(obj) -> dict:
    """Return the document of `obj`, unchecked; `frozen` is what others call."""
    raise TypeError(f"{type(obj).__name__} cannot be frozen")


@document_of.register(Objective)
def _objective(objective):
    return {"code": objective.code, "statement": objective.statement}


@document_of.register(ModulePage)
def _module(page):
    return {
        "v": VERSION,
        "kind": "module",
        "title": page.title,
        "summary": page.summary,
        "intro": member_html(page.intro),
        "remember": plain(page.remember.stream_block, page.remember),
        "hero": _hero(page),
        **named(page.language),
    }


def _hero(page):
    if page.hero is None:
        if page.hero_alt.strip():  # the image was deleted from the library: nobody meant the module to lose it
            raise Incomplete(_("the picture at the top is gone. Choose another one, or empty its description."))
        return None
    if not page.hero_alt.strip():
        raise Incomplete(_("the picture at the top has no description yet. Write what it shows."))
    return {"image": plain(ImageChooserBlock(), page.hero), "alt": page.hero_alt.strip()}


@document_of.register(LessonPage)
def _lesson(page):
    return {
        "v": VERSION,
        "kind": "lesson",
        "title": page.title,
        "minutes": page.minutes,
        "objective": document_of(page.objective),
        "body": plain(page.body.stream_block, page.body),
        **named(_language_around(page)),
    }


@document_of.register(DilemmaPage)
def _dilemma(page):
    return {
        "v": VERSION,
        "kind": "dilemma",
        "title": page.title,
        "minutes": page.minutes,
        "objective": document_of(page.objective),
        "intro": member_html(page.intro),
        "scenes": plain(page.scenes.stream_block, page.scenes),
        "closing": member_html(page.closing),
        **named(_language_around(page)),
    }


@document_of.register(QuizPage)
def _quiz(page):
    return {
        "v": VERSION,
        "kind": "quiz",
        "title": page.title,
        "minutes": page.minutes,
        "intro": member_html(page.intro),
        "rule": page.rule,
        "pass_percentage": page.pass_percentage,
        "questions": [document_of(place.question) for place in page.questions.all()],
        **named(_language_around(page)),
    }


def _language_around(step):
    """A step is written in the language of its module, as that is published."""
    return ModulePage.objects.ancestor_of(step).values_list("language", flat=True).first() or DUTCH


@document_of.register(InfoPage)
def _info(page):
    return {"v": VERSION, "kind": "info", "title": page.title, "body": plain(page.body.stream_block, page.body)}


@document_of.register(Question)
def _question(question):
    from content.questions import registry  # imported late: the types register themselves after the models are loaded

    return registry.document_of(question.get_real_instance())


@document_of.register(Figure)
def _figure(figure):
    return {
        "v": FIGURE_VERSION,
        "kind": "figure",
        "key": figure.key,
        "title": figure.title,
        "chart": figure.kind,
        "unit": figure.unit,
        "denominator": figure.denominator,
        "source": figure.source,
        "source_url": figure.source_url,
        "note": figure.note,
        "points": [
            {"series": point.series, "period": point.period, "value": f"{point.value.normalize():f}"}
            for point in figure.points.all()
        ],
    }
