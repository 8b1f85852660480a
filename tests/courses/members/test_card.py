"""The card: the own organisation's contacts and nobody else's, the numbers of the help page, and lines to write on."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.help.documents import starter
from courses.members.local.card import MOST, cards_of
from courses.members.models import Kind, LocalContact, Membership
from tests import factories as people

pytestmark = pytest.mark.django_db
CARD = "/leren/kaart/"
TODAY = timezone.localdate()


def contact(organisation, kind="report", name="Hanna Brink", phone="0123 - 45 67 89", **fields):
    fields = {"position": 0, "verified_on": TODAY, **fields}
    return LocalContact.objects.create(organisation=organisation, kind=kind, name=name, phone=phone, **fields)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def member(client):
    membership = people.membership(people.person(name="Noor de Wit"), people.organisation(name="Voorbeeldstad"))
    client.force_login(membership.user)
    return membership


def cards(*mandates, on=TODAY):
    return cards_of(list(mandates), on=on)


# --- who gets one -----------------------------------------------------------------------------------------------------


def test_who_has_not_signed_in_is_sent_to_do_so(client):
    assert client.get(CARD).status_code == 302


def test_without_a_mandate_of_today_there_is_none(client, member):
    Membership.objects.update(end=TODAY - timedelta(days=1))
    assert client.get(CARD).status_code == 404
    client.force_login(people.clerk(member.organisation))
    assert client.get(CARD).status_code == 404


def test_it_is_only_read_and_kept_nowhere(client, member):
    response = client.get(CARD)
    assert response.status_code == 200
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert client.post(CARD).status_code == 405
    assert "<title>Mijn kaart – " in response.content.decode()
    assert '<form class="question' not in response.content.decode() and "<textarea" not in response.content.decode()


# --- what stands on it ------------------------------------------------------------------------------------------------


def test_the_numbers_are_the_organisations_and_those_of_the_help_page(client, member):
    contact(member.organisation, role="griffier", availability="ook ’s avonds")
    page = client.get(CARD)
    text = text_of(page)
    assert text.index("112") < text.index("0123 - 45 67 89")
    assert "Hanna Brink, griffier" in text
    for number in starter()["numbers"]:
        assert f'href="tel:{number["dialled"]}"' in page.content.decode()
    assert text.count("Bij gevaar.") >= 1
    assert "Noor de Wit" in text and f"gemeente Voorbeeldstad · {TODAY.year}" in text


def test_they_stand_in_the_order_in_which_one_calls(member):
    names = ["aftercare", "police", "adviser", "chair", "clerk", "report"]
    for number, kind in enumerate(names):
        contact(member.organisation, kind, name=kind, phone=f"0123 - {number}")
    (card,) = cards(member)
    assert [one.kind for one in card.contacts] == names[::-1]


def test_no_more_than_fit_and_of_each_kind_one_before_a_second(member):
    for place in range(4):
        contact(member.organisation, "report", name=f"Melden {place}", phone=f"0123 - 1{place}", position=place)
    for number, kind in enumerate(("chair", "adviser", "aftercare")):
        contact(member.organisation, kind, phone=f"0123 - 2{number}")
    (card,) = cards(member)
    assert [one.kind for one in card.contacts] == ["report", "report", "report", "chair", "adviser", "aftercare"]
    assert len(card.contacts) == MOST


def test_who_cannot_be_called_leaves_a_line_and_whom_to_ask(client, member):
    contact(member.organisation, phone="")
    contact(member.organisation, "adviser", name="Vera Stil")
    text = text_of(client.get(CARD))
    assert "Mijn griffier:" in text
    assert "Dit nummer is nog niet ingevuld. Ik vraag het mijn griffier en schrijf het hier op." in text
    assert "Hanna Brink" not in text and "Vera Stil" in text
    contact(member.organisation, "clerk", phone="0123 - 9")
    assert "nog niet ingevuld" not in text_of(client.get(CARD))


def test_a_number_of_the_help_page_that_is_the_own_contact_stands_there_once(member):
    contact(member.organisation, "police", name="Wijkagent", phone="0900 - 8844")
    (card,) = cards(member)
    assert "09008844" not in [number["dialled"] for number in card.numbers]


@pytest.mark.parametrize(
    ("kind", "office", "said", "address"),
    [
        (Kind.MUNICIPALITY, None, "Ik ben raadslid bij gemeente", "dat van de gemeente:"),
        (Kind.MUNICIPALITY, "wethouder", "Ik ben wethouder bij gemeente", "dat van de gemeente:"),
        (Kind.PROVINCE, None, "Ik ben Statenlid bij provincie", "dat van de provincie:"),
        (Kind.WATER_AUTHORITY, None, "Ik ben AB-lid bij waterschap", "dat van het waterschap:"),
        (Kind.MUNICIPALITY, "overig", "Ik heb een ambt bij gemeente", "dat van de gemeente:"),
    ],
)
def test_what_i_tell_the_police_is_in_the_right_words(client, kind, office, said, address):
    client.force_login(people.membership(None, people.organisation(kind=kind), office=office).user)
    text = text_of(client.get(CARD))
    assert said in text and address in text
    assert ("Bellen met mijn secretaris." in text) == (kind == Kind.WATER_AUTHORITY)


def test_the_day_is_that_of_the_oldest_check_and_an_old_one_is_said(client, member):
    old = TODAY - timedelta(days=181)
    contact(member.organisation, verified_on=old)
    text = text_of(client.get(CARD))
    assert f"{old.day} " in text and "Dat is meer dan een half jaar geleden." in text
    assert not cards(member, on=old + timedelta(days=180))[0].stale


# --- more than one organisation ---------------------------------------------------------------------------------------


def test_each_organisation_has_a_card_of_its_own_and_two_mandates_in_one_share_it(client, member):
    water = people.organisation(kind=Kind.WATER_AUTHORITY)
    people.membership(member.user, water, start=TODAY - timedelta(days=1))
    people.membership(member.user, member.organisation, start=TODAY - timedelta(days=2), office="wethouder")
    contact(member.organisation)
    contact(water, name="Ruben Smit", phone="0123 - 2")
    html = client.get(CARD).content.decode()
    first, second = html.split('<article class="sheet card"')[1:]
    assert "Hanna Brink" in first and "Ruben Smit" not in first
    assert "Ruben Smit" in second and "Hanna Brink" not in second
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_another_organisations_contacts_never_stand_on_it(client, member):
    neighbour = people.organisation(name="Buurdorp")
    contact(neighbour, name="Buurvrouw", phone="0999 - 1")
    people.membership(None, neighbour)
    people.membership(member.user, neighbour, start=TODAY - timedelta(days=9), end=TODAY - timedelta(days=1))
    html = client.get(CARD).content.decode()
    assert "Buur" not in html and "0999" not in html


def test_four_queries_however_many_organisations_and_contacts(client, member):
    counts = []
    for _round in range(3):
        client.get(CARD)  # what the panel Help says is cached for each organisation
        with CaptureQueriesContext(connection) as queries:
            client.get(CARD)
        counts.append(len(queries))
        organisation = people.organisation()
        people.membership(member.user, organisation)
        for place in range(3):
            contact(organisation, position=place)
    # session, person, mandates, contacts
    assert counts == [4, 4, 4]


def test_mijn_overzicht_leads_to_it_for_who_has_one(client, member):
    assert f'href="{CARD}"' in client.get("/leren/").content.decode()
    client.force_login(people.person())
    assert f'href="{CARD}"' not in client.get("/leren/").content.decode()
