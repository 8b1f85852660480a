"""Two questions that somebody asked for: once, by the same rules of day, week and recess as everything else."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail

from courses.learning.models import Booster
from courses.reminders import boosters
from courses.reminders.models import Mail, MailLine
from courses.reminders.outbox import plan
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import OPENS, at, every_day, owe, quiet, year

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def wanted(monkeypatch):
    """What learning finds; a test adds to it."""
    found = []

    def finder(*, on, users=None):
        return [one for one in found if one.on <= on and (users is None or one.user in set(users))]

    monkeypatch.setattr(boosters, "wanted_and_due", finder)
    return found


def wants(found, member, edition, *, number=1, on=OPENS):
    found.append(SimpleNamespace(user=member.user_id, edition=edition.pk, number=number, on=on))


def said():
    rows = MailLine.objects.filter(withheld="", mail__state="sent").order_by("mail__day")
    return list(rows.values_list("mail__day", "kind"))


def test_it_is_a_mail_of_its_own_with_the_way_to_the_questions(wanted):
    member, edition = factories.membership(), planned.edition(planned.module("Melden helpt"), 2027)
    wants(wanted, member, edition)
    every_day(OPENS - DAY, OPENS + timedelta(days=2))
    assert [message.subject for message in mail.outbox] == ["Twee korte vragen, zoals afgesproken"]
    assert f"/leren/{edition.pk}/twee-vragen/1/" in mail.outbox[0].body
    assert "Ze tellen nergens voor mee, en alleen u ziet ze." in mail.outbox[0].body
    line = MailLine.objects.get()
    assert (line.kind, line.edition, line.programme_year, line.membership) == ("booster_1", edition, None, None)


def test_it_stands_in_the_mail_about_another_module_when_they_meet(wanted):
    member = factories.membership()
    owe(member, year(title="Online bedreigd"))
    wants(wanted, member, planned.edition(planned.module("Melden helpt"), 2027))
    send_due(now=at(OPENS))
    assert len(mail.outbox) == 1 and "En twee korte vragen, zoals afgesproken:" in mail.outbox[0].body
    assert mail.outbox[0].subject == "Uw jaarlijkse module voor de raad (25 minuten)"


def test_it_waits_for_the_week_and_for_the_end_of_recess(wanted):
    member = factories.membership()
    owe(member, year())
    wants(wanted, member, planned.edition(planned.module(), 2027), on=OPENS + DAY)
    quiet(OPENS + timedelta(days=6), OPENS + timedelta(days=9))
    every_day(OPENS, OPENS + timedelta(days=12))
    assert said() == [(OPENS, "invitation"), (OPENS + timedelta(days=10), "booster_1")]


def test_nothing_to_who_left_or_does_not_want_it_any_more(wanted):
    edition = planned.edition(planned.module(), 2027)
    wants(wanted, factories.membership(end=OPENS - DAY), edition)
    member = factories.membership()
    wants(wanted, member, edition)
    plan(persons=[member.user_id], on=OPENS, now=at(OPENS))
    wanted.clear()
    send_due(now=at(OPENS))
    assert mail.outbox == []
    assert list(Mail.objects.values_list("state", "reason")) == [("withheld", "closed")]


def test_the_second_comes_after_the_first_and_each_once(wanted):
    member, edition = factories.membership(), planned.edition(planned.module(), 2027)
    wants(wanted, member, edition)
    wants(wanted, member, edition, number=2, on=OPENS + timedelta(days=10))
    every_day(OPENS, OPENS + timedelta(days=14))
    assert said() == [(OPENS, "booster_1"), (OPENS + timedelta(days=10), "booster_2")]


def test_from_the_result_to_the_mail_and_the_page():
    """With what learning really keeps: six weeks after finishing, until it is withdrawn."""
    member, edition = factories.membership(), planned.edition(planned.module("Melden helpt"), 2027)
    planned.complete(member.user, edition, on=OPENS)
    row = Booster.objects.create(user=member.user, edition=edition, wanted_on=OPENS)
    first = OPENS + timedelta(days=42)
    every_day(first - DAY, first + timedelta(days=9))
    assert said() == [(first, "booster_1")]
    row.delete()
    every_day(OPENS + timedelta(days=120), OPENS + timedelta(days=126))
    assert said() == [(first, "booster_1")]
