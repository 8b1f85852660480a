"""What is stored stays stored: no update, no deletion of what an edition holds, and tampering is found."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from content.editions.amending import amend
from content.editions.documents import Incomplete
from content.editions.models import Amendment, Edition, EditionQuestion, Frozen
from content.editions.verifying import verify_editions
from content.objectives import Objective
from content.pages import LessonPage, ModulePage, QuizPage
from content.questions.base import Question
from tests.content.editions.factories import NOW, edition, everything, module, step
from tests.factories import person

pytestmark = pytest.mark.django_db

NOT_POSSIBLE = "kan niet verwijderd worden"


@pytest.fixture
def trainer(client):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    return client


def republish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


# --- no update ------------------------------------------------------------------------------------------------------


def test_a_frozen_document_is_never_updated():
    opened = edition()
    row = step(opened, "tweede").frozen
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Frozen.objects.filter(pk=row.pk).update(document={})
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        row.document = {"v": 1}
        row.save()
    assert Frozen.objects.get(pk=row.pk).document["title"] == "Tweede les"


def test_a_frozen_document_that_an_edition_holds_is_not_deleted():
    row = step(edition(), "tweede").frozen
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    assert Frozen.objects.filter(pk=row.pk).exists()


# --- tampering ------------------------------------------------------------------------------------------------------


def tamper(row, document):
    """Change a frozen row behind the database's back, as somebody with the keys of the server could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # SET LOCAL session_replication_role also skips triggers; needs a superuser, as the test role is
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("UPDATE content_frozen SET document = %s WHERE digest = %s", [json.dumps(document), row.pk])
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        else:
            cursor.execute("DROP TRIGGER content_frozen_is_insert_only")
            cursor.execute("UPDATE content_frozen SET document = %s WHERE digest = %s", [json.dumps(document), row.pk])


def test_verify_recomputes_every_digest():
    edition()
    out = StringIO()
    call_command("verify_editions", stdout=out, stderr=StringIO())
    # module, four steps, six questions
    assert out.getvalue() == "11 documenten nagekeken: ze zijn alle onveranderd.\n"


def test_verify_finds_a_tampered_document():
    row = step(edition(), "tweede").frozen
    tamper(row, {**row.document, "title": "Veranderd"})
    with pytest.raises(CommandError, match=f"{row.pk} is niet wat er is vastgelegd"):
        call_command("verify_editions", stderr=StringIO())
    assert len(list(verify_editions())) == 1


def test_verify_finds_a_missing_picture(settings):
    from django.core.files.storage import default_storage

    shown = step(edition(), "eerste").frozen.document["body"][0]["value"]["content"][4]["value"]["image"]
    name = f"frozen/{shown['original']}.w800.webp"
    default_storage.delete(name)
    assert [name in problem for problem in verify_editions()] == [True] * 2  # module and lesson show the same one


def test_verify_finds_a_step_and_a_question_that_show_something_else():
    opened = edition()
    opened.steps.filter(page__slug="tweede").update(frozen=step(opened, "toets").frozen)
    first, last = step(opened, "eerste").questions.get(), step(opened, "toets").questions.last()
    EditionQuestion.objects.filter(pk=first.pk).update(frozen=last.frozen)
    assert len(list(verify_editions())) == 2


# --- deleting -------------------------------------------------------------------------------------------------------


def messages(response):
    return " ".join(str(message) for message in response.context["messages"]) if response.context else ""


@pytest.mark.indexes
@pytest.mark.parametrize("held", ["step", "module", "ancestor"])
def test_deleting_a_held_page_is_refused_in_words(trainer, held):
    opened = edition()
    page = {"step": step(opened, "tweede").page, "module": opened.module, "ancestor": opened.module.get_parent()}[held]
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    for response in (trainer.get(address, follow=True), trainer.post(address, follow=True)):
        assert response.status_code == 200
        assert "Dit kan niet verwijderd worden: het hoort bij Proefmodule 2026." in messages(response)
    assert type(page).objects.filter(pk=page.pk).exists()


@pytest.mark.indexes
@pytest.mark.parametrize("held", ["step", "module", "ancestor"])
def test_deleting_a_selection_with_a_held_page_is_refused_in_words(trainer, held):
    opened = edition()
    page = {"step": step(opened, "tweede").page, "module": opened.module, "ancestor": opened.module.get_parent()}[held]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    asked = trainer.get(f"{address}?id={page.pk}").content.decode()
    done = trainer.post(f"{address}?id={page.pk}", follow=True)
    assert done.status_code == 200 and done.redirect_chain
    # Wagtail's own screen sees a reference to the page itself and gives no button; the hook sees one below it
    assert NOT_POSSIBLE in (done.content.decode() if held == "ancestor" else asked)
    assert type(page).objects.filter(pk=page.pk).exists()


