"""On a public sheet somebody who signed in finds the own organisation's contacts, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from content.sheets.own import contacts_for
from courses.members.models import LocalContact
from tests import factories as people

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def filled(name, contact):
    organisation = people.organisation(name=name)
    LocalContact.objects.create(
        organisation=organisation, kind="report", name=contact, role="griffier", phone="0123 - 45",
        availability="altijd", verified_on=date(2026, 11, 1),
    )  # fmt: skip
    return organisation


def names(user):
    return {kind: [one.name for one in contacts] for kind, contacts in contacts_for(user).items()}


def test_a_member_finds_the_contacts_of_every_own_organisation_and_of_no_other(django_assert_num_queries):
    member = people.membership(None, filled("Voorbeeldstad", "Hanna Brink")).user
    filled("Buurdorp", "Buurvrouw")
    people.membership(member, filled("Oudedorp", "Oudman"), end=TODAY - timedelta(days=1))
    assert names(member) == {"report": ["Hanna Brink"]}
    people.membership(member, filled("Kleindorp", "Ruben Smit"))
    with django_assert_num_queries(2):
        assert names(member) == {"report": ["Hanna Brink", "Ruben Smit"]}
    assert contacts_for(member)["report"][1].organisation == "gemeente Kleindorp"


def test_a_clerk_finds_those_of_the_own_desk():
    organisation = filled("Voorbeeldstad", "Hanna Brink")
    filled("Buurdorp", "Buurvrouw")
    assert names(people.clerk(organisation)) == {"report": ["Hanna Brink"]}


def test_nobody_else_finds_any():
    filled("Voorbeeldstad", "Hanna Brink")
    assert names(people.person()) == {}
    assert names(AnonymousUser()) == {}
