"""Editions in the admin: which there are, opening one, classing what changed, and the news as members read it."""

import json

from django.urls import reverse

from content.editions.models import Amendment, ChangeNote, EditionNews
from content.editions.opening import open_edition
from content.pages import LessonPage, ModulePage
from content.questions.base import Question
from tests.look.screens import ADMIN, case
from tests.look.stage import LONG_LINE, LONG_WORD, NOW, YEAR

ROOM = "content/editions/admin"
PREVIEW = f"{ROOM}/preview.html"


def _republish(page):
    page.save_revision().publish()


def _next_year(stage, edition=None):
    """The test package's next edition: a lesson, a question and the module changed, one lesson came and one went."""
    edition = edition or stage.proof
    lesson = LessonPage.objects.child_of(edition.module).order_by("path").first()
    body = list(lesson.body.raw_data)
    body[0]["value"]["content"][0]["value"] = f"<p>{LONG_LINE}.</p><ul><li>{LONG_WORD}</li></ul>"
    body[0]["value"]["must_see"] = True
    lesson.body = json.dumps(body)
    _republish(lesson)
    question = Question.objects.get(key="proef-schat")
    question.prompt = "Hoeveel van de 100 belden er dit jaar?"
    _republish(question)
    return open_edition(module=ModulePage.objects.get(pk=edition.module_id), year=YEAR + 1, by=stage.trainer, now=NOW)


def _lesson(edition):
    return edition.steps.filter(kind="lesson").first()


def _classed(stage):
    """The next edition with one change classed as urgent and something to read first."""
    edition = _next_year(stage)
    page = _lesson(edition).page_id
    about = {"edition": edition, "page_id": page, "by": stage.trainer, "at": NOW}
    block = LessonPage.objects.get(pk=page).body[0]
    where = block.value["content"][0].id
    ChangeNote.objects.create(where=where, kind=Amendment.Kind.URGENT, text=f"{LONG_LINE}.", **about)
    ChangeNote.objects.create(where=block.id, kind=Amendment.Kind.EDITORIAL, **about)
    EditionNews.objects.create(edition=edition, intro=f"{LONG_LINE}.\n\n{LONG_WORD}.", by=stage.trainer, at=NOW)
    return edition


@case(f"{ROOM}/index.html", "filled", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, reverse("editions"))


@case(f"{ROOM}/opening.html", "filled", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, reverse("edition_opening", args=[stage.proof.module_id]))


@case(f"{ROOM}/opening.html", "error", kind=ADMIN)
def _(stage):
    address = reverse("edition_opening", args=[stage.proof.module_id])
    return stage.as_(stage.trainer).post(address, {"year": str(YEAR)})


@case(f"{ROOM}/opening.html", "not complete", kind=ADMIN)
def _(stage):
    Question.objects.get(key="proef-schat").unpublish()
    address = reverse("edition_opening", args=[stage.proof.module_id])
    return stage.as_(stage.trainer).post(address, {"year": str(YEAR + 1)})


@case(f"{ROOM}/changes.html", "first year", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, reverse("edition_changes", args=[stage.proof.pk]))


@case(f"{ROOM}/changes.html", "partly classed", kind=ADMIN)
def _(stage):
    return stage.get(stage.trainer, reverse("edition_changes", args=[_classed(stage).pk]))


@case(f"{ROOM}/changes.html", "error", kind=ADMIN)
def _(stage):
    address = reverse("edition_changes", args=[_classed(stage).pk])
    return stage.as_(stage.trainer).post(address, {"intro": LONG_LINE * 20})


@case(f"{ROOM}/step.html", "partly classed", kind=ADMIN)
def _(stage):
    edition = _classed(stage)
    return stage.get(stage.trainer, reverse("edition_step_changes", args=[edition.pk, _lesson(edition).page_id]))


@case(f"{ROOM}/step.html", "error", kind=ADMIN)
def _(stage):
    edition = _classed(stage)
    page = _lesson(edition).page_id
    where = ChangeNote.objects.get(edition=edition, kind=Amendment.Kind.URGENT).where
    address = reverse("edition_step_changes", args=[edition.pk, page])
    return stage.as_(stage.trainer).post(
        address, {f"change-{where}-kind": "zwaar", f"change-{where}-text": LONG_LINE * 5}
    )


@case(f"{ROOM}/step.html", "gone", kind=ADMIN)
def _(stage):
    lesson = LessonPage.objects.child_of(stage.proof.module).order_by("path").last()
    lesson.unpublish()
    edition = _next_year(stage)
    return stage.get(stage.trainer, reverse("edition_step_changes", args=[edition.pk, lesson.pk]))


@case(PREVIEW, "filled", kind=ADMIN, part="main", picture=True)
def _(stage):
    return stage.get(stage.trainer, reverse("edition_news_preview", args=[_classed(stage).pk]))


@case(PREVIEW, "nothing new", kind=ADMIN, part="main")
def _(stage):
    module = ModulePage.objects.get(pk=stage.proof.module_id)
    edition = open_edition(module=module, year=YEAR + 1, by=stage.trainer, now=NOW)
    return stage.get(stage.trainer, reverse("edition_news_preview", args=[edition.pk]))
