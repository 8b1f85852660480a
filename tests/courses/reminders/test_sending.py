"""Planned, looked at again, sent once: what stands in the outbox when things go as they may."""

import os
import smtplib
import threading
import time
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from courses.planning.models import Exemption
from courses.planning.pausing import set_absence
from courses.reminders import choosing, outbox, sending
from courses.reminders.bounces import clear_bounce, record_bounce
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.posting import Outcome, outcome_of
from courses.reminders.quiet import by_day, local_day
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import OPENS, at, owe, owing, quiet, year

pytestmark = pytest.mark.django_db
NEXT = OPENS + timedelta(days=1)


def plan(assignment, day=OPENS):
    """The mail of this person, planned by a tick that died before it sent it."""
    outbox.plan(persons=[assignment.membership.user_id], on=day, now=at(day))
    return Mail.objects.get(person=assignment.membership.user)


class Backend(EmailBackend):
    """Raises what the class says, else sends."""

    trouble = None
    closed = False

    def open(self):
        if isinstance(self.trouble, ConnectionRefusedError):
            raise self.trouble

    def send_messages(self, messages):
        if self.trouble:
            raise self.trouble
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    """Sets what the mail server does: an exception, or None to accept."""
    settings.EMAIL_BACKEND = f"{__name__}.Backend"
    # pytest imports this file under a name of its own
    monkeypatch.setattr("courses.reminders.posting.get_connection", Backend)

    def does(trouble):
        monkeypatch.setattr(Backend, "trouble", trouble)

    return does


# --- looked at again --------------------------------------------------------------------------------------------------


def left(assignment):
    assignment.membership.end = OPENS - timedelta(days=1)
    assignment.membership.save()


def finished(assignment):
    planned.complete(assignment.membership.user, assignment.edition, on=OPENS)


def closed(assignment):
    assignment.closed_on, assignment.closed_reason = OPENS, "next_year"
    assignment.save()


def away(assignment):
    set_absence(membership=assignment.membership, start=OPENS, end=NEXT)


def exempt(assignment):
    programme = assignment.programme_year.programme
    Exemption.objects.create(membership=assignment.membership, programme=programme, start=OPENS)


def taken_offline(assignment):
    type(assignment.edition.module).objects.filter(pk=assignment.edition.module_id).update(live=False)


def programme_over(assignment):
    assignment.programme_year.programme.ends_on = OPENS - timedelta(days=1)
    assignment.programme_year.programme.save()


def account_closed(assignment):
    get_user_model().objects.filter(pk=assignment.membership.user_id).update(is_active=False)


def address_came_back(assignment):
    user = assignment.membership.user
    user.bounces.create(address=user.email, on=OPENS)


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (left, Reason.ENDED), (finished, Reason.DONE), (closed, Reason.CLOSED), (away, Reason.ABSENT),
        (exempt, Reason.EXEMPT), (taken_offline, Reason.UNPUBLISHED), (programme_over, Reason.PROGRAMME_ENDED),
        (account_closed, Reason.ACCOUNT), (address_came_back, Reason.CAME_BACK),
    ],
)  # fmt: skip
def test_what_happened_since_the_planning_is_silence_with_its_reason(happened, reason):
    assignment = owing()
    planned_ = plan(assignment)
    happened(assignment)
    tally = send_due(now=at(OPENS, 11))
    planned_.refresh_from_db()
    assert (planned_.state, planned_.reason, tally.withheld, mail.outbox) == ("withheld", reason, 1, [])
    assert planned_.lines.get().withheld == reason
    assert send_due(now=at(OPENS, 12)).handled == 0


def test_a_mail_that_waited_too_long_says_what_holds_now():
    assignment = owing()
    first = plan(assignment)
    send_due(now=at(date(2027, 6, 1)))
    lines = dict(first.lines.values_list("kind", "withheld"))
    assert lines == {"invitation": Reason.LAPSED, "days_30": ""}
    assert [message.subject for message in mail.outbox] == ["Nog 29 dagen voor uw jaarlijkse module"]
    assert Mail.objects.get().day == date(2027, 6, 1)


