"""Also for you: what a module's audience is, and what is never offered."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from content.audiences import AUDIENCES, BOARD, CLERKS, EXECUTIVES, MEMBERS, STATES
from courses.members.models import Kind, Office
from courses.planning.joining import assign_joiners
from courses.planning.opening import open_year
from courses.planning.voluntary import OFFICES, audiences_of
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def member():
    council = factories.organisation(name="Voorbeeldstad")
    return factories.membership(factories.person(name="Noor de Wit"), council, start=date(TODAY.year - 2, 3, 26)).user


def a_module(slug, audience=MEMBERS, year=TODAY.year, **values):
    module = planned.module(slug.capitalize(), slug, audience=audience, **values)
    if year:
        planned.edition(module, year, steps=[("lesson", "Les", 6, 4), ("quiz", "Vragen", 3, 4)])
    return module


def offered(client, user):
    client.force_login(user)
    return [offer.edition.title for offer in client.get("/leren/").context["overview"].offers]


@pytest.mark.parametrize(
    ("office", "also"),
    [
        (Office.COUNCILLOR, set()),
        (Office.STATES_MEMBER, {STATES}),
        (Office.BOARD_MEMBER, {BOARD}),
        (Office.EXECUTIVE_BOARD_MEMBER, {BOARD, EXECUTIVES}),
        (Office.MAYOR, {EXECUTIVES}),
        (Office.CLERK, {CLERKS}),
        (Office.OTHER, set()),
    ],
)
def test_an_office_has_its_own_audiences(office, also):
    organisation = factories.organisation(kind=Kind.WATER_AUTHORITY)
    mandate = factories.membership(factories.person(), organisation, office=office)
    assert audiences_of([mandate]) == {MEMBERS, *also}


def test_every_audience_is_somebodys():
    assert {MEMBERS, *OFFICES} == {name for name, _label in AUDIENCES}


def test_what_is_meant_for_others_is_not_offered(client, member):
    a_module("voor-allen")
    a_module("voor-staten", STATES)
    assert offered(client, member) == ["Voor-allen"]


def test_two_mandates_are_offered_both(client, member):
    province = factories.organisation(kind=Kind.PROVINCE, name="Zandoever")
    factories.membership(member, province, office=Office.STATES_MEMBER)
    a_module("voor-allen")
    a_module("voor-staten", STATES)
    assert offered(client, member) == ["Voor-allen", "Voor-staten"]


def test_nobody_without_a_mandate_is_offered_anything(client):
    a_module("voor-allen")
    assert offered(client, factories.person()) == []


def test_a_former_member_is_offered_nothing(client):
    council = factories.organisation()
    gone = factories.membership(
        factories.person(), council, start=TODAY - timedelta(days=900), end=TODAY - timedelta(days=1)
    ).user
    a_module("voor-allen")
    assert offered(client, gone) == []


def test_what_is_owed_is_not_offered_as_well(client, member):
    module = a_module("verplicht", year=None)
    programme = planned.programme(module, starts_on=date(TODAY.year - 1, 1, 1))
    edition = planned.edition(module, TODAY.year, steps=[("lesson", "Les", 6, 4)])
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    assign_joiners(today=TODAY)
    a_module("vrij")
    assert offered(client, member) == ["Vrij"]


def test_the_newest_year_is_offered_but_none_that_is_to_come(client, member):
    module = a_module("vrij", year=TODAY.year - 1)
    planned.edition(module, TODAY.year, steps=[("lesson", "Les", 6, 4)])
    planned.edition(module, TODAY.year + 1, steps=[("lesson", "Les", 6, 4)])
    client.force_login(member)
    [offer] = client.get("/leren/").context["overview"].offers
    assert (offer.edition.year, offer.minutes) == (TODAY.year, 6)


def test_a_module_that_was_taken_offline_is_not_offered(client, member):
    module = a_module("vrij")
    module.unpublish()
    assert offered(client, member) == []
