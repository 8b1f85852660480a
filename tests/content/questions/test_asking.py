"""The form that asks a question, and the two templates that members meet."""

from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from content.questions.registry import examples, form_for, mark
from tests.content.questions.documents import TYPES, document, documents, responses, sent


def fields_html(made, form, **context):
    return render_to_string("content/questions/fields.html", {"document": made, "form": form, **context})


def posted(data):
    """As a browser sends it."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, *names):
        return [attrs for tag, attrs in self.found if tag in names]


@pytest.mark.parametrize("type_name", TYPES)
@given(data=st.data())
def test_what_is_chosen_on_screen_is_the_response(type_name, data):
    made = data.draw(documents(type_name))
    response = data.draw(responses(made))
    form = form_for(made, posted(sent(made, response)), seed=data.draw(st.text(max_size=4)))
    asked = sum(option["correct"] for option in made.get("options", []))
    if type_name == "multiple_choice" and len(response["options"]) != asked:
        assert f"Kies er {asked}. U koos er {len(response['options'])}." in form.error_sentence
        return
    assert form.is_valid(), form.errors
    assert mark(made, form.response) == mark(made, response)


@pytest.mark.parametrize("type_name", TYPES)
def test_nothing_is_chosen_beforehand(type_name):
    html = fields_html(document(type_name), form_for(document(type_name)))
    tags = Tags(html)
    assert not [attrs for attrs in tags.of("input", "option") if "checked" in attrs or "selected" in attrs]
    assert all(not attrs.get("value") for attrs in tags.of("input") if attrs.get("inputmode"))
    assert "required" not in {name for attrs in tags.of("input", "select") for name in attrs}, "no native bubbles"


@pytest.mark.parametrize("type_name", TYPES)
def test_sending_nothing_gives_a_sentence_at_the_field_and_for_the_summary(type_name):
    made = document(type_name)
    form = form_for(made, posted({}))
    assert not form.is_valid()
    html = fields_html(made, form)
    tags = Tags(html)
    assert form.error_sentence and form.error_sentence in html
    assert form.error_target in [attrs.get("id") for attrs in tags.of("input", "select")]
    described = tags.of("fieldset")[0]["aria-describedby"].split()
    assert f"{form.id_base}-fout" in described


@pytest.mark.parametrize(
    ("type_name", "data", "sentence"),
    [
        ("single_choice", {}, "Kies eerst een antwoord. Gokken mag."),
        ("single_choice", {"answer": "z"}, "Kies eerst een antwoord. Gokken mag."),
        ("multiple_choice", {"answer": ["a"]}, "Kies er 2. U koos er 1."),
        ("ordering", {"answer-a": "1"}, "Geef elke stap een plaats."),
        (
            "ordering",
            {"answer-a": "1", "answer-b": "1", "answer-c": "2", "answer-d": "3"},
            "Plaats 1 staat er twee keer. Elke plaats mag één keer.",
        ),
        ("matching", {"answer-a": "ra"}, "Kies bij elke regel iets. Gokken mag."),
        ("numeric_estimate", {"answer": "tien"}, "Vul een heel getal in, van 0 tot en met 100. Gokken mag."),
        ("numeric_estimate", {"answer": "10,5"}, "Vul een heel getal in, van 0 tot en met 100. Gokken mag."),
        ("numeric_estimate", {"answer": "1_0"}, "Vul een heel getal in, van 0 tot en met 100. Gokken mag."),
        ("numeric_estimate", {"answer": "²"}, "Vul een heel getal in, van 0 tot en met 100. Gokken mag."),
        ("numeric_estimate", {"answer": "101"}, "Vul een heel getal in, van 0 tot en met 100. Gokken mag."),
    ],
)
def test_what_went_wrong_is_said_in_words(type_name, data, sentence):
    assert form_for(document(type_name), posted(data)).error_sentence == sentence


def test_what_was_sent_stands_there_again():
    made = document("ordering")
    html = fields_html(made, form_for(made, posted({"answer-a": "2", "answer-b": "2"})))
    assert len([attrs for attrs in Tags(html).of("option") if "selected" in attrs]) == 2
    made = document("numeric_estimate")
    assert 'value="&quot;tien"' in fields_html(made, form_for(made, posted({"answer": '"tien'})))


def test_the_number_to_choose_is_counted():
    assert "Kies er 2." in fields_html(document("multiple_choice"), form_for(document("multiple_choice")))


@pytest.mark.parametrize("type_name", TYPES)
@pytest.mark.parametrize("level", [1, 2])
def test_the_question_is_the_legend_and_every_input_has_a_label(type_name, level):
    made = document(type_name)
    html = fields_html(made, form_for(made), level=level)
    assert f'<legend><h{level} class="ask">{made["prompt"]}</h{level}></legend>' in html
    tags = Tags(html)
    labelled = {attrs["for"] for attrs in tags.of("label") if "for" in attrs}
    for attrs in tags.of("input", "select"):
        assert attrs["id"] in labelled or attrs.get("type") in ("radio", "checkbox")
    assert html.count("<label") == len(tags.of("input", "select"))
    ids = [attrs["id"] for _tag, attrs in tags.found if "id" in attrs]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("type_name", ["ordering", "matching"])
@given(seed=st.text(max_size=12))
def test_the_same_seed_shows_the_same_order_and_never_the_right_one(type_name, seed):
    made = document(type_name)
    if type_name == "ordering":
        shown = [[row.name for row in form_for(made, seed=seed).rows] for _again in range(2)]
        right = [f"answer-{item['key']}" for item in made["items"]]
    else:
        shown = [[option.value for option in form_for(made, seed=seed).rows[0].options] for _again in range(2)]
        right = [pair["right_key"] for pair in made["pairs"]]
    assert shown[0] == shown[1]
    assert shown[0][: len(right)] != right


def test_another_seed_may_show_another_order():
    made = document("ordering")
    assert len({tuple(row.name for row in form_for(made, seed=str(seed)).rows) for seed in range(20)}) > 3


@pytest.mark.parametrize("type_name", TYPES)
def test_the_verdict_says_good_or_not_the_best_and_explains(type_name):
    made = document(type_name)
    right, wrong = (
        render_to_string("content/questions/verdict.html", {"document": made, "verdict": mark(made, response)})
        for response in examples(made)
    )
    assert "Goed</h2>" in right and "Het beste antwoord" not in right
    assert "Niet het beste antwoord</h2>" in wrong and "Het beste antwoord</h2>" in wrong
    for html in (right, wrong):
        assert 'id="uitslag" tabindex="-1"' in html
        assert "U koos: " in html
        assert made["explanation"] in html and "Bron: Fictieve bron (2026)" in html
        assert "style=" not in html


def test_texts_of_a_document_are_escaped_and_its_html_is_not():
    made = document("single_choice", prompt="<script>1</script>", source="<b>")
    for option in made["options"]:
        option["text"] = "<i>x</i>"
    html = fields_html(made, form_for(made)) + "".join(
        render_to_string("content/questions/verdict.html", {"document": made, "verdict": mark(made, {"option": key})})
        for key in "ab"
    )
    assert "<script>" not in html and "<i>" not in html and "<b>" not in html
    assert "<p>Uitleg bij b.</p>" in html


@pytest.mark.parametrize("type_name", TYPES)
def test_asking_and_explaining_touch_no_database(type_name):
    # no django_db mark: any query fails the test
    made = document(type_name)
    response = examples(made)[0]
    form = form_for(made, posted(sent(made, response)))
    assert form.is_valid()
    fields_html(made, form)
    render_to_string("content/questions/verdict.html", {"document": made, "verdict": mark(made, form.response)})
