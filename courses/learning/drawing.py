"""Which questions the entry check and the boosters ask, and what a missed one brings back. Pure, and the same each time
for the same person: a reload, a second tab and tomorrow give the same questions.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: So many questions the entry check asks, when the edition has them.
IN_CHECK = 6
#: So many a booster asks.
IN_BOOSTER = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a quiz of the edition: its key, and the code of the objective that it is about."""

    key: str
    objective: str


@dataclass(frozen=True, slots=True)
class Part:
    """A step of an edition, in its order. `objective` is its code; a quiz has none."""

    pk: int
    kind: str
    objective: str | None = None


def drawn(questions: Iterable[Asked], objectives: Iterable[str], *, seed: str, number: int) -> list[str]:
    """Return the keys of `number` questions, over as many objectives as possible; fewer when there are fewer.

    Round by round one of each objective, in the order of `objectives` (those of the lessons), then of what the
    questions are about besides. Which one of an objective comes first is decided by `seed`.
    """
    by_objective = {code: [] for code in objectives}
    for question in {one.key: one for one in questions}.values():
        by_objective.setdefault(question.objective, []).append(question.key)
    piles = [sorted(keys, key=lambda key: _lot(seed, key)) for keys in by_objective.values() if keys]
    rounds = max(map(len, piles), default=0)
    return [pile[turn] for turn in range(rounds) for pile in piles if turn < len(pile)][:number]


def of_booster(keys: Sequence[str], which: int) -> list[str]:
    """Return the questions of booster `which` (1 or 2) out of `keys` as they were drawn.

    The second asks what the first did not, as far as there are enough; it then begins again with the first.
    """
    start = (which - 1) * IN_BOOSTER
    places = dict.fromkeys((start + number) % len(keys) for number in range(IN_BOOSTER)) if keys else {}
    return [keys[place] for place in places]


def brought_back(parts: Sequence[Part], missed: Iterable[tuple[str, int]]) -> set[int]:
    """Return the keys of the steps that come back for `missed`: (objective, key of the quiz that asks it).

    The lessons with that objective. When none has it: the lesson before the quiz, as that is where its questions are
    prepared; else the first lesson; in an edition without lessons the quiz itself.
    """
    lessons = [part for part in parts if part.kind == "lesson"]
    found = set()
    for objective, quiz in missed:
        of_objective = {part.pk for part in lessons if part.objective == objective}
        found |= of_objective or {_before(quiz, parts, lessons)}
    return found


def _before(quiz, parts, lessons):
    place = next(number for number, part in enumerate(parts) if part.pk == quiz)
    earlier = [part for part in parts[:place] if part.kind == "lesson"]
    return earlier[-1].pk if earlier else lessons[0].pk if lessons else quiz


def _lot(seed, key):
    return hashlib.sha256(f"{seed}:{key}".encode()).digest()
