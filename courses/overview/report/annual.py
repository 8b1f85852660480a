"""The year in numbers, for the council's annual report: each module, this year and the years before. No names."""

from dataclasses import dataclass, field
from datetime import date

from courses.overview import selectors
from courses.overview.report.hiding import Cell, alone, whole
from courses.planning.models import ProgrammeYear
from courses.planning.report import report

#: So many years stand beside each other: the one that is asked, and those before it.
YEARS = 3


@dataclass(frozen=True)
class Line:
    """A module in one year, as on `day`. Of `members` there are `done`, `not_yet_due` and `late`; `exempt` were not
    asked and are no part of them. `opened` is the year that was opened last, with the edition that its members got."""

    year: int
    day: date
    opened: ProgrammeYear
    members: Cell
    done: Cell
    not_yet_due: Cell
    late: Cell
    exempt: Cell

    @property
    def parts(self) -> tuple[Cell, Cell, Cell]:
        return self.done, self.not_yet_due, self.late

    @property
    def percentage(self) -> int | None:
        """Who is done of all, in whole percents; None when it is not known. All and nobody are never made of fewer."""
        if self.done.hidden or self.members.hidden or not self.members.value:
            return None
        done, members = self.done.value, self.members.value
        rounded = (200 * done + members) // (2 * members)
        return rounded if done in (0, members) else min(max(rounded, 1), 99)

    @property
    def hides(self) -> bool:
        return any(cell.hidden for cell in (self.members, *self.parts, self.exempt))


@dataclass(frozen=True)
class Track:
    """A module of a programme; its lines go from the newest year to the oldest."""

    title: str
    language: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Annual:
    """What the report of one organisation says; `years` can be asked, oldest first."""

    year: int
    years: list[int]
    hides_small: bool
    tracks: list[Track]

    @property
    def lines(self) -> list[tuple[Track, Line]]:
        return [(track, line) for track in self.tracks for line in track.lines]


class NoSuchYear(LookupError):
    """No programme had opened in or before that year, or it has yet to come."""


def annual(*, organisation, on, year=None, hide_small=False) -> Annual:
    """Return the report for `year`, or for the year of the day `on`. Raises NoSuchYear.

    The number of queries depends on how many modules and years are shown, never on the number of members.
    """
    opened = selectors.years_of(organisation=organisation, on=on)
    if not opened:
        raise NoSuchYear
    years = list(range(min(one.year for one in opened), max(on.year, *(one.year for one in opened)) + 1))
    year = on.year if year is None else year
    if year not in years:
        raise NoSuchYear
    tracks = []
    for of_track in _tracks(opened, year):
        newest = of_track[0].edition
        track = Track(newest.title, newest.language)
        for shown in range(year, max(year - YEARS, years[0] - 1), -1):
            before = [one for one in of_track if one.year <= shown]
            if before:
                track.lines.append(_line(organisation, before[0], shown, on, hide_small))
        tracks.append(track)
    return Annual(year=year, years=years, hides_small=hide_small, tracks=tracks)


def _tracks(opened, year):
    """The years of each module of each programme that were opened up to `year`, newest first."""
    found = {}
    for one in opened:
        if one.year <= year:
            found.setdefault((one.programme_id, one.module_id), []).append(one)
    return found.values()


def _line(organisation, opened, year, on, hide_small):
    numbers = report(organisation=organisation, programme=opened.programme, module=opened.module_id, year=year, day=on)
    exempt = 0
    if opened.year == year:
        exempt = selectors.exempt_in(organisation=organisation, programme_year=opened, on=numbers.day)
    parts = {
        "done": numbers.done,
        "not_yet_due": numbers.not_yet_due,
        "late": numbers.members - numbers.done - numbers.not_yet_due,
    }
    if hide_small:
        cells = {**whole(parts), "exempt": alone(exempt)}
    else:
        cells = {name: Cell(number) for name, number in {**parts, "members": numbers.members, "exempt": exempt}.items()}
    return Line(year=year, day=numbers.day, opened=opened, **cells)
