"""A trainer's preview shows what will be frozen; the public address of a step shows nothing of it."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model

from content.pages import DilemmaPage, LessonPage, QuizPage
from tests.content.editions.factories import edition, module, posted_lesson, step
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(client):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


def shown(trainer, page):
    """The preview of what the page's latest draft holds."""
    response = trainer.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
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


def test_dilemma_quiz_and_module_are_previewed(trainer):
    of = module()
    assert "Goed dat je belt" in shown(trainer, DilemmaPage.objects.get())
    assert "Hoeveel van de 100 belden?" in shown(trainer, QuizPage.objects.get())
    html = shown(trainer, of)
    assert "Een verzonnen module om mee te testen." in html and "Eerst bewaren." in html and "Tweede les" in html


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
    assert "Ik bel." in shown(trainer, page)


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
