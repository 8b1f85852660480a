"""How alike two sentences are: by the words that carry them, so that two questions do not ask the same thing."""

from collections.abc import Iterable
from itertools import combinations

from content.proofreading.sentences import words

#: Words that hold a sentence together and say little of what it is about.
_SMALL = set(
    "de het een en of maar dus want als dan dat die dit deze er is zijn was waren wordt worden ben bent heb hebt heeft "
    "had hebben u uw ik mijn mij me wij ons onze zij hij haar hem hun je jij jouw we wie wat waar wanneer hoe welke "
    "welk te om in op aan bij van voor met naar uit over tot na door tegen onder tussen zonder ook nog al niet geen "
    "wel zo nu kan kunt kunnen mag moet zal zou wil doe doet doen iemand iets alles niemand niets zelf juist onjuist "
    "schat elke 100 eerste daar hier toen toch meer alleen".split()
)
#: Endings that one word takes in different sentences.
_ENDINGS = ("en", "t", "e", "s")


def carried(text: str) -> frozenset[str]:
    """Return the words of `text` that carry it, without their common endings."""
    return frozenset(_stem(word.casefold()) for word in words(text) if word.casefold() not in _SMALL)


def _stem(word):
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of all their words that two sentences have both, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0


def most_alike(texts: Iterable[tuple[str, str]], *, least: float, words: int = 3) -> list[tuple[float, str, str]]:
    """Return (likeness, name, name) of each pair of (name, text) that is at least `least` alike, the most alike first.

    Texts of fewer than `words` carrying words are left out: "112" is the right answer to many a question.
    """
    named = [(name, carried(text)) for name, text in texts]
    named = [(name, carrying) for name, carrying in named if len(carrying) >= words]
    pairs = [(likeness(a, b), one, other) for (one, a), (other, b) in combinations(named, 2)]
    return sorted((pair for pair in pairs if pair[0] >= least), reverse=True)
