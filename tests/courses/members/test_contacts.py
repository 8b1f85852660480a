"""An organisation's own contacts and protocol, from YAML."""

from datetime import date
from pathlib import Path

import pytest

from courses.members.errors import FileRefused
from courses.members.local.contacts import read_local_texts, set_contacts
from courses.members.models import LocalContact, ProtocolExcerpt
from tests.factories import organisation

TODAY = date(2026, 11, 23)
DATA = Path(__file__).resolve().parents[2] / "data" / "members" / "contacten.yaml"


def texts(data=None):
    return read_local_texts(DATA.read_bytes() if data is None else data, today=TODAY)


@pytest.mark.django_db
def test_contacts_come_in_with_the_day_of_checking():
    town, other = organisation(), organisation()
    result = set_contacts(organisation=town, texts=texts())
    assert (result.contacts, result.excerpts, result.changed) == (3, 1, True)
    assert list(town.contacts.values_list("kind", "position", "name", "verified_on")) == [
        ("aftercare", 0, "Mira Post", date(2026, 10, 20)),
        ("report", 0, "Hanna Brink", date(2026, 11, 2)),
        ("report", 1, "Joris Tak", date(2026, 11, 2)),
    ]
    assert town.excerpts.get().reference == "Agressieprotocol 2026, artikel 3"
    assert not other.contacts.exists()
    other.refresh_from_db()
    assert (town.local_version, other.local_version) == (1, 0)


@pytest.mark.django_db
def test_the_version_goes_up_only_with_a_change():
    town = organisation()
    set_contacts(organisation=town, texts=texts())
    ids = set(LocalContact.objects.values_list("pk", flat=True))
    assert not set_contacts(organisation=town, texts=texts()).changed
    assert (town.local_version, set(LocalContact.objects.values_list("pk", flat=True))) == (1, ids)
    changed = DATA.read_bytes().replace(b"45 67 89", b"45 67 00")
    assert set_contacts(organisation=town, texts=texts(changed)).changed
    assert town.local_version == 2


@pytest.mark.django_db
def test_a_list_that_is_not_given_stays_and_an_empty_one_empties():
    town = organisation()
    set_contacts(organisation=town, texts=texts())
    set_contacts(organisation=town, texts=texts(b"contacts: []"))
    assert not LocalContact.objects.exists()
    assert ProtocolExcerpt.objects.count() == 1


GOOD = "contacts: [{kind: clerk, name: Hanna, verified_on: 2026-11-02}]"
BAD = {
    "empty": "",
    "a list": "- a",
    "unknown part": GOOD + "\nandere: 1",
    "not a list": "contacts: 3",
    "unknown field": GOOD.replace("name", "naam"),
    "no name": GOOD.replace("name: Hanna, ", ""),
    "no day": GOOD.replace(", verified_on: 2026-11-02", ""),
    "no real day": GOOD.replace("2026-11-02", "gisteren"),
    "a day to come": GOOD.replace("2026-11-02", "2026-11-24"),
    "broken": "contacts: [{",
    "python": "contacts: !!python/object/apply:os.system ['true']",
    "aliases": "verified_on: &day 2026-11-02\ncontacts: [{kind: clerk, name: Hanna, verified_on: *day}]",
    "deep": "[" * 50_000,
    "large": "#" * 300_000,
    "binary": "\x00\x01",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused(name):
    with pytest.raises(FileRefused, match="niets opgeslagen"):
        texts(BAD[name].encode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [("clerk", "tovenaar"), ("Hanna", "H" * 200), ("name: Hanna", "name: Hanna, email: geen")]
)
def test_a_value_that_cannot_be_right_changes_nothing(wrong):
    town = organisation()
    set_contacts(organisation=town, texts=texts())
    with pytest.raises(FileRefused, match="Nummer 1"):
        set_contacts(organisation=town, texts=texts(GOOD.replace(*wrong).encode()))
    town.refresh_from_db()
    assert (town.contacts.count(), town.local_version) == (3, 1)