def test_one_of_two_lines_falls_away_and_the_mail_goes_without_it():
    member = factories.membership()
    one, other = owe(member, year(title="Melden helpt")), owe(member, year(title="Online bedreigd"))
    planned_ = plan(one)
    finished(other)
    send_due(now=at(OPENS, 11))
    assert "Online bedreigd" not in mail.outbox[0].body
    assert sorted(planned_.lines.values_list("withheld", flat=True)) == ["", Reason.DONE]


def test_what_was_planned_waits_out_a_quiet_day():
    planned_ = plan(owing())
    quiet(OPENS, OPENS)
    assert send_due(now=at(OPENS)).handled == 0
    planned_.refresh_from_db()
    assert planned_.state == "planned"
    assert send_due(now=at(NEXT)).sent == 1
    planned_.refresh_from_db()
    assert (planned_.state, planned_.day) == ("sent", NEXT)


def test_the_address_is_the_one_of_the_moment_of_sending():
    assignment = owing()
    plan(assignment)
    get_user_model().objects.filter(pk=assignment.membership.user_id).update(email="nieuw@voorbeeldstad.example")
    send_due(now=at(OPENS))
    assert mail.outbox[0].to == ["nieuw@voorbeeldstad.example"]
    assert Mail.objects.get().address == "nieuw@voorbeeldstad.example"


def test_a_person_who_chose_english_gets_english(monkeypatch):
    assignment = owing()
    real = choosing._people

    def people(*arguments):
        found = real(*arguments)
        return {pk: (type(one)(one.pk, one.email, one.name, "en"), back) for pk, (one, back) in found.items()}

    monkeypatch.setattr(choosing, "_people", people)
    send_due(now=at(OPENS))
    assert mail.outbox[0].subject == "Your yearly module for the council (25 minutes)"
    assert assignment.membership.user.email == mail.outbox[0].to[0]


# --- the server's answer ----------------------------------------------------------------------------------------------

NO = {"noor@voorbeeldstad.example": (550, b"no such person")}
LATER = {"noor@voorbeeldstad.example": (450, b"try later")}


@pytest.mark.parametrize(
    ("trouble", "outcome"),
    [
        (ConnectionRefusedError(), Outcome.LATER),
        (smtplib.SMTPConnectError(421, "busy"), Outcome.LATER),
        (smtplib.SMTPRecipientsRefused(NO), Outcome.REFUSED),
        (smtplib.SMTPRecipientsRefused(LATER), Outcome.LATER),
        (smtplib.SMTPSenderRefused(421, b"too many", "x"), Outcome.LATER),
        (smtplib.SMTPDataError(554, b"no"), Outcome.REFUSED),
        (smtplib.SMTPDataError(451, b"perhaps"), Outcome.UNSURE),
        (smtplib.SMTPServerDisconnected("gone"), Outcome.UNSURE),
        (ConnectionResetError(), Outcome.UNSURE),
        (TimeoutError(), Outcome.UNSURE),
        (RuntimeError("whatever a backend raises"), Outcome.UNSURE),
    ],
)
def test_what_an_answer_means(trouble, outcome):
    assert outcome_of(trouble) == outcome


def test_nobody_there_is_tried_again_and_only_that(server):
    owing()
    server(ConnectionRefusedError())
    assert send_due(now=at(OPENS)).later == 1
    assert list(Mail.objects.values_list("state", "reason")) == [("failed", Reason.NO_CONNECTION)]
    first = Mail.objects.get().message_id
    server(None)
    assert send_due(now=at(NEXT)).sent == 1
    assert [message.message()["Message-ID"] for message in mail.outbox] == [first]
    assert list(Mail.objects.values_list("state", "reason", "day")) == [("sent", "", NEXT)]


def test_a_refused_address_is_said_and_not_tried_again(server):
    owing()
    server(smtplib.SMTPRecipientsRefused(NO))
    assert send_due(now=at(OPENS)).refused == 1
    server(None)
    assert send_due(now=at(NEXT)).handled == 0 and mail.outbox == []
    assert list(Mail.objects.values_list("state", "reason")) == [("failed", Reason.REFUSED)]
    assert send_due(now=at(date(2027, 5, 31))).sent == 1  # the next rung is another mail


