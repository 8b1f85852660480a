"""Spelling by hunspell, with the project's own list of words beside the Dutch dictionary.

One process reads all texts: what it does not know is looked up in the list, and told with the places where it stands.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from content.proofreading.pieces import Manuscript
from content.proofreading.sentences import plain
from tests.harness.tools import MissingTool, dutch_spelling

WORDS = Path(__file__).resolve().parent / "woorden.txt"
_WORD = re.compile(r"(?<![\w@/.])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/])")
#: "raads- en commissieleden": half a word.
_HALF = re.compile(r"[^\W\d_]+-(?=\s)|(?<=\s)-[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|eu|org|com|online)\b|\S+@\S+")


@cache
def own_words() -> tuple[str, ...]:
    """The project's words: names, loanwords and what the dictionary does not have yet."""
    return tuple(WORDS.read_text("utf-8").splitlines())


def words_of(manuscripts: Iterable[Manuscript]) -> dict[str, list[str]]:
    """Return {word: places}; without addresses, and with one kind of apostrophe."""
    found = defaultdict(list)
    for manuscript in manuscripts:
        for place, piece in manuscript.pieces():
            for line in plain(piece.text):
                for word in _WORD.findall(_HALF.sub(" ", _ADDRESS.sub(" ", line))):
                    found[word.replace("’", "'")].append(place)
    return found


def unknown(words: Iterable[str]) -> set[str]:
    """Return the words that the dictionary does not know. Raises MissingTool without hunspell or its dictionary."""
    command = dutch_spelling()
    if command is None:
        raise MissingTool("hunspell with a Dutch dictionary is not here: python -m tests.harness.tools gets it.")
    done = subprocess.run([*command, "-l"], input="\n".join(words), capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def misspelt(manuscripts: Iterable[Manuscript], own: Iterable[str]) -> dict[str, list[str]]:
    """Return {word: places} of what neither the dictionary nor `own` knows."""
    words, own = words_of(manuscripts), set(own)
    return {word: words[word] for word in sorted(unknown(words)) if word not in own and word in words}
