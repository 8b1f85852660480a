"""Signing in with a code by mail: once, for ten minutes, in the browser that asked, and what the session is then."""

import time
from unittest import mock

import pytest
from django.core import mail

from elearning.accounts.models import User
from tests.elearning.factories import CODE, LOGIN, STRANGER, ask, clerk, manager, member, sign_in, signed_in, trainer
from tests.harness.browser import code_for

pytestmark = pytest.mark.django_db


def test_a_member_signs_in_with_the_code_from_the_mail(client):
    user = member()
    response = sign_in(client, user.email)
    assert response.status_code == 302 and response["Location"] == "/leren/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_capitals_and_spaces_in_the_address_and_in_the_code_do_not_matter(client):
    user = member()
    ask(client, "  Noor.deWit@Voorbeeldstad.example ")
    code = code_for(user.email)
    client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert signed_in(client)


def test_everybody_enters_where_the_work_waits(client):
    entrances = {"/leren/": [member()], "/griffie/": [clerk()], "/beheer/": [trainer(), manager()]}
    for user, entrance in [(user, entrance) for entrance, users in entrances.items() for user in users]:
        client.logout()
        assert sign_in(client, user.email)["Location"] == entrance


def test_next_leads_back_but_never_outside(client):
    user = member()
    assert sign_in(client, user.email, next_="/leren/3/")["Location"] == "/leren/3/"
    client.logout()
    assert sign_in(client, user.email, next_="https://elders.example/")["Location"] == "/leren/"


def test_asking_for_a_page_never_signs_in(client):
    user = member()
    ask(client, user.email)
    code = code_for(user.email)
    for method in (client.get, client.head):
        for _ in range(20):
            method(CODE, {"code": code, "action": "verify"})
            method(LOGIN, {"email": user.email, "code": code})
    assert not signed_in(client) and len(mail.outbox) == 1
    client.post(CODE, {"code": code})
    assert signed_in(client)


def test_five_wrong_codes_and_it_is_over(client):
    user = member()
    ask(client, user.email)
    code = code_for(user.email)
    wrong = "000000" if code != "000000" else "000001"
    for left in ("4 keer", "3 keer", "2 keer", "één keer"):
        page = client.post(CODE, {"code": wrong}).content.decode()
        assert f"nog {left} proberen" in page and "Fout:" in page
    assert client.post(CODE, {"code": wrong})["Location"] == LOGIN
    client.post(CODE, {"code": code})
    assert not signed_in(client)
    assert "Vijf codes klopten niet" in client.get(LOGIN).content.decode()


def test_a_code_older_than_ten_minutes_is_worth_nothing(client):
    user = member()
    ask(client, user.email)
    code = code_for(user.email)
    later = time.time() + 601
    with mock.patch("allauth.account.internal.flows.code_verification.time.time", return_value=later):
        assert client.post(CODE, {"code": code})["Location"] == LOGIN
    assert not signed_in(client)
    assert "ouder dan tien minuten" in client.get(LOGIN).content.decode()


def test_going_back_to_fill_in_another_address(client):
    user = member()
    ask(client, STRANGER)
    assert client.get(LOGIN).status_code == 200
    sign_in(client, user.email)
    assert signed_in(client)


def test_a_code_works_once_and_only_in_the_browser_that_asked(client):
    from django.test import Client

    user = member()
    other = Client()
    ask(client, user.email)
    code = code_for(user.email)
    other.post(CODE, {"code": code})
    assert not signed_in(other)
    client.post(CODE, {"code": code})
    client.post("/account/logout/")
    client.post(CODE, {"code": code})
    assert not signed_in(client)


def test_a_new_code_ends_the_old_one(client):
    user = member()
    ask(client, user.email)
    old = code_for(user.email)
    client.post(CODE, {"action": "resend"})
    assert len(mail.outbox) == 2
    new = code_for(user.email)
    if old != new:
        client.post(CODE, {"code": old})
        assert not signed_in(client)
    client.post(CODE, {"code": new})
    assert signed_in(client)


# --- what a session is ------------------------------------------------------------------------------------------------


def test_the_session_key_changes_at_signing_in_and_the_old_one_opens_nothing(client):
    from django.test import Client

    user = member()
    ask(client, user.email)
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": code_for(user.email)})
    assert client.cookies["sessionid"].value != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert not signed_in(thief)


def test_signing_out_takes_a_button_and_ends_the_session_for_good(client):
    from django.test import Client

    user = member()
    sign_in(client, user.email)
    key = client.cookies["sessionid"].value
    client.get("/account/logout/")
    assert signed_in(client)
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert not signed_in(client) and not signed_in(thief)


def test_a_new_round_ends_every_session_of_one_person(client):
    user = member()
    sign_in(client, user.email)
    assert client.get("/")["Location"] == "/leren/"
    User.objects.filter(pk=user.pk).update(session_round=1)
    assert client.get("/")["Location"] == LOGIN
