"""From rows to plain data, and what keeps a question from being published."""

import json

import pytest

from content.questions.base import Question
from content.questions.registry import document_of, examples, mark, problems_in, problems_of
from tests.content.questions.documents import TYPES, document
from tests.content.questions.factories import question

PLAIN = (str, int, bool, type(None), list, dict)


def parts(value):
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from parts(part)


@pytest.mark.django_db
@pytest.mark.parametrize("name", TYPES)
def test_a_document_is_plain_data_with_the_agreed_names(name):
    made = question(name, explanation="<p>Waarom.</p>")
    found = document_of(made)
    assert {type(part) for part in parts(found)} <= set(PLAIN)
    assert json.loads(json.dumps(found)) == found
    assert set(found) == set(document(name))
    assert (found["kind"], found["type"], found["v"]) == ("question", name, 1)
    assert found["objective"] == {"code": made.objective.code, "statement": made.objective.statement}
    assert problems_of(made) == []
    assert [mark(found, response).right for response in examples(found)] == [True, False]


@pytest.mark.django_db
@pytest.mark.parametrize("name", TYPES)
def test_row_draft_revision_and_bare_base_give_the_same_document(name):
    made = question(name)
    bare = Question.objects.non_polymorphic().get(pk=made.pk)
    assert type(bare) is Question
    assert document_of(bare) == document_of(made) == document_of(made.latest_revision.as_object())


@pytest.mark.django_db
def test_html_is_cleaned_and_tokens_cannot_be_typed():
    made = question(
        "single_choice",
        prompt="Wat zegt [[contact:report]]?",
        explanation='<p onclick="x">Ja<script>1</script> [[contact:report]]</p>',
    )
    found = document_of(made)
    assert found["prompt"] == "Wat zegt [contact:report]]?"
    assert found["explanation"] == "<p>Ja [contact:report]]</p>"


@pytest.mark.django_db
def test_an_empty_explanation_is_empty():
    assert document_of(question(explanation='<p data-block-key="abcde"></p>'))["explanation"] == ""


@pytest.mark.django_db
def test_right_sides_do_not_give_away_where_they_belong():
    found = document_of(question("matching", distractors=" Extra een \n\nExtra twee\n"))
    assert [side["text"] for side in found["distractors"]] == ["Extra een", "Extra twee"]
    assert not {pair["key"] for pair in found["pairs"]} & {pair["right_key"] for pair in found["pairs"]}


def changed(type_name, rows=None, **parts):
    """A document in which the first row has `rows`' values."""
    made = document(type_name, **parts)
    for name in ("options", "items", "pairs"):
        if rows and name in made:
            made[name] = [{**made[name][0], **rows}, *made[name][1:]]
    return made


@pytest.mark.parametrize("type_name", TYPES)
def test_a_good_question_has_no_problems(type_name):
    assert problems_in(document(type_name)) == []


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (changed("statement", prompt=" "), "De vraag zelf is leeg. Schrijf de vraag op."),
        (changed("statement", source=""), "De bron ontbreekt. Schrijf op waar het antwoord vandaan komt."),
        (changed("statement", feedback_true="<p>&nbsp;</p>"), "“Juist” heeft nog geen uitleg."),
        (changed("single_choice", {"correct": True}), "Wijs precies één optie aan als het goede antwoord."),
        (changed("single_choice", options=[]), "Geef minstens twee antwoordopties."),
        (changed("single_choice", {"text": " optie  B "}), "“Optie b” staat er twee keer."),
        (changed("single_choice", {"feedback": "<p> </p>"}), "“Optie a” heeft nog geen uitleg."),
        (changed("single_choice", {"key": "b"}), "Twee rijen hebben dezelfde sleutel."),
        (changed("multiple_choice", options=[]), "Wijs minstens één optie aan als goed antwoord."),
        (changed("ordering", items=[]), "Geef minstens drie stappen."),
        (changed("ordering", {"text": "Stap b"}), "“Stap b” staat er twee keer."),
        (changed("matching", pairs=[]), "Geef minstens twee paren."),
        (changed("matching", {"left": "links B"}), "“Links b” staat er twee keer."),
        (changed("matching", {"right": "Rechts extra"}), "“Rechts extra” staat er twee keer."),
        (changed("numeric_estimate", lower=11), "De getallen passen niet."),
        (changed("numeric_estimate", lower=0, upper=100), "Elk getal dat iemand kan invullen is goed."),
        (changed("numeric_estimate", feedback_high=""), "“uitleg bij een hoger getal” heeft nog geen uitleg."),
    ],
)
def test_what_is_missing_is_said_in_words(made, sentence):
    assert any(problem.startswith(sentence) for problem in problems_in(made)), problems_in(made)


@pytest.mark.django_db
def test_problems_of_a_question_are_those_of_its_rows():
    made = question("single_choice")
    made.options.all().delete()
    assert problems_of(made) == [
        "Geef minstens twee antwoordopties.",
        "Wijs precies één optie aan als het goede antwoord.",
    ]
