"""Our own list comes in right in every form in which clerks have it: encodings, workbooks, sheets and layouts."""

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.members.errors import FileRefused
from courses.members.reading.member_list import read_member_list
from tests.courses.members.factories import HEADER, book_bytes, csv_bytes, ods_bytes, rows_of, xlsx_bytes
from tests.courses.members.outcome import found

DATA = Path(__file__).resolve().parents[2] / "data" / "members"


def own_rows():
    return list(csv.reader((DATA / "raad-voorbeeldstad.csv").open(encoding="utf-8"), delimiter=";"))


EXPECTED = [
    (5, "Sanne van den Heuvel", "s.vandenheuvel@voorbeeldstad.example", "raadslid", date(2026, 3, 26), None),
    (6, "Emine Öztürk", "e.ozturk@voorbeeldstad.example", "raadslid", date(2026, 3, 26), None),
    (7, "Piet van ’t Hooft", "p.vanthooft@voorbeeldstad.example", "raadslid", date(2026, 3, 26), None),
    (8, "Bram Jansen-de Wit", "b.jansendewit@voorbeeldstad.example", "burgerraadslid", date(2026, 4, 1), None),
    (9, "Anna de Vries", "a.devries@voorbeeldstad.example", "wethouder", date(2026, 9, 10), None),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_csv_in_every_form(encoding, delimiter, newline):
    data = csv_bytes(own_rows(), encoding=encoding, delimiter=delimiter, newline=newline)
    members = read_member_list(data, kind="gemeente")
    assert found(members) == EXPECTED
    assert [one.header for one in members.dropped] == ["Partij", "BSN", "Geboortedatum", "Telefoon"]
    assert not members.problems


@pytest.mark.parametrize("make", [xlsx_bytes, ods_bytes])
def test_workbooks(make):
    assert found(read_member_list(make(own_rows()), kind="gemeente")) == EXPECTED


def test_the_delimiter_that_excel_declares():
    members = read_member_list(b"sep=;\r\n" + csv_bytes(rows_of(2)), kind="gemeente")
    assert [row.row for row in members.rows] == [3, 4]


def test_sheets_are_chosen_and_named():
    data = xlsx_bytes(
        rows_of(2), sheets=[("Fracties", [["Fractie", "Zetels"], ["A", 3]]), ("Oud", rows_of(3))], hidden=["Oud"]
    )
    members = read_member_list(data, kind="gemeente")
    assert len(members.rows) == 2
    assert "Deze bladen zijn niet gelezen: Fracties, Oud." in members.notes


def test_two_sheets_with_members_are_refused():
    with pytest.raises(FileRefused, match="Leden, Meer"):
        read_member_list(xlsx_bytes(rows_of(2), sheets=[("Meer", rows_of(2))]), kind="gemeente")


def test_cells_merged_downwards_hold_for_all_their_rows():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([["Titel"], *rows_of(3)])))
    book.active.merge_cells("A1:D1")
    book.active["C4"], book.active["C5"] = None, None
    book.active.merge_cells("C3:C5")
    members = read_member_list(book_bytes(book), kind="gemeente")
    assert [row.office for row in members.rows] == ["raadslid"] * 3


def test_a_formula_without_outcome_is_an_empty_cell():
    rows = rows_of(2)
    rows[2][1] = '="lid2@voorbeeldstad.example"'
    members = read_member_list(xlsx_bytes(rows), kind="gemeente")
    assert [(p.row, p.code) for p in members.problems] == [(3, "no_address")]


def test_dates_as_excel_keeps_them():
    rows = rows_of(2)
    rows[1][3], rows[2][3] = date(2026, 4, 1), 46113
    assert [row.start for row in read_member_list(xlsx_bytes(rows), kind="gemeente").rows] == [date(2026, 4, 1)] * 2


def test_a_header_repeated_and_a_total_are_no_members():
    rows = rows_of(3)
    rows.insert(2, HEADER)
    rows += [["", "", "", ""], ["Totaal: 3", "", "", ""]]
    members = read_member_list(csv_bytes(rows), kind="gemeente")
    assert [row.row for row in members.rows] == [2, 4, 5]
    assert not members.problems


@given(
    members=st.lists(
        st.tuples(
            st.sampled_from(["Sanne", "Zoë", "Ş.", "Jan-Willem"]),
            st.sampled_from(["", "van der", "van ’t", "in 't"]),
            st.sampled_from(["Öztürk", "Jansen-de Wit", "O'Brien", "Heuvel"]),
            st.dates(date(1990, 1, 1), date(2035, 1, 1)),
        ),
        min_size=1,
        max_size=45,
    ),
    titles=st.integers(0, 4),
    order=st.permutations(["name", "mail", "office", "start", "party"]),
    style=st.sampled_from(["full", "comma", "columns"]),
    days=st.sampled_from(["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y"]),
    form=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "ods"]),
    delimiter=st.sampled_from([";", ",", "\t"]),
)
def test_round_trip_over_layouts(members, titles, order, style, days, form, delimiter):
    headers = {"name": ["Naam"], "mail": ["E-mail"], "office": ["Functie"], "start": ["Sinds"], "party": ["Fractie"]}
    if style == "columns":
        headers["name"] = ["Achternaam", "Voornaam", "Tussenvoegsel"]
    rows, expected = [["Ledenlijst"]] * titles + [sum((headers[part] for part in order), [])], []
    for number, (first, prefix, last, day) in enumerate(members):
        display = " ".join(filter(None, (first, prefix, last)))
        sort = f"{last}, {' '.join(filter(None, (first, prefix)))}"
        cells = {
            "name": {"full": [display], "comma": [sort], "columns": [last, first, prefix]}[style],
            "mail": [f"lid{number}@voorbeeldstad.example"],
            "office": ["raadslid"],
            "start": [day.strftime(days)],
            "party": ["Kanarie"],
        }
        rows.append(sum((cells[part] for part in order), []))
        expected.append((display, sort, f"lid{number}@voorbeeldstad.example", day))
    data = ods_bytes(rows) if form == "ods" else csv_bytes(rows, encoding=form, delimiter=delimiter)
    read = read_member_list(data, kind="gemeente")
    assert [(row.name, row.sort_name, row.email, row.start) for row in read.rows] == expected
    assert not read.problems
