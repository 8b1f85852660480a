"""Leden at the desk: a member is found by name, address or state, at the same cost for few and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.members.models import Absence
from courses.planning.models import Exemption
from tests import factories
from tests.courses.overview.people.desk import DAY, TODAY, names_of, words_of

pytestmark = pytest.mark.django_db


def test_the_register_says_name_office_address_and_days(desk):
    page = desk.get("members")
    text = words_of(page)
    assert names_of(page) == ["Wit, Noor de"]
    assert "noor@voorbeeld.example" in text and "raadslid" in text and "1 lid" in text


@pytest.mark.parametrize("search", ["wit", "WIT noor", "voorbeeld.example", "noor@voorbeeld.example", "Wít"])
def test_a_part_of_a_name_or_address_finds(desk, search):
    factories.membership(factories.person("cem@andersdam.example", name="Cem Yılmaz"), desk.organisation)
    assert names_of(desk.get("members", zoek=search)) == ["Wit, Noor de"]


@pytest.mark.parametrize("search", ["bestaat niet", "%", "_", "' or 1=1 --", "x" * 5000, "\0", "‮"])
def test_odd_searches_find_nothing_or_all_and_break_nothing(desk, search):
    assert desk.get("members", zoek=search, pagina="9" * 99, toon="?").status_code == 200


def test_who_left_is_away_or_exempt_can_be_shown_apart(desk):
    def listed(name, **fields):
        return factories.membership(factories.person(name=name), desk.organisation, **fields)

    listed("Oud Lid", end=TODAY - DAY)
    listed("Laatste Dag", end=TODAY)
    listed("Nog Komend", start=TODAY + DAY)
    Absence.objects.create(membership=listed("Weg Even"), start=TODAY, end=None)
    Exemption.objects.create(membership=listed("Hoeft Niet"), programme=desk.programme, start=TODAY)
    now = names_of(desk.get("members"))
    assert set(now) == {"Wit, Noor de", "Dag, Laatste", "Komend, Nog", "Even, Weg", "Niet, Hoeft"}
    assert names_of(desk.get("members", toon="voorbij")) == ["Lid, Oud"]
    assert names_of(desk.get("members", toon="afwezig")) == ["Even, Weg"]
    assert names_of(desk.get("members", toon="niet-van-toepassing")) == ["Niet, Hoeft"]


def test_three_or_many_members_cost_the_same_number_of_queries(desk):
    def cost(**query):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get("members", **query).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for number in range(70):
        membership = factories.membership(factories.person(name=f"Lid Nummer{number:02}"), desk.organisation)
        Absence.objects.create(membership=membership, start=TODAY)
    assert cost() == few and cost(pagina=2, zoek="lid") == few
    assert len(names_of(desk.get("members", pagina=2))) == 21


def test_the_page_of_a_member_costs_the_same_whatever_is_noted(desk):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("member", desk.member.pk).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for number in range(9):
        Absence.objects.create(membership=desk.member, start=TODAY + number * DAY)
        Exemption.objects.create(membership=desk.member, programme=desk.programme, start=TODAY + number * DAY)
    assert cost() == few
