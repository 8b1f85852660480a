"""Two clerks at once: the second is told what the first wrote, and nothing of either is lost."""

import re

import pytest

from courses.members.models import LocalContact
from tests.courses.overview.local.desk import HANNA, LONG_AGO, NORM

pytestmark = pytest.mark.django_db


def test_the_second_clerk_is_told_and_nothing_is_lost(desk):
    desk.add()
    key = desk.contact.pk
    seen = desk.seen("contact", key)
    desk.post("contact", key, **{**HANNA, "phone": "0123 - 11 11 11"}, seen=seen)
    response = desk.post("contact", key, **{**HANNA, "phone": "0123 - 22 22 22"}, seen=seen)
    html = response.content.decode()
    assert response.status_code == 409 and "Een collega was u net voor" in html
    assert "0123 - 11 11 11" in html and 'value="0123 - 22 22 22"' in html, "both stand on the page"
    assert desk.contact.phone == "0123 - 11 11 11"
    again = re.search(r'name="seen" value="([^"]*)"', html)[1]
    desk.post("contact", key, **{**HANNA, "phone": "0123 - 22 22 22"}, seen=again)
    assert desk.contact.phone == "0123 - 22 22 22"


def test_a_contact_that_a_colleague_removed_can_be_added_again(desk):
    desk.add()
    key = desk.contact.pk
    seen = desk.seen("contact", key)
    desk.post("contact_remove", key, seen=desk.seen("contact_remove", key))
    response = desk.post("contact", key, **{**HANNA, "role": "plaatsvervanger"}, seen=seen)
    html = response.content.decode()
    assert response.status_code == 409 and "Uw collega heeft dit weggehaald" in html
    assert f'action="{desk.url("contact_add", "report")}"' in html and 'value="plaatsvervanger"' in html
    desk.add(role="plaatsvervanger")
    assert desk.contact.role == "plaatsvervanger"


def test_what_was_changed_meanwhile_is_not_removed_or_confirmed(desk):
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    key, seen, page = desk.contact.pk, desk.seen("contact", desk.contact.pk), desk.html()
    everything, _contact, text = re.findall(r'name="seen" value="([^"]*)"', page)
    LocalContact.objects.filter(pk=key).update(phone="0123 - 11 11 11", verified_on=LONG_AGO)
    desk.organisation.excerpts.update(text="Anders.", verified_on=LONG_AGO)
    for name, args, sent in (
        ("contact_remove", [key], seen),
        ("contact_confirm", [key], seen),
        ("confirm_all", [], everything),
        ("excerpt_confirm", ["report"], text),
        ("excerpt_remove", ["report"], text),
    ):
        response = desk.client.post(desk.url(name, *args), {"seen": sent}, follow=True)
        assert "Een collega heeft" in response.content.decode(), name
    assert desk.contact.verified_on == desk.organisation.excerpts.get().verified_on == LONG_AGO


def test_two_clerks_write_the_protocol(desk):
    desk.post("excerpt", "report", **NORM, seen="")
    response = desk.post("excerpt", "report", **{**NORM, "text": "Ik schreef anders."}, seen="")
    html = response.content.decode()
    assert response.status_code == 409 and "Wij melden altijd." in html and "Ik schreef anders." in html
    again = re.search(r'name="seen" value="([^"]*)"', html)[1]
    desk.post("excerpt", "report", **{**NORM, "text": "Ik schreef anders."}, seen=again)
    assert desk.organisation.excerpts.get().text == "Ik schreef anders."
