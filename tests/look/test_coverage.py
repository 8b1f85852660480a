"""No screen is forgotten: the templates are read from disk, the cases say which of them they drew."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from content.editions.serving import TOKEN
from tests.look.gallery import CASES

ROOT = Path(settings.BASE_DIR) / "templates"
SUMMARY = "components/error_summary.html"
#: Templates without a case, and why that is right.
WITHOUT_A_CASE: dict[str, str] = {}


def templates_on_disk(root: Path) -> set[str]:
    """The names of all templates that say something; a style sheet is none, nor is what holds only a comment."""
    found = [path for path in root.rglob("*") if path.suffix in (".html", ".txt")]
    return {path.relative_to(root).as_posix() for path in found if _says_something(path.read_text())}


def _says_something(text):
    return re.sub(r"{#.*?#}", "", text).strip() != ""


def with_errors(root: Path) -> set[str]:
    """The templates that can say above a form what is wrong with it."""
    return {name for name in templates_on_disk(root) if SUMMARY in (root / name).read_text()}


def drawn(gallery):
    return set().union(*(screen.templates for screen in gallery.screens.values()))


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_a_case_draws_its_screen(gallery, one):
    screen = gallery.screen(one)
    assert "<html lang=" in screen.html.lower()
    assert not TOKEN.findall(screen.html), "a token for the reader's own was left in the page"


def test_every_template_is_drawn_by_a_case(gallery):
    forgotten = templates_on_disk(ROOT) - drawn(gallery) - WITHOUT_A_CASE.keys()
    assert not forgotten, f"add a case for {sorted(forgotten)} in tests/look/cases_*.py"


def test_every_form_is_also_drawn_with_an_error(gallery):
    shown = {name for screen in gallery.screens.values() if SUMMARY in screen.templates for name in screen.templates}
    forgotten = with_errors(ROOT) - shown
    assert not forgotten, f"add a case with an error for {sorted(forgotten)}"


def test_no_exception_is_old(gallery):
    assert all(WITHOUT_A_CASE.values())
    assert WITHOUT_A_CASE.keys() <= templates_on_disk(ROOT) - drawn(gallery)


def test_cases_have_names_of_their_own():
    names = [one.name for one in CASES]
    assert len(names) == len(set(names))


def test_the_finder_finds_pages_and_parts_and_passes_over_what_says_nothing(tmp_path):
    for name, text in {
        "page.html": '{% extends "base.html" %}',
        "room/part.html": "<p>Deel</p>",
        "room/mail.txt": "Dag",
        "room/silent.txt": "{# said on the page itself #}\n",
        "room/paper.css": "p {}",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert templates_on_disk(tmp_path) == {"page.html", "room/part.html", "room/mail.txt"}
