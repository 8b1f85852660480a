"""The texts that come with the software: every situation that members were promised, in steps that can be followed."""

import re

import pytest

from content.editions.documents import digest
from content.help.blocks import TIMES
from content.help.documents import starter, starter_checks

#: What was asked for, by the key under which it stands.
PROMISED = {
    "telefoon": "a threat by telephone",
    "bericht-of-online": "a message on social media",
    "aan-de-deur": "somebody at the door",
    "poederbrief": "a letter with powder",
    "gevolgd": "being followed",
    "gefilmd": "being filmed",
    "nepaccount": "a false account",
    "gegevens-online": "one's address online",
    "familie": "a threatened relative",
    "collega": "a threatened colleague",
    "bijeenkomst": "an incident in the meeting room",
    "ondermijnende-druk": "subversive pressure",
    "discriminatie": "discrimination",
    "seksuele-intimidatie": "sexual intimidation",
    "account-gehackt": "a hack",
}
#: Addresses of before, to which links may lead.
OLDER = {"bericht-of-online", "telefoon", "brief-of-huis", "gegevens-online", "bijeenkomst", "van-binnenuit", "collega"}
NUMBERS = {"112": "112", "0900-8844": "09008844", "070 - 373 83 14": "0703738314", "0900-0101": "09000101"}
LONGEST, MEAN = 20, 12
SITUATIONS = {one["key"]: one for one in starter()["situations"]}

each_situation = pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)


def lines(situation):
    return [situation["first"], *(step for time in TIMES for step in situation[time])]


def plain(html):
    return re.sub(r"<[^>]+>", "", html)


def sentences(situation):
    """The number of words of each sentence, with the sentence."""
    found = [part for line in lines(situation) for part in re.split(r"(?<=[.?:])[”’]?\s+", plain(line)) if part.strip()]
    return [(len(re.findall(r"[\w’@-]+", sentence)), sentence) for sentence in found]


def test_every_situation_that_was_promised_is_there():
    assert PROMISED.keys() | OLDER | {"laat-niet-los"} <= SITUATIONS.keys()
    assert len(SITUATIONS) == len(starter()["situations"]) >= 14


@each_situation
def test_it_begins_with_one_action_and_has_steps_for_every_time(situation):
    assert situation["first"] and all(situation[time] for time in TIMES)
    assert all(len(situation[time]) <= 5 for time in TIMES), "more than somebody reads in need"


@each_situation
def test_a_human_is_among_the_first_steps(situation):
    now = plain(" ".join([situation["first"], *situation["now"]]))
    assert re.search(r"griffier of secretaris|112|Ondersteuningsteam|iemand die u vertrouwt|Vraag", now)


@each_situation
def test_only_numbers_that_somebody_checks_stand_in_it(situation):
    html = " ".join(lines(situation))
    assert set(re.findall(r'href="tel:([^"]*)"', html)) <= set(NUMBERS.values())
    for dialled, shown in re.findall(r'href="tel:([^"]*)">([^<]*)<', html):
        assert NUMBERS[shown] == dialled
    loose = re.sub(r"<a [^>]*>[^<]*</a>|\b112\b", "", html)  # 112 may be named in a sentence
    assert not re.search(r"\d{3}[ -]|\b0\d{2,}", loose), "a number that cannot be pressed"


@each_situation
def test_its_sentences_are_short_and_calm(situation):
    counted = sentences(situation)
    assert [sentence for words, sentence in counted if words > LONGEST] == []
    assert sum(words for words, _sentence in counted) / len(counted) <= MEAN
    text = plain(" ".join(lines(situation)))
    assert not re.search(r"!|\b(slachtoffer|dader|helaas|dient te|te controleren)\b", text, re.IGNORECASE)


def test_links_between_situations_lead_somewhere():
    html = " ".join(line for situation in SITUATIONS.values() for line in lines(situation))
    others = re.findall(r'href="(/[^"]*)"', html)
    assert others and all(re.fullmatch(r"/hulp/([a-z-]+)/", address)[1] in SITUATIONS for address in others)


def test_powder_comes_before_anything_else_in_its_own_order():
    order = ["Raak de envelop niet meer aan", "doe de deur dicht", "Was uw handen", "Bel 112"]
    text = plain(" ".join(lines(SITUATIONS["poederbrief"])))
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert starter_checks()["poederbrief"]


def test_what_must_still_be_checked_is_short_and_stands_in_no_document():
    checks = {key: check for key, check in starter_checks().items() if check}
    assert checks and checks.keys() <= SITUATIONS.keys()
    assert all(len(check) <= 250 for check in checks.values())
    assert not any(check in str(starter()) for check in checks.values())
    assert len(digest(starter())) == 64
