"""Each mail goes once: under one Message-ID, on its way before the server hears of it, however many ticks there are."""

import threading
import time

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction

from courses.reminders import outbox, sending
from courses.reminders.models import Mail, MailLine
from courses.reminders.sending import send_due
from tests.courses.reminders.factories import NEXT, OPENS, at, owing, year

pytestmark = pytest.mark.django_db


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
