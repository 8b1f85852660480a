"""The colours of tokens.css, computed: every pair of pairs.py in light and in dark, and no colour without a pair."""

import pytest

from tests.look.pairs import DECORATIVE, EITHER, PAIRS
from tests.look.tokens import DARK_CHOSEN, DARK_SYSTEM, contrast, declared, sheet, themes, token


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS, ids=lambda value: str(value))
def test_a_pair_differs_enough(theme, front, ground, least):
    colours = themes(sheet())[theme]
    assert contrast(colours[token(front)], colours[token(ground)]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("fronts", "ground", "least"), EITHER, ids=lambda value: str(value))
def test_of_two_tones_one_stands_out(theme, fronts, ground, least):
    colours = themes(sheet())[theme]
    assert max(contrast(colours[token(front)], colours[token(ground)]) for front in fronts) >= least


def test_no_colour_is_without_a_pair():
    paired = {token(name) for front, ground, _least in PAIRS for name in (front, ground)}
    colours = {name for theme in themes(sheet()).values() for name in theme}
    decorative = {token(name) for name in DECORATIVE}
    assert colours - paired - decorative == set(), "say in pairs.py what these stand on"
    assert decorative.isdisjoint(paired) and decorative <= colours and all(DECORATIVE.values())


def test_dark_is_the_same_whoever_chose_it():
    css = sheet()
    assert declared(css, DARK_SYSTEM) == declared(css, DARK_CHOSEN) != {}


def test_the_computation_agrees_with_known_ratios():
    assert round(contrast("#ffffff", "#000000"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
