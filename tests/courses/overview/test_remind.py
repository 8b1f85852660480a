"""Herinneren at the desk: who stands there, who is ticked, and what one press does."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.members.log.models import DeskAction
from courses.planning.pausing import set_absence
from courses.reminders.models import MailLine
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import DUE, OPENS, at, owing, year

pytestmark = pytest.mark.django_db
DAY = OPENS + timedelta(days=20)


class Desk:
    """A council on a day in its year, with its clerk before the page."""

    def __init__(self, client, monkeypatch):
        self.client, self._monkeypatch = client, monkeypatch
        self.organisation = factories.organisation(name="Voorbeeldstad")
        self.year = year()
        self.open, self.busy, self.done, self.away = (
            owing(self.year, self.organisation, user=factories.person(name=name)).membership
            for name in ("Noor Niets", "Bas Bezig", "Anouk Klaar", "Cem Weg")
        )
        planned.begin(self.busy.user, self.year.edition, on=OPENS)
        planned.complete(self.done.user, self.year.edition, on=OPENS)
        set_absence(membership=self.away, start=OPENS, end=date(2028, 1, 1))
        self.clerk = factories.clerk(self.organisation)
        self.address = reverse("overview:remind", args=[self.organisation.code])
        self.on(at(DAY))

    def on(self, now):
        self._monkeypatch.setattr("django.utils.timezone.now", lambda: now)
        self.client.force_login(self.clerk)

    def get(self, **query):
        return self.client.get(self.address, query).content.decode()

    def send(self, *members, **fields):
        sent = {"lid": [getattr(one, "pk", one) for one in members], **fields}
        return self.client.post(self.address, sent, follow=True)


@pytest.fixture
def desk(client, monkeypatch):
    return Desk(client, monkeypatch)


def boxes(page):
    """The names with a box, each with whether it is ticked."""
    found = re.findall(r'<input type="checkbox" name="lid" value="\d+"( checked)?><span>([^<]+?)\s*(?:<|$)', page)
    return {name: bool(ticked) for ticked, name in found}


def test_who_has_not_begun_is_ticked_and_who_is_done_or_away_is_not_there(desk):
    assert boxes(desk.get()) == {"Niets, Noor": True}


def test_past_the_date_who_is_under_way_may_be_chosen(desk):
    desk.on(at(DUE + timedelta(days=3)))
    page = desk.get()
    assert boxes(page) == {"Niets, Noor": True, "Bezig, Bas": False}
    assert "na de datum" in page


def test_the_mail_and_the_days_to_come_stand_on_the_page(desk):
    page = desk.get()
    assert "Van uw griffier: uw jaarlijkse module staat nog open" in page
    assert "31 mei 2027" in page and "1 juli 2027" in page


def test_one_press_sends_and_says_of_each_what_became_of_it(desk):
    page = desk.send(desk.open)
    assert [one.to for one in mail.outbox] == [[desk.open.user.email]]
    assert "Niets, Noor" in page.content.decode() and "verzonden" in page.content.decode()
    assert page.redirect_chain[-1][0] == reverse(
        "overview:reminded", args=[desk.organisation.code, DeskAction.objects.get().pk]
    )
    again = desk.send(desk.open)
    assert len(mail.outbox) == 1 and again.redirect_chain == page.redirect_chain


def test_who_may_be_mailed_is_found_again_on_the_server(desk):
    """Whatever a browser sends: done, away, another organisation's, nonsense."""
    theirs = owing(desk.year, factories.organisation()).membership
    page = desk.send(desk.done, desk.away, theirs, 999_999_999, "x", "-1", "1' or 1=1", "²")
    assert "Er is geen mail verstuurd" in page.content.decode()
    assert not mail.outbox and not MailLine.objects.exists() and not DeskAction.objects.exists()
    desk.send(desk.open, theirs)
    assert [one.to for one in mail.outbox] == [[desk.open.user.email]]


def test_nobody_ticked_is_said_and_nothing_is_sent(desk):
    page = desk.send()
    assert "Kruis ten minste één lid aan" in page.content.decode()
    assert not mail.outbox


def test_after_eight_in_the_evening_it_says_when_it_goes(desk):
    desk.on(at(DAY, 21))
    assert "maandag 22 maart 2027" in desk.get()
    page = desk.send(desk.open).content.decode()
    assert not mail.outbox
    assert "klaargezet" in page and "22 maart 2027" in page


def test_what_became_of_it_is_for_the_own_desk(desk):
    desk.send(desk.open)
    action = DeskAction.objects.get()
    other = factories.organisation()
    desk.client.force_login(factories.clerk(other))
    for code in (desk.organisation.code, other.code):
        assert desk.client.get(reverse("overview:reminded", args=[code, action.pk])).status_code == 404


def test_the_page_costs_the_same_for_few_and_for_many(desk):
    desk.get()
    numbers = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            desk.get()
        numbers.append(len(queries))
        for _number in range(20):
            owing(desk.year, desk.organisation)
    assert numbers[0] == numbers[1] <= 10


def test_a_desk_without_a_year_says_so(client):
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    page = client.get(reverse("overview:remind", args=[organisation.code]))
    assert "Er is nog geen jaar open" in page.content.decode()
