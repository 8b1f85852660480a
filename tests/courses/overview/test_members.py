"""Leden at the desk: find, add, end, pause, and every time the dates are told before anything is kept."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from courses.members.log.models import DeskAction
from courses.members.models import Absence, Membership
from courses.planning.models import Exemption
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year
DAY = timedelta(days=1)
NEW = {"given_name": "Els", "prefix": "de", "surname": "Jong", "email": "els@voorbeeld.example", "office": "raadslid"}


@pytest.fixture
def desk(client):
    return Desk(client)


class Desk:
    """A clerk before the desk of a council whose year opened ten days ago, with one member."""

    def __init__(self, client):
        self.client = client
        self.organisation = factories.organisation()
        opened = TODAY - 10 * DAY
        self.programme = planned.programme(starts_on=opened)
        self.edition = planned.edition(self.programme.module, opened.year)
        person = factories.person("noor@voorbeeld.example", name="Noor de Wit")
        self.member = factories.membership(person, self.organisation, start=date(YEAR - 2, 3, 26))
        self.member.sort_name, self.member.sort_key = "Wit, Noor de", "wit noor de"
        self.member.save()
        open_year(programme=self.programme, year=opened.year, edition=self.edition, today=opened)
        self.clerk = factories.clerk(self.organisation)
        client.force_login(self.clerk)

    def url(self, name, *arguments):
        return reverse(f"overview:{name}", args=[self.organisation.code, *arguments])

    def get(self, name, *arguments, **query):
        return self.client.get(self.url(name, *arguments), query)

    def act(self, act, member=None, *, sure=True, **fields):
        fields = {**fields, "zeker": "1"} if sure else fields
        return self.client.post(self.url("member_act", (member or self.member).pk, act), fields, follow=True)

    def add(self, *, sure=True, **fields):
        given = {**NEW, "start": TODAY.isoformat(), **fields}
        return self.client.post(self.url("member_add"), {**given, "zeker": "1"} if sure else given, follow=True)

    def logged(self):
        return list(DeskAction.objects.order_by("pk").values_list("kind", flat=True))


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def names_of(response):
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', response.content.decode())


def in_full(day):
    return date_format(day, "j F Y")


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_register_says_name_office_address_and_days(desk):
    page = desk.get("members")
    text = words_of(page)
    assert names_of(page) == ["Wit, Noor de"]
    assert "noor@voorbeeld.example" in text and "raadslid" in text and "1 lid" in text


@pytest.mark.parametrize("search", ["wit", "WIT noor", "voorbeeld.example", "noor@voorbeeld.example", "Wít"])
def test_a_part_of_a_name_or_address_finds(desk, search):
    factories.membership(factories.person("cem@andersdam.example", name="Cem Yılmaz"), desk.organisation)
    assert names_of(desk.get("members", zoek=search)) == ["Wit, Noor de"]


@pytest.mark.parametrize("search", ["bestaat niet", "%", "_", "' or 1=1 --", "x" * 5000, "\0", "‮"])
def test_odd_searches_find_nothing_or_all_and_break_nothing(desk, search):
    assert desk.get("members", zoek=search, pagina="9" * 99, toon="?").status_code == 200


def test_who_left_is_away_or_exempt_can_be_shown_apart(desk):
    def listed(name, **fields):
        return factories.membership(factories.person(name=name), desk.organisation, **fields)

    listed("Oud Lid", end=TODAY - DAY)
    listed("Laatste Dag", end=TODAY)
    listed("Nog Komend", start=TODAY + DAY)
    Absence.objects.create(membership=listed("Weg Even"), start=TODAY, end=None)
    Exemption.objects.create(membership=listed("Hoeft Niet"), programme=desk.programme, start=TODAY)
    now = names_of(desk.get("members"))
    assert set(now) == {"Wit, Noor de", "Dag, Laatste", "Komend, Nog", "Even, Weg", "Niet, Hoeft"}
    assert names_of(desk.get("members", toon="voorbij")) == ["Lid, Oud"]
    assert names_of(desk.get("members", toon="afwezig")) == ["Even, Weg"]
    assert names_of(desk.get("members", toon="niet-van-toepassing")) == ["Niet, Hoeft"]


def test_three_or_many_members_cost_the_same_number_of_queries(desk):
    def cost(**query):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get("members", **query).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for number in range(70):
        membership = factories.membership(factories.person(name=f"Lid Nummer{number:02}"), desk.organisation)
        Absence.objects.create(membership=membership, start=TODAY)
    assert cost() == few and cost(pagina=2, zoek="lid") == few
    assert len(names_of(desk.get("members", pagina=2))) == 21


def test_the_page_of_a_member_costs_the_same_whatever_is_noted(desk):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("member", desk.member.pk).status_code == 200
        return len(queries)

    cost()
    few = cost()
    for number in range(9):
        Absence.objects.create(membership=desk.member, start=TODAY + number * DAY)
        Exemption.objects.create(membership=desk.member, programme=desk.programme, start=TODAY + number * DAY)
    assert cost() == few


# --- one member -------------------------------------------------------------------------------------------------------


def test_before_it_is_pressed_the_page_says_the_new_date_and_nothing_is_kept(desk):
    before = desk.member.assignments.get().due
    fields = {"start": TODAY.isoformat(), "end": (TODAY + 9 * DAY).isoformat()}
    page = desk.act("afwezig", sure=False, **fields)
    assert f"Klaar vóór wordt {in_full(before + 10 * DAY)}" in words_of(page)
    assert not Absence.objects.exists() and desk.logged() == []
    page = desk.act("afwezig", **fields)
    assert "bewaard" in words_of(page)
    assert desk.member.assignments.get().due == before + 10 * DAY and desk.logged() == ["paused"]


def test_an_absence_can_be_changed_and_taken_away(desk):
    desk.act("afwezig", start=TODAY.isoformat())
    absence = Absence.objects.get()
    page = desk.get("member", desk.member.pk, wijzig=absence.pk).content.decode()
    assert f'name="line" value="{absence.pk}"' in page and f'value="{TODAY.isoformat()}"' in page
    desk.act("afwezig", line=absence.pk, start=(TODAY + DAY).isoformat(), end=(TODAY + DAY).isoformat())
    changed = Absence.objects.get()
    assert (changed.start, changed.end) == (TODAY + DAY, TODAY + DAY)
    desk.act("afwezig-weg", line=changed.pk)
    assert not Absence.objects.exists()


def test_days_may_be_written_by_hand(desk):
    desk.act("afwezig", start=f"{TODAY:%d-%m-%Y}", end=f"{TODAY:%d.%m.%Y}")
    assert Absence.objects.get().end == TODAY


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("afwezig", {"start": ""}, "Vul de eerste dag in"),
        ("afwezig", {"start": "31-02-2027"}, "bestaat niet"),
        ("afwezig", {"start": "2027-05-02", "end": "2027-05-01"}, "vóór de eerste dag"),
        ("einde", {"last_day": ""}, "Vul de laatste dag in"),
        ("einde", {"last_day": "01-01-2001"}, "vóór de eerste dag"),
        ("gegevens", {"surname": "", "office": "raadslid", "start": "2020-01-01"}, "Vul de achternaam in"),
        ("gegevens", {"surname": "<b>", "office": "raadslid", "start": "2020-01-01"}, "geen naam"),
        ("gegevens", {"surname": "Wit", "office": "statenlid", "start": "2020-01-01"}, "Kies"),
        ("niet-van-toepassing", {"programme": "999", "start": "2027-01-01"}, "Kies"),
    ],
)
def test_what_cannot_be_is_refused_in_words_with_what_was_filled_in(desk, act, fields, said):
    for sure in (False, True):
        page = desk.act(act, sure=sure, **fields)
        assert page.status_code == 200 and "<title>Fout:" in page.content.decode()
        assert said.casefold() in words_of(page).casefold()
    desk.member.refresh_from_db()
    assert desk.member.end is None and desk.member.name == "Noor de Wit"
    assert not Absence.objects.exists() and desk.logged() == []


def test_an_end_says_what_stops_and_closes_what_was_asked(desk):
    last = TODAY - DAY
    page = words_of(desk.act("einde", sure=False, last_day=last.isoformat()))
    assert f"is lid tot en met {in_full(last)}" in page and f"Vanaf {in_full(TODAY)}" in page
    assert "wordt niet meer gevraagd" in page
    desk.act("einde", last_day=last.isoformat())
    desk.member.refresh_from_db()
    assert desk.member.end == last and desk.member.assignments.get().closed_reason == "membership_ended"


def test_a_correction_keeps_the_account(desk):
    page = desk.get("member", desk.member.pk).content.decode()
    for value in ("Noor", "de", "Wit"):
        assert f'value="{value}"' in page
    desk.act("gegevens", given_name="Noor", prefix="van den", surname="Heuvel", office="raadslid",
             start=desk.member.start.isoformat())  # fmt: skip
    desk.member.refresh_from_db()
    assert desk.member.sort_name == "Heuvel, Noor van den" and desk.member.user.name == "Noor de Wit"


def test_not_applicable_and_again(desk):
    desk.act("niet-van-toepassing", programme=desk.programme.pk, start=TODAY.isoformat())
    assert desk.member.assignments.get().closed_reason == "exempt"
    desk.act("wel-van-toepassing", line=Exemption.objects.get().pk)
    assert desk.member.assignments.get().closed_on is None and desk.logged() == ["exempted", "exempted"]


# --- new members ------------------------------------------------------------------------------------------------------


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


# --- neighbours -------------------------------------------------------------------------------------------------------

PAGES = ["members", "member_add", "member", "successor", "member_act"]


def _address(desk, name):
    arguments = [desk.member.pk] if name in ("member", "successor", "member_act") else []
    return desk.url(name, *arguments, *(["einde"] if name == "member_act" else []))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["other clerk", "member", "former clerk", "future clerk", "superuser"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_desk_does_not_exist(client, desk, name, who, method):
    client.force_login(
        {
            "other clerk": lambda: factories.clerk(factories.organisation()),
            "member": lambda: desk.member.user,
            "former clerk": lambda: factories.clerk(desk.organisation, end=TODAY - DAY),
            "future clerk": lambda: factories.clerk(desk.organisation, start=TODAY + DAY),
            "superuser": lambda: factories.person(is_superuser=True, is_staff=True),
        }[who]()
    )
    fields = {**NEW, "start": TODAY.isoformat(), "last_day": TODAY.isoformat(), "zeker": "1"}
    response = getattr(client, method)(_address(desk, name), fields if method == "post" else {})
    wrong = (method, name) in {("post", "members"), ("post", "member")}
    assert response.status_code == (405 if wrong else 404)
    assert b"Noor" not in response.content
    desk.member.refresh_from_db()
    assert desk.member.end is None and Membership.objects.count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_signed_in_comes_to_the_door(client, desk, name):
    client.logout()
    method = client.post if name == "member_act" else client.get
    assert "/account/login/" in method(_address(desk, name))["Location"]


@pytest.mark.parametrize("name", ["member", "successor", "member_act"])
def test_a_member_of_another_organisation_is_not_here(desk, name):
    other = factories.membership(name="Kanarie Lid")
    address = desk.url(name, other.pk, *(["einde"] if name == "member_act" else []))
    fields = {**NEW, "last_day": TODAY.isoformat(), "zeker": "1"}
    for response in (desk.client.get(address), desk.client.post(address, fields)):
        assert response.status_code in (404, 405) and b"Kanarie" not in response.content
    other.refresh_from_db()
    assert other.end is None


def test_a_line_of_another_member_is_not_here(desk):
    other = factories.membership(organisation_=desk.organisation)
    absence = Absence.objects.create(membership=other, start=TODAY)
    exemption = Exemption.objects.create(membership=other, programme=desk.programme, start=TODAY)
    for act, line in (("afwezig-weg", absence), ("afwezig", absence), ("wel-van-toepassing", exemption)):
        fields = {"line": line.pk, "start": TODAY.isoformat()}
        assert desk.act(act, **fields).status_code == 404
    assert Absence.objects.get() == absence and Exemption.objects.get() == exemption


def test_asking_for_a_page_changes_nothing(desk):
    before = Membership.objects.values().get()
    for name in ("member_add", "member", "successor"):
        fields = {**NEW, "start": TODAY.isoformat(), "last_day": TODAY.isoformat(), "zeker": "1"}
        assert desk.client.get(_address(desk, name), fields).status_code == 200
    assert desk.client.get(_address(desk, "member_act")).status_code == 405
    assert desk.act("bestaat-niet").status_code == 404
    assert Membership.objects.values().get() == before and desk.logged() == []
