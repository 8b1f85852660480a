"""The admin's home names what somebody must still check, with the place and the way there."""

import pytest
from django.urls import reverse

from content.home import home_page
from content.pages import DilemmaPage, InfoPage, LessonPage
from content.questions.base import Question
from content.reviewing.gathering import open_checks
from content.reviewing.reminding import NAMED
from tests.content.editions.factories import module
from tests.elearning.factories import sign_in, trainer
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


@pytest.fixture
def loaded():
    return module()


def noted_on_lesson(asks, position=0):
    lesson = LessonPage.objects.order_by("path").first()
    lesson.body.raw_data[position]["value"]["to_check"] = asks
    lesson.save()
    return lesson


def noted_on_dilemma(asks):
    dilemma = DilemmaPage.objects.get()
    choices = dilemma.scenes.raw_data[0]["value"]["choices"]
    choice = choices[0].get("value", choices[0])
    choice["to_check"] = asks
    dilemma.save()
    return dilemma, choice


def section(client):
    html = client.get("/beheer/").content.decode()
    return html.split('id="na-te-kijken"')[1].split("</section>")[0] if 'id="na-te-kijken"' in html else ""


def test_every_place_of_a_note_is_found(loaded):
    lesson = noted_on_lesson("Jurist: geldt dit nog?")
    dilemma, choice = noted_on_dilemma("Politie: klopt dit?")
    page = home_page().add_child(instance=InfoPage(title="Cijfers", slug="cijfers", to_check="Redactie: is er nieuws?"))
    question = Question.objects.order_by("key").first()
    Question.objects.non_polymorphic().filter(pk=question.pk).update(to_check="Ondersteuningsteam: ook AB-leden?")
    found = {check.asks: check for check in open_checks()}
    assert list(found) == [
        "Jurist: geldt dit nog?",
        "Politie: klopt dit?",
        "Redactie: is er nieuws?",
        "Ondersteuningsteam: ook AB-leden?",
    ]
    title = lesson.body.raw_data[0]["value"]["title"]
    assert found["Jurist: geldt dit nog?"].place == (loaded.title, lesson.title, title)
    scene = dilemma.scenes.raw_data[0]["value"]["title"]
    assert found["Politie: klopt dit?"].place[:2] == (loaded.title, dilemma.title)
    assert found["Politie: klopt dit?"].place[-1] == choice["title"] and scene
    edits = {check.asks: check.edit for check in found.values()}
    assert edits["Redactie: is er nieuws?"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edits["Ondersteuningsteam: ook AB-leden?"].endswith(f"/question/edit/{question.pk}/")


def test_what_was_checked_or_archived_is_not_named(loaded, editor):
    noted_on_lesson("")
    question = Question.objects.order_by("key").first()
    Question.objects.non_polymorphic().filter(pk=question.pk).update(to_check="Jurist: oud?", archived=True)
    assert open_checks() == [] and section(editor) == ""


def test_the_home_names_them_with_a_link_that_works(loaded, editor):
    lesson = noted_on_lesson("Jurist: geldt <dit> nog?")
    question = Question.objects.order_by("key").first()
    Question.objects.non_polymorphic().filter(pk=question.pk).update(to_check="Redactie: bron?")
    shown = section(editor)
    assert "Nog te controleren: 2" in shown and "Jurist: geldt &lt;dit&gt; nog?" in shown
    assert reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in shown
    edit = next(check.edit for check in open_checks() if check.asks == "Redactie: bron?")
    assert edit in shown and editor.get(edit, follow=True).status_code == 200


def test_of_many_twenty_are_named_and_the_rest_is_counted(loaded, editor, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        open_checks()
    for number in range(NAMED + 3):
        home_page().add_child(instance=InfoPage(title=f"Blad {number}", slug=f"blad-{number}", to_check="Jurist: ja?"))
    with django_assert_num_queries(len(few)):
        assert len(open_checks()) == NAMED + 3
    shown = section(editor)
    assert shown.count("<tr><td>") == NAMED and "En nog 3." in shown and f"controleren: {NAMED + 3}" in shown


def test_a_trainer_sees_them(loaded, client):
    noted_on_lesson("Jurist: geldt dit nog?")
    sign_in(client, trainer().email)
    assert "Jurist: geldt dit nog?" in section(client)
