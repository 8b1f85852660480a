"""Trainers at work between two editions: pages that change, and what is said of the changes."""

import json
from datetime import UTC, datetime
from uuid import uuid4

from content.editions.models import ChangeNote
from content.objectives import Objective
from content.pages import LessonPage
from content.questions.base import Question

NOW = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)


def publish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def lesson(slug="tweede"):
    return LessonPage.objects.get(slug=slug)


def rewrite(slug="tweede", *, text, screen=0, block=0):
    """Give a text block of a lesson other words and publish; return the id of the block."""
    page = lesson(slug)
    body = list(page.body.raw_data)
    content = body[screen]["value"]["content"][block]
    content["value"] = f"<p>{text}</p>"
    page.body = json.dumps(body)
    publish(page)
    return content["id"]


def retitle(slug="tweede", *, title):
    page = lesson(slug)
    page.title = title
    return publish(page)


def another_lesson(module, *, title="Derde les", slug="derde", text="Nieuw."):
    """A third lesson, published, as the last step of the module."""
    words = {"type": "text", "id": str(uuid4()), "value": f"<p>{text}</p>"}
    page = LessonPage(
        title=title,
        slug=slug,
        minutes=2,
        objective=Objective.objects.first(),
        body=json.dumps([{"type": "screen", "id": str(uuid4()), "value": {"title": "Een", "content": [words]}}]),
    )
    type(module).objects.get(pk=module.pk).add_child(instance=page)
    return publish(page)


def reword(key="proef-schat", *, prompt):
    question = Question.objects.get(key=key)
    question.prompt = prompt
    return publish(question)


def say(edition, page, where, kind="", text=""):
    """What a trainer said of one change."""
    return ChangeNote.objects.create(edition=edition, page_id=page.pk, where=where, kind=kind, text=text, at=NOW)
