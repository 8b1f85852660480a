"""Every dilemma can be played, ends, and offers a wise way out of every situation."""

import pytest

from content.blocks import path_problem
from tests.content.starter.texts import starter

FILES = [one.file for one in starter().manuscripts if one.kind == "dilemma"]
pytestmark = pytest.mark.parametrize("file", FILES)


@pytest.fixture
def scenes(file):
    return {scene["id"]: scene for scene in starter().of(file).raw["scenes"]}


def depth(scenes, name, seen=()):
    assert name not in seen, f"{name} leads back to itself"
    onward = {choice.get("next") for choice in scenes[name]["choices"]} - {None, ""}
    return 1 + max((depth(scenes, after, (*seen, name)) for after in onward), default=0)


def test_it_can_be_played(scenes):
    assert path_problem([(key, [c.get("next", "") for c in scene["choices"]]) for key, scene in scenes.items()]) is None


def test_every_situation_offers_something_wise_and_something_else(scenes):
    for key, scene in scenes.items():
        tones = [choice["tone"] for choice in scene["choices"]]
        assert "wise" in tones and len(set(tones)) > 1, f"{key}: {tones}"
        assert 3 <= len(tones) <= 4, f"{key}: {len(tones)} choices"


def test_it_is_no_longer_than_one_can_hold(scenes):
    assert len(scenes) <= 12
    assert depth(scenes, next(iter(scenes))) <= 3


def test_no_two_choices_come_to_the_same(scenes):
    told = [
        choice[name]
        for scene in scenes.values()
        for choice in scene["choices"]
        for name in ("text", "consequence", "advice")
    ]
    assert len(set(told)) == len(told)


def test_it_says_that_it_is_made_up_and_where_help_is(file):
    intro = starter().of(file).raw["intro"]
    assert "(/hulp/)" in intro
    assert any(word in intro for word in ("verzonnen", "bedacht", "zelf geschreven"))
