"""Files in the forms in which clerks have them come in right; nothing of an unwanted column stays."""

import csv
import dataclasses
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

DATA = Path(__file__).resolve().parents[2] / "data" / "members"


def found(members):
    return [(row.row, row.name, row.email, row.office, row.start, row.end) for row in members.rows]


# --- the four lists of the shared data, each read a second time in another way ---------------------------------------


@pytest.fixture(scope="module")
def lists(extra_data):
    return extra_data / "ledenlijsten"


def test_waterwijk_row_by_row(lists):
    path = lists / "raad-waterwijk.xlsx"
    members = read_member_list(path.read_bytes(), kind="gemeente")
    expected = []
    cells = list(openpyxl.load_workbook(path)["Raadsleden 2026-2030"].iter_rows(values_only=True))
    for number, (_nr, last, prefix, _in, first, _party, mail, office, day, _phone) in enumerate(cells[4:35], start=5):
        name = " ".join(part.strip() for part in (first, prefix, last) if part)
        office = "burgerraadslid" if office == "Burgerraadslid" else "raadslid"
        expected.append((number, name, mail.strip().lower(), office, day.date(), None))
    assert found(members) == expected
    assert len(expected) == 31
    assert [(p.row, p.column, p.code) for p in members.problems] == [
        (36, "G", "address_twice"),
        (37, "G", "no_address"),
    ]
    assert members.problems[1].sentence == "rij 37, kolom G: geen e-mailadres."
    assert [one.header for one in members.dropped] == ["Nr", "Fractie", "Telefoon"]
    assert (members.rows[0].sort_name, members.rows[4].start) == ("Çelik, Bram van den", date(2026, 9, 10))


def test_duinveen_row_by_row(lists):
    members = read_member_list((lists / "raad-duinveen.ods").read_bytes(), kind="gemeente")
    rows = found(members)
    assert [row[0] for row in rows] == list(range(2, 21))
    assert rows[0] == (
        2,
        "Jelle van 't Gül",
        "j.vantgul@gemeenteraadduinveen.example",
        "burgemeester",
        date(2026, 3, 26),
        None,
    )
    assert {row[3] for row in rows[1:]} == {"raadslid"}
    assert {row[4] for row in rows} == {date(2026, 3, 26)}
    assert [row.sort_name for row in members.rows[1:4]] == [
        "Zijlstra, Jan-Willem el",
        "Nuñez, Zoë van den",
        "Müller, Anouk",
    ]
    for row in rows:  # the address is made from the name: initial, particle and surname
        assert row[2].split("@")[0][0] == plain(row[1])[0]
    assert not members.problems and not members.warnings and not members.dropped


def test_laagland_row_by_row(lists):
    path = lists / "staten-laagland.csv"
    members = read_member_list(path.read_bytes(), kind="provincie")
    expected = []
    for number, line in enumerate(path.read_bytes().decode("cp1252").splitlines()[1:], start=2):
        name, mail, office, start, end = line.split(";")
        last, _, rest = name.partition(", ")
        first, _, prefix = rest.partition(" ")
        display = " ".join(part for part in (first, prefix, last) if part)
        expected.append((number, display, mail, office.lower(), dutch(start), dutch(end)))
    assert found(members) == expected
    assert len(expected) == 41
    assert {row.end for row in members.rows} == {None, date(2026, 12, 31)}
    assert [(w.row, w.code) for w in members.warnings] == [(n, "lost_characters") for n in (2, 9, 19, 31)]
    assert not members.problems and not members.dropped


def test_nieuwediep_row_by_row(lists):
    path = lists / "waterschap-nieuwediep.csv"
    members = read_member_list(path.read_bytes(), kind="waterschap")
    expected = []
    for number, line in enumerate(csv.DictReader(path.open(encoding="utf-8-sig")), start=2):
        display = " ".join(filter(None, (line["voornaam"], line["tussenvoegsel"], line["achternaam"])))
        start = date.fromisoformat(line["ingangsdatum"])
        expected.append((number, display, line["emailadres"], line["functie"].lower(), start, None))
    assert found(members) == expected
    assert len(expected) == 27
    assert not members.problems and not members.warnings and not members.dropped


def dutch(written):
    if not written:
        return None
    day, month, year = map(int, written.split("-"))
    return date(year, month, day)


def plain(name):
    return name.translate(str.maketrans("ŞÇÖŁ", "SCOL")).lower()


# --- our own list, in every form -------------------------------------------------------------------------------------


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
