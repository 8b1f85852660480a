"""Another address for somebody who is known: only by the person, after a code to the old one, or by a manager."""

import time
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from courses.members.log.models import DeskAction
from courses.members.models import Membership
from courses.members.other_addresses.asking import ask_address
from courses.members.other_addresses.models import AddressRequest
from elearning.housekeeping import tidy
from tests import factories
from tests.courses.members.factories import HEADER
from tests.courses.overview.importing import Desk, text
from tests.elearning import factories as doors

pytestmark = pytest.mark.django_db
OLD, NEW = "noor@oud.example", "noor@voorbeeldstad.example"
PAGE, MANAGE = "/account/adres/", "/beheer/adressen/"
NOW = timezone.now()


@pytest.fixture
def member():
    return factories.membership(factories.person(OLD, name="Noor de Wit"))


@pytest.fixture
def asked(member):
    clerk = factories.clerk(member.organisation)
    return ask_address(organisation=member.organisation, membership=member.pk, email=NEW, by=clerk, now=NOW)


def address(member):
    member.user.refresh_from_db()
    return member.user.email


def signed_in(email=OLD):
    client = Client()
    return client, doors.sign_in(client, email)


# --- the clerk asks ---------------------------------------------------------------------------------------------------


def test_the_list_asks_and_changes_nothing(client, member):
    desk = Desk(client, member.organisation)
    desk.offer([HEADER, ["Noor de Wit", NEW, "raadslid", ""]])
    assert "dezelfde persoon" in text(desk.get("controle/"))
    assert desk.check(r2_vraag="on").status_code == 302
    page = text(client.get(desk.confirm().url))
    request = AddressRequest.objects.get()
    assert (request.membership, request.new_email, request.state) == (member, NEW, "asked")
    assert request.reference in page and "gevraagd" in page
    assert address(member) == OLD and Membership.objects.count() == 1
    assert set(DeskAction.objects.values_list("kind", flat=True)) == {"imported", "address_asked"}


def test_a_row_cannot_ask_for_somebody_else(client, member):
    desk = Desk(client, member.organisation)
    desk.offer([HEADER, ["Sam Bos", "sam@voorbeeldstad.example", "raadslid", ""]])
    desk.check(r2_vraag="on"), desk.confirm()
    assert not AddressRequest.objects.exists()


def test_whether_the_address_is_known_elsewhere_is_not_told(client, member):
    factories.membership(factories.person(NEW, name="Al Bekend"))
    desk = Desk(client, member.organisation)
    desk.offer([HEADER, ["Noor de Wit", NEW, "raadslid", ""]])
    page = text(desk.get("controle/"))
    desk.check(r2_vraag="on")
    page += text(client.get(desk.confirm().url))
    assert "Al Bekend" not in page and "gevraagd" in page


def test_asking_again_takes_the_place_of_the_first(member, asked):
    again = ask_address(
        organisation=member.organisation, membership=member.pk, email="beter@v.example", by=asked.asked_by, now=NOW
    )
    asked.refresh_from_db()
    assert (asked.state, asked.new_email, again.state) == ("lapsed", "", "asked")
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressRequest.objects.filter(pk=asked.pk).update(state="asked")


def test_nobody_asks_for_a_member_of_another_organisation(member):
    other = factories.organisation()
    with pytest.raises(Membership.DoesNotExist):
        ask_address(organisation=other, membership=member.pk, email=NEW, by=factories.clerk(other), now=NOW)


# --- the member -------------------------------------------------------------------------------------------------------


def test_after_a_code_to_the_old_address_the_member_says_yes(member, asked):
    client, response = signed_in()
    assert response.url == PAGE and NEW in text(client.get(PAGE))
    assert address(member) == OLD  # asking for the page changes nothing
    client.post(PAGE, {"ja": "1", "adres": NEW})
    assert address(member) == NEW
    assert client.get("/leren/").status_code == 200  # this session goes on
    asked.refresh_from_db()
    assert (asked.state, asked.new_email, asked.decided_by) == ("done", "", member.user)
    mail.outbox.clear()
    assert signed_in(NEW)[1].url == "/leren/"
    line = DeskAction.objects.get(kind="changed")
    assert line.members.get().membership == member and line.facts == {"address": 1}


def test_the_old_address_is_told_and_not_where_the_member_went(member, asked):
    client, _response = signed_in()
    mail.outbox.clear()
    client.post(PAGE, {"ja": "1", "adres": NEW})
    [told] = mail.outbox
    assert told.to == [OLD]
    assert "niet meer" in told.body
    for part in (told.subject, told.body, told.alternatives[0][0]):
        assert NEW not in part and member.organisation.name not in part


