"""Headers, offices and addresses as clerks write them, and the cell in which something is not right."""

import pytest

from courses.members.reading.member_list import read_member_list
from tests.courses.members.factories import HEADER, csv_bytes, rows_of


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        (["Voornaam", "Tussenvoegsel", "Achternaam"], ["Sanne", "van den", "Heuvel"], "Sanne van den Heuvel"),
        (["VOORNAAM", "Tussenv.", "ACHTERNAAM"], ["Sanne", "Van den", "Heuvel"], "Sanne van den Heuvel"),
        (["Voorl.", "Roepnaam", "Geslachtsnaam"], ["S.", "", "van den Heuvel"], "S. van den Heuvel"),
        (
            ["Roepnaam", "Voornamen", "Familienaam"],
            ["Sanne", "Susanna Maria", "Heuvel, van den"],
            "Sanne van den Heuvel",
        ),
        (["Voornaam", "tv", "Naam"], ["Sanne", "van den", "Heuvel"], "Sanne van den Heuvel"),
        (["Naam raadslid", "x", "y"], ["mw. S. van den Heuvel", "", ""], "S. van den Heuvel"),
    ],
)
def test_header_spellings_of_names(header, row, name):
    rows = [[*header, "E-mail adres", "Rol"], [*row, "s@voorbeeldstad.example", "Raadslid"]]
    assert [one.name for one in read_member_list(csv_bytes(rows), kind="gemeente").rows] == [name]


@pytest.mark.parametrize(
    "header", ["E-mail", "E-mailadres", "EMAIL", "Mail", "e-mailadres (raad)", "E mail adres", "Zakelijk e-mailadres"]
)
def test_header_spellings_of_addresses(header):
    assert read_member_list(
        csv_bytes([["Naam", header], ["Noor de Wit", "n@voorbeeldstad.example"]]), kind="gemeente"
    ).rows


@pytest.mark.parametrize(
    ("kind", "written", "office"),
    [
        ("gemeente", "Fractievoorzitter / raadslid", "raadslid"),
        ("gemeente", "wethouder en locoburgemeester", "wethouder"),
        ("gemeente", "Burgerlid", "burgerraadslid"),
        ("gemeente", "raadslid (v)", "raadslid"),
        ("provincie", "Fractievoorzitter", "statenlid"),
        ("provincie", "fractievoorzitter / gedeputeerde", "gedeputeerde"),
        ("provincie", "burgerlid", "burgerstatenlid"),
        ("waterschap", "lid AB", "ab-lid"),
        ("waterschap", "Hoogheemraad", "db-lid"),
    ],
)
def test_offices(kind, written, office):
    rows = [HEADER, ["Noor de Wit", "n@voorbeeldstad.example", written, "1-1-2026"]]
    assert [row.office for row in read_member_list(csv_bytes(rows), kind=kind).rows] == [office]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (["", "n@v.example", "raadslid", ""], "A", "no_name"),
        (["=HYPERLINK(1)", "n@v.example", "raadslid", ""], "A", "odd_name"),
        (["<script>", "n@v.example", "raadslid", ""], "A", "odd_name"),
        (["33", "n@v.example", "raadslid", ""], "A", "odd_name"),
        (["a" * 201, "n@v.example", "raadslid", ""], "A", "long_name"),
        (["Noor de Wit", "", "raadslid", ""], "B", "no_address"),
        (["Noor de Wit", "n.dewit", "raadslid", ""], "B", "no_at_sign"),
        (["Noor de Wit", "a@b.example; c@d.example", "raadslid", ""], "B", "two_addresses"),
        (["Noor de Wit", "n de wit@v.example", "raadslid", ""], "B", "odd_address"),
        (["Noor de Wit", "nöör@v.example", "raadslid", ""], "B", "odd_address"),
        (["Noor de Wit", "n@voorbeeldst\u0430d.example", "raadslid", ""], "B", "odd_address"),  # a Cyrillic а
        (["Noor de Wit", "n@v.example", "", ""], "C", "no_office"),
        (["Noor de Wit", "n@v.example", "tovenaar", ""], "C", "unknown_office"),
        (["Noor de Wit", "n@v.example", "Statenlid", ""], "C", "foreign_office"),
        (["Noor de Wit", "n@v.example", "raadslid", "31-2-2027"], "D", "not_a_date"),
    ],
)
def test_a_problem_names_its_cell(row, column, code):
    members = read_member_list(csv_bytes([["Titel"], HEADER, *rows_of(1)[1:], row]), kind="gemeente")
    assert [(p.row, p.column, p.code) for p in members.problems] == [(4, column, code)]
    assert members.problems[0].sentence.startswith(f"rij 4, kolom {column}: ")
    assert len(members.rows) == 1


@pytest.mark.parametrize(
    "written", ["N@V.example ", "mailto:n@v.example", "Noor de Wit <n@v.example>", "n@v.example;", "\u200bn@v.example"]
)
def test_addresses_as_they_are_pasted(written):
    members = read_member_list(csv_bytes([HEADER, ["Noor de Wit", written, "raadslid", ""]]), kind="gemeente")
    assert [row.email for row in members.rows] == ["n@v.example"]


def test_one_address_on_two_different_rows_is_a_problem_of_both():
    rows = rows_of(2)
    rows[2][1] = rows[1][1].upper()
    members = read_member_list(csv_bytes(rows), kind="gemeente")
    assert [(p.row, p.code) for p in members.problems] == [(2, "address_twice"), (3, "address_twice")]
    assert not members.rows
