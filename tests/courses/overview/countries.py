"""Synthetic countries for the table of coverage, and an attacker who reads every view of it.

The attacker knows what is public (which organisations there are) and what the manager's screen, CSV and XLSX show; and
adds and subtracts. Written without looking at how cells are hidden: spans of vectors and intervals of sums.
"""

from datetime import date
from fractions import Fraction
from random import Random
from types import SimpleNamespace

from courses.overview.coverage.counts import YEARS, of_numbers
from courses.planning.newcomers import Newcomers

DAY = date(2026, 10, 31)
PROVINCES = ["Oostland", "Westland", "Noordland", "Zuidland", "Middenland", "Buitenland"]


class Country:
    """Some hundred organisations and their new members in four years, with provinces of all sizes."""

    def __init__(self, seed: int):
        self.random = random = Random(seed)
        self.organisations, self.numbers, self.twice = [], [], []
        provinces = PROVINCES[: random.randint(1, len(PROVINCES))]
        for number, name in enumerate(provinces):
            self._organisation("provincie", name=name, code=f"xp{number:02}")
            for _municipality in range(random.choice([1, 2, 3, 4, 8, 30])):
                self._organisation("gemeente", province=f"xp{number:02}")
        for _authority in range(random.choice([0, 1, 2, 5])):
            self._organisation("waterschap")
        for _homeless in range(random.choice([0, 0, 0, 2])):
            self._organisation("gemeente")
        eager = random.choice([0.0, 0.3, 0.6, 1.0])
        for year in range(DAY.year - YEARS + 1, DAY.year + 1):
            busy = random.choice([0.1, 0.5, 1.0])
            for one in self.organisations:
                if random.random() < busy:
                    members = random.choice([1, 1, 2, 3, 5, 9, 20])
                    in_time = sum(random.random() < eager for _member in range(members))
                    self.numbers.append(Newcomers(one.pk, year, members, in_time))
        self._somebody_twice()
        self.coverage = of_numbers(organisations=self.organisations, numbers=self.numbers, twice=self.twice, day=DAY)

    def _organisation(self, kind, *, name="", code="", province=""):
        key = len(self.organisations) + 1
        self.organisations.append(
            SimpleNamespace(
                pk=key, kind=kind, code=code or f"x{key:04}", name=name, province_code=province,
                valid_from=None, valid_to=None,
            )
        )  # fmt: skip

    def _somebody_twice(self):
        for person in range(self.random.choice([0, 3, 40])):
            year = self.random.choice([one.year for one in self.numbers])
            places = [one.organisation for one in self.numbers if one.year == year]
            for organisation in self.random.sample(places, min(2, len(places))):
                # no organisation has more of these than members
                if sum(row[1:] == (year, organisation) for row in self.twice) < next(
                    one.members for one in self.numbers if (one.year, one.organisation) == (year, organisation)
                ):
                    self.twice.append((person, year, organisation))

    # --- what is true, counted anew ---

    def inside(self, row):
        """The organisations of a row of the table, by key."""
        names = {one.code: one.name for one in self.organisations}
        return {
            one.pk
            for one in self.organisations
            if row.kind in ("", one.kind) and row.province in ("", names.get(one.province_code, "?"))
        }

    def true(self, keys, year):
        had = [one for one in self.numbers if one.year == year and one.organisation in keys]
        several = [person for person, in_year, key in self.twice if in_year == year and key in keys]
        return {
            "organisations": len(keys),
            "active": len(had),
            "members": sum(one.members for one in had),
            "people": sum(one.members for one in had) - len(several) + len(set(several)),
            "in_time": sum(one.in_time for one in had),
            "trained": sum(2 * one.in_time >= one.members for one in had),
        }


def in_span(vector: set, known: list[set]) -> bool:
    """Whether `vector`, a set of organisations, can be made by adding and subtracting `known` ones; exact."""
    points = sorted(set().union(vector, *known))
    rows = [[Fraction(point in one) for point in points] for one in known]
    target = [Fraction(point in vector) for point in points]
    for column in range(len(points)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            if target[column]:
                return False
            continue
        rows.remove(pivot)
        for row in (*rows, target):
            if row[column]:
                factor = row[column] / pivot[column]
                for place in range(len(points)):
                    row[place] -= factor * pivot[place]
    return not any(target)


def intervals(cells: dict, above: dict, known: dict, most: dict) -> dict:
    """The least and the greatest that each of `cells` can be, exact as these are a tree.

    `above` names the cell of which it is a part, `known` what is shown, `most` how much it can be at most. Bounds go up
    and down until nothing changes.
    """
    low = {name: known.get(name, 0) for name in cells}
    high = {name: known.get(name, most[name]) for name in cells}
    while True:
        before = dict(low), dict(high)
        for whole in cells:
            parts = [name for name in cells if above.get(name) == whole]
            if not parts:
                continue
            low[whole] = max(low[whole], sum(low[name] for name in parts))
            high[whole] = min(high[whole], sum(high[name] for name in parts))
            for name in parts:
                others = [other for other in parts if other != name]
                low[name] = max(low[name], low[whole] - sum(high[other] for other in others))
                high[name] = min(high[name], high[whole] - sum(low[other] for other in others))
        if (low, high) == before:
            return {name: (low[name], high[name]) for name in cells}