def test_other_sessions_of_the_member_end(member, asked):
    elsewhere = Client()
    elsewhere.force_login(member.user)
    client, _response = signed_in()
    client.post(PAGE, {"ja": "1", "adres": NEW})
    assert elsewhere.get("/leren/").status_code == 302


def test_a_session_without_a_fresh_code_cannot_say_yes(member, asked):
    without = Client()
    without.force_login(member.user)
    client, _response = signed_in()
    with mock.patch("elearning.accounts.addresses.time.time", return_value=time.time() + 16 * 60):
        for one in (without, client):
            assert "code" in text(one.get(PAGE)) and "Ja, gebruik" not in text(one.get(PAGE))
            assert one.post(PAGE, {"ja": "1", "adres": NEW}).status_code == 200
            assert address(member) == OLD


def test_no_keeps_the_address_and_the_clerk_is_not_told_why(member, asked):
    client, _response = signed_in()
    client.post(PAGE, {"nee": "1"})
    asked.refresh_from_db()
    assert address(member) == OLD and (asked.state, asked.new_email) == ("refused", "")
    desk = Desk(Client(), member.organisation)
    page = text(desk.get())
    assert "verlopen" in page and "niet gewijzigd" not in page


def test_only_what_was_seen_is_taken_over(member, asked):
    client, _response = signed_in()
    client.post(PAGE, {"ja": "1", "adres": "anders@elders.example"})
    assert address(member) == OLD


def test_somebody_else_decides_nothing(member, asked):
    other = factories.membership()
    client, response = signed_in(other.user.email)
    assert response.url == "/leren/" and client.get(PAGE).status_code == 302
    client.post(PAGE, {"ja": "1", "adres": NEW})
    assert address(member) == OLD and other.user.email != NEW
    assert Client().post(PAGE, {"ja": "1"}).status_code == 302


def test_an_address_of_somebody_else_is_refused_in_words(member, asked):
    factories.person(NEW)
    client, _response = signed_in()
    page = client.post(PAGE, {"ja": "1", "adres": NEW})
    assert page.status_code == 200 and "<title>Fout:" in text(page) and "niets gewijzigd" in text(page).lower()
    assert address(member) == OLD


def test_what_nobody_decided_lapses_and_is_forgotten(member, asked):
    later = NOW + timedelta(days=31)
    client, _response = signed_in()
    with mock.patch("elearning.accounts.address_views.timezone.now", return_value=later):
        client.post(PAGE, {"ja": "1", "adres": NEW})
    assert address(member) == OLD
    tidy(now=later)
    asked.refresh_from_db()
    assert (asked.state, asked.new_email) == ("lapsed", "")


def a_manager():
    user = doors.manager()
    user.refresh_from_db()  # a role that is given ends sessions
    return user


# --- the manager ------------------------------------------------------------------------------------------------------


def test_a_manager_decides_by_the_reference_and_sees_no_name_and_no_address(client, member, asked):
    client.force_login(manager := a_manager())
    page = text(client.get(MANAGE))
    assert asked.reference in page and member.organisation.name in page
    for secret in ("Noor", OLD, NEW):
        assert secret not in page
    client.post(MANAGE, {"verzoek": asked.pk, "ja": "1"})
    assert address(member) == NEW
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("done", manager)
    assert DeskAction.objects.get(kind="changed").by == manager
    assert [told.to for told in mail.outbox] == [[OLD]]  # who knows nothing of it hears it there


def test_the_old_address_is_told_in_the_language_of_the_member(client, member, asked):
    member.user.language = "en"
    member.user.save()
    client.force_login(a_manager())
    client.post(MANAGE, {"verzoek": asked.pk, "ja": "1"})
    assert "no longer" in mail.outbox[-1].body


def test_a_manager_can_keep_the_old_address(client, member, asked):
    client.force_login(a_manager())
    client.post(MANAGE, {"verzoek": asked.pk, "nee": "1"})
    asked.refresh_from_db()
    assert address(member) == OLD and asked.state == "refused"
    assert not mail.outbox


@pytest.mark.parametrize("sent", ["", "0", "-1", "²", "9" * 40, "x"])
def test_a_request_that_is_not_there(client, asked, sent):
    client.force_login(a_manager())
    assert client.post(MANAGE, {"verzoek": sent, "ja": "1"}).url == MANAGE
    assert AddressRequest.objects.filter(state="asked").count() == 1


def test_nobody_else_reaches_the_managers_page(client, member, asked):
    for user in (doors.trainer(), factories.clerk(member.organisation), member.user):
        user.refresh_from_db()  # a role that is given ends sessions
        client.force_login(user)
        assert asked.reference not in text(client.get(MANAGE))
        assert client.post(MANAGE, {"verzoek": asked.pk, "ja": "1"}).status_code in (302, 403, 404)
        assert address(member) == OLD
