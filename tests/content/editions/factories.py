"""A small module, opened, and all that a member of it can read."""

import json
from datetime import UTC, datetime
from pathlib import Path

from bs4 import BeautifulSoup
from django.core.cache import cache
from django.urls import reverse
from wagtail import blocks
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from content.blocks import TEXT_FEATURES
from content.editions import serving
from content.editions.opening import open_edition
from content.packages.loading import load_package
from content.pages import HomePage

PACKAGE = Path(__file__).resolve().parents[2] / "data" / "packages" / "proef"
NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)


def home():
    """The site's home page."""
    page = HomePage.objects.first()
    if page is None:
        page = HomePage(title="Thuis", slug="thuis")
        Page.objects.get(depth=1).add_child(instance=page)
    return page


def module(folder=PACKAGE):
    """The test package, loaded and published."""
    return load_package(folder=folder, parent=home())


def edition(of=None, year=2026):
    """The module opened for `year`."""
    return open_edition(module=of or module(), year=year, now=NOW)


def step(of, slug):
    """The step of an edition that came from the page with this slug."""
    return of.steps.get(page__slug=slug)


def everything(of) -> dict[str, str]:
    """Every byte that a member can get of an edition: read from the database again, never from a cache."""
    serving.forget()
    cache.clear()
    served = {"module": json.dumps(serving.outline(of.frozen_id), sort_keys=True)}
    for one in of.steps.all():
        outline = serving.outline(one.frozen_id)
        served[f"{one.position}"] = (
            f"{one.kind} {one.title} {one.minutes} {one.screens} {json.dumps(outline, sort_keys=True)}"
        )
        for number in range(one.screens if one.kind == "lesson" else 0):
            served[f"{one.position} screen {number}"] = serving.lesson_screen(one.frozen_id, number)
        for key, scene in outline.get("scenes", {}).items():
            served[f"{one.position} scene {key}"] = serving.scene(one.frozen_id, key)
            for choice in scene["choices"]:
                served[f"{one.position} {key} {choice}"] = serving.consequence(one.frozen_id, key, choice)
        if one.kind == "dilemma":
            served[f"{one.position} whole"] = serving.whole_dilemma(one.frozen_id)
        for question in one.questions.all():
            served[f"{one.position} question {question.position}"] = json.dumps(
                serving.document(question.frozen_id), sort_keys=True, ensure_ascii=False
            )
    return served


def digests(of) -> list[str]:
    """The digests of an edition's steps, in order."""
    return list(of.steps.values_list("frozen_id", flat=True))


# --- what a trainer's browser would post ----------------------------------------------------------------------------


def posted_stream(name, stream):
    """Return the form data of a StreamField that holds `stream`."""
    return dict(_posted(stream.stream_block, stream, name))


def _posted(block, value, prefix):
    if isinstance(block, blocks.StreamBlock):
        yield f"{prefix}-count", str(len(value))
        for number, child in enumerate(value):
            here = f"{prefix}-{number}"
            yield from [
                (f"{here}-deleted", ""),
                (f"{here}-order", str(number)),
                (f"{here}-type", child.block_type),
                (f"{here}-id", child.id),
            ]
            yield from _posted(child.block, child.value, f"{here}-value")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _posted(child, value[name], f"{prefix}-{name}")
    elif isinstance(block, blocks.ListBlock):
        yield f"{prefix}-count", str(len(value))
        for number, child in enumerate(value.bound_blocks):
            here = f"{prefix}-{number}"
            yield from [(f"{here}-deleted", ""), (f"{here}-order", str(number)), (f"{here}-id", child.id)]
            yield from _posted(block.child_block, child.value, f"{here}-value")
    elif isinstance(block, blocks.RichTextBlock):
        yield prefix, rich_text(value.source, features=block.features)
    elif isinstance(block, blocks.ChooserBlock):
        yield prefix, str(value.pk)
    else:
        yield prefix, value or ""


def posted_lesson(page, **changes):
    """Return what the editor of a lesson would post; `changes` replace fields."""
    body = changes.pop("body", page.body)
    fields = {**_posted_page(page), "objective": page.objective_id, "minutes": page.minutes}
    return {**fields, **changes, **posted_stream("body", body)}


def posted_module(page, **changes):
    """Return what the editor of a module would post; `changes` replace fields."""
    fields = {
        **_posted_page(page),
        "summary": page.summary,
        "hero": page.hero_id or "",
        "hero_alt": page.hero_alt,
        "intro": rich_text(page.intro, features=TEXT_FEATURES),
        **posted_stream("remember", page.remember),
    }
    return {**fields, **changes}


def _posted_page(page):
    return {
        "title": page.title,
        "slug": page.slug,
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }


def question_form(trainer, question):
    """Return the address of the question's editor and the form as a browser would post it."""
    address = reverse(question.snippet_viewset.get_url_name("edit"), args=[question.pk])
    page = trainer.get(address)
    assert page.status_code == 200
    html = page.content.decode()
    form = querydict_from_html(html, form_id="w-editor-form")
    for box in BeautifulSoup(html, "html.parser").select("#w-editor-form input[type=checkbox][checked]"):
        form[box["name"]] = "on"  # which Wagtail's helper leaves out
    return address, form
