"""Fifty countries, attacked: no cell that is hidden can be computed, and nothing computed is too small a group."""

import csv
import io
from itertools import combinations

import pytest
from openpyxl import load_workbook

from courses.overview.coverage import files as coverage_files
from courses.overview.coverage import hiding
from courses.overview.coverage.hiding import ORGANISATIONS, PEOPLE
from tests.courses.overview.countries import Country, in_span, intervals

MEASURES = ("members", "in_time", "trained")
ENDLESS = 10**9


class Attack:
    """What one year of a country gives away; `problems` says what, in words."""

    def __init__(self, country, year):
        self.country, self.year = country, year
        at = country.coverage.years.index(year)
        self.rows = {(row.kind, row.province): row for row in country.coverage.rows}
        self.places = {place: country.inside(row) for place, row in self.rows.items()}
        self.shown = {place for place, row in self.rows.items() if row.cells[at] is not None}
        self.hidden = self.rows.keys() - self.shown

    def above(self, place):
        kind, province = place
        return (kind, "") if province else ("", "") if kind else None

    def problems(self):
        yield from self._too_small()
        yield from self._subtracted()
        yield from self._in_the_span()
        yield from self._forced()

    def _small(self, keys):
        true = self.country.true(keys, self.year)
        return true["people"] < PEOPLE or true["active"] < ORGANISATIONS

    def _too_small(self):
        return (f"{place} is shown" for place in self.shown if self._small(self.places[place]))

    def _subtracted(self):
        """Every view minus every other, and every cell minus all that is shown inside it."""
        for one, other in combinations(sorted(self.shown), 2):
            for whole, part in ((one, other), (other, one)):
                if self.places[part] < self.places[whole]:
                    rest = self.places[whole] - self.places[part]
                    if self._small(rest):
                        yield f"{whole} - {part} is small"
        for whole in self.shown:
            inside = [place for place in self.shown if self.places[place] < self.places[whole]]
            rest = self.places[whole] - set().union(*(self.places[place] for place in inside))
            if not rest:
                continue
            true = self.country.true(rest, self.year)
            if self._small(rest):
                yield f"what is hidden in {whole} is small"
            if inside or any(self.above(place) == whole for place in self.hidden):
                if true["in_time"] in (0, true["members"]) or true["trained"] in (0, true["organisations"]):
                    yield f"of what is hidden in {whole} all or none are done"

    def _in_the_span(self):
        known = [self.places[place] for place in self.shown]
        return (f"{place} can be added up" for place in self.hidden if in_span(self.places[place], known))

    def _forced(self):
        above = {place: self.above(place) for place in self.rows}
        for measure in MEASURES:
            known = {place: self.country.true(self.places[place], self.year)[measure] for place in self.shown}
            # public: which organisations there are, so no more of them can have trained
            most = {place: len(keys) if measure == "trained" else ENDLESS for place, keys in self.places.items()}
            for place, (low, high) in intervals(self.rows, above, known, most).items():
                if place in self.hidden and low == high:
                    yield f"{measure} of {place} can only be {low}"


def attacked(country):
    return [problem for year in country.coverage.years for problem in Attack(country, year).problems()]


@pytest.mark.parametrize("seed", range(50))
def test_nothing_that_is_hidden_comes_out(seed):
    assert attacked(Country(seed)) == []


@pytest.mark.parametrize("seed", range(50))
def test_every_view_shows_and_hides_the_same(seed):
    country = Country(seed)
    coverage = country.coverage
    files = list(csv.reader(io.StringIO(_text(coverage_files.csv_lines(coverage))), delimiter=";"))[1:]
    book = load_workbook(coverage_files.workbook(coverage)).active
    assert [[cell or "" for cell in row] for row in book.iter_rows(min_row=2, values_only=True)] == files
    tables = coverage_files.measures(coverage)
    lines = iter(files)
    for number, row in enumerate(coverage.rows):
        for at, (year, cell) in enumerate(zip(coverage.years, row.cells, strict=True)):
            shown = next(lines)[3:]
            texts = [measure.rows[number][1][at] for measure in tables]
            if cell is None:
                assert shown == [""] * 4 and texts == ["–"] * 2
            else:
                true = country.true(country.inside(row), year)
                assert shown == [str(true[name]) for name in ("organisations", "trained", "members", "in_time")]
                assert texts[0].endswith(f"{true['trained']} van {true['organisations']}")
                assert texts[1].endswith(f"{true['in_time']} van {true['members']}")


def _text(lines):
    return b"".join(lines).decode("utf-8-sig")


def test_most_large_cells_are_there_to_be_read():
    """Hiding all would be safe too. Where nobody or everybody was in time little is shown, as it would tell of each."""
    large = shown = 0
    for country in map(Country, range(50)):
        if 0 < sum(one.in_time for one in country.numbers) < sum(one.members for one in country.numbers):
            for year in country.coverage.years:
                attack = Attack(country, year)
                cells = {place for place, keys in attack.places.items() if not attack._small(keys)}
                large += len(cells)
                shown += len(cells & attack.shown)
    assert shown / large > 0.6


def test_the_attack_finds_what_hiding_small_cells_alone_gives_away(monkeypatch):
    monkeypatch.setattr(hiding, "_may_be_known", lambda cells: True)
    found = [problem for seed in range(50) for problem in attacked(Country(seed))]
    for kind in ("is small", "can be added up", "can only be", "all or none"):
        assert any(kind in problem for problem in found), kind


def test_the_attack_finds_a_small_cell(monkeypatch):
    monkeypatch.setattr(hiding, "PEOPLE", 9)
    assert any("is shown" in problem for seed in range(50) for problem in attacked(Country(seed)))
