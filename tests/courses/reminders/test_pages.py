"""Who sees which mails: the member all of them, the own clerk what is about the own mandate, managers numbers."""

import dataclasses
import json
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from courses.learning.boosters import Due
from courses.members.models import Kind
from courses.reminders import boosters, selectors, webhook
from courses.reminders.models import Bounce, Mail, MailLine, QuietPeriod, Reason
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.reminders.factories import OPENS, at, owe, owing, year
from tests.elearning import factories as doors

pytestmark = pytest.mark.django_db
MINE = "/leren/berichten/"


class Council:
    """A council with a clerk, and a member who was invited by it and by a province (due earlier there)."""

    def __init__(self):
        self.organisation = factories.organisation(name="Voorbeeldstad")
        self.province = factories.organisation(kind=Kind.PROVINCE, name="Zandoever")
        self.clerk = factories.clerk(self.organisation)
        self.other_clerk = factories.clerk(self.province)
        self.year = year(title="Melden helpt")
        self.member = factories.membership(factories.person(name="Noor de Wit"), self.organisation)
        self.user = self.member.user
        owe(self.member, self.year)
        send_due(now=at(OPENS))
        self.mail = Mail.objects.get(person=self.user)

    @property
    def desk(self):
        return f"/griffie/{self.organisation.code}/berichten/"

    def button(self, mail=None):
        return reverse("overview:came_back", args=[self.organisation.code, (mail or self.mail).pk])


@pytest.fixture
def council():
    return Council()


