"""A member is halfway; a trainer works on. Not one byte of what the member gets changes; next year has the new texts.

The trainer's steps go through the real screens of the admin. After each, everything is read again from the database.
"""

import json
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Revision

from content.editions.documents import frozen
from content.editions.verifying import verify_editions
from content.figures.models import Figure
from content.pages import DilemmaPage, LessonPage, ModulePage, QuizPage
from content.questions.base import Question
from tests.content.editions.factories import edition, everything, module, posted_lesson, question_form, step
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    """A browser in which somebody is signed in who may do everything in the admin."""
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


@pytest.fixture
def unharmed():
    """Opens this year; when the test ends, a member still gets the same bytes and every digest is right."""
    opened = edition(module())
    before = everything(opened)
    assert len(before) == 21
    yield opened
    assert everything(opened) == before
    assert list(verify_editions()) == []


def saved(response):
    """The screen accepted what was posted."""
    if response.headers["Content-Type"].startswith("application/json"):
        assert response.json()["success"], response.json()
        return response.json()
    assert response.status_code == 302, response.context["form"].errors if response.context else response
    return None


def post_lesson(trainer, page, *, json_wanted=False, **data):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    headers = {"HTTP_ACCEPT": "application/json"} if json_wanted else {}
    return saved(trainer.post(address, posted_lesson(page, **data), **headers))


def rewritten(page):
    """The page's body with another first text."""
    raw = json.loads(json.dumps(list(page.body.raw_data)))
    raw[0]["value"]["content"][0]["value"] = "<p>Een heel andere tekst.</p>"
    return page.body.stream_block.to_python(raw)


def lesson(slug="eerste"):
    return LessonPage.objects.get(slug=slug)


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_page_edited_and_published(trainer, unharmed):
    page = lesson()
    post_lesson(
        trainer, page, title="Herzien", slug="herzien", body=rewritten(page), **{"action-publish": "action-publish"}
    )
    assert frozen(LessonPage.objects.get(slug="herzien")) != step(unharmed, "herzien").frozen.document
    next_year = everything(edition(unharmed.module, 2027))
    assert "Een heel andere tekst." in next_year["1 screen 0"]
    assert next_year["2 screen 0"] == everything(unharmed)["2 screen 0"]


def test_autosaves_over_a_draft(trainer, unharmed):
    page = lesson("tweede")
    first = post_lesson(trainer, page, json_wanted=True, title="Concept")
    post_lesson(trainer, page, json_wanted=True, title="Concept 2", overwrite_revision_id=first["revision_id"])
    assert Revision.objects.get(pk=first["revision_id"]).content["title"] == "Concept 2"


def test_an_autosave_over_the_live_revision(trainer, unharmed):
    """Published elsewhere while a tab is open: the tab rewrites the very revision that the edition was opened from."""
    page = lesson("tweede")
    draft = post_lesson(trainer, page, json_wanted=True, title="Concept")
    revision = Revision.objects.get(pk=draft["revision_id"])
    revision.publish()
    unharmed.steps.filter(page=page).update(revision=revision)
    post_lesson(trainer, lesson("tweede"), json_wanted=True, title="STALE TAB", overwrite_revision_id=revision.pk)
    assert step(unharmed, "tweede").revision.content["title"] == "STALE TAB"
    assert lesson("tweede").title == "Concept"


def test_a_page_unpublished(trainer, unharmed):
    saved(trainer.post(reverse("wagtailadmin_pages:unpublish", args=[lesson().pk])))
    assert not lesson().live


def test_a_page_moved(trainer, unharmed):
    other = ModulePage(title="Elders", slug="elders", summary="Een andere module.")
    unharmed.module.get_parent().add_child(instance=other)
    saved(trainer.post(reverse("wagtailadmin_pages:move_confirm", args=[lesson().pk, other.pk])))
    assert lesson().get_parent().pk == other.pk


def test_revisions_purged(trainer, unharmed):
    post_lesson(trainer, lesson(), title="Herzien", **{"action-publish": "action-publish"})
    call_command("purge_revisions", verbosity=0)
    assert step(unharmed, "eerste").revision is None


def test_a_dilemma_and_a_quiz_changed(unharmed):
    dilemma, quiz = DilemmaPage.objects.get(), QuizPage.objects.get()
    dilemma.closing, quiz.rule = "<p>Anders.</p>", QuizPage.Rule.MASTERY
    quiz.questions = list(quiz.questions.all())[:2]
    for page in (dilemma, quiz):
        page.save_revision().publish()
    assert QuizPage.objects.get().questions.count() == 2


