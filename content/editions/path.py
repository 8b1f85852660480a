"""The member's path through an edition, as stations on a line: what is done, where one is, what is to come.

A picture only: the task list beside it says the same in words, so readers who do not see it miss nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# in units of the viewBox; a station with its ring is 20 wide
STEP = 30
EDGE = 13
HEIGHT = 26
#: So many stations stand on one line; more would be too small on a telephone.
ON_A_LINE = 14


@dataclass(frozen=True, slots=True)
class Station:
    """`kind` decides the shape, `state` (done, busy, open) how it is filled; `here` is where the reader goes on."""

    x: int
    y: int
    kind: str
    state: str
    here: bool


@dataclass(frozen=True)
class Path:
    """Stations in their order, and the pieces of line between them: walked, and still to walk."""

    stations: list[Station]
    walked: str
    ahead: str
    width: int
    height: int


def path_of(tasks: Sequence) -> Path:
    """Return the path of an edition's steps (each with `kind`, `state` and `done`).

    Lines of at most fourteen stations, read like text.
    """
    here = next((number for number, task in enumerate(tasks) if not task.done), None)
    stations = [
        Station(
            EDGE + number % ON_A_LINE * STEP,
            EDGE + number // ON_A_LINE * (HEIGHT + 6),
            task.kind,
            "done" if task.done else task.state,
            number == here,
        )
        for number, task in enumerate(tasks)
    ]
    pieces = {True: "", False: ""}
    for number, (one, other) in enumerate(zip(stations, stations[1:], strict=False)):
        if one.y == other.y:
            pieces[tasks[number].done] += f"M{one.x} {one.y}H{other.x}"
    longest = min(len(tasks), ON_A_LINE)
    lines = -(-len(tasks) // ON_A_LINE)
    return Path(
        stations,
        pieces[True],
        pieces[False],
        width=2 * EDGE + max(longest - 1, 0) * STEP,
        height=HEIGHT + max(lines - 1, 0) * (HEIGHT + 6),
    )
