"""One in eleven dates passes the eleven test of the BSN; a column of such days is a column of days."""

import pytest

from courses.members.errors import FileRefused
from courses.members.reading.bsn import looks_like_bsn
from courses.members.reading.member_list import read_member_list
from tests.courses.members.factories import HEADER, csv_bytes

NUMBERS = ["111222333", "123456782", "111222333"]


def a_list(values):
    rows = [[f"Lid{n} de Wit", f"lid{n}@voorbeeld.example", "raadslid", value] for n, value in enumerate(values)]
    return csv_bytes([HEADER, *rows])


@pytest.mark.parametrize("day", ["21-03-2026", "21.03.2026", "21 03 2026", "2026-03-13", "20260313"])
def test_a_council_that_was_sworn_in_on_one_day_comes_in(day):
    assert looks_like_bsn(day)
    members = read_member_list(a_list([day] * 5), kind="gemeente")
    assert (len(members.rows), members.problems) == (5, ())


def test_numbers_in_a_column_of_days_are_refused_all_the_same():
    assert all(map(looks_like_bsn, NUMBERS))
    with pytest.raises(FileRefused, match="BSN"):
        read_member_list(a_list(NUMBERS), kind="gemeente")
    with pytest.raises(FileRefused, match="BSN"):
        read_member_list(a_list([*NUMBERS, *NUMBERS, "21-03-2026"]), kind="gemeente")
