"""Searching by name, filtering on office, first day and date, and all modules of a year side by side."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.members.models import Membership
from courses.planning.opening import open_year
from tests.courses.overview.answers import rows_of, text_of
from tests.courses.overview.council import TODAY, YEAR
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def names_of(client, council, **query):
    return rows_of(client.get(council.url(), query))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("bas", ["Bezig, Bas"]),
        ("BÉZ", ["Bezig, Bas"]),
        ("bas bezig", ["Bezig, Bas"]),
        ("o", ["Afgerond, Noor"]),
        ("i", ["Bezig, Bas", "Niets, Cem"]),
        ("bas niets", []),
        ("%", ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ("_e", ["Bezig, Bas", "Niets, Cem"]),
        ("zqxja", []),
        ("\x00' or 1=1 --", []),
        ("🦩", ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
    ],
)
def test_a_search_looks_for_words_in_names(client, council, typed, names):
    client.force_login(council.clerk)
    if typed == "_e":  # a letter means itself: no pattern
        Membership.objects.filter(sort_name="Bezig, Bas").update(sort_key="be_e zig bas")
        names = ["Bezig, Bas"]
    assert names_of(client, council, zoek=typed) == names


def test_what_was_searched_before_is_not_searched_again(client, council):
    client.force_login(council.clerk)
    for typed, names in (("bas", ["Bezig, Bas"]), ("noor", ["Afgerond, Noor"]), ("niemand", [])):
        assert names_of(client, council, zoek=typed) == names


def test_filters_on_office_first_day_and_past_the_date(client, council):
    client.force_login(council.clerk)
    members = council.organisation.memberships
    members.filter(sort_name="Bezig, Bas").update(office="burgerraadslid", start=date(YEAR - 1, 5, 1))
    members.get(sort_name="Niets, Cem").assignments.update(unmoved_due=YESTERDAY, due=YESTERDAY)
    assert names_of(client, council, functie="burgerraadslid") == ["Bezig, Bas"]
    assert names_of(client, council, sinds=f"{YEAR - 1}-05-01") == ["Bezig, Bas"]
    assert names_of(client, council, sinds=f"{YEAR - 1}-05-02") == []
    assert names_of(client, council, toon="na-de-datum") == ["Niets, Cem"]
    assert names_of(client, council, toon="na-de-datum", zoek="bas") == []
    assert names_of(client, council, toon="bezig", functie="burgerraadslid", zoek="bas") == ["Bezig, Bas"]
    everybody = ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]
    for nonsense in ({"functie": "baas"}, {"sinds": "gisteren"}, {"sinds": "0001-01-01"}, {"toon": "alles"}):
        assert names_of(client, council, **nonsense) == everybody


def test_numbers_beside_the_filters_are_of_what_was_searched_and_the_bar_is_not(client, council):
    client.force_login(council.clerk)
    page = text_of(client.get(council.url(), {"zoek": "bas"}))
    assert "1 van 3 leden zijn klaar" in page
    assert "Alle 1 Afgerond 0 Bezig 1 Niet begonnen 0" in page


def test_sorting_and_paging_keep_the_search(client, council):
    council.more(60)
    client.force_login(council.clerk)
    page = client.get(council.url(), {"zoek": "nummer", "functie": "raadslid", "sorteer": "-naam"})
    html = page.content.decode()
    assert rows_of(page)[0] == "Nummer059, Lid" and "Pagina 1 van 2" in text_of(page)
    following = re.search(r'<a href="(\?[^"]+pagina=2)"', html)[1].replace("&amp;", "&")
    assert len(rows_of(client.get(council.url() + following))) == 10
    assert '<input type="hidden" name="zoek" value="nummer">' in html


def test_a_search_costs_three_queries_whatever_was_typed(client, council):
    client.force_login(council.clerk)
    query = {"zoek": "lid", "functie": "raadslid", "sinds": "2020-01-01", "toon": "na-de-datum"}
    client.get(council.url(), query)
    numbers = []
    for typed in ("lid", "een"):
        with CaptureQueriesContext(connection) as queries:
            client.get(council.url(), {**query, "zoek": typed})
        numbers.append(len(queries))
        council.more(60)
    assert numbers[0] == numbers[1] <= 10


class TestSideBySide:
    @pytest.fixture
    def second(self, council):
        """Another module in the same year, asked of those two who begin today."""
        module = planned.module(title="Online bedreigd")
        programme = planned.programme(module, starts_on=date(YEAR - 1, 1, 1))
        edition = planned.edition(module, YEAR)
        open_year(programme=programme, year=YEAR, edition=edition, today=TODAY)
        planned.complete(council.organisation.memberships.get(sort_name="Bezig, Bas").user, edition, on=TODAY)
        return programme

    def test_each_member_has_one_status_for_each_module(self, client, council, second):
        client.force_login(council.clerk)
        assert "Alle modules in één tabel" in text_of(client.get(council.url()))
        page = text_of(client.get(council.url("modules")))
        assert "Bezig, Bas Melden helpt Bezig Online bedreigd Afgerond" in page
        assert "Afgerond, Noor Melden helpt Afgerond" in page

    def test_of_who_is_exempt_from_one_the_other_stands_there(self, client, council, second):
        council.organisation.memberships.get(sort_name="Niets, Cem").assignments.filter(
            programme_year__programme=second
        ).delete()
        second.offices = ["burgemeester"]
        second.save()
        client.force_login(council.clerk)
        page = text_of(client.get(council.url("modules")))
        assert "Niets, Cem Melden helpt Niet begonnen Online bedreigd – niet gevraagd van dit lid" in page

    def test_one_query_more_for_each_module_and_none_for_members(self, client, council, second):
        client.force_login(council.clerk)
        numbers = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(council.url("modules"))
            numbers.append(len(queries))
            council.more(60)
        assert numbers[0] == numbers[1] <= 9
