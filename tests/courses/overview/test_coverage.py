"""The manager's table of coverage: who may see it, what it counts, how many queries it takes."""

import csv
import io
from datetime import date

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.members.models import Kind, Membership, Organisation
from courses.overview.coverage.counts import AT_LEAST, LETTER, LETTER_YEAR, counted_on, coverage
from courses.planning.exempting import exempt_member
from courses.planning.joining import assign_joiners
from courses.planning.models import Assignment
from courses.planning.newcomers import counted_twice, newcomers
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned
from tests.elearning import factories as doors

pytestmark = pytest.mark.django_db
OPENED = date(2025, 3, 1)
START, DUE, AFTER = date(2025, 4, 10), date(2025, 7, 9), date(2025, 10, 31)
VIEWS = ["coverage", "coverage_csv", "coverage_xlsx"]


class Country:
    """Three councils of Oostland with five new members each, of whom some were done in time."""

    def __init__(self, *, done=(5, 3, 0)):
        self.module = planned.module()
        self.programme = planned.programme(self.module, starts_on=date(2025, 1, 1))
        self.edition = planned.edition(self.module, 2025)
        open_year(programme=self.programme, year=2025, edition=self.edition, today=OPENED)
        self.province = factories.organisation("xp01", kind=Kind.PROVINCE, name="Oostland")
        self.councils = [factories.organisation(province_code="xp01") for _council in done]
        self.members = [[self.joins(one) for _member in range(5)] for one in self.councils]
        for members, number in zip(self.members, done, strict=True):
            for one in members[:number]:
                planned.complete(one.user, self.edition, on=DUE)

    def joins(self, organisation, user=None, *, start=START):
        one = factories.membership(user, organisation, start=start)
        assign_joiners(today=start)
        return one

    def numbers(self, day=AFTER):
        found = {one.organisation: (one.members, one.in_time) for one in newcomers(day=day, since=2025)}
        return [found.get(one.pk) for one in self.councils]


def _signed_in(make):
    user = make()
    user.refresh_from_db()  # a role that is given ends sessions
    return user


@pytest.mark.parametrize("name", VIEWS)
def test_only_managers_see_it(client, name):
    others = [(make, 302) for make in (doors.trainer, doors.clerk, doors.member, None)]
    for make, status in ((doors.manager, 200), *others):
        client.logout()
        if make:
            client.force_login(_signed_in(make))
        response = client.get(reverse(name))
        assert response.status_code == status, make
        assert status == 200 or "Dekking" not in (b"" if response.streaming else response.content).decode()
        assert client.post(reverse(name)).status_code in (302, 405)


def test_it_counts_by_the_last_day_of_each(client):
    country = Country()
    assert country.numbers() == [(5, 5), (5, 3), (5, 0)]
    assert country.numbers(day=date(2025, 7, 8)) == [None] * 3
    planned.complete(country.members[2][0].user, country.edition, on=date(2025, 7, 10))
    assert country.numbers()[2] == (5, 0), "a day late is not in time"
    Assignment.objects.filter(membership=country.members[2][0]).update(due=date(2025, 7, 20))
    assert country.numbers()[2] == (5, 1), "absence moved the day"


def test_who_left_or_is_exempt_or_goes_on_is_not_counted():
    country = Country()
    left, exempt, stays = country.members[1][:3]
    Membership.objects.filter(pk=left.pk).update(end=date(2025, 7, 8))
    exempt_member(membership=country.members[2][0], programme=country.programme, start=START, today=START)
    assert country.numbers()[1:] == [(4, 2), (4, 0)]
    # somebody who goes on after an election is no new member
    Membership.objects.filter(pk=exempt.pk).update(end=date(2025, 8, 1))
    country.joins(country.councils[1], exempt.user, start=date(2025, 8, 2))
    assert country.numbers(day=date(2026, 1, 31))[1] == (4, 2)
    assert stays.assignments.exists()


def test_a_programme_of_one_organisation_is_no_part_of_it():
    country = Country()
    own = planned.programme(organisation=country.councils[0], starts_on=date(2025, 1, 1), kinds=["gemeente"])
    open_year(programme=own, year=2025, edition=planned.edition(own.module, 2025), today=OPENED)
    country.joins(country.councils[0])
    assert country.numbers()[0] == (6, 5)


