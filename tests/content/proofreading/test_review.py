"""Open checks are gathered by who must answer, each with its place."""

import pytest

from content.proofreading.pieces import LABEL, RUNNING, SOURCE, taken_apart
from content.proofreading.review import OTHERS, asked, misplaced, open_checks

LESSON = {
    "kind": "lesson",
    "title": "Les",
    "minutes": 3,
    "screens": [
        {
            "id": "een",
            "title": "Scherm",
            "source": "Bron (2018)",
            "check": "Jurist: geldt dit nog?",
            "facts": ["iets-2018"],
            "blocks": [{"text": "Lees dit."}, {"question": "een-vraag"}, {"contact": "clerk"}],
        }
    ],
}
DILEMMA = {
    "kind": "dilemma",
    "intro": "Verzonnen.",
    "scenes": [
        {
            "id": "avond",
            "text": "U leest.",
            "choices": [{"id": "bellen", "text": "Ik bel.", "check": "Politie: klopt dit?"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ("", []),
        ("Jurist: geldt dit nog?", [("Jurist", "Geldt dit nog?")]),
        ("Jurist: a? Politie: b.", [("Jurist", "A?"), ("Politie", "B.")]),
        ("Politie en OM: geldt dit?", [("Politie", "(Politie en OM) Geldt dit?")]),
        (
            "ICT en functionaris gegevensbescherming: hoe snel?",
            [(OTHERS, "(ICT en functionaris gegevensbescherming) Hoe snel?")],
        ),
        ("Redactie: de noemer: van wie?", [("Redactie", "De noemer: van wie?")]),
        ("Nog eens kijken.", [("", "Nog eens kijken.")]),
        ("Bestuurders: art. 3. Jurist: kijk.", [("", "Bestuurders: art. 3. Jurist: kijk.")]),
    ],
)
def test_who_is_asked_what(check, expected):
    assert asked(check) == expected


def test_each_check_has_its_place():
    found = open_checks([taken_apart("mod/lessons/01.yaml", LESSON), taken_apart("mod/dilemmas/01.yaml", DILEMMA)])
    assert [(one.who, one.file, one.place) for one in found] == [
        ("Jurist", "mod/lessons/01.yaml", "scherm een"),
        ("Politie", "mod/dilemmas/01.yaml", "situatie avond · keuze bellen"),
    ]


def test_what_members_read_is_told_from_names_and_sources():
    manuscript = taken_apart("mod/lessons/01.yaml", LESSON)
    assert [(place, piece.text, piece.kind) for place, piece in manuscript.pieces()] == [
        ("mod/lessons/01.yaml · title", "Les", LABEL),
        ("mod/lessons/01.yaml · scherm een · title", "Scherm", LABEL),
        ("mod/lessons/01.yaml · scherm een · source", "Bron (2018)", SOURCE),
        ("mod/lessons/01.yaml · scherm een · blocks 1, text", "Lees dit.", RUNNING),
    ]
    assert manuscript.passages[1].facts == ["iets-2018"]


@pytest.mark.parametrize("text", ["Algemeen advies, te controleren vóór uitgave.", "TODO", "Dit geldt [K]."])
def test_a_note_to_colleagues_is_seen(text):
    assert misplaced(text)


def test_ordinary_words_are_no_note():
    assert not misplaced("U kunt dat zelf controleren.")
