"""Contacts and protocol of another organisation are found nowhere, changed by nobody and shown to no one else."""

from datetime import timedelta

import pytest

from tests import factories
from tests.courses.overview.local.desk import HANNA, NORM, TODAY, Desk

pytestmark = pytest.mark.django_db
CANARY = "Kanarie van de buren"


#: Every address of this part of the desk, with what stands behind the organisation in it.
GET = {
    "contacts": "", "contact_add": "kind", "contact": "contact", "contact_remove": "contact", "excerpt": "topic",
    "contacts_shown": "", "screen_shown": "screen", "evening": "", "slide": "number",
}  # fmt: skip
POST = {
    "contact_add": "kind", "contact": "contact", "contact_remove": "contact", "contact_confirm": "contact",
    "contact_earlier": "contact", "excerpt": "topic", "excerpt_confirm": "topic", "excerpt_remove": "topic",
    "confirm_all": "", "screen_shown": "screen", "practice_shown": "question",
}  # fmt: skip


def addresses(desk):
    """(method, address) of each, with the keys of this desk."""
    behind = {
        "": [],
        "kind": ["report"],
        "topic": ["report"],
        "contact": [desk.contact.pk],
        "screen": desk.place,
        "question": [*desk.place, "vraag"],
        "number": [1],
    }
    for method, names in (("get", GET), ("post", POST)):
        for name, kind in names.items():
            yield method, desk.url(name, *behind[kind])


@pytest.mark.parametrize("who", ["clerk of another", "member", "former clerk", "nobody"])
def test_whoever_does_not_sit_at_this_desk_finds_nothing_and_changes_nothing(shown, who):
    shown.add(name=CANARY)
    shown.post("excerpt", "report", **{**NORM, "text": CANARY}, seen="")
    seal = shown.seen("contact", shown.contact.pk)
    shown.client.logout()
    if who == "clerk of another":
        shown.client.force_login(factories.clerk(factories.organisation()))
    elif who == "member":
        shown.client.force_login(factories.membership(organisation_=shown.organisation).user)
    elif who == "former clerk":
        shown.client.force_login(factories.clerk(shown.organisation, end=TODAY - timedelta(days=1)))
    before = (shown.organisation.desk_actions.count(), list(shown.organisation.contacts.values()))
    for method, address in addresses(shown):
        response = getattr(shown.client, method)(address, {**HANNA, **NORM, "seen": seal, "position": "1"})
        if who == "nobody":
            assert response.status_code == 302 and "/account/login/" in response["Location"], address
        else:
            assert response.status_code == 404, (method, address)
        assert CANARY not in response.content.decode()
    assert before == (shown.organisation.desk_actions.count(), list(shown.organisation.contacts.values()))


def test_the_key_of_another_organisations_contact_opens_nothing_at_the_own_desk(shown):
    shown.add(name=CANARY)
    key, seal = shown.contact.pk, shown.seen("contact", shown.contact.pk)
    own = Desk(shown.client)
    assert own.client.get(own.url("contact", key)).status_code == 404
    assert own.client.get(own.url("contact_remove", key)).status_code == 404
    for name in ("contact", "contact_remove", "contact_confirm", "contact_earlier"):
        response = own.post(name, key, **HANNA, seen=seal, position="0")
        assert response.status_code == 404 and CANARY not in response.content.decode(), name
    assert shown.contact.name == CANARY
    assert CANARY not in own.html() + own.html("evening") + own.html("screen_shown", *shown.place)
