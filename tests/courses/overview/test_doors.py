"""Whoever does not sit at a desk finds nothing there, and a year that is not open is nowhere."""

from datetime import date

import pytest
from django.urls import get_resolver, reverse

from courses.members.log.models import DeskAction
from courses.planning.models import NamesExport
from tests import factories
from tests.courses.overview.council import YEAR
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db


#: What stands in an address besides the organisation: any value, for nothing of it may be looked at.
ANY = {"year": YEAR, "act": "einde", "topic": "melden"}


def _names_below(resolver):
    for one in resolver.url_patterns:
        yield from _names_below(one) if hasattr(one, "url_patterns") else [one.name]


#: Every address of the desk: a new one is held to this of its own accord.
CLERK_URLS = sorted(set(_names_below(get_resolver("courses.overview.urls"))) - {"home"})


def address_of(name, organisation):
    """The address `name` at the desk of `organisation`."""
    _text, parameters = get_resolver("courses.overview.urls").reverse_dict.getlist(name)[0][0][0]
    given = {one: ANY.get(one, 1) for one in parameters}
    return reverse(f"overview:{name}", kwargs=given | {"code": organisation.code})


@pytest.mark.parametrize("name", CLERK_URLS)
@pytest.mark.parametrize("who", ["other clerk", "member", "former clerk", "future clerk", "superuser"])
def test_another_organisation_does_not_exist(client, council, name, who):
    user = {
        "other clerk": lambda: factories.clerk(factories.organisation()),
        "member": lambda: council.organisation.memberships.first().user,
        "former clerk": lambda: factories.clerk(council.organisation, end=date(2020, 12, 31)),
        "future clerk": lambda: factories.clerk(council.organisation, start=date(YEAR + 5, 1, 1)),
        "superuser": lambda: factories.person(is_superuser=True, is_staff=True),
    }[who]()
    client.force_login(user)
    address = address_of(name, council.organisation)
    found = [client.get(address), client.post(address)]
    statuses = {response.status_code for response in found}
    assert 404 in statuses and statuses <= {404, 405}
    assert not any(b"Noor" in response.content for response in found)
    assert not NamesExport.objects.exists() and not DeskAction.objects.exists()


@pytest.mark.parametrize("name", CLERK_URLS)
def test_signed_out_one_is_sent_to_sign_in(client, council, name):
    address = address_of(name, council.organisation)
    doors = [response for response in (client.get(address), client.post(address)) if response.status_code != 405]
    assert doors
    for response in doors:
        assert response.status_code == 302
        assert "/account/login/" in response["Location"]


def test_a_year_that_is_not_open_does_not_exist(client, council):
    client.force_login(council.clerk)
    assert client.get(reverse("overview:year", args=[council.organisation.code, YEAR + 1])).status_code == 404
    other = planned.programme(council.module, kinds=["waterschap"])
    assert client.get(council.url(), {"programma": f"{other.pk}-{other.module.pk}"}).status_code == 404


def test_without_any_year_it_says_so(client):
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    assert "nog geen jaar open" in client.get(reverse("overview:newest", args=[organisation.code])).content.decode()
