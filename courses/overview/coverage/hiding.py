"""Which cells of the table of coverage may be shown: at least ten people at three organisations, also when subtracted.

The table of a year is a tree: the whole country, the kinds of organisation, and within a kind its provinces. A cell
that is too small is hidden. What the hidden cells under one shown cell are together is known to whoever subtracts; so
more of them are hidden until that is no small cell itself, and until it leaves open what each of them is. The cell
above is hidden when that does not help. Both measures are shown or hidden together. Decision 0021 has the proof.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

PEOPLE, ORGANISATIONS = 10, 3
#: A row of the table: kind and province, each "" for all of them.
Place = tuple[str, str]
COUNTRY: Place = ("", "")


@dataclass(frozen=True)
class Cell:
    """What is counted at a place. `organisations` there are, `active` of them had new members whose last day is over,
    `trained` is how many of those trained them. Of `members` there were `in_time`. `twice` are the keys of people who
    are more than one of these members; `once` is how many people are one."""

    organisations: int = 0
    active: int = 0
    trained: int = 0
    members: int = 0
    in_time: int = 0
    once: int = 0
    twice: frozenset[int] = field(default=frozenset())

    @property
    def people(self) -> int:
        return self.once + len(self.twice)

    @property
    def large_enough(self) -> bool:
        return self.people >= PEOPLE and self.active >= ORGANISATIONS


def together(cells: Iterable[Cell]) -> Cell:
    cells = list(cells)
    numbers = ("organisations", "active", "trained", "members", "in_time", "once")
    sums = {name: sum(getattr(cell, name) for cell in cells) for name in numbers}
    return Cell(**sums, twice=frozenset().union(*(cell.twice for cell in cells)))


def table(leaves: dict[Place, Cell]) -> dict[Place, Cell | None]:
    """Return all rows of one year in order: their cell, or None where it is hidden.

    `leaves` are the smallest places, each in one kind. A kind that has one place has no rows below it.
    """
    kinds, hidden = _kinds(leaves), set()
    for kind, places in kinds.items():
        if len(places) > 1:
            hidden |= _hide({place: leaves[place] for place in places}, whole=(kind, ""))
        elif not leaves[places[0]].large_enough:
            hidden.add((kind, ""))
    sums = {(kind, ""): together(leaves[place] for place in places) for kind, places in kinds.items()}
    # a kind with provinces on the screen stays: hidden, it could be added up from these. So does the largest, which
    # says more than the whole country does
    fixed = {(kind, "") for kind, places in kinds.items() if len(places) > 1 and not hidden.issuperset(places)}
    fixed.add(max(sums, key=lambda place: (sums[place].people, place), default=COUNTRY))
    hidden |= _hide(sums, whole=COUNTRY, fixed=fixed, already=hidden & sums.keys())
    found = {COUNTRY: together(leaves.values())}
    for kind, places in kinds.items():
        found[kind, ""] = sums[kind, ""]
        found.update({place: leaves[place] for place in places if len(places) > 1})
    return {place: None if place in hidden else cell for place, cell in found.items()}


def _kinds(leaves) -> dict[str, list[Place]]:
    found = {}
    for place in leaves:
        found.setdefault(place[0], []).append(place)
    return found


def _hide(cells: dict[Place, Cell], *, whole: Place, fixed=frozenset(), already=frozenset()) -> set[Place]:
    """Return which of `cells`, that together are the cell `whole`, are hidden; `whole` too when that is needed."""
    small = {place for place, cell in cells.items() if not cell.large_enough} | set(already)
    hidden = set(small)
    rest = sorted(cells.keys() - hidden - fixed, key=lambda place: (cells[place].people, place))
    while hidden and not _may_be_known(cells[place] for place in hidden):
        if not rest:
            # without the country's row nothing can be subtracted from it; a kind's row lies inside that one
            return (small if whole == COUNTRY else hidden) | {whole}
        hidden.add(rest.pop(0))
    if not together(cells.values()).large_enough:
        hidden.add(whole)
    return hidden


def _may_be_known(cells: Iterable[Cell]) -> bool:
    """Whether a reader may know what `cells` are together, without knowing any of them: it is no small cell, there is
    more than one, and neither nobody nor everybody."""
    cells = list(cells)
    sums = together(cells)
    mixed = 0 < sums.in_time < sums.members and 0 < sums.trained < sums.organisations
    return len(cells) > 1 and sums.large_enough and mixed
