"""The measures of a text that members read, and where a manuscript goes over them.

A problem is (place, what is wrong, the sentence that it is about); the sentence is what a waiver names.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from content.proofreading import minutes
from content.proofreading.facts import Fact, problems_of_figures, problems_of_passage
from content.proofreading.level import level
from content.proofreading.names import parties, strange_numbers
from content.proofreading.pieces import RUNNING, SOURCE, Manuscript, Passage
from content.proofreading.review import asked, misplaced
from content.proofreading.sentences import sentences, words

LONGEST_SENTENCE = 25
MOST_WORDS_A_SENTENCE = 13  # on average
LEAST_READING_EASE = 70  # Flesch-Douma, at least
MOST_WORDS_A_SCREEN = 150
MOST_MINUTES_A_LESSON = 6
MOST_MINUTES_A_MODULE = 30
#: Texts of other rooms, whose files have no place for the keys of facts.
WITHOUT_KEYS = ("hulp.yaml", "werkbladen")
#: What a step may take of the minutes that it says; a reader who looks at nothing twice is quicker.
LEAST_OF_ITS_MINUTES, MOST_OF_ITS_MINUTES = 0.5, 1.25


class Problem(NamedTuple):
    """`place` is where, `why` what is wrong, `sentence` the words that it is about."""

    place: str
    why: str
    sentence: str = ""

    def __str__(self):
        return f"{self.place}: {self.why}" + (f"\n    {self.sentence}" if self.sentence else "")


def long_sentences(manuscript: Manuscript) -> list[Problem]:
    """Sentences of more words than somebody reads in one breath."""
    return [
        Problem(place, _("%(count)s words in one sentence") % {"count": count}, sentence)
        for place, piece in manuscript.pieces()
        if piece.kind != SOURCE
        for sentence in sentences(piece.text)
        if (count := len(words(sentence))) > LONGEST_SENTENCE
    ]


def hard_to_read(manuscript: Manuscript) -> list[Problem]:
    """Too many words in a sentence on average, or too low a reading ease."""
    found, problems = level(manuscript.texts(RUNNING)), []
    if found.mean > MOST_WORDS_A_SENTENCE:
        problems.append(Problem(manuscript.file, _("%(mean).1f words in a sentence on average") % {"mean": found.mean}))
    if found.ease < LEAST_READING_EASE:
        problems.append(Problem(manuscript.file, _("reading ease %(ease).0f (Flesch-Douma)") % {"ease": found.ease}))
    return problems


def full_screens(manuscript: Manuscript) -> list[Problem]:
    """Screens of a lesson with more than one can take in."""
    return [
        Problem(passage.place, _("%(count)s words on one screen") % {"count": count})
        for passage in manuscript.passages
        if "blocks" in passage.raw
        and manuscript.kind == "lesson"
        and (count := minutes.count(passage, title=False)) > MOST_WORDS_A_SCREEN
    ]


def wrong_minutes(manuscript: Manuscript, questions: dict[str, Passage]) -> list[Problem]:
    """A lesson or dilemma that is too long, or takes another time than it says."""
    if manuscript.kind not in ("lesson", "dilemma"):
        return []
    stated, taken = manuscript.raw["minutes"], minutes.reading_minutes(manuscript, questions)
    problems = []
    if max(stated, taken) > MOST_MINUTES_A_LESSON:
        problems.append(Problem(manuscript.file, _("more than %(most)s minutes") % {"most": MOST_MINUTES_A_LESSON}))
    if not LEAST_OF_ITS_MINUTES <= taken / stated <= MOST_OF_ITS_MINUTES:
        says = {"stated": stated, "taken": taken}
        problems.append(Problem(manuscript.file, _("says %(stated)s minutes, takes about %(taken).1f") % says))
    return problems


def wrong_facts(manuscript: Manuscript, facts: dict[str, Fact]) -> list[Problem]:
    """Numbers, dates and terms that are no fact which the text names, and facts that are named for nothing."""
    named = manuscript.package not in WITHOUT_KEYS
    problems = [
        Problem(passage.place, why)
        for passage in manuscript.passages
        for why in problems_of_passage(passage, facts, names_facts=named)
    ]
    if manuscript.kind == "figures":
        problems += [Problem(place, why) for place, why in problems_of_figures(manuscript, facts)]
    return problems


def names_and_numbers(manuscript: Manuscript, kept: set[str]) -> list[Problem]:
    """Parties, telephone numbers that nobody keeps, words that were meant for colleagues."""
    problems = []
    for place, piece in manuscript.pieces():
        found = [(_("a party: %(what)s"), what) for what in parties(piece.text)]
        found += [(_("a number that nobody keeps: %(what)s"), what) for what in strange_numbers(piece.text, kept)]
        found += [(_("meant for colleagues: %(what)s"), what) for what in misplaced(piece.text)]
        problems += [Problem(place, why % {"what": what}, piece.text.strip()) for why, what in found]
    return problems


def unasked_checks(manuscript: Manuscript) -> list[Problem]:
    """Open checks that do not begin with who must answer."""
    return [
        Problem(passage.place, _("a check begins with who must answer"), asks)
        for passage in manuscript.passages
        for who, asks in asked(passage.check)
        if not who
    ]
