"""The words on the sheets: whole, short, calm, and never a mark."""

import re

import pytest

from content.worksheets import texts
from content.worksheets.rendering import LETTERS

NAMES = list(LETTERS.values())
SHAME = re.compile(
    r"\b(score|punten behaald|fout|onvoldoende|slecht|helaas|jammer|gevaarlijk|risico|geslaagd|u moet)\b", re.I
)
every_sheet = pytest.mark.parametrize("name", NAMES)


def passages(sheet):
    """All that a reader gets to see."""
    yield from (sheet.title, sheet.intro, *(answer for _, answer in sheet.answers))
    for item in sheet.items:
        yield from (item.statement, item.advice)
    for band in sheet.bands:
        yield from (band.title, band.text)
    for note in sheet.notes:
        yield from (note.title, *note.lines)


def sentences(text):
    return [one for one in re.split(r"(?<=[.?])\s+", text) if one]


@every_sheet
def test_sentences_are_short_and_say_u(name):
    lengths = {one: len(one.split()) for text in passages(texts.sheet(name)) for one in sentences(text)}
    assert {one: length for one, length in lengths.items() if length > 20} == {}
    assert sum(lengths.values()) / len(lengths) <= 12
    words = " ".join(passages(texts.sheet(name)))
    assert re.findall(r"\b(je|jij|jouw|jullie)\b", words, re.I) == []
    assert "!" not in words


@every_sheet
def test_nobody_is_marked_or_put_to_shame(name):
    assert SHAME.findall(" ".join(passages(texts.sheet(name)))) == []


@pytest.mark.parametrize(("name", "items", "groups"), [("zelfscan", 12, 5), ("thuischeck", 14, 4)])
def test_a_sheet_is_whole(name, items, groups):
    sheet = texts.sheet(name)
    keys = [item.key for item in sheet.items]
    assert (len(keys), len(sheet.groups)) == (items, groups) and len(set(keys)) == items
    assert all(item.statement and item.advice for item in sheet.items)
    assert [kind for kind, _ in sheet.answers] == list(texts.KINDS)
    assert {item.key for item in sheet.first_things} == set(keys) and len(sheet.first_things) == items
    assert tuple(item.key for item in sheet.first_things)[: len(sheet.begin)] == sheet.begin


@every_sheet
def test_every_number_of_answers_has_one_band(name):
    sheet = texts.sheet(name)
    for later in range(len(sheet.items) + 1):
        last = len(sheet.items)
        fitting = [
            band for band in sheet.bands if band.at_least <= later <= (last if band.at_most is None else band.at_most)
        ]
        assert len(fitting) == 1, later


@every_sheet
def test_what_trainers_have_to_check_is_short(name):
    sheet = texts.sheet(name)
    checks = [one.check for one in (*sheet.items, *sheet.notes) if one.check]
    assert checks and all(len(check) <= 250 for check in checks)


def test_who_pays_differs_by_office_and_promises_nothing_that_was_not_read():
    (pays,) = [note for note in texts.sheet("thuischeck").notes if note.title == "Wie betaalt wat?"]
    words = " ".join(pays.lines)
    for office in ("burgemeester", "wethouder", "raadslid", "commissielid", "Statenlid", "AB-lid"):
        assert office in words
    assert "2.400" not in words and "gratis" not in words
    assert pays.source and pays.check


def test_a_text_in_another_form_is_refused(tmp_path, monkeypatch):
    source = (texts.FOLDER / "zelfscan.yaml").read_text(encoding="utf-8")
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    for number, (old, new) in enumerate([("minutes: 4\n", ""), ("minutes: 4\n", "minutes: 4\nkeep: yes\n")]):
        (tmp_path / f"other-{number}.yaml").write_text(source.replace(old, new), encoding="utf-8")
        with pytest.raises((KeyError, TypeError)):
            texts.sheet(f"other-{number}")
