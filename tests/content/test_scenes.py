"""The situations of a dilemma in the editor: what is published leads somewhere, what is a draft may be loose yet."""

import pytest
from django.core.exceptions import ValidationError

from content.blocks import ScenesBlock, path_problem


def choice(key, next_=""):
    html = "<p>Woorden.</p>"
    names = {"text": "Ik bel.", "tone": "wise", "title": "U belt", "consequence": html, "advice": html, "source": ""}
    return {"key": key, "next": next_, **names}


def scenes(*told):
    """(key, [choice]) as the editor has them."""
    block = ScenesBlock()
    values = [
        {"type": "scene", "value": {"key": key, "title": key, "text": "<p>x</p>", "quote": "", "choices": choices}}
        for key, choices in told
    ]
    return block, block.to_python(values)


SOUND = [("avond", [choice("a", "ochtend"), choice("b")]), ("ochtend", [choice("a"), choice("b")])]
UNSOUND = {
    "die bestaat niet": [("avond", [choice("a", "weg"), choice("b")])],
    "Geen enkele keuze leidt naar": [*SOUND, ("los", [choice("a"), choice("b")])],
    "in een kring": [("avond", [choice("a", "avond"), choice("b")])],
    "Twee situaties hebben dezelfde sleutel": [SOUND[1], SOUND[1]],
    "twee handelingen dezelfde sleutel": [("avond", [choice("a"), choice("a")])],
}


def test_a_sound_dilemma_may_be_published():
    block, value = scenes(*SOUND)
    assert [scene.value["key"] for scene in block.clean(value)] == ["avond", "ochtend"]


@pytest.mark.parametrize("problem", UNSOUND)
def test_an_unsound_one_may_be_a_draft_and_is_not_published(problem):
    block, value = scenes(*UNSOUND[problem])
    block.clean_deferred(value)
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert problem in str(refused.value.as_json_data())


def test_many_ways_to_the_same_situation_are_walked_once():
    steps = [(f"s{number}", [f"s{number + 1}"] * 5) for number in range(11)]
    assert path_problem([*steps, ("s11", [""])]) is None
