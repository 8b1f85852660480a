"""A new member or a successor comes in with a date that is told first; who is known already is not added twice."""

import pytest

from courses.members.models import Membership
from tests import factories
from tests.courses.overview.people.desk import DAY, NEW, TODAY, in_full, words_of

pytestmark = pytest.mark.django_db


def test_the_date_of_a_new_member_is_told_first_and_then_kept(desk):
    page = words_of(desk.add(sure=False))
    assert f"Klaar vóór wordt {in_full(TODAY + 90 * DAY)}" in page and "Jong, Els de" in page
    assert Membership.objects.count() == 1
    page = desk.add()
    made = Membership.objects.get(user__email="els@voorbeeld.example")
    assert made.name == "Els de Jong" and made.assignments.get().due == TODAY + 90 * DAY
    assert "Els de Jong is toegevoegd" in words_of(page)
    assert "Verwijder dit lid" in words_of(page)
    desk.act("weg", made)
    assert not Membership.objects.filter(pk=made.pk).exists() and desk.logged() == ["added", "removed"]


def test_who_is_there_already_is_said_and_not_added(desk):
    page = desk.add(email="NOOR@voorbeeld.example")
    assert "al" in words_of(page) and "<title>Fout:" in page.content.decode()
    page = desk.add(given_name="Noor", prefix="de", surname="Wit")
    assert "is al lid met een ander e-mailadres" in words_of(page)
    desk.add(given_name="Noor", prefix="de", surname="Wit", another_person="on")
    assert desk.organisation.memberships.count() == 2


def test_somebody_known_elsewhere_is_joined_and_nothing_of_there_is_shown(desk):
    elsewhere = factories.organisation(name="Kanariedam")
    known = factories.person("els@voorbeeld.example", name="Kanarie Naam")
    factories.membership(known, elsewhere, name="Kanarie Lid")
    shown = [desk.add(sure=False), desk.add()]
    made = desk.organisation.memberships.get(user=known)
    shown += [desk.get("member", made.pk), desk.get("members"), desk.add(email="els@voorbeeld.example")]
    assert not any("Kanarie" in page.content.decode() for page in shown)
    assert made.name == "Els de Jong"


def test_a_successor_in_one_step(desk):
    fields = {**NEW, "last_day": TODAY.isoformat()}
    page = words_of(desk.client.post(desk.url("successor", desk.member.pk), fields))
    assert f"Els de Jong (Jong, Els de) is lid vanaf {in_full(TODAY + DAY)}" in page
    assert f"Klaar vóór wordt {in_full(TODAY + 91 * DAY)}" in page
    assert desk.organisation.memberships.count() == 1
    desk.client.post(desk.url("successor", desk.member.pk), {**fields, "zeker": "1"})
    desk.member.refresh_from_db()
    made = desk.organisation.memberships.get(user__email="els@voorbeeld.example")
    assert (desk.member.end, made.start) == (TODAY, TODAY + DAY)
    assert desk.logged() == ["ended", "added"]


def test_a_successor_who_is_refused_lets_nobody_leave(desk):
    fields = {**NEW, "last_day": TODAY.isoformat(), "email": "noor@voorbeeld.example", "zeker": "1"}
    other = factories.membership(organisation_=desk.organisation, name="Cem Yılmaz")
    page = desk.client.post(desk.url("successor", other.pk), fields)
    assert page.status_code == 200 and "<title>Fout:" in page.content.decode()
    other.refresh_from_db()
    assert other.end is None and desk.logged() == []
