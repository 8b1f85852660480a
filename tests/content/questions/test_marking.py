"""Marking: by the document alone, total over possible responses, and nothing but InvalidResponse for the rest."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.questions.registry import examples, mark, type_names
from content.questions.verdict import InvalidResponse
from tests.content.questions.documents import TYPES, document, documents, is_right, responses

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def test_every_type_is_covered_here():
    assert sorted(type_names()) == sorted(TYPES)


@pytest.mark.parametrize("type_name", TYPES)
@given(data=st.data())
def test_a_possible_response_is_right_exactly_when_it_matches(type_name, data):
    made = data.draw(documents(type_name))
    response = data.draw(responses(made))
    verdict = mark(made, response)
    assert verdict.right == is_right(made, response)
    assert verdict.right == all(item.chosen == item.best for item in verdict.feedback)
    assert verdict.best


@pytest.mark.parametrize("type_name", TYPES)
@given(data=st.data())
def test_same_verdict_again_and_after_a_round_trip_through_json(type_name, data):
    made = data.draw(documents(type_name))
    response = data.draw(responses(made))
    before = copy.deepcopy((made, response))
    first = mark(made, response)
    assert (made, response) == before, "marking changed what it was given"
    assert mark(json.loads(json.dumps(made)), json.loads(json.dumps(response))) == first


@pytest.mark.parametrize("type_name", TYPES)
@given(data=st.data())
def test_nothing_but_invalid_response_is_raised(type_name, data):
    made = data.draw(documents(type_name))
    names = ["option", "options", "answer", "order", "pairs", "number"]
    response = data.draw(JSON | st.dictionaries(st.sampled_from(names), JSON, max_size=2))
    try:
        verdict = mark(made, response)
    except InvalidResponse:
        return
    assert verdict.right == is_right(made, response)


@pytest.mark.parametrize("type_name", ["single_choice", "multiple_choice", "matching"])
@given(data=st.data())
def test_the_order_of_presentation_does_not_count(type_name, data):
    made = data.draw(documents(type_name))
    response = data.draw(responses(made))
    rows = "pairs" if type_name == "matching" else "options"
    other = {**made, rows: data.draw(st.permutations(made[rows]))}
    assert mark(other, response).right == mark(made, response).right
    assert set(mark(other, response).feedback) == set(mark(made, response).feedback)


@given(data=st.data())
def test_the_order_in_which_options_were_ticked_does_not_count(data):
    made = data.draw(documents("multiple_choice"))
    response = data.draw(responses(made))
    again = {"options": data.draw(st.permutations(response["options"]))}
    assert mark(made, again) == mark(made, response)


@pytest.mark.parametrize("type_name", TYPES)
def test_the_examples_are_a_right_response_and_a_wrong_one(type_name):
    made = document(type_name)
    assert [mark(made, response).right for response in examples(made)] == [True, False]


@pytest.mark.parametrize(
    ("type_name", "response"),
    [
        ("single_choice", {"option": "z"}),
        ("single_choice", {"option": ["a"]}),
        ("single_choice", {}),
        ("multiple_choice", {"options": []}),
        ("multiple_choice", {"options": ["a", "a"]}),
        ("multiple_choice", {"options": ["a", "z"]}),
        ("statement", {"answer": 1}),
        ("statement", {"answer": "true"}),
        ("ordering", {"order": ["a", "b", "c"]}),
        ("ordering", {"order": ["a", "b", "c", "c"]}),
        ("matching", {"pairs": {"a": "ra", "b": "rb"}}),
        ("matching", {"pairs": {"a": "ra", "b": "rb", "c": "c"}}),
        ("numeric_estimate", {"number": True}),
        ("numeric_estimate", {"number": 10.0}),
        ("numeric_estimate", {"number": 101}),
        ("numeric_estimate", ["number", 10]),
    ],
)
def test_an_impossible_response_is_refused(type_name, response):
    with pytest.raises(InvalidResponse):
        mark(document(type_name), response)


@pytest.mark.parametrize("type_name", ["single_choice", "multiple_choice", "statement"])
def test_every_option_has_its_feedback_right_or_wrong(type_name):
    made = document(type_name)
    for response in examples(made):
        assert all(item.html for item in mark(made, response).feedback)


def test_ordering_names_the_given_place_and_the_best_one():
    verdict = mark(document("ordering"), {"order": ["b", "a", "c", "d"]})
    assert [item.said for item in verdict.chosen] == ["1. Stap b", "2. Stap a"]
    assert [(item.said, item.chosen) for item in verdict.best] == [
        ("1. Stap a", False),
        ("2. Stap b", False),
        ("3. Stap c", True),
        ("4. Stap d", True),
    ]


def test_an_estimate_gets_the_feedback_of_its_side_and_the_number():
    made = document("numeric_estimate")
    low, right, high = (mark(made, {"number": number}) for number in (7, 12, 13))
    assert [low.chosen[0].html, right.chosen[0].html, high.chosen[0].html] == [
        "<p>Lager.</p>",
        "<p>Goed.</p>",
        "<p>Hoger.</p>",
    ]
    assert low.best[0].said == high.best[0].said == "10 van de 100"
    assert low.best[0].note == high.best[0].note == "Van 8 tot en met 12 telt als goed."
