"""Signing in without a browser: the same two forms, sent by Django's test client."""

from datetime import date, timedelta

from django.utils import timezone

from elearning.roles import grant_role
from tests import factories
from tests.harness.browser import code_for

LOGIN = "/account/login/"
CODE = "/account/login/code/"
STRANGER = "niemand@elders.example"


def member(email="noor.dewit@voorbeeldstad.example", **fields):
    """A person with a mandate that runs today."""
    user = factories.person(email)
    factories.membership(user, start=date(2020, 1, 1), **fields)
    return user


def clerk(email="griffie@voorbeeldstad.example"):
    return factories.clerk(factories.organisation(), email)


def trainer(email="trainer@voorbeeld.example"):
    return grant_role(role="trainer", email=email, name="Mila Hendriks", on=timezone.localdate())


def manager(email="beheer@voorbeeld.example"):
    return grant_role(role="manager", email=email, name="Ruben Smit", on=timezone.localdate())


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def ask(client, email, **headers):
    return client.post(LOGIN, {"email": email}, **headers)


def sign_in(client, email, *, next_="", code=None):
    """Ask for a code, read it from the mail, send it; returns the last response."""
    where = f"?next={next_}" if next_ else ""
    onwards = {"next": next_} if next_ else {}
    client.post(LOGIN + where, {"email": email, **onwards})
    return client.post(CODE, {"code": code or code_for(email), "action": "verify", **onwards})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session
