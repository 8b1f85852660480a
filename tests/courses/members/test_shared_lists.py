"""The four lists of the shared data come in row by row, each read a second time in another way."""

import csv
from datetime import date

import openpyxl
import pytest

from courses.members.reading.member_list import read_member_list
from tests.courses.members.outcome import found


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
