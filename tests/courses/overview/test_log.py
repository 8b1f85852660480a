"""The log: every change at the desk leaves a line; who may read which line, and with which names."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from django.utils import timezone

from courses.members.log.lines import KEPT, WORDS
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import Absence
from courses.overview.people.acts import ACTS
from courses.overview.report.files import KINDS
from courses.planning.models import Exemption
from courses.planning.opening import open_year
from courses.reminders.models import Bounce, Mail, MailLine
from elearning.housekeeping import tidy
from tests import factories
from tests.courses.overview.freshness import show_again
from tests.courses.planning import factories as planned
from tests.elearning import factories as doors

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 11, tzinfo=UTC)
DAY = timedelta(days=1)
Kind = DeskAction.Kind


class Desk:
    def __init__(self, client):
        self.client = client
        self.organisation = factories.organisation()
        self.clerk = factories.clerk(self.organisation)
        opened = TODAY - 10 * DAY
        self.programme = planned.programme(starts_on=opened)
        self.year = opened.year
        edition = planned.edition(self.programme.module, self.year)
        person = factories.person(name="Noor de Wit")
        self.member = factories.membership(person, self.organisation, start=date(self.year - 2, 3, 26))
        self.member.registered_on = TODAY
        self.member.save()
        open_year(programme=self.programme, year=self.year, edition=edition, today=opened)
        client.force_login(self.clerk)

    def post(self, route, /, *arguments, **fields):
        return self.client.post(reverse(f"overview:{route}", args=[self.organisation.code, *arguments]), fields)

    def download(self, route, *arguments):
        show_again(self.client, self.organisation)
        return self.post(route, *arguments)

    def act(self, act, **fields):
        return self.post("member_act", self.member.pk, act, zeker="1", **fields)

    def mail(self):
        if mail := Mail.objects.first():
            return mail
        mail = Mail.objects.create(
            person=self.member.user, day=TODAY, message_id="<1@x>", planned_at=NOW, state="sent", claimed_at=NOW,
            settled_at=NOW, address=self.member.user.email,
        )  # fmt: skip
        MailLine.objects.create(
            mail=mail, person=self.member.user, kind="invitation", programme_year=self.programme.years.get(),
            membership=self.member, due=TODAY,
        )  # fmt: skip
        return mail

    def note(self, kind=Kind.CHANGED, *, now=NOW, about=None, by=None, **facts):
        about = [self.member.pk] if about is None else about
        return note_action(
            organisation=self.organisation, by=by or self.clerk, kind=kind, now=now, about=about, **facts
        )


@pytest.fixture
def desk(client):
    return Desk(client)


def words_of(response):
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


# --- every change leaves a line ---------------------------------------------------------------------------------------

PERSON = {"given_name": "Els", "surname": "Jong", "email": "els@voorbeeld.example", "office": "raadslid"}
SOMEBODY = {"name": "Petra Jansen", "email": "petra@voorbeeld.example"}
ISO, TOMORROW = TODAY.isoformat(), (TODAY + DAY).isoformat()


def _exempted(desk):
    row = Exemption.objects.create(membership=desk.member, programme=desk.programme, start=TODAY + 5 * DAY)
    return desk.act("wel-van-toepassing", line=row.pk)


def _bounced(desk):
    fields = {"person": desk.member.user, "address": desk.member.user.email, "cleared_on": None}
    return Bounce.objects.get_or_create(**fields, defaults={"on": TODAY, "mail": desk.mail()})[0]


def _absent(desk):
    return Absence.objects.create(membership=desk.member, start=TODAY + 5 * DAY)


REPORTS = [f"report_{kind}" for kind in KINDS]
#: A change that succeeds, for every address of the desk that can change something; several where one has several.
CHANGES = {
    "look": {"colour": lambda desk: desk.post("look", own="own", colour="#7a1f5c")},
    "came_back": {"": lambda desk: desk.post("came_back", desk.mail().pk)},
    "address_right": {"": lambda desk: desk.post("address_right", _bounced(desk).pk)},
    "member_add": {"": lambda desk: desk.post("member_add", zeker="1", start=ISO, **PERSON)},
    "successor": {"": lambda desk: desk.post("successor", desk.member.pk, zeker="1", last_day=ISO, **PERSON)},
    "member_act": {
        "gegevens": lambda desk: desk.act("gegevens", surname="Wit", office="raadslid", start="2020-01-01"),
        "einde": lambda desk: desk.act("einde", last_day=ISO),
        "afwezig": lambda desk: desk.act("afwezig", start=ISO),
        "afwezig-weg": lambda desk: desk.act("afwezig-weg", line=_absent(desk).pk),
        "niet-van-toepassing": lambda desk: desk.act("niet-van-toepassing", programme=desk.programme.pk, start=ISO),
        "wel-van-toepassing": _exempted,
        "weg": lambda desk: desk.act("weg"),
    },
    "access_give": {"": lambda desk: desk.post("access_give", start=ISO, **SOMEBODY)},
    "hand_over": {"": lambda desk: desk.post("hand_over", start=TOMORROW, **SOMEBODY)},
    "csv": {"": lambda desk: desk.download("csv", desk.year)},
    "xlsx": {"": lambda desk: desk.download("xlsx", desk.year)},
    **{name: {"": lambda desk, name=name: desk.download(name)} for name in REPORTS},
    "access_end": {
        "": lambda desk: desk.post("access_end", factories.clerk(desk.organisation).desk_roles.get().pk, last_day=ISO)
    },
}
#: Addresses that take a POST and leave no line, each with the reason.
WITHOUT_A_LINE = {
    "import": "the list is only looked at",
    "import_columns": "the list is only looked at",
    "import_check": "the list is only looked at",
    "names": "nothing is made yet: it leads to the question who one is",
    "screen_shown": "a lesson as members see it: nothing is kept",
    "practice_shown": "a question as members see it: nothing is kept",
}
#: Addresses whose line is held in the test of their own page, where what they need is at hand.
ELSEWHERE = {
    "import_confirm": "test_import", "import_undo": "test_import", "remind": "test_remind",
    **dict.fromkeys(
        (
            "confirm_all", "contact", "contact_add", "contact_confirm", "contact_earlier", "contact_remove",
            "excerpt", "excerpt_confirm", "excerpt_remove",
        ),
        "local",  # and of each verb in tests/courses/members/test_contact_book.py
    ),
}  # fmt: skip


def _routes():
    return {one.name: one for one in get_resolver("courses.overview.urls").url_patterns}


def _takes_a_post(desk, route):
    values = {"code": desk.organisation.code, "year": desk.year, "act": "geen"}
    names = route.pattern.converters
    arguments = {name: values.get(name, 0) for name in names}
    return desk.client.post(reverse(f"overview:{route.name}", kwargs=arguments | route.default_args)).status_code != 405


def test_every_address_that_takes_a_post_leaves_a_line_or_has_a_reason(desk):
    changing = {name for name, route in _routes().items() if _takes_a_post(desk, route)}
    assert changing == CHANGES.keys() | WITHOUT_A_LINE.keys() | ELSEWHERE.keys()
    assert all(WITHOUT_A_LINE.values()) and not CHANGES.keys() & WITHOUT_A_LINE.keys()


def test_every_act_on_a_member_is_among_them():
    assert CHANGES["member_act"].keys() == ACTS.keys()


@pytest.mark.parametrize(
    ("name", "what"), [(name, what) for name, some in CHANGES.items() for what in some], ids=lambda value: value or "-"
)
def test_a_change_leaves_a_line(desk, name, what):
    assert CHANGES[name][what](desk).status_code in (200, 302)
    line = DeskAction.objects.order_by("pk").first()
    assert line is not None and line.by == desk.clerk and line.organisation == desk.organisation


def test_a_line_holds_numbers_and_days_only(desk):
    for wrong in ("Noor de Wit", "noor@voorbeeld.example", "2027-02-30", None, 1.5, ["x"]):
        with pytest.raises(ValueError):
            desk.note(fact=wrong)
    assert not DeskAction.objects.exists()


# --- who reads it -----------------------------------------------------------------------------------------------------


def log_of(desk, **query):
    return desk.client.get(reverse("overview:log", args=[desk.organisation.code]), query)


def test_the_clerk_reads_who_when_and_what(desk):
    desk.act("afwezig", start=ISO, end=TOMORROW)
    desk.post("access_give", start=ISO, **SOMEBODY)
    text = words_of(log_of(desk))
    assert text.index("Toegang tot de griffie gegeven: Petra Jansen") < text.index("Tijdelijk niet actief: Noor de Wit")
    assert "Hanna Brink" in text and f"{TODAY.day} " in text and "tot en met" in text


def test_many_members_are_a_number(desk):
    members = [factories.membership(organisation_=desk.organisation).pk for _number in range(3)]
    desk.note(Kind.IMPORTED, about=members, new=3)
    assert "Lijst met leden ingelezen: 3 leden" in words_of(log_of(desk)) and "3 nieuw" in words_of(log_of(desk))


def test_every_fact_that_the_desk_notes_has_words(desk):
    for some in CHANGES.values():
        for what, change in some.items():
            if what != "weg":  # says nothing more, and leaves no member to go on with
                change(desk)
    told = {name for facts in DeskAction.objects.values_list("facts", flat=True) for name in facts}
    assert told and told - {"person"} <= WORDS.keys()


def test_a_line_outlives_the_account_of_the_clerk(desk):
    other = factories.clerk(desk.organisation, name="Weg Straks")
    desk.note(by=other)
    other.delete()
    assert "een account dat er niet meer is" in words_of(log_of(desk))


def test_the_manager_reads_the_same_without_names_of_members(client, desk):
    desk.note()
    desk.note(Kind.REMOVED, about=[])
    manager = doors.manager()
    manager.refresh_from_db()
    client.force_login(manager)
    page = client.get(reverse("desk_log", args=[desk.organisation.code]))
    assert "Hanna Brink" in page.content.decode() and "Gegevens van een lid veranderd: 1 lid" in words_of(page)
    assert "Noor" not in page.content.decode()


def test_another_desks_lines_are_not_here(desk):
    other = factories.organisation()
    note_action(organisation=other, by=factories.clerk(other, name="Kanarie"), kind=Kind.LOOK, now=NOW)
    assert "Kanarie" not in words_of(log_of(desk))


def test_a_member_reads_the_own_lines_by_day_without_the_clerk(client, desk):
    desk.note(Kind.PAUSED, start=ISO)
    desk.note(Kind.IMPORTED, about=[desk.member.pk], new=7)
    other = factories.membership(factories.person(name="Kanarie Lid"), desk.organisation)
    desk.note(Kind.REMOVED, about=[other.pk])
    client.force_login(desk.member.user)
    page = client.get(reverse("log:mine"))
    text = words_of(page)
    assert "Tijdelijk niet actief" in text and desk.organisation.name in text and f"{TODAY.day} " in text
    assert "Lijst met leden ingelezen" in text and "7 nieuw" not in text
    assert "Hanna" not in text and "Kanarie" not in text and "verwijderd" not in text
    assert "11.00" not in text and "12.00" not in text
    assert reverse("log:mine") in client.get("/leren/").content.decode()


def test_who_left_still_reads_the_own_lines(client, desk):
    desk.act("einde", last_day=(TODAY - DAY).isoformat())
    client.force_login(desk.member.user)
    assert "Lidmaatschap beëindigd" in words_of(client.get(reverse("log:mine")))
    assert reverse("log:mine") in client.get("/leren/").content.decode()


def test_who_is_not_signed_in_reads_nothing(client, desk):
    client.logout()
    assert "/account/login/" in client.get(reverse("log:mine"))["Location"]
    assert client.post(reverse("log:mine")).status_code in (302, 405)


@pytest.mark.parametrize("who", ["clerk", "manager", "member"])
def test_many_lines_cost_the_same_number_of_queries_and_have_pages(client, desk, who):
    manager = doors.manager()
    manager.refresh_from_db()
    user, address = {
        "clerk": (desk.clerk, reverse("overview:log", args=[desk.organisation.code])),
        "manager": (manager, reverse("desk_log", args=[desk.organisation.code])),
        "member": (desk.member.user, reverse("log:mine")),
    }[who]
    client.force_login(user)

    def cost(**query):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address, query)
        return len(queries), page

    desk.note(Kind.ACCESS_GIVEN, person=desk.clerk.pk)
    cost()
    few, page = cost()
    assert "Oudere regels" not in page.content.decode()
    for number in range(60):
        desk.note(now=NOW - number * DAY, by=factories.clerk(desk.organisation))
    many, page = cost()
    assert many == few and "Oudere regels" in page.content.decode()
    assert "Nieuwere regels" in cost(pagina=2)[1].content.decode()
    assert cost(pagina="x" * 999)[1].status_code == cost(pagina="9" * 99)[1].status_code == 200


def test_a_line_is_kept_a_year(desk):
    old, young = desk.note(now=NOW - KEPT - DAY), desk.note(now=NOW - KEPT + DAY)
    tidy(now=NOW)
    assert list(DeskAction.objects.all()) == [young] and not old.members.exists()
