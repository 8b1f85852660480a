"""The question hub and its editors, as a trainer meets them in the real admin."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ReferenceIndex

from content.pages import HomePage, ModulePage, QuizPage, QuizQuestion
from content.questions.base import Question
from content.questions.single_choice import SingleChoiceQuestion
from content.viewsets import QUESTION_MODELS, trainer_models
from tests.content.questions.admin import add_row, address, editor_of, rich, send
from tests.content.questions.documents import TYPES
from tests.content.questions.factories import objective, question, trainer
from tests.factories import person

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
HUB = "/beheer/snippets/content/question/"


@pytest.fixture
def editor(client):
    client.force_login(trainer())
    return client


def live(made):
    return Question.objects.get(pk=made.pk)


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


# --- the hub --------------------------------------------------------------------------------------------------------


def test_the_hub_lists_every_type_and_links_to_its_own_editor(editor):
    made = [question(name) for name in TYPES]
    html = text(editor.get(HUB))
    for one in made:
        assert one.prompt in html
        for screen in ("edit", "copy", "delete"):
            assert address(one, screen, one.pk) in html
            assert f"{HUB}{screen}/{one.pk}/" not in html


def test_add_is_a_dropdown_of_types(editor):
    html = text(editor.get(HUB))
    assert "Vraag toevoegen" in html
    for model in QUESTION_MODELS:
        assert f'href="{address(model, "add")}"' in html
    assert f'href="{HUB}add/"' not in html.split("<main", 1)[1].split("Vraag toevoegen", 1)[0]


def test_adding_through_the_hub_asks_for_a_type(editor):
    html = text(editor.get(f"{HUB}add/"))
    for model in QUESTION_MODELS:
        assert address(model, "add") in html


def test_the_bare_base_can_never_be_created(editor):
    data = {"prompt": "Zonder soort?", "objective": objective().pk, "source": "Geen", "action-publish": "1"}
    assert editor.post(f"{HUB}add/", data).status_code == 405
    assert not Question.objects.exists()
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="Een vraag heeft een soort nodig"):
        Question(prompt="Zonder soort?", objective=objective(), source="Geen").full_clean()


@pytest.mark.parametrize("screen", ["edit", "copy", "delete", "usage", "history"])
def test_an_address_of_the_hub_leads_to_the_questions_own_type(editor, screen):
    made = question("ordering")
    response = editor.get(f"{HUB}{screen}/{made.pk}/")
    assert (response.status_code, response.url) == (302, address(made, screen, made.pk))
    assert editor.get(response.url).status_code == 200
    assert editor.get(f"{HUB}{screen}/{made.pk + 1}/").status_code == 404
    assert editor.post(f"{HUB}{screen}/{made.pk}/").status_code == 405


def test_the_menu_holds_questions_objectives_and_figures_and_no_types(editor):
    html = text(editor.get("/beheer/"))
    places = [html.index(f'"{word}"') for word in ("Vragen", "Leerdoelen", "Cijfers")]
    assert places == sorted(places)
    assert "Snippets" not in html and "singlechoicequestion" not in html


def test_the_list_of_a_type_is_the_hub(editor):
    response = editor.get(address(SingleChoiceQuestion, "list"))
    assert (response.status_code, response.url) == (302, HUB)


def test_filters_find_by_type_and_by_archived(editor):
    choice, archived = question("single_choice"), question("statement", archived=True)
    html = text(editor.get(HUB, {"archived": "true"}))
    assert archived.prompt in html and choice.prompt not in html
    html = text(editor.get(HUB, {"polymorphic_ctype": choice.polymorphic_ctype_id}))
    assert choice.prompt in html and archived.prompt not in html


@pytest.mark.indexes
def test_searching_finds_questions_of_any_type(editor):
    one, other = (
        question("matching", prompt="Wie belt u over doxing?"),
        question("statement", prompt="Melden mag altijd."),
    )
    html = text(editor.get(HUB, {"q": "doxing"}))
    assert one.prompt in html and other.prompt not in html


def test_who_may_only_look_sees_no_way_to_change(client):
    made = question()
    user = person(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_question"]))
    client.force_login(user)
    html = text(client.get(HUB))
    assert made.prompt in html
    assert address(made, "edit", made.pk) not in html and "Vraag toevoegen" not in html
    for path in (f"{HUB}add/", *(address(made, screen, made.pk) for screen in ("edit", "copy", "delete"))):
        assert client.get(path).status_code == 302
        assert client.post(path).status_code in (302, 405)
    assert Question.objects.get() == made


def test_a_stranger_comes_nowhere(client):
    made = question()
    client.force_login(person())
    for path in (HUB, f"{HUB}add/", f"{HUB}edit/{made.pk}/", address(made, "edit", made.pk)):
        assert client.get(path).status_code in (302, 403, 404)


def test_the_number_of_queries_does_not_grow_with_the_list(editor):
    counted = []
    for _more in range(2):
        for name in TYPES:
            question(name)
        editor.get(HUB)
        with CaptureQueriesContext(connection) as queries:
            text(editor.get(HUB))
        counted.append(len(queries))
    assert counted[0] == counted[1]


# --- editing --------------------------------------------------------------------------------------------------------


def new_question(client, model, rows=None, *, publish=True, **fields):
    from tests.content.questions.admin import FormReader

    values = FormReader(text(client.get(address(model, "add")))).values
    values |= {"objective": objective().pk, "source": "Fictieve bron (2026)", "explanation": rich(""), **fields}
    if rows:
        values[f"{rows['name']}-TOTAL_FORMS"] = "0"  # the editor opens with empty rows
        for row in rows["rows"]:
            add_row(values, rows["name"], **row)
    if publish:
        values["action-publish"] = "action-publish"
    return client.post(address(model, "add"), values)


def test_a_new_question_is_written_and_published(editor):
    rows = [
        {"text": "Bellen", "correct": "on", "feedback": rich("Goed.")},
        {"text": "Wachten", "feedback": rich("Dan gebeurt er niets.")},
    ]
    response = new_question(editor, SingleChoiceQuestion, {"name": "options", "rows": rows}, prompt="Wat doet u nu?")
    assert response.status_code == 302, text(response)
    made = Question.objects.get()
    assert type(made) is SingleChoiceQuestion and made.live
    assert [option.text for option in made.options.all()] == ["Bellen", "Wachten"]


def test_a_draft_may_have_problems_and_is_not_published_with_them(editor):
    made = question("single_choice")
    values = editor_of(editor, made)
    values["options-0-correct"] = "on"
    assert send(editor, made, values).status_code == 302, "a draft is work in progress"
    html = text(send(editor, made, editor_of(editor, made), publish=True))
    assert "Wijs precies één optie aan als het goede antwoord." in html
    assert not live(made).options.first().correct


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("single_choice", {"options-1-correct": None}, "Wijs precies één optie aan"),
        ("multiple_choice", {"options-0-correct": None, "options-2-correct": None}, "Wijs minstens één optie aan"),
        ("single_choice", {"options-1-text": "OPTIE  a"}, "staat er twee keer"),
        ("single_choice", {"options-1-feedback": rich(" ")}, "heeft nog geen uitleg"),
        ("ordering", {"items-1-text": "Stap 1"}, "staat er twee keer"),
        ("matching", {"distractors": "rechts 1"}, "staat er twee keer"),
        ("numeric_estimate", {"lower": "0", "upper": "100"}, "Elk getal dat iemand kan invullen is goed"),
        ("numeric_estimate", {"value": "50"}, "De getallen passen niet"),
    ],
)
def test_what_cannot_be_published_is_said_in_words(editor, name, change, sentence):
    made = question(name)
    values = {field: value for field, value in {**editor_of(editor, made), **change}.items() if value is not None}
    assert sentence in text(send(editor, made, values, publish=True))


def test_rows_are_judged_in_the_order_and_with_the_deletions_that_were_sent(editor):
    made = question("single_choice")
    values = editor_of(editor, made)
    values |= {"options-0-ORDER": "3", "options-2-ORDER": "1", "options-1-DELETE": "1", "options-0-correct": "on"}
    assert send(editor, made, values, publish=True).status_code == 302
    assert [option.text for option in live(made).options.all()] == ["Optie c", "Optie a"]


def test_the_key_of_a_question_cannot_be_changed(editor):
    made = question("statement")
    assert "key" not in editor_of(editor, made)
    send(editor, made, {**editor_of(editor, made), "key": "anders"}, publish=True)
    assert live(made).key == made.key


@pytest.mark.parametrize("name", TYPES)
def test_history_comparison_usage_and_unpublishing_work(editor, name):
    made = question(name)
    send(editor, made, {**editor_of(editor, made), "prompt": "Anders gevraagd?"}, publish=True)
    html = text(editor.get(address(made, "history", made.pk)))
    assert "Anders gevraagd?" in html
    first, second = live(made).revisions.order_by("pk")
    assert "Anders gevraagd?" in text(editor.get(address(made, "revisions_compare", made.pk, first.pk, second.pk)))
    assert editor.get(address(made, "revisions_revert", made.pk, first.pk)).status_code == 200
    assert editor.get(address(made, "usage", made.pk)).status_code == 200
    editor.post(address(made, "unpublish", made.pk))
    assert not live(made).live


# --- preview --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TYPES)
def test_preview_shows_the_question_and_both_verdicts(editor, name):
    made = question(name)
    values = {**editor_of(editor, made), "prompt": "Nog niet bewaard?"}
    path = address(made, "preview_on_edit", made.pk)
    assert editor.post(path, values).json() == {"is_valid": True, "is_available": True}
    best, other, asked = (text(editor.get(f"{path}?mode=question-1{after}")) for after in ("-best", "-other", ""))
    assert all('<h1 class="ask">Nog niet bewaard?</h1>' in html for html in (asked, best, other))
    assert "Controleer mijn antwoord" in asked and 'id="uitslag"' not in asked
    assert "Niet het beste antwoord" not in best and "Niet het beste antwoord" in other
    assert text(editor.get(path)) == asked


def test_preview_of_a_draft_with_problems_names_them(editor):
    made = question("single_choice")
    path = address(made, "preview_on_edit", made.pk)
    editor.post(path, {**editor_of(editor, made), "options-0-correct": "on"})
    for mode in ("question-1", "question-1-best", "question-1-other"):
        html = text(editor.get(f"{path}?mode={mode}"))
        assert "Wijs precies één optie aan" in html and "Controleer mijn antwoord" in html


def test_an_old_revision_can_be_looked_at(editor):
    made = question("ordering", prompt="Zoals het was?")
    first = made.latest_revision
    send(editor, made, {**editor_of(editor, made), "prompt": "Zoals het is?"}, publish=True)
    assert "Zoals het was?" in text(editor.get(address(made, "revisions_view", made.pk, first.pk)))


# --- copy, choose, delete -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TYPES)
def test_a_copy_is_a_draft_with_keys_of_its_own(editor, name):
    made = question(name)
    path = address(made, "copy", made.pk)
    assert made.prompt in text(editor.get(path))
    assert Question.objects.count() == 1, "following a link makes nothing"
    response = editor.post(path)
    copy = Question.objects.exclude(pk=made.pk).get()
    assert response.url == address(copy, "edit", copy.pk)
    assert (type(copy), copy.live, copy.prompt) == (type(made), False, made.prompt)
    from content.questions.registry import document_of

    ours, theirs = (document_of(one) for one in (live(made), copy))
    assert ours["key"] != theirs["key"]
    for rows in ("options", "items", "pairs"):
        own, copied = ours.get(rows, []), theirs.get(rows, [])
        assert [row.get("text", row.get("left")) for row in own] == [row.get("text", row.get("left")) for row in copied]
        assert not {row["key"] for row in own} & {row["key"] for row in copied}
    assert send(editor, copy, editor_of(editor, copy), publish=True).status_code == 302
    assert document_of(live(made)) == ours, "the original did not change"


def test_the_chooser_offers_every_type_but_nothing_archived(editor):
    made, archived = [question(name) for name in TYPES], question(archived=True)
    base = "/beheer/snippets/choose/content/question/"
    for path in (f"{base}", f"{base}results/"):
        html = editor.get(path).content.decode()
        assert all(one.prompt in html for one in made)
        assert archived.prompt not in html
    assert editor.get(f"{base}chosen/{made[0].pk}/").json()["result"]["string"] == made[0].prompt


@pytest.mark.indexes
def test_a_question_in_a_quiz_cannot_be_deleted_and_is_not(editor):
    made = question()
    root = HomePage.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Begin", slug="begin"))
    module = home.add_child(instance=ModulePage(title="Module", slug="module", summary="Kort"))
    quiz = QuizPage(title="Toets", slug="toets", minutes=5)
    quiz.questions = [QuizQuestion(question=made)]
    module.add_child(instance=quiz)
    assert ReferenceIndex.get_references_to(made).count() == 1
    path = address(made, "delete", made.pk)
    assert "Archiveer" in text(editor.get(path))
    assert editor.post(path).status_code in (302, 403)
    assert live(made)


def test_a_question_that_nobody_uses_can_be_deleted(editor):
    made = question()
    assert editor.post(address(made, "delete", made.pk)).url == HUB
    assert not Question.objects.exists()


def test_trainer_models_hold_the_base_and_every_subtype():
    from django.apps import apps

    subtypes = {model for model in apps.get_models() if issubclass(model, Question)}
    assert subtypes <= set(trainer_models())
