"""What the own protocol and the house rules say, with where it stands, and whether it was checked of late."""

import re

import pytest

from courses.members.log.models import DeskAction
from tests import factories
from tests.courses.overview.local.desk import HANNA, LONG_AGO, NORM, TODAY, Desk

pytestmark = pytest.mark.django_db


# --- protocol and house rules -----------------------------------------------------------------------------------------


def test_a_text_with_where_it_stands(desk):
    assert desk.post("excerpt", "house_rules", **NORM, seen="").status_code == 302
    html = desk.html()
    assert "Wij melden altijd." in html and 'href="https://voorbeeldstad.example/protocol"' in html
    # the same document, mostly: its address stands in the form of another topic
    assert 'value="https://voorbeeldstad.example/protocol"' in desk.html("excerpt", "report")
    desk.post("excerpt_remove", "house_rules", seen=desk.seen("excerpt", "house_rules"))
    assert not desk.organisation.excerpts.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Schrijf wat leden moeten weten"),
        ({"text": "x" * 901}, "900"),
        ({"url": "http://voorbeeldstad.example/protocol"}, "begint met https://"),
        ({"url": "javascript:alert(1)"}, "URL"),
        ({"reference": "x" * 161}, "160"),
    ],
)
def test_a_text_that_is_not_right_is_refused_in_words(desk, fields, said):
    response = desk.post("excerpt", "report", **{**NORM, **fields}, seen="")
    html = response.content.decode()
    assert response.status_code == 200 and "<title>Fout:" in html and said in html
    assert not desk.organisation.excerpts.exists()


def test_an_address_without_a_scheme_gets_https(desk):
    desk.post("excerpt", "report", **{**NORM, "url": "voorbeeldstad.example/protocol"}, seen="")
    assert desk.organisation.excerpts.get().url == "https://voorbeeldstad.example/protocol"


def test_what_a_clerk_types_is_never_markup(desk):
    evil = "<script>alert(1)</script>[[reader:csrf]]"
    desk.add(name=evil, role=evil, availability=evil)
    desk.post("excerpt", "report", text=evil, reference=evil, seen="")
    member = factories.membership(organisation_=desk.organisation).user
    pages = [desk.html(), desk.html("contact", desk.contact.pk), desk.html("evening")]
    desk.client.force_login(member)
    pages.append(desk.client.get("/leren/kaart/").content.decode())
    for html in pages:
        assert "<script>alert" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;[[reader:csrf]]" in html


# --- this still holds -------------------------------------------------------------------------------------------------


@pytest.fixture
def old(desk):
    """A desk where everything was checked too long ago."""
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    desk.organisation.contacts.update(verified_on=LONG_AGO)
    desk.organisation.excerpts.update(verified_on=LONG_AGO)
    return desk


def test_what_is_old_is_a_task_and_blocks_nothing(old):
    assert "2 contacten en teksten zijn meer dan een half jaar geleden nagekeken." in old.html("newest")
    assert "2 regels zijn meer dan een half jaar geleden nagekeken." in old.html()
    key = old.contact.pk
    assert old.post("contact", key, **HANNA, seen=old.seen("contact", key)).status_code == 302


def test_a_place_that_nobody_filled_in_is_a_task(desk):
    assert "Er is nog niet ingevuld bij wie uw leden melden." in desk.html("newest")
    desk.add("chair")
    assert "Er is nog niet ingevuld bij wie uw leden melden." in desk.html("newest")
    desk.add("clerk")
    assert "Dit vraagt uw aandacht" not in desk.html("newest")


def test_one_thing_is_confirmed_and_then_all(old):
    seals = re.findall(r'name="seen" value="([^"]*)"', old.html())
    old.post("contact_confirm", old.contact.pk, seen=seals[1])
    assert (old.contact.verified_on, old.organisation.excerpts.get().verified_on) == (TODAY, LONG_AGO)
    assert "1 contact of tekst is meer dan een half jaar geleden nagekeken." in old.html("newest")
    old.post("confirm_all", seen=seals[0])
    assert old.organisation.excerpts.get().verified_on == TODAY
    assert "Dit vraagt uw aandacht" not in old.html("newest")
    assert old.organisation.desk_actions.filter(kind=DeskAction.Kind.CONFIRMED).count() == 2


def test_the_member_reads_the_day_and_that_it_is_long_ago(old):
    old.client.force_login(factories.membership(organisation_=old.organisation).user)
    card = old.client.get("/leren/kaart/").content.decode()
    assert "Dat is meer dan een half jaar geleden." in card
    Desk(old.client, old.organisation).post("confirm_all", seen=old.seen("contacts"))
    old.client.force_login(old.organisation.memberships.get().user)
    card = old.client.get("/leren/kaart/").content.decode()
    assert "Dat is meer dan een half jaar geleden." not in card