def test_with_two_modules_both_must_be_done():
    country = Country(done=(0,))
    second = planned.programme(planned.module("Online bedreigd"), starts_on=date(2025, 1, 1))
    edition = planned.edition(second.module, 2025)
    open_year(programme=second, year=2025, edition=edition, today=OPENED)
    one = country.joins(country.councils[0])
    assert one.assignments.count() == 2
    planned.complete(one.user, country.edition, on=DUE)
    assert country.numbers() == [(6, 0)]
    planned.complete(one.user, edition, on=DUE)
    assert country.numbers() == [(6, 1)]


def test_somebody_with_two_new_mandates_is_one_person():
    country = Country(done=(0, 0, 0))
    for one in country.members[1]:
        country.joins(country.councils[0], one.user)
    for one in (*country.members[1][:3], *country.members[2][:1]):
        planned.complete(one.user, country.edition, on=DUE)
    assert country.numbers() == [(10, 3), (5, 3), (5, 1)]
    assert len(counted_twice(day=AFTER, since=2025)) == 10
    cell = {(row.kind, row.province): row.cells[-1] for row in coverage(today=date(2025, 11, 3)).rows}["gemeente", ""]
    assert (cell.members, cell.people) == (20, 15)


def test_the_table_and_its_words(client):
    Country(done=(5, 3, 2))
    found = coverage(today=date(2025, 11, 3))
    assert (found.day, found.years) == (date(2025, 10, 31), [2022, 2023, 2024, 2025])
    cells = {(row.kind, row.province): row.cells[-1] for row in found.rows}
    cell = cells["gemeente", ""]
    assert (cell.organisations, cell.trained, cell.members, cell.in_time) == (3, 2, 15, 10)
    # the province has no new members; with the whole country on the screen that could be computed
    assert cells["provincie", ""] is None and cells["", ""] is None
    assert not [cell for row in found.rows for cell in row.cells[:-1] if cell]


def test_the_screen_says_what_it_counts_and_the_letter(client):
    client.force_login(_signed_in(doors.manager))
    page = client.get(reverse("coverage")).content.decode()
    assert "minstens de helft van de nieuwe leden van dat jaar" in page and AT_LEAST * 2 == 1
    assert "een kwart" in page and f"In {LETTER_YEAR} kregen nieuwe raadsleden bij {LETTER} procent" in page
    assert "minder dan 10 mensen of minder dan 3 organisaties" in page
    facts = yaml.safe_load((settings.BASE_DIR / "content/starter/facts.yaml").read_text())
    said = next(one["training-2018"] for one in (facts, *facts.values()) if "training-2018" in one)
    assert (said["value"], said["period"]) == (LETTER, str(LETTER_YEAR))


def test_it_is_counted_once_a_month():
    for day in (date(2026, 11, 1), date(2026, 11, 26), date(2026, 11, 30)):
        assert counted_on(day) == date(2026, 10, 31)
    assert counted_on(date(2026, 3, 1)) == date(2026, 2, 28)


def test_a_file_holds_no_name_and_no_organisation(client):
    country = Country(done=(5, 3, 2))
    client.force_login(_signed_in(doors.manager))
    text = b"".join(client.get(reverse("coverage_csv")).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == [
        "Jaar",
        "Soort",
        "Provincie",
        "Organisaties",
        "Organisaties die opleidden",
        "Nieuwe leden",
        "Nieuwe leden die op tijd klaar waren",
    ]
    for one in country.councils:
        assert one.name not in text
    for one in country.members[0]:
        assert one.name not in text and one.user.email not in text


def test_the_number_of_queries_does_not_grow_with_the_organisations():
    Country()
    few = _queries()
    names = [f"y{number}" for number in range(342)]
    Organisation.objects.bulk_create(
        Organisation(kind=Kind.MUNICIPALITY, code=name, name=name, display_name=name) for name in names
    )
    for organisation in Organisation.objects.filter(code__in=names[:30]):
        factories.membership(None, organisation, start=START)
    assign_joiners(today=START)
    assert few == _queries() == 3


def _queries():
    with CaptureQueriesContext(connection) as queries:
        coverage(today=timezone.localdate())
    return len(queries)
