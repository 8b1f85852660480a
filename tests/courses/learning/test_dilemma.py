"""A dilemma is walked by choosing; what was chosen stands nowhere afterwards."""

import json

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session

from courses.learning.models import Progress

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(walker):
    return walker.begin(2)


def place(member):
    return Progress.objects.get(enrolment__user=member, step__position=2)


def test_situation_choice_consequence_and_on(begun, member):
    assert begun.heading == "Donderdagavond" and "Wat doet u?" in begun.html
    begun.choose("bewaren", "avond")
    assert begun.status == 200 and begun.heading == "U bewaart het"
    assert begun.title.startswith("Wat er na uw keuze gebeurt – De envelop")
    assert "Verstandig" in begun.html
    begun.post(begun.url, scene="ochtend", go="1")
    assert begun.heading == "Vrijdagochtend"
    begun.choose("rusten", "ochtend")
    assert begun.heading == "Het blijft stil"
    begun.post(begun.url, finish="1")
    assert begun.url == begun.root
    assert place(member).done_at


def test_another_try(begun):
    begun.choose("weggooien", "avond")
    assert "Risico" in begun.html and "Probeer een andere keuze" in begun.html
    assert begun.post(begun.url, scene="avond", go="1").heading == "Donderdagavond"
    assert begun.choose("bewaren", "avond").heading == "U bewaart het"


def test_no_choice_is_an_error_in_words(begun, member):
    begun.choose("", "avond")
    assert begun.title.startswith("Fout: Donderdagavond")
    assert (
        "Kies eerst wat u zou doen" in begun.html
        and 'href="#keuze"' in begun.html
        and '<input type="radio" id="keuze"' in begun.html
    )
    assert 'aria-describedby="uitleg keuze-fout"' in begun.html and 'class="error" id="keuze-fout"' in begun.html
    assert place(member).position == 0
    assert "keuze-fout" not in begun.get(begun.url).html


def test_a_choice_must_be_made_before_the_end(begun, member):
    begun.post(begun.url, finish="1")
    assert begun.heading == "Donderdagavond"
    assert place(member).done_at is None


def test_finishing_twice_is_finishing_once(walker, member):
    walker.finish_dilemma()
    first = place(member).done_at
    walker.post("2/situatie/", finish="1")
    assert place(member).done_at == first


def test_an_unknown_situation_begins_again(begun):
    assert begun.post(begun.url, scene="verzonnen", choice="x").heading == "Donderdagavond"


def test_all_choices_can_be_read_as_one_list(begun):
    begun.get(begun.link("Lees alle keuzes en gevolgen onder elkaar"))
    for words in ("Donderdagavond", "Vrijdagochtend", "Een week later", "Het briefje is weg", "Melden kan altijd nog"):
        assert words in begun.html


def test_what_was_chosen_is_kept_nowhere(walker, member):
    """Two members who chose differently leave the same rows, addresses and session behind."""
    traces = []
    for first, scene, second in (("bewaren", "ochtend", "aangifte"), ("weggooien", "later", "zwijgen")):
        Progress.objects.filter(enrolment__user=member).delete()
        walker.begin(2)
        addresses = [walker.url]
        for step in (
            {"choice": first, "scene": "avond"},
            {"scene": scene, "go": "1"},
            {"choice": second, "scene": scene},
        ):
            walker.post(walker.url, seen=walker.hidden("seen"), **step)
            addresses += [walker.url, *walker.redirects]
        traces.append((addresses, list(Progress.objects.values("position", "frozen_id", "done_at"))))
        session = Session.objects.get().get_decoded()
        everything = json.dumps(session) + json.dumps(stored_texts())
        for chosen in (first, second):
            assert f'"{chosen}"' not in everything
    assert traces[0] == traces[1]


def stored_texts():
    """Every value in every table of the register."""
    return [
        [str(value) for value in row]
        for model in apps.get_app_config("courses").get_models()
        for row in model.objects.values_list()
    ]
