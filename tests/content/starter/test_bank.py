"""There are enough questions, of every type and for every objective, and no two ask the same."""

from collections import Counter

import pytest

from content.questions.registry import type_names
from tests.content.starter.bank import bank, pairs_too_alike, right_answer
from tests.content.starter.texts import starter, waivers

MODULES = starter().modules()


def test_there_are_enough_questions():
    assert len(bank(starter())) >= 120


def test_there_are_enough_dilemmas():
    assert len([one for one in starter().manuscripts if one.kind == "dilemma"]) >= 12


def test_every_type_is_in_use():
    used = Counter(raw["type"] for raw in bank(starter()).values())
    assert set(used) == set(type_names())
    assert min(used.values()) >= 4, used


@pytest.mark.parametrize("module", MODULES)
def test_every_objective_has_questions_enough_for_later_years(module):
    objectives = [one["code"] for one in starter().of(f"{module}/module.yaml").raw["objectives"]]
    asked = Counter(passage.raw["objective"] for passage in starter().questions(module).values())
    few = {code: asked[code] for code in objectives if asked[code] < 4}
    assert not few, f"{module}: fewer than 4 questions: {few}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_asks_in_several_ways(module):
    assert len({passage.raw["type"] for passage in starter().questions(module).values()}) >= 4


def test_no_two_questions_ask_the_same():
    questions = bank(starter())
    alike = [
        f"{likeness:.2f}  {one} + {other}\n    "
        + "\n    ".join(f"{questions[name]['prompt']} → {right_answer(questions[name])}" for name in (one, other))
        for likeness, one, other in pairs_too_alike(starter())
        if f"{one} + {other}" not in waivers()["alike"]
    ]
    assert not alike, "\n" + "\n".join(alike)


def test_keys_and_objectives_are_told_apart_in_the_whole_country():
    keys = Counter(name.partition(":")[2] for name in bank(starter()))
    codes = Counter(
        one["code"] for module in MODULES for one in starter().of(f"{module}/module.yaml").raw["objectives"]
    )
    assert [name for name, times in (keys + codes).items() if times > 1] == []


@pytest.mark.parametrize("module", MODULES)
def test_the_right_option_is_not_known_by_its_place_or_length(module):
    """Of the questions with one right option: not mostly the longest, not mostly at one place."""
    chosen = [p.raw["options"] for p in starter().questions(module).values() if p.raw["type"] == "single_choice"]
    places = Counter(next(n for n, one in enumerate(options) if one["correct"]) for options in chosen)
    longest = sum(max(options, key=lambda one: len(one["text"]))["correct"] for options in chosen)
    assert len(chosen) < 4 or max(places.values()) <= 0.6 * len(chosen), places
    assert longest <= 0.5 * len(chosen), f"{longest} of {len(chosen)}"