def test_what_is_unsure_stays_and_is_never_sent_again(server):
    owing()
    server(smtplib.SMTPServerDisconnected("in the middle"))
    assert send_due(now=at(OPENS)).unsure == 1
    server(None)
    for days in range(1, 30):
        send_due(now=at(OPENS + timedelta(days=days)))
    assert list(Mail.objects.values_list("state", flat=True)) == ["sending"] and mail.outbox == []


def test_an_address_that_is_none_stops_nobody_else():
    bad = factories.person("geen-adres")
    this_year = year()
    owing(this_year, user=bad)
    owing(this_year)
    tally = send_due(now=at(OPENS))
    assert (tally.refused, tally.sent) == (1, 1)
    assert Mail.objects.get(person=bad).reason == Reason.REFUSED


def test_it_stops_when_it_gets_late(monkeypatch):
    this_year = year()
    for _number in range(3):
        owing(this_year)
    passed = iter(range(0, 100_000, 20))  # every look at the clock is 20 seconds later
    monkeypatch.setattr(sending, "time", SimpleNamespace(monotonic=lambda: next(passed)))
    send_due(now=at(OPENS, 19, 57))
    assert 0 < len(mail.outbox) < 3
    assert all(one.claimed_at < at(OPENS, 20) for one in Mail.objects.exclude(claimed_at=None))


# --- addresses that came back -----------------------------------------------------------------------------------------


def test_an_address_that_came_back_gets_nothing_until_it_is_cleared():
    assignment = owing()
    send_due(now=at(OPENS))
    bounce = record_bounce(mail=Mail.objects.get(), on=NEXT)
    assert record_bounce(message_id=Mail.objects.get().message_id, on=NEXT) == bounce
    send_due(now=at(date(2027, 5, 31)))
    send_due(now=at(date(2027, 6, 1)))
    assert len(mail.outbox) == 1
    assert MailLine.objects.get(kind="days_30").withheld == Reason.CAME_BACK
    clear_bounce(bounce=bounce, on=date(2027, 6, 2))
    send_due(now=at(date(2027, 6, 2)))
    assert len(mail.outbox) == 2 and MailLine.objects.get(kind="days_30").withheld == ""
    assert assignment.membership.user.mails.count() == 2


def test_an_address_that_changed_gets_mail_again():
    user = owing().membership.user
    send_due(now=at(OPENS))
    record_bounce(mail=Mail.objects.get(), on=NEXT)
    user.email = "nieuw@voorbeeldstad.example"
    user.save()
    send_due(now=at(date(2027, 5, 31)))
    assert [message.to for message in mail.outbox][1:] == [["nieuw@voorbeeldstad.example"]]


# --- once -------------------------------------------------------------------------------------------------------------


def test_the_same_mail_always_has_the_same_message_id():
    user = owing().membership.user
    assert outbox.message_id(user.pk, OPENS) == outbox.message_id(user.pk, OPENS)
    assert outbox.message_id(user.pk, OPENS) != outbox.message_id(user.pk, NEXT)
    send_due(now=at(OPENS))
    sent = mail.outbox[0].message()
    assert sent["Message-ID"] == Mail.objects.get().message_id == outbox.message_id(user.pk, OPENS)
    assert sent["Auto-Submitted"] == "auto-generated"


