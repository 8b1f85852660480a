"""The clerk's page of a year: how each member stands, sorted and counted, at the same cost for few and for many."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.members.models import Membership
from courses.planning.joining import assign_joiners
from tests import factories
from tests.courses.overview.answers import rows_of, text_of
from tests.courses.overview.council import TODAY, YEAR

pytestmark = pytest.mark.django_db


def test_names_statuses_counts_and_days(client, council):
    client.force_login(council.clerk)
    page = client.get(council.url())
    assert page.status_code == 200
    text = text_of(page)
    assert "1 van 3 leden zijn klaar" in text
    assert "1 afgerond, 1 bezig, 1 niet begonnen" in page.content.decode()
    assert rows_of(page) == ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]
    assert f"{TODAY.day} " in text


def test_with_one_desk_the_front_page_leads_there(client, council):
    client.force_login(council.clerk)
    page = client.get(reverse("overview:home"), follow=True)
    assert page.redirect_chain == [(reverse("overview:newest", args=[council.organisation.code]), 302)]
    assert len(rows_of(page)) == 3


def test_with_two_desks_one_chooses(client, council):
    other = factories.organisation(name="Andersdam")
    council.clerk.desk_roles.create(organisation=other, start=date(2020, 1, 1))
    client.force_login(council.clerk)
    page = client.get(reverse("overview:home"))
    assert "Andersdam" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"toon": "afgerond"}, ["Afgerond, Noor"]),
        ({"toon": "bezig"}, ["Bezig, Bas"]),
        ({"toon": "niet-begonnen"}, ["Niets, Cem"]),
        ({"sorteer": "-naam"}, ["Niets, Cem", "Bezig, Bas", "Afgerond, Noor"]),
        ({"sorteer": "status"}, ["Niets, Cem", "Bezig, Bas", "Afgerond, Noor"]),
        ({"sorteer": "-status"}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ({"sorteer": "datum"}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ({"toon": "x' or 1=1", "sorteer": "--", "pagina": "9" * 5000}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        ({"pagina": "²"}, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
    ],
)
def test_filter_and_sort(client, council, query, names):
    client.force_login(council.clerk)
    assert rows_of(client.get(council.url(), query)) == names


def test_the_sorted_column_is_marked_and_turns_round(client, council):
    client.force_login(council.clerk)
    page = client.get(council.url()).content.decode()
    assert page.count("aria-sort=") == 1
    assert re.search(r'aria-sort="ascending"><button class="sort" name="sorteer" value="-naam">', page)


def test_two_organisations_in_one_year_each_see_their_own(client, council):
    """The composed query is kept; the organisation in it is not."""
    other = factories.organisation()
    factories.membership(factories.person(name="Ada Elders"), other, start=TODAY)
    assign_joiners(today=TODAY)
    for user, organisation, names in (
        (council.clerk, council.organisation, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
        (factories.clerk(other), other, ["Elders, Ada"]),
        (council.clerk, council.organisation, ["Afgerond, Noor", "Bezig, Bas", "Niets, Cem"]),
    ):
        client.force_login(user)
        assert rows_of(client.get(reverse("overview:year", args=[organisation.code, YEAR]))) == names


def test_a_due_date_that_is_moved_shows_at_once(client, council):
    client.force_login(council.clerk)
    assert "na de datum" not in text_of(client.get(council.url()))
    council.organisation.memberships.get(sort_name="Niets, Cem").assignments.update(
        unmoved_due=TODAY - timedelta(days=1), due=TODAY - timedelta(days=1)
    )
    assert text_of(client.get(council.url())).count("na de datum") == 1


def test_pages(client, council):
    council.more(60)
    client.force_login(council.clerk)
    first, second = (client.get(council.url(), {"pagina": page}) for page in (1, 2))
    assert len(rows_of(first)) == 50
    assert len(rows_of(second)) == 13
    assert not set(rows_of(first)) & set(rows_of(second))
    assert "Pagina 2 van 2" in text_of(second)
    assert rows_of(client.get(council.url(), {"pagina": 99})) == rows_of(second)


def test_at_most_eight_queries_whatever_the_number_of_members(client, council):
    client.force_login(council.clerk)
    client.get(council.url())
    numbers = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(council.url())
        numbers.append(len(queries))
        council.more(60)
    assert numbers[0] == numbers[1] <= 8


def test_a_name_is_text_on_the_page(client, council):
    Membership.objects.filter(sort_name="Bezig, Bas").update(sort_name="<script>alert(1)</script>")
    client.force_login(council.clerk)
    assert b"<script>alert" not in client.get(council.url()).content
