"""An organisation's colour: refused when white on it cannot be read; else readable everywhere, in both themes."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from courses.members.look import colours, stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = (Path(settings.BASE_DIR) / "elearning/static/elearning/css/tokens.css").read_text(encoding="utf-8")
WHITE = "#ffffff"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", WHITE, 21), (WHITE, WHITE, 1), ("#767676", WHITE, 4.54), ("#0b5566", WHITE, 8.4)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert colours.contrast(one, other) == pytest.approx(expected, abs=0.05) == colours.contrast(other, one)


@pytest.mark.parametrize("text", ["#0b5566", "0B5566", "  #0b5566 ", "#05a", "05A"])
def test_a_colour_is_read_as_people_write_it(text):
    assert colours.HEX.fullmatch(colours.read(text))


@pytest.mark.parametrize("text", ["", "petrol", "#12345", "#gggggg", "rgb(1,2,3)", "#0b5566;}", "#0b556" + "6" * 90])
def test_anything_else_is_no_colour(text):
    with pytest.raises(colours.NoColour):
        colours.read(text)


@given(COLOURS)
def test_a_colour_is_accepted_exactly_when_white_can_be_read_on_it(colour):
    readable = colours.contrast(colour, WHITE) >= 4.5
    try:
        assert stylesheet.checked(colour) == colour and readable
    except stylesheet.Unreadable as refused:
        assert not readable and colours.contrast(refused.nearest, WHITE) >= 4.5


def pairs(tokens, grounds, panel_text):
    """Every text on every ground that a page sets in these tokens, and the contrast that it needs."""
    accent, hover = tokens["--basis-color-action-1-color-default"], tokens["--basis-color-action-1-color-hover"]
    on_accent = tokens["--basis-color-action-1-inverse-color-default"]
    panel, soft = tokens["--basis-color-accent-1-inverse-bg-default"], "--basis-color-accent-1-inverse-color-subtle"
    button = tokens["--wia-panel-button-color"]
    yield from ((accent, ground, 4.5) for ground in (*grounds.values(), tokens["--basis-color-info-bg-default"]))
    yield from ((on_accent, ground, 4.5) for ground in (accent, hover))
    yield from ((text, panel, 4.5) for text in (panel_text, tokens[soft]))
    yield from ((button, ground, 4.5) for ground in (panel_text, tokens[soft]))
    yield from ((tokens[name], panel, 3) for name in ("--wia-panel-line-color", "--wia-panel-tone-color"))
    yield tokens["--wia-illustration-tone-color"], grounds["document"], 3


@given(COLOURS)
def test_every_pair_can_be_read_in_every_colour_that_is_accepted(colour):
    if colours.contrast(colour, WHITE) < stylesheet.LEAST:
        return
    for text, ground, least in pairs(stylesheet.light_tokens(colour), stylesheet.LIGHT, WHITE):
        assert colours.contrast(text, ground) >= least, (colour, text, ground)
    for text, ground, least in pairs(stylesheet.dark_tokens(colour), stylesheet.DARK, stylesheet.ON_DARK_PANEL):
        assert colours.contrast(text, ground) >= least, (colour, text, ground)


def test_a_dark_colour_is_itself_on_buttons():
    assert stylesheet.light_tokens("#7a1f5c")["--basis-color-action-1-color-default"] == "#7a1f5c"


def test_a_sheet_sets_tokens_that_exist_and_nothing_else():
    sheet = stylesheet.sheet_of("#7a1f5c")
    named = set(re.findall(r"(--[a-z0-9-]+):", sheet))
    assert named and named <= set(re.findall(r"(--[a-z0-9-]+):", TOKENS))
    assert "url(" not in sheet and "@import" not in sheet


def test_the_grounds_are_those_of_the_tokens():
    light, dark = (TOKENS.index(part) for part in (":root {", "prefers-color-scheme: dark"))
    for start, grounds in ((light, stylesheet.LIGHT), (dark, stylesheet.DARK)):
        for name, colour in grounds.items():
            found = re.compile(rf"--basis-color-default-bg-{name}: (#[0-9a-f]+)").search(TOKENS, start)[1]
            assert colours.read(found) == colour


def test_an_address_names_the_sheet_and_only_that():
    address = stylesheet.address_of("#7a1f5c")
    name = address.removeprefix(stylesheet.PREFIX)
    assert stylesheet.sheet_at(name) == stylesheet.sheet_of("#7a1f5c")
    for other in (
        name.replace("7a1f5c", "7a1f5d"), name[:-5] + "0.css", "7a1f5c.css", "", name.upper(), "zzzzzz-0.css",
        stylesheet.address_of("#ffff00").removeprefix(stylesheet.PREFIX),
    ):  # fmt: skip
        assert stylesheet.sheet_at(other) is None