# --- pictures -------------------------------------------------------------------------------------------------------


def upload():
    target = BytesIO()
    Picture.new("RGB", (300, 300), "#a00").save(target, "PNG")
    return SimpleUploadedFile("ander.png", target.getvalue(), "image/png")


def test_an_image_replaced(trainer, unharmed):
    image = get_image_model().objects.get()
    shown = step(unharmed, "eerste").frozen.document["body"][0]["value"]["content"][4]["value"]["image"]
    bytes_before = stored(shown)
    address = reverse("wagtailimages:edit", args=[image.pk])
    saved(trainer.post(address, {"title": "Ander", "file": upload(), "tags": "", "collection": image.collection_id}))
    assert get_image_model().objects.get().width == 300
    assert stored(shown) == bytes_before
    assert frozen(lesson())["body"][0]["value"]["content"][4]["value"]["image"] != shown


def test_an_image_deleted(trainer, unharmed):
    shown = step(unharmed, "eerste").frozen.document["body"][0]["value"]["content"][4]["value"]["image"]
    bytes_before = stored(shown)
    saved(trainer.post(reverse("wagtailimages:delete", args=[get_image_model().objects.get().pk])))
    assert not get_image_model().objects.exists()
    assert stored(shown) == bytes_before


def stored(shown):
    names = [name for name in default_storage.listdir("frozen")[1] if name.startswith(shown["original"])]
    assert len(names) == 5  # AVIF and WebP of 400 and 800 pixels, PNG
    return {name: default_storage.open(f"frozen/{name}").read() for name in names}


# --- questions and figures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key", ["proef-enkel", "proef-meer", "proef-stelling", "proef-volgorde", "proef-koppel", "proef-schat"]
)
def test_a_question_edited_and_published(trainer, unharmed, key):
    question = Question.objects.get(key=key)
    address, form = question_form(trainer, question)
    form["prompt"] = "Iets heel anders?"
    form["action-publish"] = "action-publish"
    saved(trainer.post(address, form))
    assert Question.objects.get(key=key).prompt == "Iets heel anders?"
    assert "Iets heel anders?" in "".join(everything(edition(unharmed.module, 2027)).values())


def test_a_question_archived(trainer, unharmed):
    address, form = question_form(trainer, Question.objects.get(key="proef-enkel"))
    form["archived"] = "on"
    form["action-publish"] = "action-publish"
    saved(trainer.post(address, form))
    assert Question.objects.get(key="proef-enkel").archived


def test_an_autosave_over_the_published_question(trainer, unharmed):
    """The snippet editor publishes the autosaved revision itself; an older tab rewrites it."""
    question = Question.objects.get(key="proef-stelling")
    address, form = question_form(trainer, question)
    form["prompt"] = "Concept"
    draft = saved(trainer.post(address, form, HTTP_ACCEPT="application/json"))
    Revision.objects.get(pk=draft["revision_id"]).publish()
    form["prompt"], form["overwrite_revision_id"] = "STALE TAB", str(draft["revision_id"])
    saved(trainer.post(address, form, HTTP_ACCEPT="application/json"))
    question = Question.objects.get(key="proef-stelling")
    assert (question.prompt, question.live_revision.content["prompt"]) == ("Concept", "STALE TAB")


def test_a_figure_changed(trainer, unharmed):
    figure = Figure.objects.get()
    figure.points.first().__class__.objects.filter(figure=figure, series="Wethouders").update(value="99")
    figure.refresh_from_db()
    figure.title = "Anders"
    figure.save_revision().publish()
    assert frozen(lesson()) != step(unharmed, "eerste").frozen.document


def test_a_figure_deleted(unharmed):
    Figure.objects.get().delete()


# --- the software itself moves on -----------------------------------------------------------------------------------


def test_a_block_renamed_in_pages_and_revisions(unharmed):
    """As MigrateStreamData does: stored JSON gets another block name, in the page's row and in every revision's."""
    page = lesson()
    renamed = json.dumps(list(page.body.raw_data)).replace('"type": "text"', '"type": "prose"')
    assert "prose" in renamed
    LessonPage.objects.filter(pk=page.pk).update(body=renamed)
    for revision in Revision.objects.for_instance(page):
        revision.content = {**revision.content, "body": renamed}
        revision.save()
    texts = [block.block_type for block in lesson().body[0].value["content"]]
    assert "text" not in texts  # today's software does not know the block any more
