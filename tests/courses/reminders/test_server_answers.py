"""What the mail server answers, and which addresses came back: what is tried again, and what never is."""

import smtplib
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from courses.reminders.bounces import clear_bounce, record_bounce
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.posting import Outcome, outcome_of
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.reminders.factories import NEXT, OPENS, at, owing, year

pytestmark = pytest.mark.django_db


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
