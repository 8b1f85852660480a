"""Our own drawings: lines and planes only, in the colours of the site; every picture from a source that is here."""

import re
from pathlib import Path

import pytest
import yaml
from defusedxml.ElementTree import fromstring
from django.conf import settings
from PIL import Image

from tests.harness.drawings import SOURCES, STARTER, draw, looks_like, picture_of

SITUATIONS = Path(settings.BASE_DIR) / "templates" / "components" / "drawings" / "situations"
#: Drawn before sources were kept.
WITHOUT_SOURCE = {STARTER / "melden-helpt" / "images" / "bewaren.png"}
LARGEST = 300_000  # bytes
ELEMENTS = {"svg", "g", "path", "ellipse", "circle"}
ATTRIBUTES = {
    "viewBox", "width", "height", "class", "aria-hidden", "transform", "d", "cx", "cy", "r", "rx", "ry", "opacity",
    "fill", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
}  # fmt: skip
COLOURS = {"fill", "stroke"}
TOKEN = re.compile(r"var\((--wia-illustration-[a-z]+-color)\)")
#: Of the light theme: line, tone, paper.
INKS = {"#2a3f49", "#0b5566", "#eef3f5", "none"}

sources = pytest.mark.parametrize("source", sorted(SOURCES.glob("*.svg")), ids=lambda path: path.stem)
situations = pytest.mark.parametrize("situation", sorted(SITUATIONS.glob("*.html")), ids=lambda path: path.stem)


def offences(svg: str) -> list[str]:
    """What in `svg` is no line or plane: another element, another attribute (an id, a link, a style), text."""
    found = []
    for node in fromstring(svg).iter():
        name = node.tag.removeprefix("{http://www.w3.org/2000/svg}")
        found += [] if name in ELEMENTS else [f"<{name}>"]
        found += [f"{name} {attribute}" for attribute in node.attrib if attribute not in ATTRIBUTES]
        found += [text.strip() for text in (node.text, node.tail) if text and text.strip()]
    return found


def colours(svg: str) -> set[str]:
    return {node.attrib[name] for node in fromstring(svg).iter() for name in COLOURS if name in node.attrib}


def drawn(partial: Path) -> str:
    """The partial as it is included without `size`."""
    return re.sub(r"{% if size %}.*?{% endif %}", "", partial.read_text(encoding="utf-8"))


def situations_of_the_help_page() -> list[str]:
    texts = yaml.safe_load((STARTER / "hulp.yaml").read_text(encoding="utf-8"))
    return [situation["id"] for situation in texts["situations"]]


@sources
def test_a_source_is_lines_and_planes_in_the_colours_of_the_light_theme(source):
    svg = source.read_text(encoding="utf-8")
    assert offences(svg) == []
    assert colours(svg) <= INKS


@pytest.mark.parametrize(
    "inside",
    ["<script/>", "<style/>", "<text>x</text>", '<path id="a"/>', '<path style="x"/>', '<image href="x"/>', "x"],
)
def test_what_is_no_drawing_is_seen(inside):
    assert offences(f'<svg xmlns="http://www.w3.org/2000/svg"><g>{inside}</g></svg>')


@sources
def test_a_source_has_its_picture_in_its_own_size(source):
    svg = fromstring(source.read_text(encoding="utf-8"))
    with Image.open(picture_of(source)) as picture:
        assert picture.size == (int(svg.attrib["width"]), int(svg.attrib["height"]))


@pytest.mark.parametrize(
    "picture", sorted(STARTER.glob("*/images/*.png")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_a_picture_is_light_and_has_its_source(picture):
    assert picture.stat().st_size <= LARGEST
    assert picture in {picture_of(source) for source in SOURCES.glob("*.svg")} | WITHOUT_SOURCE


@pytest.mark.browser
@sources
def test_a_picture_shows_what_its_source_draws(source, browser):
    assert looks_like(draw(browser, source), picture_of(source)), "run `make drawings`"


def test_a_change_of_one_small_thing_is_seen(tmp_path):
    before, after = tmp_path / "before.png", Image.new("RGB", (1200, 600), "#eef3f5")
    after.save(before)
    assert looks_like(after, before)
    after.paste("#2a3f49", (600, 300, 620, 310))
    assert not looks_like(after, before)
    assert not looks_like(after, tmp_path / "none.png")


@situations
def test_a_situation_is_drawn_with_tokens_and_hidden_from_readers_by_ear(situation):
    svg = drawn(situation)
    tokens = (Path(settings.BASE_DIR) / "elearning/static/elearning/css/tokens.css").read_text(encoding="utf-8")
    assert offences(svg) == []
    assert fromstring(svg).attrib["aria-hidden"] == "true" and fromstring(svg).attrib["viewBox"] == "0 0 96 72"
    for colour in colours(svg) - {"none"}:
        assert (token := TOKEN.fullmatch(colour)) and f"{token[1]}:" in tokens, colour


@pytest.mark.parametrize("key", situations_of_the_help_page())
def test_every_situation_of_the_help_page_has_its_drawing(key):
    assert (SITUATIONS / f"{key}.html").is_file()
