"""Which memberships have a row, and in which year: two mandates, starts still to come, years before one's own."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.members.models import DeskRole, Office
from courses.planning.joining import assign_joiners
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year


class Council:
    """An organisation whose clerk looks; two years of one programme are open."""

    def __init__(self, client):
        self.client, self.organisation = client, factories.organisation()
        self.programme = planned.programme(
            starts_on=date(YEAR - 2, 1, 1), offices=[Office.COUNCILLOR, Office.CITIZEN_COUNCILLOR]
        )
        self.sitting = self.member("Sara Zittend", start=date(YEAR - 3, 3, 26))
        self.editions = {year: planned.edition(self.programme.module, year) for year in (YEAR - 1, YEAR)}
        open_year(programme=self.programme, year=YEAR - 1, edition=self.editions[YEAR - 1], today=date(YEAR - 1, 3, 1))
        self.opened = min(TODAY, date(YEAR, 3, 1))
        open_year(programme=self.programme, year=YEAR, edition=self.editions[YEAR], today=self.opened)
        self.clerk = factories.clerk(self.organisation)

    def member(self, name, **about):
        return factories.membership(factories.person(name=name), self.organisation, **about)

    def names(self, year=YEAR, **query):
        self.client.force_login(self.clerk)
        page = self.client.get(reverse("overview:year", args=[self.organisation.code, year]), query)
        self.text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
        self.html = page.content.decode()
        return re.findall(r'<th scope="row">([^<]*)</th><td><span class="status', self.html)


@pytest.fixture
def council(client):
    return Council(client)


def test_two_mandates_in_one_organisation_are_two_rows_and_one_effort(council):
    first = council.member("Tess Twee", start=TODAY, office=Office.CITIZEN_COUNCILLOR)
    factories.membership(first.user, council.organisation, start=TODAY - timedelta(days=3), office=Office.COUNCILLOR)
    assign_joiners(today=TODAY)
    assert council.names() == ["Twee, Tess", "Twee, Tess", "Zittend, Sara"]
    planned.complete(first.user, council.editions[YEAR], on=TODAY)
    assert council.names(toon="afgerond") == ["Twee, Tess", "Twee, Tess"]
    assert "2 van 3 leden zijn klaar" in council.text
    council.client.force_login(first.user)
    page = council.client.get("/leren/").content.decode()
    assert page.count('<th scope="row">Twee, Tess</th>') == 2
    assert "U bent klaar" in page


def test_a_start_to_come_has_no_row_yet(council):
    tomorrow = TODAY + timedelta(days=1)
    member = council.member("Thea Toekomst", start=tomorrow, registered_on=TODAY)
    assert assign_joiners(today=TODAY) == 0
    assert council.names() == ["Zittend, Sara"]
    council.client.force_login(member.user)
    assert "Toekomst" not in council.client.get("/leren/").content.decode()
    # when it is to count already by what the person did before, it still has no row before its first day
    planned.complete(member.user, council.editions[YEAR], on=TODAY)
    assert council.names() == ["Zittend, Sara"]


def test_a_year_before_ones_membership_has_no_row(council):
    council.member("Nina Nieuw", start=TODAY)
    assign_joiners(today=TODAY)
    assert council.names() == ["Nieuw, Nina", "Zittend, Sara"]
    assert council.names(YEAR - 1) == ["Zittend, Sara"]


def test_the_desk_closes_at_the_end_of_its_last_day(council):
    """A session that goes on does not carry the desk along."""
    address = reverse("overview:year", args=[council.organisation.code, YEAR])
    DeskRole.objects.update(end=TODAY)
    assert council.names()
    assert council.client.get(address).status_code == 200
    DeskRole.objects.update(end=TODAY - timedelta(days=1))
    # the same client, signed in as before
    for get in (address, reverse("overview:home"), reverse("overview:newest", args=[council.organisation.code])):
        assert council.client.get(get).status_code == 404
    for kind in ("csv", "xlsx"):
        export = reverse(f"overview:{kind}", args=[council.organisation.code, YEAR])
        assert council.client.post(export).status_code == 404
    assert reverse("overview:home") not in council.client.get("/leren/").content.decode()


def test_the_year_switch_stays_with_its_programme(council):
    """Another programme that comes first by name is open this year too."""
    other = planned.programme(starts_on=date(YEAR, 1, 1))
    other.title = "Aanloop"
    other.save()
    open_year(programme=other, year=YEAR, edition=planned.edition(other.module, YEAR), today=TODAY)
    council.names(YEAR - 1)
    switch = re.search(rf'href="([^"]+)">{YEAR}</a>', council.html)[1]
    page = council.client.get(switch)
    assert page.context["programme_year"].programme == council.programme


def test_a_programme_whose_newest_year_is_older_can_be_reached(council):
    other = planned.programme(planned.module("Aanloop"), starts_on=date(YEAR - 1, 1, 1))
    open_year(programme=other, year=YEAR - 1, edition=planned.edition(other.module, YEAR - 1), today=TODAY)
    council.names(YEAR)
    link = re.search(r'href="([^"]+)">Aanloop</a>', council.html)
    assert link
    assert council.client.get(link[1]).context["programme_year"].programme == other
