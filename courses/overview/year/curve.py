"""The curve of a year: how many members were finished at the end of each week. Days and numbers, never a name.

Plain geometry for a template that draws SVG, with the same numbers as a table. A week begins on Monday; the last point
is the day on which the page is read.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

# in units of the viewBox; text is 15 units high
WIDTH, HEIGHT = 372, 210
LEFT, RIGHT, TOP, BOTTOM = 34, 356, 26, 170
WEEK = timedelta(days=7)
TICKS = 4
#: Room for a label such as “28 dec”.
LABEL = 56


@dataclass(frozen=True)
class Point:
    """The number finished at the end of `day`."""

    day: date
    finished: int
    x: float
    y: float


@dataclass(frozen=True)
class Tick:
    day: date
    x: float


@dataclass(frozen=True)
class Curve:
    """`points` never fall; the last is today's. `due_x` is None when the due date lies outside the picture."""

    points: list[Point]
    path: str
    area: str
    ticks: list[Tick]
    total: int
    due: date
    due_x: float | None
    due_anchor: str
    now_anchor: str
    label_y: float

    @property
    def now(self) -> Point:
        return self.points[-1]


def curve_of(finished: dict[date, int], *, total: int, opened_on: date, due: date, on: date) -> Curve:
    """Return the curve of `total` members; `finished` says how many were finished on which day, at most `on`.

    Who counts already finished before the opening: the curve begins as high as that.
    """
    first = opened_on - timedelta(days=opened_on.weekday())
    last = max(due, on)
    ends = _ends(first, on)
    days = sorted(finished)
    reached = list(accumulate(finished[day] for day in days))
    scale = (RIGHT - LEFT) / max((last - first).days, 1)

    def x(day):
        return round(LEFT + (day - first).days * scale, 1)

    def y(number):
        return round(BOTTOM - number / max(total, 1) * (BOTTOM - TOP), 1)

    points, seen = [], 0
    for end in ends:
        while seen < len(days) and days[seen] <= end:
            seen += 1
        number = reached[seen - 1] if seen else 0
        points.append(Point(end, number, x(end), y(number)))
    start = reached[len([day for day in days if day < opened_on]) - 1] if days and days[0] < opened_on else 0
    path = f"M{x(first)} {y(start)}" + "".join(f"L{point.x} {point.y}" for point in points)
    return Curve(
        points=points,
        path=path,
        area=f"{path}V{BOTTOM}H{x(first)}Z",
        ticks=_ticks(first, last, x),
        total=total,
        due=due,
        due_x=x(due) if due >= first else None,
        due_anchor=_anchor(x(due)),
        now_anchor=_anchor(points[-1].x),
        # beside the point, above the line; a full year's stays under the words of the due date
        label_y=max(points[-1].y - 10, TOP + 4),
    )


def _ends(first, on):
    """The Sundays from the first week on, and at last the day itself."""
    ends = []
    end = first + timedelta(days=6)
    while end < on:
        ends.append(end)
        end += WEEK
    return [*ends, on]


def _ticks(first, last, x):
    """A few Mondays at even distances, each with room for its label."""
    weeks = (last - first).days // 7
    step = max(1, -(-weeks // TICKS))
    ticks = [Tick(first + number * WEEK, x(first + number * WEEK)) for number in range(0, weeks + 1, step)]
    return [tick for tick in ticks if tick.x <= RIGHT - LABEL / 2 + 16]


def _anchor(x):
    """Where a label at `x` begins, so that it stays inside the picture."""
    return "end" if x > RIGHT - LABEL else "start" if x < LEFT + LABEL else "middle"
