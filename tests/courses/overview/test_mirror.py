"""Dit ziet uw griffier: the member's page holds the desk's own row, letter for letter."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.planning.models import Assignment
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year
ADDRESS = "/leren/dit-ziet-uw-griffier/"
ROW = re.compile(r'<tr><th scope="row">.*?</tr>', re.DOTALL)


@pytest.mark.parametrize("state", ["open", "busy", "done", "late"])
def test_the_row_is_the_desks_own(client, state):
    organisation, elsewhere = factories.organisation(), factories.organisation()
    programme = planned.programme(starts_on=date(YEAR - 1, 1, 1))
    edition = planned.edition(programme.module, YEAR)
    user = factories.person(name="Noor de Wit")
    for number, one in enumerate((organisation, elsewhere)):
        factories.membership(user, one, start=date(YEAR - 2, 3, 26), name=f"Noor de Wit {number}")
    factories.membership(factories.person(name="Bas de Boer"), organisation, start=date(YEAR - 2, 3, 26))
    open_year(programme=programme, year=YEAR, edition=edition, today=TODAY)
    if state == "busy":
        planned.begin(user, edition, on=TODAY)
    if state == "done":
        planned.complete(user, edition, on=TODAY)
    if state == "late":
        yesterday = TODAY - timedelta(days=1)
        Assignment.objects.filter(membership__user=user).update(due=yesterday, unmoved_due=yesterday)
    desk = []
    for one in (organisation, elsewhere):
        client.force_login(factories.clerk(one))
        page = client.get(reverse("overview:year", args=[one.code, YEAR])).content.decode()
        desk += [row for row in ROW.findall(page) if "Noor" in row]
    client.force_login(user)
    page = client.get(ADDRESS).content.decode()
    assert ROW.findall(page) == desk and len(desk) == 2
    assert "Bas" not in page and ADDRESS in client.get("/leren/").content.decode()


def test_who_has_no_mandate_reads_that_nobody_sees_anything(client):
    client.force_login(factories.person())
    assert "Geen griffier ziet iets van u." in client.get(ADDRESS).content.decode()
    client.logout()
    assert client.get(ADDRESS).status_code == 302
