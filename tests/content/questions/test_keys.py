"""Option keys last: through draft, revision, publication and every later edit, also of rows added later."""

import pytest

from content.questions.base import Question
from content.questions.registry import document_of
from tests.content.questions.admin import add_row, editor_of, rich, send
from tests.content.questions.factories import question, trainer

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(trainer())
    return client


def keys(obj):
    return {option.text: option.key for option in obj.options.all()}


def live(made):
    return Question.objects.get(pk=made.pk)


def test_keys_survive_draft_revision_publish_edit_publish(editor):
    made = question("single_choice")
    first = keys(live(made))
    values = add_row(editor_of(editor, made), "options", text="Optie d", feedback=rich("Uitleg bij d."))
    assert send(editor, made, values).status_code == 302
    drafted = keys(live(made).get_latest_revision_as_object())
    assert set(drafted) == {*first, "Optie d"} and drafted.items() >= first.items()
    assert keys(live(made)) == first, "a draft does not touch the live rows"

    # the new row has no primary key yet; a second save of the draft must not make it anew
    values = editor_of(editor, made)
    values["prompt"] = "Nog eens anders?"
    send(editor, made, values)
    assert keys(live(made).get_latest_revision_as_object()) == drafted

    send(editor, made, editor_of(editor, made), publish=True)
    assert keys(live(made)) == drafted
    assert live(made).live_revision.as_object().options.get(text="Optie d").pk is None, "the trap is still there"
    assert document_of(live(made)) == document_of(live(made).live_revision.as_object())

    for prompt in ("Eerste keer opnieuw?", "Tweede keer opnieuw?"):
        values = editor_of(editor, made)
        values["prompt"] = prompt
        send(editor, made, values, publish=True)
        assert live(made).prompt == prompt
        assert keys(live(made)) == drafted


def test_rows_added_on_one_page_get_keys_of_their_own(editor):
    made = question("single_choice")
    values = editor_of(editor, made)
    for letter in "de":
        add_row(values, "options", text=f"Optie {letter}", feedback=rich("Uitleg."))
    send(editor, made, values, publish=True)
    found = keys(live(made))
    assert len(set(found.values())) == len(found) == 5


def test_the_form_for_new_rows_carries_no_key(editor):
    made = question("single_choice")
    html = editor.get(f"/beheer/snippets/content/singlechoicequestion/edit/{made.pk}/").content.decode()
    assert 'name="options-__prefix__-key" id=' in html


def test_autosave_tells_the_open_page_the_key_of_a_new_row(editor):
    made = question("single_choice")
    values = add_row(editor_of(editor, made), "options", text="Optie d", feedback=rich("Uitleg."))
    answer = send(editor, made, values, headers={"accept": "application/json"}).json()
    assert answer["success"]
    assert answer["field_updates"]["options-3-key"] == keys(live(made).get_latest_revision_as_object())["Optie d"]


def test_a_forged_key_changes_no_row_that_exists(editor):
    made = question("single_choice")
    before = keys(live(made))
    values = editor_of(editor, made)
    values["options-0-key"] = "iets-anders"
    values["options-0-text"] = "Optie a!"
    send(editor, made, values, publish=True)
    assert keys(live(made)) == {
        "Optie a!": before["Optie a"],
        "Optie B": before["Optie B"],
        "Optie c": before["Optie c"],
    }


def test_two_new_rows_with_one_key_are_refused(editor):
    made = question("single_choice")
    values = editor_of(editor, made)
    for number in (3, 4):
        add_row(values, "options", text=f"Optie {number}", feedback=rich("Uitleg."))
        values[f"options-{number}-key"] = "zelfde"
    response = send(editor, made, values, publish=True)
    assert response.status_code == 200
    assert len(keys(live(made))) == 3


def test_deleting_a_row_leaves_the_keys_of_the_others(editor):
    made = question("single_choice")
    before = keys(live(made))
    values = editor_of(editor, made)
    values["options-2-DELETE"] = "1"
    send(editor, made, values, publish=True)
    assert keys(live(made)) == {text: before[text] for text in ("Optie a", "Optie B")}


@pytest.mark.parametrize(
    "name", ["single_choice", "multiple_choice", "statement", "ordering", "matching", "numeric_estimate"]
)
def test_publishing_unchanged_gives_the_same_document(editor, name):
    made = question(name)
    before = document_of(live(made))
    response = send(editor, made, editor_of(editor, made), publish=True)
    assert response.status_code == 302, response.content.decode()
    assert document_of(live(made)) == before == document_of(live(made).live_revision.as_object())
