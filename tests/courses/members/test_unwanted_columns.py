"""Of a column that nobody asked for only the header stays, and a file with service numbers is refused."""

import dataclasses

import pytest

from courses.members.errors import FileRefused
from courses.members.reading.member_list import read_member_list
from tests.courses.members.factories import csv_bytes, rows_of, xlsx_bytes


def everything_in(value):
    """Every text in a value, however deep."""
    if dataclasses.is_dataclass(value):
        value = [getattr(value, one.name) for one in dataclasses.fields(value)]
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        return [text for one in value for text in everything_in(one)]
    return [str(value)]


@pytest.mark.parametrize(
    "header",
    ["Fractie", "Partij", "Telefoon", "Mobiel", "Adres", "Postcode", "Woonplaats", "Geboortedatum", "BSN",
     "Burgerservicenummer",
     "Geslacht", "Foto", "Opmerking", "E-mail privé", "Nr", "Iets onbekends", ""],
)  # fmt: skip
@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_unwanted_columns_leave_only_their_header(header, make):
    rows = rows_of(4)
    rows = [[*row[:2], header if index == 0 else "KANARIE 111222333", *row[2:]] for index, row in enumerate(rows)]
    members = read_member_list(make(rows), kind="gemeente")
    assert len(members.rows) == 4
    assert [(one.column, one.header) for one in members.dropped] == [("C", header)]
    assert not [text for text in everything_in(members) if "KANARIE" in text or "111222333" in text]


BSNS = ["111222333", "123456782", "1112.22.333", "987654329", 111222333]


@pytest.mark.parametrize("column", range(4))
def test_service_numbers_in_a_column_that_we_keep_refuse_the_file(column):
    rows = rows_of(5)
    for row, number in zip(rows[1:], BSNS, strict=True):
        row[column] = number
    with pytest.raises(FileRefused, match="BSN") as refused:
        read_member_list(xlsx_bytes(rows), kind="gemeente")
    assert "111222333" not in str(refused.value)


@pytest.mark.parametrize(
    ("numbers", "names", "refused"), [(2, 0, False), (3, 0, True), (4, 1, True), (3, 1, False), (8, 2, True)]
)
def test_three_and_four_fifths(numbers, names, refused):
    rows = rows_of(numbers + names)
    for row in rows[1 : numbers + 1]:
        row[0] = "111222333"
    if refused:
        with pytest.raises(FileRefused, match="BSN"):
            read_member_list(csv_bytes(rows), kind="gemeente")
    else:
        read_member_list(csv_bytes(rows), kind="gemeente")
