"""A code is for who is or just was a member, clerk or staff; there is no sign-up and no password."""

import pytest
from django.core import mail

from elearning.accounts.models import User
from tests import factories
from tests.elearning.factories import CODE, ask, days_ago, member, signed_in
from tests.harness.browser import code_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "end", "may"),
    [(10, None, True), (0, None, True), (-1, None, False), (400, 0, True), (400, 90, True), (400, 91, False)],
)
def test_a_membership_opens_the_door_from_its_first_day_until_ninety_days_after_the_last(client, start, end, may):
    user = factories.person("lid@voorbeeldstad.example")
    factories.membership(user, start=days_ago(start), end=None if end is None else days_ago(end))
    ask(client, user.email)
    assert len(mail.outbox) == int(may)


def test_a_clerk_whose_last_day_has_passed_gets_no_code(client):
    user = factories.clerk(factories.organisation(), "oud@voorbeeldstad.example", end=days_ago(1))
    ask(client, user.email)
    assert mail.outbox == []


def test_who_left_too_long_ago_between_code_and_signing_in_or_uses_a_passkey_is_told_so(client):
    user = factories.person("lid@voorbeeldstad.example")
    mandate = factories.membership(user, start=days_ago(900))
    ask(client, user.email)
    mandate.end = days_ago(91)
    mandate.save()
    response = client.post(CODE, {"code": code_for(user.email)}, follow=True)
    assert "geen toegang" in response.content.decode() and not signed_in(client)


def test_an_account_without_membership_or_role_and_a_closed_one_get_no_code(client):
    ask(client, factories.person("los@voorbeeldstad.example").email)
    closed = member()
    User.objects.update(is_active=False)
    ask(client, closed.email)
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "password/change/", "email/", "confirm-email/"])
def test_there_is_no_sign_up_and_there_are_no_passwords(client, address):
    assert client.get(f"/account/{address}").status_code == 404


def test_a_password_opens_nothing():
    from django.contrib.auth import authenticate

    User.objects.create_superuser("baas@voorbeeld.example", "geheim")
    assert authenticate(email="baas@voorbeeld.example", username="baas@voorbeeld.example", password="geheim") is None
