"""A trainer's preview shows what will be frozen; the public address of a step shows nothing of it."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.images import get_image_model

from content.pages import DilemmaPage, InfoPage, LessonPage, QuizPage
from content.questions.base import Question
from tests.content.editions.factories import edition, home, module, posted_lesson, step
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


def shown(trainer, page, mode=""):
    """The preview of what the page's latest draft holds; without a mode its first one."""
    address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    response = trainer.get(f"{address}?mode={mode}" if mode else address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_lesson_is_previewed_as_an_edition_would_show_it(trainer):
    from content.editions import serving

    opened = edition()
    page = LessonPage.objects.get(slug="eerste")
    html = shown(trainer, page)
    served = serving.lesson_screen(step(opened, "eerste").frozen_id, 0)
    assert served.split("[[contact")[0] in html
    assert "Hier staat, van de eigen organisatie van de lezer: waar u meldt" in html
    assert "Wat doet u eerst?" in html and "[[" not in html


def test_the_editor_previews_what_is_typed(trainer):
    module()
    page = LessonPage.objects.get(slug="tweede")
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert trainer.post(address, posted_lesson(page, title="Wordt nog getypt")).json()["is_valid"]
    html = trainer.get(f"{address}?mode=").content.decode()
    assert "Wordt nog getypt" in html and "Deze les verandert niet." in html


def test_every_page_has_a_mode_for_each_of_its_screens(trainer):
    of = module()
    lesson, dilemma, quiz = LessonPage.objects.get(slug="eerste"), DilemmaPage.objects.get(), QuizPage.objects.get()
    assert lesson.preview_modes[0] == ("screen-1", "Scherm 1: Alles op één scherm")
    assert [name for name, _label in dilemma.preview_modes] == [
        *("scene-1", "scene-1-choice-1", "scene-1-choice-2", "scene-2", "scene-2-choice-1", "scene-2-choice-2"),
        *("whole", "front"),
    ]
    assert ("scene-1-choice-2", "Situatie 1, na keuze 2: Ik wacht.") in dilemma.preview_modes
    assert len(quiz.preview_modes) == 5 * 3 + 1
    assert "Nog een scherm" in shown(trainer, lesson, "screen-2")
    assert "Goed dat je belt" in shown(trainer, dilemma, "scene-1-choice-1")
    assert "Hoeveel van de 100 belden?" in shown(trainer, quiz, "question-5")
    cover, result = shown(trainer, of), shown(trainer, of, "result")
    assert "Een kader om een kring." in cover and "Tweede les" in cover and "Eerst bewaren." not in cover
    assert "Eerst bewaren." in result
    assert (lesson.default_preview_size, lesson.preview_sizes[0]["device_width"]) == ("phone", 360)


@pytest.mark.parametrize("mode", ["screen-99", "scene-1", "…", "screen--1"])
def test_a_mode_that_is_not_there_any_more_is_the_first_one(trainer, mode):
    module()
    page = LessonPage.objects.get(slug="eerste")
    assert shown(trainer, page, mode) == shown(trainer, page)


def test_what_is_not_complete_is_said_in_the_preview(trainer):
    module()
    get_image_model().objects.get().delete()
    assert "bestaat niet meer" in shown(trainer, LessonPage.objects.get(slug="eerste"))


def test_the_public_address_of_a_step_leads_to_the_readers_own_edition(client):
    module()
    page = LessonPage.objects.get(slug="eerste")
    response = page.serve(None)
    assert (response.status_code, response.url) == (302, f"/leren/onderdeel/{page.pk}/")


def test_a_dilemma_that_is_half_written_is_previewed_as_far_as_it_is(trainer):
    module()
    page = DilemmaPage.objects.get()
    page.scenes = [("scene", {"key": "", "title": "", "text": "", "quote": "", "choices": [{"text": "Ik bel."}, {}]})]
    page.save_revision(clean=False)
    for mode in ("", "scene-1", "scene-1-choice-1", "scene-1-choice-2", "whole", "front"):
        html = shown(trainer, page, mode)
        assert "Ik bel." in html or mode in ("scene-1-choice-2", "front")
        assert "Risico" not in html  # no verdict was chosen yet


def test_a_lesson_that_is_half_written_is_previewed_as_far_as_it_is(trainer):
    module()
    page = LessonPage.objects.get(slug="tweede")
    content = [
        ("contact", ""),
        ("protocol", None),
        ("message", {"lines": []}),
        ("frame", {}),
        ("quote", {}),
        ("text", ""),
    ]
    page.body = [("screen", {"title": "", "content": content, "source": ""})]
    page.save_revision(clean=False)
    assert "[[" not in shown(trainer, page)


def test_an_empty_draft_has_a_front(trainer):
    module()
    for page in (LessonPage.objects.get(slug="tweede"), DilemmaPage.objects.get()):
        setattr(page, "body" if isinstance(page, LessonPage) else "scenes", [])
        page.save_revision(clean=False)
        page = page.get_latest_revision_as_object()
        assert page.preview_modes[-1][0] == "front"
        for mode, _label in page.preview_modes:
            assert page.title in shown(trainer, page, mode)


def test_a_quiz_with_a_question_that_is_not_finished_says_so(trainer):
    module()
    question = Question.objects.get(key="proef-meer")
    type(question).objects.filter(pk=question.pk).update(source="")
    for mode in ("question-1", "question-1-best"):
        html = shown(trainer, QuizPage.objects.get(), mode)
        assert "De bron ontbreekt" in html and "Controleer mijn antwoord" in html


def test_the_public_address_of_a_module_leads_to_what_is_the_readers_own():
    response = module().serve(None)
    assert (response.status_code, response.url) == (302, "/leren/")


def test_a_page_with_information_is_the_same_for_all(client, trainer):
    page = home().add_child(instance=InfoPage(title="Privacy", slug="privacy", body=[("text", "<p>Wij bewaren.</p>")]))
    page.save_revision().publish()
    assert "Wij bewaren." in shown(trainer, page)
    assert b"Wij bewaren." in page.serve(RequestFactory().get("/")).render().content