def test_the_database_refuses_a_second_line_and_a_second_mail_a_day():
    owing()
    send_due(now=at(OPENS))
    one, line = Mail.objects.get(), MailLine.objects.get()
    second = {"person": one.person, "message_id": "<x@y>", "planned_at": at(OPENS)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Mail.objects.create(**second, day=OPENS)
    other = Mail.objects.create(**second, day=NEXT)
    with pytest.raises(IntegrityError), transaction.atomic():
        MailLine.objects.create(
            mail=other, person=one.person, kind=line.kind, programme_year=line.programme_year, due=line.due
        )


def test_what_is_on_its_way_is_committed_before_the_server_hears_of_it(monkeypatch):
    owing()
    seen = []
    real = sending.Post.send

    def send(self, message):
        seen.append((Mail.objects.get().state, connection.in_atomic_block))
        return real(self, message)

    monkeypatch.setattr(sending.Post, "send", send)
    depth = connection.savepoint_ids[:]
    send_due(now=at(OPENS))
    assert seen[0][0] == "sending" and connection.savepoint_ids == depth


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("senders", [2, 4])
def test_several_ticks_at_once_send_each_mail_once(senders, monkeypatch):
    this_year = year()
    for _number in range(12):
        owing(this_year)
    accepted, begin = [], threading.Barrier(senders)

    class Slow(EmailBackend):
        def open(self):
            pass

        def close(self):
            pass

        def send_messages(self, messages):
            time.sleep(0.01)
            accepted.extend(messages)  # a list's extend is atomic
            return len(messages)

    monkeypatch.setattr("courses.reminders.posting.get_connection", Slow)
    trouble = []

    def tick():
        try:
            begin.wait(10)
            for _time in range(3):
                send_due(now=at(OPENS))
        except Exception as one:
            trouble.append(one)
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _sender in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert trouble == []
    assert len(accepted) == 12 == len({message.to[0] for message in accepted})
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent"}
    assert MailLine.objects.count() == 12


# --- the clock of the house -------------------------------------------------------------------------------------------

ZONES = ["UTC", "Europe/Amsterdam", "Pacific/Kiritimati", "America/Los_Angeles"]


@pytest.fixture(params=ZONES)
def zone(request, monkeypatch):
    """The process runs in this zone, and somebody chose it in the admin."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    with timezone.override(request.param):
        yield request.param
    monkeypatch.setenv("TZ", "Europe/Amsterdam")
    time.tzset()


#: UTC moments, whether it is day in Amsterdam, and which day it is there.
MOMENTS = [
    (datetime(2027, 3, 28, 6, 59, tzinfo=UTC), False, date(2027, 3, 28)),  # the night without an hour
    (datetime(2027, 3, 28, 7, 0, tzinfo=UTC), True, date(2027, 3, 28)),
    (datetime(2027, 3, 27, 7, 59, tzinfo=UTC), False, date(2027, 3, 27)),
    (datetime(2027, 3, 27, 8, 0, tzinfo=UTC), True, date(2027, 3, 27)),
    (datetime(2027, 10, 31, 7, 59, tzinfo=UTC), False, date(2027, 10, 31)),  # the night with an hour twice
    (datetime(2027, 10, 31, 8, 0, tzinfo=UTC), True, date(2027, 10, 31)),
    (datetime(2027, 10, 31, 18, 59, tzinfo=UTC), True, date(2027, 10, 31)),
    (datetime(2027, 10, 31, 19, 0, tzinfo=UTC), False, date(2027, 10, 31)),
    (datetime(2027, 6, 30, 21, 59, tzinfo=UTC), False, date(2027, 6, 30)),  # 23.59 on the last day
    (datetime(2027, 6, 30, 22, 0, tzinfo=UTC), False, date(2027, 7, 1)),
    (datetime(2027, 12, 31, 22, 59, tzinfo=UTC), False, date(2027, 12, 31)),
    (datetime(2027, 12, 31, 23, 0, tzinfo=UTC), False, date(2028, 1, 1)),
    (datetime(2028, 2, 29, 12, 0, tzinfo=UTC), True, date(2028, 2, 29)),
]


@pytest.mark.parametrize(("moment", "day", "on"), MOMENTS)
def test_hours_and_days_are_those_of_amsterdam(zone, moment, day, on):
    assert os.environ["TZ"] == zone
    assert (by_day(moment), local_day(moment)) == (day, on)


def test_each_rung_goes_on_its_day_in_every_zone(zone):
    owing(opens=date(2027, 9, 1), due=date(2027, 10, 31))
    for day in (date(2027, 10, 28), date(2027, 10, 29), date(2027, 10, 31), date(2027, 11, 1), date(2027, 11, 4)):
        for hour in (0, 8, 9, 19, 20, 23):
            send_due(now=at(day, hour, 30).astimezone(UTC))
    assert list(Mail.objects.order_by("day").values_list("day", flat=True)) == [date(2027, 10, 28), date(2027, 11, 4)]
