"""Showing once more who one is: with a code or passkey, in this session, for what was asked, and no more."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.utils import timezone

from courses.overview.names import fresh
from elearning.accounts import again, again_codes
from elearning.accounts.models import AgainCode
from elearning.housekeeping import tidy
from tests import factories
from tests.elearning.factories import signed_in
from tests.harness.browser import code_for

pytestmark = pytest.mark.django_db
AGAIN = "/account/opnieuw/"
NOT_RIGHT = "Deze code klopt niet of werkt niet meer."


class Desk:
    """A clerk on the way to a list with names, and the code that was mailed."""

    def __init__(self, organisation=None, user=None):
        self.organisation = organisation or factories.organisation()
        self.user = user or factories.clerk(self.organisation)
        self.client = Client()
        self.client.force_login(self.user)
        self.ask(self.organisation)

    def ask(self, organisation):
        session = self.client.session
        fresh.ask(session, organisation=organisation, back=f"/griffie/{organisation.code}/verslag/namen/")
        session.save()

    def send(self):
        self.client.post(AGAIN, {"action": "send"})
        return code_for(self.user.email)

    def fill_in(self, code):
        return self.client.post(AGAIN, {"code": code})

    @property
    def shown(self):
        return fresh.is_fresh(self.client.session, organisation=self.organisation, now=timezone.now())


@pytest.fixture
def desk():
    return Desk()


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def refused(response):
    return response.status_code == 200 and NOT_RIGHT in response.content.decode()


def test_a_right_code_leads_back_with_the_mark(desk):
    code = desk.send()
    assert not desk.shown
    response = desk.fill_in(f" {code[:3]} {code[3:]} ")
    assert response["Location"] == f"/griffie/{desk.organisation.code}/verslag/namen/"
    assert desk.shown


def test_looking_at_the_page_changes_nothing_and_sends_nothing(desk):
    assert desk.client.get(AGAIN).status_code == 200
    assert not mail.outbox and not AgainCode.objects.exists() and not desk.shown


def test_a_code_works_once(desk):
    code = desk.send()
    desk.fill_in(code)
    desk.ask(desk.organisation)
    session = desk.client.session
    del session[fresh.SHOWN]
    session.save()
    assert refused(desk.fill_in(code)) and not desk.shown


def test_five_tries_and_then_the_right_code_is_worth_nothing(desk):
    code = desk.send()
    answers = [desk.fill_in(wrong(code)) for _try in range(5)]
    assert all(map(refused, answers))
    assert refused(desk.fill_in(code)) and not desk.shown


def test_every_refusal_is_the_same_page(desk):
    """Wrong, used up, old, never asked: nothing can be told apart."""
    code = desk.send()
    pages = [desk.fill_in(wrong(code)).content for _try in range(7)]
    AgainCode.objects.update(made_at=timezone.now() - timedelta(minutes=10), tries_left=5)
    pages.append(desk.fill_in(code).content)
    AgainCode.objects.all().delete()
    pages.append(desk.fill_in(code).content)
    assert len({re.sub(rb'(name="csrfmiddlewaretoken" value="|data-token=")[^"]+"', b"", page) for page in pages}) == 1
    assert not desk.shown


def test_a_code_works_for_ten_minutes(desk):
    code = desk.send()
    AgainCode.objects.update(made_at=timezone.now() - timedelta(seconds=601))
    assert refused(desk.fill_in(code)) and not desk.shown


def test_a_newer_code_replaces_the_earlier_one(desk):
    first = desk.send()
    with mock.patch.object(again_codes, "randbelow", return_value=(int(first) + 7) % 1_000_000):
        second = desk.send()
    assert refused(desk.fill_in(first))
    assert desk.fill_in(second).status_code == 302 and desk.shown


def test_a_code_belongs_to_the_session_that_asked(desk):
    code = desk.send()
    elsewhere = Desk(desk.organisation, desk.user)
    assert refused(elsewhere.fill_in(code)) and not elsewhere.shown
    assert desk.fill_in(code).status_code == 302


def test_a_code_asked_for_one_desk_opens_no_other(desk):
    code = desk.send()
    other = factories.organisation()
    desk.user.desk_roles.create(organisation=other, start="2020-01-01")
    desk.ask(other)
    assert refused(desk.fill_in(code))
    assert not fresh.is_fresh(desk.client.session, organisation=other, now=timezone.now())


def test_of_many_tries_at_once_no_more_than_five_are_looked_at(desk):
    code = desk.send()
    key = desk.client.session.session_key
    asked = {"user": desk.user, "session_key": key, "about": f"names:{desk.organisation.pk}", "now": timezone.now()}
    with mock.patch.object(again_codes, "constant_time_compare", return_value=False) as looked_at:
        for number in range(50):
            assert not again_codes.use_code(**asked, code=f"{number:06}")
    assert looked_at.call_count == 5
    assert not again_codes.use_code(**asked, code=code)


def test_codes_are_not_mailed_without_end(desk):
    answers = [desk.client.post(AGAIN, {"action": "send"}).status_code for _time in range(5)]
    assert answers == [302, 302, 302, 429, 429] and len(mail.outbox) == 3


def test_the_mail_is_neutral_and_warns(desk):
    code = desk.send()
    message = mail.outbox[-1]
    assert message.subject == "Uw code om verder te gaan" and message.to == [desk.user.email]
    assert code not in message.subject and code in message.body
    assert "misschien iemand ingelogd als u" in re.sub(r"\s+", " ", message.body)
    assert "namen" not in message.body


def test_what_is_stored_holds_neither_code_nor_session(desk):
    code = desk.send()
    row = AgainCode.objects.values().get()
    stored = repr({name: value for name, value in row.items() if name.endswith("hash")})
    assert code not in stored and desk.client.session.session_key not in stored
    assert code not in repr(dict(desk.client.session))


def test_a_passkey_counts_too_and_one_that_is_not_right_does_not(desk):
    for credential in ("", "x", "[]", "{}", "null", '{"id": "x"}', '{"id": "x", "rawId": "x", "response": 3}'):
        bad = desk.client.post(AGAIN, {"credential": credential}, follow=True)
        assert "passkey werkte niet" in bad.content.decode() and not desk.shown
    key = Authenticator(user=desk.user, type="webauthn")
    with mock.patch.object(again.ReauthenticateWebAuthnForm, "clean_credential", return_value=key):
        response = desk.client.post(AGAIN, {"credential": "{}x"})
        assert response.status_code == 302 and not desk.shown
        response = desk.client.post(AGAIN, {"credential": '{"id": "x"}'})
    assert "/verslag/namen/" in response["Location"] and desk.shown


def test_who_was_asked_nothing_finds_nothing_here(desk):
    session = desk.client.session
    del session[fresh.ASKED]
    session.save()
    for response in (desk.client.get(AGAIN), desk.client.post(AGAIN, {"action": "send"})):
        assert response["Location"] == "/"
    assert not mail.outbox
    stranger = Client()
    assert "/account/login/" in stranger.get(AGAIN)["Location"]


def test_signing_out_ends_the_mark(desk):
    desk.fill_in(desk.send())
    desk.client.post("/account/logout/")
    assert not signed_in(desk.client)
    desk.client.force_login(desk.user)
    assert not desk.shown


def test_an_old_code_is_thrown_away(desk):
    desk.send()
    now = timezone.now()
    assert tidy(now=now) == 0 and AgainCode.objects.exists()
    tidy(now=now + timedelta(seconds=600))
    assert not AgainCode.objects.exists()
