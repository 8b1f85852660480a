"""Whom members call: a clerk adds, changes, orders and removes it, and the own members read it and nobody else."""

import re

import pytest

from tests import factories
from tests.courses.learning import factories as learning
from tests.courses.overview.local.desk import HANNA, NORM

pytestmark = pytest.mark.django_db


# --- contacts ---------------------------------------------------------------------------------------------------------


def test_a_contact_is_added_and_shown(desk):
    assert desk.html().count("Nog niet ingevuld.") == 9
    assert desk.add().status_code == 302
    html = desk.html()
    assert "<strong>Hanna Brink</strong>, griffier" in html and "0123 - 45 67 89, altijd" in html
    assert html.count("Nog niet ingevuld.") == 8


def test_a_contact_is_changed_and_removed(desk):
    desk.add()
    key = desk.contact.pk
    assert 'value="Hanna Brink"' in desk.html("contact", key)
    response = desk.post("contact", key, **{**HANNA, "name": "Joris Tak"}, seen=desk.seen("contact", key))
    assert response.status_code == 302 and desk.contact.name == "Joris Tak"
    assert "Joris Tak weghalen?" in desk.html("contact_remove", key)
    assert desk.organisation.contacts.exists(), "asking removes nothing"
    seen = desk.seen("contact_remove", key)
    for _ in range(2):
        assert desk.post("contact_remove", key, seen=seen).status_code == 302
    assert not desk.organisation.contacts.exists()
    assert desk.client.get(desk.url("contact", key)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Vul in wie dit is"),
        ({"phone": ""}, "Vul een telefoonnummer of een e-mailadres in"),
        ({"phone": "0123 - 45 67 89 of 06 - 12 34 56 78"}, "niet één telefoonnummer"),
        ({"phone": "12"}, "niet één telefoonnummer"),
        ({"phone": "0123456789012345"}, "niet één telefoonnummer"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"name": "H" * 121}, "120"),
    ],
)
def test_what_is_not_right_is_said_at_the_field_and_kept_in_the_form(desk, fields, said):
    response = desk.add(**fields)
    html = response.content.decode()
    assert response.status_code == 200 and "<title>Fout:" in html and said in html
    assert 'aria-invalid="true"' in html and 'value="altijd"' in html
    assert not desk.organisation.contacts.exists()


@pytest.mark.parametrize("phone", ["112", "0900-8844", "+31 (0)123 45.67.89", "0123/456789"])
def test_numbers_as_people_write_them(desk, phone):
    assert desk.add(phone=phone).status_code == 302
    assert desk.contact.phone == phone


def test_an_unknown_kind_or_topic_does_not_exist(desk):
    assert desk.client.get(desk.url("contact_add", "tovenaar")).status_code == 404
    assert desk.client.get(desk.url("excerpt", "tovenaar")).status_code == 404
    assert desk.add("tovenaar").status_code == 404
    for name in ("excerpt", "excerpt_confirm", "excerpt_remove"):
        assert desk.post(name, "tovenaar", text="x", seen="").status_code == 404


def test_the_second_one_is_called_earlier(desk):
    desk.add()
    desk.add(name="Joris Tak")
    html = desk.html()
    assert html.count("Zet eerder") == 1
    (form,) = re.findall(r'<form method="post" action="([^"]*eerder/)">(.*?)</form>', html)
    fields = dict(re.findall(r'name="(seen|position)" value="([^"]*)"', form[1]))
    for said in ("De volgorde is gewijzigd", "De volgorde was al gewijzigd"):
        assert said in desk.client.post(form[0], fields, follow=True).content.decode()
    html = desk.html()
    assert html.index("Joris Tak") < html.index("Hanna Brink")
    assert desk.client.post(form[0], {**fields, "position": "²"}).status_code == 302


# --- where it comes out -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_new_contact_stands_in_lesson_card_and_help_of_the_own_members_only(desk, settings, tmp_path):
    settings.DATA_DIR = tmp_path  # help asks in a thread of its own, so what was entered must really stand there
    edition = learning.an_edition()
    own = factories.membership(organisation_=desk.organisation).user
    other = factories.membership().user

    def read(user):
        desk.client.force_login(user)
        desk.client.post(f"/leren/{edition.pk}/1/")
        pages = (f"/leren/{edition.pk}/1/1/", "/leren/kaart/", "/hulp/")
        return [desk.client.get(page).content.decode() for page in pages]

    assert all("Hanna Brink" not in page for page in read(own))
    desk.client.force_login(desk.clerk)
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    lesson, card, help_page = read(own)
    for page in (lesson, card, help_page):
        assert "Hanna Brink" in page and 'href="tel:0123456789"' in page
    assert "Wij melden altijd." in lesson
    for page in read(other):
        assert "Hanna Brink" not in page and "0123456789" not in page and "Wij melden altijd." not in page
