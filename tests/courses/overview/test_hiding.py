"""Small numbers of one organisation: whoever knows all of it, also how it is made, cannot compute one."""

from collections import defaultdict
from itertools import product

import pytest

from courses.overview.report import hiding
from courses.overview.report.hiding import LEAST, Cell, alone, whole

PARTS = ("done", "not_yet_due", "late")
#: Every line up to this many members in each part; what is published of more is not looked at.
MOST = 26


def published(numbers):
    cells = whole(dict(zip(PARTS, numbers, strict=True)))
    return tuple(sorted((name, cell.value, cell.small) for name, cell in cells.items()))


def given_away():
    """Lines of which a hidden number has one possibility, among all lines that look the same."""
    look_the_same = defaultdict(list)
    for numbers in product(range(MOST), repeat=3):
        look_the_same[published(numbers)].append(numbers)
    found = []
    for shown, lines in look_the_same.items():
        cells = {name: (value, small) for name, value, small in shown}
        if cells["members"][0] is not None and cells["members"][0] >= MOST:
            continue  # others that look the same lie outside what was made
        hidden = [at for at, name in enumerate(PARTS) if cells[name][0] is None]
        if any(len({line[at] for line in lines}) == 1 for at in hidden):
            found.append((shown, lines))
        elif cells["members"][0] is not None and hidden and sum(lines[0][at] for at in hidden) < LEAST:
            found.append((shown, lines))
        elif cells["members"][0] is None and len({sum(line) for line in lines}) == 1:
            found.append((shown, lines))
    return found


def test_no_number_can_be_computed():
    assert given_away() == []


def test_no_small_number_is_shown():
    for numbers in product(range(MOST), repeat=3):
        for cell in whole(dict(zip(PARTS, numbers, strict=True))).values():
            assert cell.hidden or cell.value >= LEAST


def test_hiding_small_numbers_alone_gives_them_away(monkeypatch):
    """The test above finds it when only what is small is hidden."""

    def naive(parts):
        total = sum(parts.values())
        return {name: alone(number) for name, number in {**parts, "members": total}.items()}

    monkeypatch.setitem(globals(), "whole", naive)
    assert given_away()


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((18, 6, 5), ("29", "18", "6", "5")),
        ((18, 8, 3), ("29", "18", "niet genoemd", "minder dan 5")),
        ((27, 0, 2), ("29", "niet genoemd", "minder dan 5", "minder dan 5")),
        ((29, 0, 0), ("29", "niet genoemd", "minder dan 5", "minder dan 5")),
        ((3, 4, 2), ("niet genoemd", "minder dan 5", "minder dan 5", "minder dan 5")),
        ((2, 0, 0), ("minder dan 5",) * 4),
        ((0, 0, 0), ("minder dan 5",) * 4),
    ],
)
def test_how_it_reads(numbers, shown):
    cells = whole(dict(zip(PARTS, numbers, strict=True)))
    assert tuple(str(cells[name]) for name in ("members", *PARTS)) == shown


def test_a_number_that_is_part_of_nothing():
    assert [alone(number).value for number in (0, 4, 5, 6)] == [None, None, 5, 6]
    assert str(Cell(12)) == "12" and hiding.hidden(7).small is False
