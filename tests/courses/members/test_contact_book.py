"""Contacts and protocol as a clerk writes them: nothing twice, nobody's work undone unseen, every change in the log."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.members.local import confirming
from courses.members.local.changes import ABSENT, CONTACT, EXCERPT, Outdated, TooMany, version_of
from courses.members.local.contact_book import MOST, add_contact, change_contact, move_earlier, remove_contact
from courses.members.local.excerpts import remove_excerpt, write_excerpt
from courses.members.local.filled_in import filled_in
from courses.members.log.models import DeskAction
from courses.members.models import LocalContact, ProtocolExcerpt
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)
BEFORE = ON - timedelta(days=200)
NOW = timezone.make_aware(datetime(2026, 11, 23, 10))


@pytest.fixture
def town():
    organisation = factories.organisation()
    organisation.here = {"organisation": organisation, "by": factories.clerk(organisation), "now": NOW}
    return organisation


def added(town, name="Hanna Brink", *, kind="report", on=ON, **fields):
    return add_contact(kind=kind, name=name, on=on, **{"phone": "0123 - 45 67 89", **fields}, **town.here)


def written(town, text="Wij melden altijd.", *, seen=ABSENT, topic="report", on=ON, **fields):
    return write_excerpt(topic=topic, seen=seen, text=text, on=on, **fields, **town.here)


def as_is(row, names):
    return {name: getattr(row, name) for name in names}


def log(town):
    return list(town.desk_actions.order_by("pk").values_list("kind", "facts"))


# --- contacts ---------------------------------------------------------------------------------------------------------


def test_a_new_contact_comes_last_of_its_kind_and_is_checked_today(town):
    added(town)
    second = added(town, "Joris Tak", role="plaatsvervangend griffier")
    other = added(town, "Mira Post", kind="aftercare")
    assert (second.position, other.position, second.verified_on) == (1, 0, ON)
    assert town.local_version == 3
    assert log(town) == [(DeskAction.Kind.CONTACTS, {"contacts": 1})] * 3
    assert town.desk_actions.first().by == town.here["by"]


def test_the_same_contact_sent_twice_stands_once(town):
    assert added(town) == added(town)
    assert (town.contacts.count(), town.local_version, len(log(town))) == (1, 1, 1)


def test_there_is_an_end_to_it(town):
    for number in range(MOST):
        added(town, f"Naam {number}")
    with pytest.raises(TooMany):
        added(town, "Een te veel")
    assert town.contacts.count() == MOST


def test_what_cannot_be_right_is_refused_and_changes_nothing(town):
    with pytest.raises(ValidationError):
        added(town, "")
    with pytest.raises(ValidationError):
        added(town, kind="wizard")
    assert (town.contacts.count(), town.local_version, log(town)) == (0, 0, [])


def test_a_change_is_written_once(town):
    row = added(town, on=BEFORE)
    entry = {**as_is(row, CONTACT), "name": "Hanna van Brink"}
    for _ in range(2):
        changed = change_contact(contact=row.pk, seen=version_of(row), on=ON, **entry, **town.here)
    assert (changed.name, changed.verified_on, changed.position) == ("Hanna van Brink", ON, 0)
    assert (town.local_version, len(log(town))) == (2, 2)


def test_keeping_a_contact_as_it_is_is_checking_it(town):
    row = added(town, on=BEFORE)
    kept = change_contact(contact=row.pk, seen=version_of(row), on=ON, **as_is(row, CONTACT), **town.here)
    assert kept.verified_on == ON


def test_the_second_of_two_clerks_is_told_and_overwrites_nothing(town):
    row = added(town)
    seen, entry = version_of(row), as_is(row, CONTACT)
    change_contact(contact=row.pk, seen=seen, on=ON, **{**entry, "phone": "0123 - 1"}, **town.here)
    with pytest.raises(Outdated) as outdated:
        change_contact(contact=row.pk, seen=seen, on=ON, **{**entry, "phone": "0123 - 2"}, **town.here)
    assert outdated.value.present.phone == "0123 - 1"
    with pytest.raises(Outdated):
        remove_contact(contact=row.pk, seen=seen, **town.here)
    assert town.contacts.get().phone == "0123 - 1"
    # having seen what stands there, the second may write after all
    again = version_of(outdated.value.present)
    change_contact(contact=row.pk, seen=again, on=ON, **{**entry, "phone": "0123 - 2"}, **town.here)
    assert town.contacts.get().phone == "0123 - 2"


def test_a_contact_that_only_was_confirmed_may_still_be_changed(town):
    row = added(town, on=BEFORE)
    confirming.confirm_contact(contact=row.pk, seen=version_of(row), on=ON, **town.here)
    change_contact(contact=row.pk, seen=version_of(row), on=ON, **{**as_is(row, CONTACT), "role": "x"}, **town.here)
    assert town.contacts.get().role == "x"


def test_a_contact_that_is_gone_cannot_be_changed_and_stays_gone(town):
    row = added(town)
    seen = version_of(row)
    for _ in range(2):
        remove_contact(contact=row.pk, seen=seen, **town.here)
    with pytest.raises(Outdated) as outdated:
        change_contact(contact=row.pk, seen=seen, on=ON, **as_is(row, CONTACT), **town.here)
    assert outdated.value.present is None
    assert log(town)[-1] == (DeskAction.Kind.CONTACTS, {"removed": 1}) and len(log(town)) == 2


def test_nobody_reaches_another_organisations_contact(town):
    row = added(town)
    elsewhere = factories.organisation()
    here = {"organisation": elsewhere, "by": factories.clerk(elsewhere), "now": NOW}
    with pytest.raises(Outdated) as outdated:
        change_contact(contact=row.pk, seen=version_of(row), on=ON, **{**as_is(row, CONTACT), "name": "x"}, **here)
    assert outdated.value.present is None
    remove_contact(contact=row.pk, seen=version_of(row), **here)
    assert not move_earlier(contact=row.pk, position=0, **here)
    with pytest.raises(Outdated):
        confirming.confirm_contact(contact=row.pk, seen=version_of(row), on=ON, **here)
    assert town.contacts.get().name == "Hanna Brink" and not elsewhere.desk_actions.exists()


def test_the_order_changes_by_one_place_and_once(town):
    first, second, third = (added(town, name) for name in ("Een", "Twee", "Drie"))
    added(town, "Nazorg", kind="aftercare")

    def order():
        return list(town.contacts.filter(kind="report").order_by("position").values_list("name", flat=True))

    assert move_earlier(contact=third.pk, position=2, **town.here)
    assert not move_earlier(contact=third.pk, position=2, **town.here), "the same button twice"
    assert order() == ["Een", "Drie", "Twee"]
    remove_contact(contact=first.pk, seen=version_of(first), **town.here)
    assert move_earlier(contact=second.pk, position=2, **town.here), "past the place that is empty now"
    assert order() == ["Twee", "Drie"]
    assert not move_earlier(contact=second.pk, position=1, **town.here), "the first one"
    assert town.contacts.get(kind="aftercare").position == 0


# --- the own protocol -------------------------------------------------------------------------------------------------


def test_a_text_is_written_changed_and_removed(town):
    row = written(town)
    assert (row.verified_on, town.local_version) == (ON, 1)
    row = written(town, "Wij melden alles.", seen=version_of(row), url="https://voorbeeldstad.example/protocol")
    assert town.excerpts.get().text == "Wij melden alles."
    for _ in range(2):
        remove_excerpt(topic="report", seen=version_of(row), **town.here)
    assert (town.excerpts.count(), town.local_version, len(log(town))) == (0, 3, 3)


def test_two_clerks_write_on_one_topic(town):
    written(town, "De eerste.")
    with pytest.raises(Outdated) as outdated:
        written(town, "De tweede.")
    assert outdated.value.present.text == "De eerste."
    with pytest.raises(Outdated):
        remove_excerpt(topic="report", seen=ABSENT, **town.here)
    assert town.excerpts.get().text == "De eerste."
    seen = version_of(town.excerpts.get())
    written(town, "De eerste, beter.", seen=seen)
    with pytest.raises(Outdated):
        written(town, "De tweede.", seen=seen)
    assert town.excerpts.get().text == "De eerste, beter."


def test_a_link_goes_over_https_and_the_database_holds_that_too(town):
    for url in ("http://voorbeeldstad.example/", "javascript:alert(1)", "ftp://voorbeeldstad.example/"):
        with pytest.raises(ValidationError):
            written(town, url=url)
        with pytest.raises(IntegrityError), transaction.atomic():
            ProtocolExcerpt.objects.create(organisation=town, topic="report", text="x", url=url, verified_on=ON)
    assert not town.excerpts.exists()


# --- this still holds -------------------------------------------------------------------------------------------------


def test_confirming_one_thing_touches_only_that(town):
    row, other, text = added(town, on=BEFORE), added(town, "Joris Tak", on=BEFORE), written(town, on=BEFORE)
    confirming.confirm_contact(contact=row.pk, seen=version_of(row), on=ON, **town.here)
    confirming.confirm_excerpt(topic="report", seen=version_of(text), on=ON, **town.here)
    for thing, day in ((row, ON), (other, BEFORE), (text, ON)):
        thing.refresh_from_db()
        assert thing.verified_on == day
    confirmed = DeskAction.Kind.CONFIRMED
    assert log(town)[-2:] == [(confirmed, {"contacts": 1, "excerpts": 0}), (confirmed, {"contacts": 0, "excerpts": 1})]


def test_confirming_all_is_noted_once_with_numbers(town):
    added(town, on=BEFORE)
    added(town, "Joris Tak")
    written(town, on=BEFORE)
    filled = filled_in(organisation=town, on=ON)
    assert filled.stale == 2 and filled.checked_on == BEFORE
    for _ in range(2):
        confirming.confirm_all(seen=filled.version, on=ON, **town.here)
    assert filled_in(organisation=town, on=ON).stale == 0
    assert log(town)[3:] == [(DeskAction.Kind.CONFIRMED, {"contacts": 1, "excerpts": 1})]


@pytest.mark.parametrize("how", ["added", "changed", "removed", "written"])
def test_nobody_confirms_what_they_did_not_see(town, how):
    row = added(town, on=BEFORE)
    seen = filled_in(organisation=town, on=ON).version
    if how == "added":
        added(town, "Joris Tak", on=BEFORE)
    elif how == "changed":
        LocalContact.objects.filter(pk=row.pk).update(phone="0123 - 1")
    elif how == "removed":
        remove_contact(contact=row.pk, seen=version_of(row), **town.here)
    else:
        written(town, on=BEFORE)
    with pytest.raises(Outdated):
        confirming.confirm_all(seen=seen, on=ON, **town.here)
    if how == "changed":
        with pytest.raises(Outdated):
            confirming.confirm_contact(contact=row.pk, seen=version_of(row), on=ON, **town.here)
    assert not town.desk_actions.filter(kind=DeskAction.Kind.CONFIRMED).exists()


def test_every_field_that_a_clerk_writes_is_part_of_the_state(town):
    row, text = added(town), written(town)
    for thing, names in ((row, CONTACT), (text, EXCERPT)):
        for name in names:
            before = version_of(thing)
            setattr(thing, name, "iets anders")
            assert version_of(thing) != before, name


def test_half_a_year_is_180_days(town):
    added(town, on=ON - timedelta(days=180))
    assert filled_in(organisation=town, on=ON).stale == 0
    assert filled_in(organisation=town, on=ON + timedelta(days=1)).stale == 1
