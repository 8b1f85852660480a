"""The lists of organisations as published, and our own small ones."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.members.country.organisations import import_organisations
from courses.members.errors import FileRefused
from courses.members.models import Organisation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
DATA = Path(__file__).resolve().parents[2] / "data" / "members"
ONT = "https://identifier.overheid.nl/tooi/def/ont/"
ID = "https://identifier.overheid.nl/tooi/id/gemeente/"


def register():
    names = (
        "kind",
        "name",
        "display_name",
        "province_code",
        "valid_from",
        "valid_to",
        "successor__code",
        "local_version",
    )
    return {row[0]: row[1:] for row in Organisation.objects.values_list("code", *names)}


@pytest.fixture
def tooi(extra_data):
    return sorted((extra_data / "tooi").glob("*.json"))


def bring_in(source, **options):
    return import_organisations(source=source, today=TODAY, **options)


def test_the_three_published_lists_give_the_country(tooi):
    assert len(tooi) == 3
    for path in tooi:
        bring_in(path)
    valid = Organisation.objects.valid(on=TODAY)
    kinds = [valid.filter(kind=kind).count() for kind in ("gemeente", "provincie", "waterschap")]
    assert kinds == [342, 12, 21]
    assert Organisation.objects.count() == 375
    amstel = Organisation.objects.get(code="ws0155")
    assert (amstel.display_name, amstel.valid_from) == ("Waterschap Amstel, Gooi en Vecht", None)
    assert Organisation.objects.get(code="gm1979").valid_from == date(2021, 1, 1)
    assert Organisation.objects.get(code="gm0344").province_code == "pv26"
    assert Organisation.objects.filter(name="Utrecht").count() == 2


def test_the_published_lists_again_change_nothing(tooi):
    for path in tooi:
        bring_in(path)
    before = register()
    for path in tooi:
        result = bring_in(path)
        assert (result.new, result.changed) == ((), ())
    assert register() == before


def test_the_csv_beside_them_gives_the_same(tooi, extra_data):
    result = bring_in(extra_data / "organisaties.csv")
    assert (len(result.new), result.left_out) == (375, ())
    assert bring_in(extra_data / "organisaties.csv").changed == ()
    from_csv = register()
    Organisation.objects.all().delete()
    for path in tooi:
        bring_in(path)
    from_tooi = register()
    assert from_csv.keys() == from_tooi.keys()
    # the CSV says the same in everything except first days, which it leaves out
    assert {code: row[:4] for code, row in from_csv.items()} == {code: row[:4] for code, row in from_tooi.items()}
    bring_in(extra_data / "organisaties.csv")
    assert register() == from_tooi


def test_all_bodies_that_ever_were_come_in_when_asked(tooi):
    for path in tooi:
        bring_in(path, include_ended=True)
    assert Organisation.objects.count() == 605 + 12 + 32
    assert Organisation.objects.valid(on=TODAY).count() == 375
    appingedam = Organisation.objects.get(code="gm0003")
    assert (appingedam.valid_to, appingedam.successor.code) == (date(2020, 12, 31), "gm1979")


def test_a_merger_ends_a_body_that_we_know(extra_data):
    bring_in(extra_data / "organisaties.csv")
    result = bring_in(b"code,valid_to,successor\ngm1696,2026-12-31,gm0402\n")
    assert (result.new, result.changed) == ((), ("gm1696",))
    wijdemeren = Organisation.objects.get(code="gm1696")
    assert (wijdemeren.name, wijdemeren.valid_to, wijdemeren.successor.name) == (
        "Wijdemeren",
        date(2026, 12, 31),
        "Hilversum",
    )
    assert Organisation.objects.valid(on=date(2026, 12, 31)).count() == 375
    assert Organisation.objects.valid(on=date(2027, 1, 1)).count() == 374
    bring_in(extra_data / "organisaties.csv")  # silent about the end: it stays
    wijdemeren.refresh_from_db()
    assert wijdemeren.valid_to == date(2026, 12, 31)


def test_our_own_list():
    result = bring_in(DATA / "organisaties.csv")
    assert (len(result.new), result.left_out) == (4, ("xg0003",))
    town = Organisation.objects.get(code="xg0002")
    assert (town.province_code, town.valid_to, town.successor.code) == ("xp01", date(2026, 12, 31), "xg0001")
    assert bring_in(DATA / "organisaties.csv").changed == ()


def body(code, name, **properties):
    return {
        "@id": ID + code,
        "@type": [ONT + "Gemeente"],
        ONT + "organisatiecode": [{"@value": code}],
        ONT + "officieleNaamExclSoort": [{"@value": name}],
        ONT + "officieleNaamInclSoort": [{"@value": f"gemeente {name}"}],
        **{ONT + key: [{"@value": value}] for key, value in properties.items()},
    }


def test_a_later_list_ends_what_merged_and_names_the_successor():
    prov = "http://www.w3.org/ns/prov#"
    bring_in(json.dumps([body("xg0001", "Oostwijk"), body("xg0002", "Westwijk")]).encode())
    merger = {
        "@id": ID + "wzg_1",
        "@type": [ONT + "Samenvoeging"],
        prov + "invalidated": [{"@id": ID + "xg0001"}, {"@id": ID + "xg0002"}],
        prov + "generated": [{"@id": ID + "xg0003"}],
    }
    later = [
        body("xg0001", "Oostwijk", einddatum="2026-10-31"),
        body("xg0002", "Westwijk", einddatum="2026-10-31"),
        body("xg0003", "Middenwijk", begindatum="2026-11-01"),
        merger,
    ]
    result = bring_in(json.dumps(later).encode())
    assert (result.new, result.changed) == (("xg0003",), ("xg0001", "xg0002"))
    assert {one.successor.code for one in Organisation.objects.exclude(valid_to=None)} == {"xg0003"}
    assert [one.code for one in Organisation.objects.valid(on=TODAY)] == ["xg0003"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"[",
        b"[1, 2]",
        b"[]",
        b'{"a": 1}',
        b'{"@graph": 3}',
        b"[" * 100_000,
        b'[{"@type": ["https://identifier.overheid.nl/tooi/def/ont/Gemeente"]}]',
        json.dumps([body("xg0001", "A"), body("xg0001", "B")]).encode(),
        json.dumps([body("xg0001", "A", einddatum="morgen")]).encode(),
        json.dumps([body("xg0001", "A", begindatum="2026-12-01", einddatum="2026-11-30")]).encode(),
        json.dumps([body("xg0001", "A" * 300)]).encode(),
        json.dumps([body("../../etc", "A")]).encode(),
        b"a,b\n1,2\n",
        b"type,code,name,display_name\nkoninkrijk,xg0001,A,B\n",
        b"type,code,name,display_name\ngemeente,,A,B\n",
        b"code,valid_to\nxg0009,2026-12-31\n",
        b'type,code\n"gemeente,xg0001\n',
        bytes(range(256)) * 10,
    ],
)
def test_a_bad_list_is_refused_and_changes_nothing(data):
    bring_in(DATA / "organisaties.csv")
    before = register()
    with pytest.raises(FileRefused):
        bring_in(data)
    assert register() == before


def test_statements_do_not_grow_with_the_list():
    def statements(number, first):
        rows = [body(f"xg{n:04}", f"Wijk {n}") for n in range(first, first + number)]
        with CaptureQueriesContext(connection) as captured:
            bring_in(json.dumps(rows).encode())
        return len(captured)

    # 80 rows are one statement on SQLite too, which takes 999 values at most
    assert statements(80, 1000) == statements(20, 2000)
