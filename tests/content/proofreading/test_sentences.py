"""Dutch text is cut where a reader pauses, and counted as a reader counts."""

import pytest

from content.proofreading.level import level, syllables
from content.proofreading.sentences import plain, sentences, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel u? Dat mag. Graag.", ["Bel u?", "Dat mag.", "Graag."]),
        ("Vaak belt men eerst u. Ook dan verwijst u.", ["Vaak belt men eerst u.", "Ook dan verwijst u."]),
        ("Om 9.00 uur belt dr. Vos. Zij wacht.", ["Om 9.00 uur belt dr. Vos.", "Zij wacht."]),
        ("Kamerstuk 28684, nr. 536. Daar staat het.", ["Kamerstuk 28684, nr. 536.", "Daar staat het."]),
        ("Bel 070 - 373 83 14. Dag en nacht.", ["Bel 070 - 373 83 14.", "Dag en nacht."]),
        ("“Hoe is het?” vraagt zij. “Goed.”", ["“Hoe is het?” vraagt zij.", "“Goed.”"]),
        ("Zeg: “Ik stop. Nu.” Hang op.", ["Zeg:", "“Ik stop.", "Nu.”", "Hang op."]),
        ("U kiest: bellen of schrijven.", ["U kiest: bellen of schrijven."]),
        ("Het is stil. ’s Avonds belt hij.", ["Het is stil.", "’s Avonds belt hij."]),
        ("Dit doet u:\n\n- Eerst bewaren.\n- Dan bellen", ["Dit doet u:", "Eerst bewaren.", "Dan bellen"]),
        ("1. Bewaar.\n2. Bel.", ["Bewaar.", "Bel."]),
        ("Deze zin loopt\ndoor op de regel.", ["Deze zin loopt door op de regel."]),
        ("<p>Eén.</p><ul><li>Twee</li><li>Drie &amp; vier</li></ul>", ["Eén.", "Twee", "Drie & vier"]),
        ("**Is er gevaar?** Bel [112](tel:112).", ["Is er gevaar?", "Bel 112."]),
        ("", []),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


def test_plain_text_has_no_markup_left():
    assert plain("**Bel** [de politie](tel:09008844)\n\n<b>nu</b>") == ["Bel de politie", "nu"]


@pytest.mark.parametrize(
    ("text", "count"),
    [("Bel 0900-8844 om 9.00 uur.", 5), ("’s Avonds is ’t stil", 5), ("De VPT-code, t/m vrijdag – echt!", 5), ("…", 0)],
)
def test_words(text, count):
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("bel", 1),
        ("politie", 3),
        ("griffier", 2),
        ("gemeenteraad", 4),
        ("burgemeester", 4),
        ("officieel", 4),
        ("ideeën", 3),
        ("beëdigd", 3),
        ("mooie", 2),
        ("nieuws", 1),
        ("bijeenkomst", 3),
        ("Openbaar", 3),
        ("agressie", 3),
        ("situatie", 4),
        ("eeuwen", 2),
        ("onaanvaardbaar", 4),
        ("online", 2),
        ("e-mail", 2),
        ("VPT-code", 5),
        ("OM", 2),
        ("28", 1),
        ("collega’s", 3),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


def test_the_formula_is_the_one_of_douma():
    """Two sentences of four words, 11 syllables."""
    found = level(["De griffier belt u. Bewaar dan het bericht."])
    assert (found.sentences, found.words, found.syllables, found.mean) == (2, 8, 11, 4)
    assert found.ease == pytest.approx(206.84 - 0.77 * 137.5 - 0.93 * 4)


def test_hard_reads_harder_than_easy():
    easy = level(["Bel uw griffier. Dat mag ook vanavond."])
    hard = level(
        ["Volksvertegenwoordigers onderschatten regelmatig veiligheidsrisico’s rondom gemeenteraadsvergaderingen."]
    )
    assert hard.ease < 0 < 80 < easy.ease and level([]).ease == 100
