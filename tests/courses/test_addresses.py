"""An address with a number that no column holds is not found, in every room."""

import pytest

from tests import factories
from tests.elearning.factories import manager

pytestmark = pytest.mark.django_db
HUGE = 10**30


@pytest.mark.parametrize("address", [f"bewijs/{HUGE}/", f"bewijs/{HUGE}/certificaat.pdf"])
def test_of_a_certificate(client, address):
    client.force_login(factories.membership(None).user)
    assert client.get(f"/leren/{address}").status_code == 404


@pytest.mark.parametrize("end", ["", "lijst.csv", "lijst.xlsx"])
def test_of_a_year_at_the_desk(client, end):
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    assert client.get(f"/griffie/{organisation.code}/{HUGE}/{end}").status_code == 404


@pytest.mark.parametrize("address", [f"{HUGE}/jaren/", f"1/jaren/{HUGE}/"])
def test_of_a_programme(client, address):
    user = manager()
    user.refresh_from_db()
    client.force_login(user)
    assert client.get(f"/beheer/programmas/{address}").status_code == 404
