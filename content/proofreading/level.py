"""How easily a Dutch text reads: the Flesch reading ease as Douma fitted it to Dutch.

Source of the formula: W.H. Douma, *De leesbaarheid van landbouwbladen* (Bulletin 17, Afdeling Sociologie en Sociografie
van de Landbouwhogeschool, Wageningen 1960):

    206.84 − 0.77 × (syllables in 100 words) − 0.93 × (words in a sentence)

Higher reads easier; 60 to 70 is called ordinary, 70 to 80 fairly easy, above 80 easy. Douma measured farmers' papers of
1960: it says how long words and sentences are, and nothing about order, tone or sense.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from content.proofreading.sentences import sentences, words

#: Sounds of one syllable, the longest first; a vowel with a diaeresis always begins its own.
_NUCLEI = re.compile(r"aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|ai|oi|[aeiouyàáâäèéêëìíîïòóôöùúûü]")
#: Borrowed words that are not said as Dutch writes them.
_BORROWED = {
    "online": 2,
    "offline": 2,
    "team": 1,
    "teams": 1,
    "site": 1,
    "sites": 1,
    "website": 2,
    "websites": 2,
    "update": 2,
    "facebook": 2,
    "like": 1,
    "privacy": 3,
    "timeline": 2,
    "screenshot": 2,
    "live": 1,
    "race": 1,
}


@dataclass(frozen=True)
class Level:
    """What was counted in a text, and what comes of it."""

    sentences: int
    words: int
    syllables: int

    @property
    def mean(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences if self.sentences else 0

    @property
    def ease(self) -> float:
        """Flesch-Douma; 100 for an empty text."""
        if not self.words:
            return 100
        return 206.84 - 0.77 * (100 * self.syllables / self.words) - 0.93 * self.mean


def syllables(word: str) -> int:
    """Return the syllables of a word. Letters said one by one (VPT) count one each, and so does a number."""
    total = 0
    for part in re.findall(r"[^\W\d_]+|\d[\d.,]*", word.replace("’", "").replace("'", "")):
        if len(part) > 1 and part.isupper() and part.isalpha():
            total += len(part)
        else:
            total += _BORROWED.get(part.lower()) or len(_NUCLEI.findall(part.lower())) or 1
    return max(total, 1)


def level(texts: Iterable[str]) -> Level:
    """Return the level of texts taken together."""
    parts = [words(sentence) for text in texts for sentence in sentences(text)]
    parts = [part for part in parts if part]
    return Level(len(parts), sum(map(len, parts)), sum(syllables(word) for part in parts for word in part))