def test_a_page_that_no_edition_holds_can_be_deleted(trainer):
    opened = edition()
    free = ModulePage(title="Vrij", slug="vrij", summary="Nergens in gebruik.")
    opened.module.get_parent().add_child(instance=free)
    assert trainer.post(reverse("wagtailadmin_pages:delete", args=[free.pk])).status_code == 302
    assert not ModulePage.objects.filter(pk=free.pk).exists()


@pytest.mark.indexes
def test_deleting_a_held_question_is_refused_in_words(trainer):
    edition()
    for question in Question.objects.all():
        viewset = question.snippet_viewset
        address = reverse(viewset.get_url_name("delete"), args=[question.pk])
        assert NOT_POSSIBLE in trainer.get(address).content.decode()
        assert trainer.post(address, follow=True).status_code == 200
    assert Question.objects.count() == 6


@pytest.mark.indexes
def test_deleting_a_selection_with_a_held_question_is_refused_in_words(trainer):
    edition()
    question = Question.objects.get(key="proef-enkel")
    address = reverse("wagtail_bulk_action", args=["content", question._meta.model_name, "delete"])
    assert NOT_POSSIBLE in trainer.get(f"{address}?id={question.pk}").content.decode()
    assert trainer.post(f"{address}?id={question.pk}", follow=True).status_code == 200
    assert Question.objects.filter(pk=question.pk).exists()


@pytest.mark.indexes
def test_deleting_an_objective_in_use_is_refused_in_words(trainer):
    edition()
    objective = Objective.objects.get()
    address = reverse(objective.snippet_viewset.get_url_name("delete"), args=[objective.pk])
    assert NOT_POSSIBLE in trainer.get(address).content.decode()
    assert trainer.post(address, follow=True).status_code == 200
    assert Objective.objects.exists()


# --- amending -------------------------------------------------------------------------------------------------------


def amended(opened, slug, reason="Er stond een oud telefoonnummer in."):
    return amend(step=step(opened, slug), kind=Amendment.Kind.URGENT, reason=reason, by=person(), now=NOW)


def test_an_amendment_changes_this_year_only_and_says_why():
    of = module()
    last, this = edition(of, 2025), edition(of, 2026)
    untouched, before = everything(last), step(this, "eerste").frozen
    lesson = LessonPage.objects.get(slug="eerste")
    lesson.title = "Eerste les, verbeterd"
    republish(lesson)
    amendment = amended(this, "eerste")
    assert (amendment.before, amendment.after) == (before, step(this, "eerste").frozen)
    assert step(this, "eerste").title == "Eerste les, verbeterd"
    assert everything(last) == untouched
    assert list(verify_editions()) == []


def test_an_amendment_takes_along_a_question_that_was_corrected():
    opened = edition()
    question = Question.objects.get(key="proef-schat")
    question.source = "Gecorrigeerde bron, 2026."
    republish(question)
    rows = list(step(opened, "toets").questions.values_list("pk", flat=True))
    amended(opened, "toets")
    assert list(step(opened, "toets").questions.values_list("pk", flat=True)) == rows
    assert step(opened, "toets").questions.last().frozen.document["source"] == "Gecorrigeerde bron, 2026."
    assert list(verify_editions()) == []


def test_an_amendment_is_never_updated():
    opened = edition()
    lesson = LessonPage.objects.get(slug="tweede")
    lesson.title = "Anders"
    republish(lesson)
    amendment = amended(opened, "tweede")
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        Amendment.objects.filter(pk=amendment.pk).update(reason="Iets anders")


def test_an_amendment_needs_a_change_and_a_reason():
    opened = edition()
    with pytest.raises(Incomplete, match="al laat zien"):
        amended(opened, "tweede")
    with pytest.raises(Incomplete, match="Schrijf op waarom"):
        amended(opened, "tweede", reason="  ")
    assert not Amendment.objects.exists()


def test_a_running_quiz_keeps_its_questions_and_a_running_lesson_its_screens():
    opened = edition()
    quiz = QuizPage.objects.get()
    quiz.questions = list(quiz.questions.all())[:3]
    republish(quiz)
    with pytest.raises(Incomplete, match="houdt zijn vragen"):
        amended(opened, "toets")
    lesson = LessonPage.objects.get(slug="eerste")
    lesson.body = json.dumps(list(lesson.body.raw_data)[:1])
    republish(lesson)
    with pytest.raises(Incomplete, match="kan geen schermen verliezen"):
        amended(opened, "eerste")
    assert Edition.objects.get() and list(verify_editions()) == []