def words(response):
    """What one reads on a page, without the tags."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


# --- the member -------------------------------------------------------------------------------------------------------


def test_a_member_sees_every_mail_and_why(client, council):
    client.force_login(council.user)
    page = words(client.get(MINE))
    assert "1 maart 2027: verzonden" in page and "Melden helpt Uitnodiging" in page
    assert "U bent lid bij Voorbeeldstad, en de laatste dag is 30 juni 2027." in page
    assert MINE in client.get("/leren/").content.decode()


def test_a_member_sees_what_was_not_sent_with_the_reason(client, council):
    Mail.objects.update(state="withheld", reason=Reason.UNPUBLISHED)
    client.force_login(council.user)
    assert "bewust niet verzonden Waarom niet: de module is niet gepubliceerd." in words(client.get(MINE))


def test_a_member_reads_what_possibly_sent_means(client, council):
    Mail.objects.update(state="sending")
    client.force_login(council.user)
    page = words(client.get(MINE))
    assert "mogelijk verzonden" in page and "sturen hem niet twee keer" in page


def test_nobody_sees_the_mails_of_another(client, council):
    client.force_login(factories.membership(None, council.organisation).user)
    assert "Wij stuurden u nog geen mail." in words(client.get(MINE))
    client.logout()
    assert client.get(MINE).status_code == 302


# --- the clerk --------------------------------------------------------------------------------------------------------


def test_a_clerk_sees_of_the_own_members_who_what_when_and_what_became_of_it(client, council):
    client.force_login(council.clerk)
    page = words(client.get(council.desk))
    assert "de Wit, Noor uitnodiging Melden helpt verzonden 1 mrt 2027" in page


def test_these_six_are_all_that_is_read_of_a_mail():
    assert selectors.FIELDS == ("sort_name", "module", "kind", "day", "state", "reason", "came_back")
    assert {one.name for one in dataclasses.fields(selectors.Row)} == {*selectors.FIELDS, "mail"}


def test_why_a_mail_was_withheld_is_not_the_clerks(client, council):
    for reason in (Reason.DONE, Reason.ABSENT, Reason.ACCOUNT, Reason.CAME_BACK):
        Mail.objects.update(state="withheld", reason=reason)
        rows = selectors.rows_of(memberships=council.organisation.memberships.all())
        assert [(row.state, row.reason) for row in rows] == [("withheld", "")]


def test_a_clerk_reads_why_a_mail_failed(client, council):
    Mail.objects.update(state="failed", reason=Reason.REFUSED)
    client.force_login(council.clerk)
    assert "niet verzonden de mailserver weigerde het adres" in words(client.get(council.desk))


def test_what_is_said_of_another_mandate_is_not_on_the_list(client, council):
    """The same person, the same module: the province's date is earlier, so its line is the province's."""
    other = factories.membership(council.user, council.province, name="Noor de Wit")
    owe(other, council.year, due=date(2027, 6, 23))
    send_due(now=at(date(2027, 5, 24)))
    assert MailLine.objects.filter(kind="days_30").get().membership == other
    client.force_login(council.clerk)
    assert "24 mei" not in words(client.get(council.desk))
    client.force_login(council.other_clerk)
    page = words(client.get(f"/griffie/{council.province.code}/berichten/"))
    assert "24 mei 2027" in page and "1 mrt" not in page


def test_boosters_are_between_the_member_and_us(client, council, monkeypatch):
    def finder(*, on, users=None):
        due = Due(council.user.pk, council.year.edition_id, 1, OPENS + timedelta(days=10))
        return [due] if due.on <= on else []

    monkeypatch.setattr(boosters, "wanted_and_due", finder)
    send_due(now=at(OPENS + timedelta(days=9)))
    assert Mail.objects.count() == 1
    client.force_login(council.clerk)
    send_due(now=at(OPENS + timedelta(days=10)))
    send_due(now=at(OPENS + timedelta(days=11)))
    assert MailLine.objects.filter(kind="booster_1").count() == 1
    assert "11 mrt" not in words(client.get(council.desk))
    client.force_login(council.user)
    assert "U vroeg hier zelf om." in words(client.get(MINE))


def test_tomorrow_says_who_gets_what_unless_it_goes_today(client, council, monkeypatch):
    owing(council.year, council.organisation, user=factories.person(name="Bas Bakker"))
    owing(council.year, council.province, user=factories.person(name="Cem Kaya"))

    def page(now):
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        client.force_login(council.clerk)
        return words(client.get(council.desk)).partition("Berichten tot nu toe")[0]

    evening_before, morning = at(OPENS - timedelta(days=1), 21), at(OPENS, 8)
    assert "Bakker, Bas: uitnodiging" in page(evening_before) and "Cem" not in page(evening_before)
    assert "Morgen krijgt niemand een mail." in page(morning)
    assert "Bakker, Bas: uitnodiging" in page(at(OPENS, 20))  # too late for today


def test_came_back_by_hand_and_right_again(client, council):
    client.force_login(council.clerk)
    assert "Een adres kwam terug" not in words(client.get(council.desk))
    page = client.post(council.button(), follow=True)
    assert "Wij sturen niets meer naar dit adres, tot u zegt dat het klopt." in words(page)
    assert "Een adres kwam terug" in words(page)
    bounce = Bounce.objects.get(person=council.user, address=council.user.email, cleared_on=None)
    url = reverse("overview:address_right", args=[council.organisation.code, bounce.pk])
    page = client.post(url, follow=True)
    assert "Een adres kwam terug" not in words(page)
    assert not Bounce.objects.filter(cleared_on=None).exists()


def test_of_a_mail_that_was_possibly_sent_it_is_known_once_it_came_back(client, council):
    Mail.objects.update(state="sending")
    client.force_login(council.clerk)
    assert "mogelijk verzonden" in words(client.get(council.desk))
    client.post(council.button())
    assert Mail.objects.get().state == "sent"


def test_the_neighbours_mails_and_addresses_do_not_exist(client, council):
    theirs = owing(council.year, council.province).membership
    send_due(now=at(OPENS))
    bounce = Bounce.objects.create(person=theirs.user, address=theirs.user.email, on=OPENS)
    client.force_login(council.clerk)
    assert client.get(f"/griffie/{council.province.code}/berichten/").status_code == 404
    assert client.post(council.button(Mail.objects.get(person=theirs.user))).status_code == 404
    url = reverse("overview:address_right", args=[council.organisation.code, bounce.pk])
    assert client.post(url).status_code == 404
    bounce.refresh_from_db()
    assert Bounce.objects.count() == 1 and bounce.cleared_on is None
    assert client.get(council.button()).status_code == 405  # a GET changes nothing


def test_the_desk_costs_the_same_for_few_and_for_many(client, council, django_assert_max_num_queries):
    for _number in range(30):
        owing(council.year, council.organisation)
    send_due(now=at(OPENS))
    client.force_login(council.clerk)
    with django_assert_max_num_queries(16):
        client.get(council.desk)


# --- managers ---------------------------------------------------------------------------------------------------------


def test_managers_see_numbers_of_organisations_and_no_names(client, council, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(OPENS, 21))
    owing(council.year, council.province, user=factories.person(name="Cem Kaya"))
    manager = doors.manager()
    manager.refresh_from_db()
    client.force_login(manager)
    page = client.get(reverse("reminders_mails"))
    text = re.sub(r"<[^>]+>", " ", page.content.decode())
    assert page.status_code == 200 and "Voorbeeldstad" in text and "Zandoever" in text
    assert "Noor" not in text and "Kaya" not in text and council.user.email not in text
    all_, rows = selectors.numbers(now=at(OPENS, 21))
    assert (all_.states["sent"], all_.tomorrow) == (1, 1)
    assert [(row.name, row.states["sent"], row.tomorrow) for row in rows] == [
        ("Voorbeeldstad", 1, 0), ("Zandoever", 0, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["trainer", "clerk", "member"])
def test_numbers_and_quiet_periods_are_for_managers(client, council, who):
    user = {"trainer": doors.trainer, "clerk": lambda: council.clerk, "member": lambda: council.user}[who]()
    user.refresh_from_db()
    client.force_login(user)
    for url in (reverse("reminders_mails"), "/beheer/stille-periodes/", "/beheer/stille-periodes/new/"):
        response = client.get(url)
        assert response.status_code in (302, 403)
        assert b"Voorbeeldstad" not in response.content


def test_a_manager_sets_a_quiet_period_and_reads_its_days_in_words(client):
    manager = doors.manager()
    manager.refresh_from_db()
    client.force_login(manager)
    sent = {"title": "Zomerreces", "starts_on": "2027-07-17", "ends_on": "2027-08-29", "kinds": ["gemeente"]}
    assert client.post("/beheer/stille-periodes/new/", sent).status_code == 302
    assert QuietPeriod.objects.get().kinds == ["gemeente"]
    page = client.get("/beheer/stille-periodes/").content.decode()
    assert "17 juli 2027 tot en met 29 augustus 2027" in page
    wrong = client.post("/beheer/stille-periodes/new/", {**sent, "ends_on": "2027-07-01"})
    assert wrong.status_code == 200 and QuietPeriod.objects.count() == 1


# --- a mail server that tells us --------------------------------------------------------------------------------------


def told(client, council, secret="geheim", message_id=None):
    body = {"message_id": message_id or council.mail.message_id}
    headers = {"authorization": f"Bearer {secret}"} if secret is not None else {}
    return client.post("/post/terug/", json.dumps(body), content_type="application/json", headers=headers)


def test_a_mail_server_with_the_secret_says_that_a_mail_came_back(client, council, settings):
    settings.BOUNCE_SECRET = "geheim"
    for message_id in (council.mail.message_id, council.mail.message_id.strip("<>")):
        assert told(client, council, message_id=message_id).status_code == 200
    assert Bounce.objects.get().address == council.user.email


@pytest.mark.parametrize(
    ("configured", "secret"), [("geheim", "anders"), ("geheim", ""), ("geheim", None), ("", ""), ("", None)]
)
def test_without_the_secret_it_refuses_in_a_sentence(client, council, settings, configured, secret):
    settings.BOUNCE_SECRET = configured
    response = told(client, council, secret)
    assert response.status_code == 403 and "Er is niets veranderd." in response.content.decode()
    assert not Bounce.objects.exists()


def test_an_unknown_mail_and_nonsense_are_said_in_a_sentence(client, council, settings):
    settings.BOUNCE_SECRET = "geheim"
    assert told(client, council, message_id="<niemand@voorbeeld.example>").status_code == 404
    headers = {"authorization": "Bearer geheim"}
    for body in ("", "{", "[]", '{"message_id": 3}', '{"message_id": ""}', json.dumps({"message_id": "x" * 9000})):
        response = client.post("/post/terug/", body, content_type="application/json", headers=headers)
        assert response.status_code == 400 and "Er is niets veranderd." in response.content.decode()
    assert client.get("/post/terug/").status_code == 405
    assert not Bounce.objects.exists()


def test_a_mail_that_was_never_sent_cannot_come_back(client, council, settings):
    settings.BOUNCE_SECRET = "geheim"
    Mail.objects.update(state="planned", address="")
    assert told(client, council).status_code == 404


def test_guessing_is_bounded(client, council, settings, monkeypatch):
    settings.BOUNCE_SECRET = "geheim"
    monkeypatch.setattr(webhook, "A_MINUTE", 3)
    monkeypatch.setattr(webhook.time, "time", lambda: 1_800_000_000.0)
    assert [told(client, council, "fout").status_code for _try in range(4)] == [403, 403, 403, 429]
    assert told(client, council)["Retry-After"] == "60"
