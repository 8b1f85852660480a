"""The table of coverage in words: for the screen, and as CSV and XLSX. Only here are cells made into text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.members.models import Kind
from courses.overview import writing
from courses.overview.coverage.counts import UNKNOWN, Coverage, Row
from courses.overview.coverage.hiding import Cell


@dataclass(frozen=True)
class Measure:
    """One of the two tables: each row a place, and a text for every year."""

    title: str
    rows: list[tuple[str, list[str]]]


def measures(coverage: Coverage) -> list[Measure]:
    return [
        Measure(title, [(place_of(row), [text(cell) for cell in row.cells]) for row in coverage.rows])
        for title, text in (
            (_("Organisations that trained"), lambda cell: _share(cell, "trained", "organisations")),
            (_("New members who finished in time"), lambda cell: _share(cell, "in_time", "members")),
        )
    ]


def place_of(row: Row) -> str:
    if row.province:
        return f"{kind_of(row)}: {province_of(row)}"
    return kind_of(row) or _("The whole country")


def province_of(row: Row) -> str:
    return _("province unknown") if row.province == UNKNOWN else row.province


def kind_of(row: Row) -> str:
    """The kind in the plural."""
    plural = {
        Kind.MUNICIPALITY: _("Municipalities"),
        Kind.PROVINCE: _("Provinces"),
        Kind.WATER_AUTHORITY: _("Water authorities"),
    }
    return plural.get(row.kind, "")


def percentage(part: int, of: int) -> int:
    """In whole percents; all and nobody are never made of fewer."""
    rounded = (200 * part + of) // (2 * of)
    return rounded if part in (0, of) else min(max(rounded, 1), 99)


def _share(cell: Cell | None, part, of) -> str:
    if cell is None:
        return "–"
    numbers = {"part": getattr(cell, part), "of": getattr(cell, of)}
    numbers["percentage"] = percentage(numbers["part"], numbers["of"])
    return _("%(percentage)d%%, %(part)d of %(of)d") % numbers


def rows(coverage: Coverage) -> Iterator[list[str]]:
    """A heading, and a row for each place and year; what is hidden is empty."""
    yield [
        _("Year"),
        _("Kind"),
        _("Province"),
        _("Organisations"),
        _("Organisations that trained"),
        _("New members"),
        _("New members who finished in time"),
    ]
    for row in coverage.rows:
        for year, cell in zip(coverage.years, row.cells, strict=True):
            numbers = (cell.organisations, cell.trained, cell.members, cell.in_time) if cell else ("",) * 4
            yield [str(year), kind_of(row) or _("The whole country"), province_of(row), *map(str, numbers)]


def csv_lines(coverage: Coverage) -> Iterator[bytes]:
    return writing.csv_lines(rows(coverage))


def workbook(coverage: Coverage):
    """Return an open temporary file; the caller closes it."""
    return writing.workbook(rows(coverage), title=_("Coverage"))
