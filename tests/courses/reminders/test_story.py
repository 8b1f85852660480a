"""What members get in their mailbox, told with dates. Every story is a rule of the ladder (issue: reminders)."""

from datetime import date, timedelta

import pytest
from django.core import mail

from courses.reminders.models import MailLine
from tests.courses.reminders.factories import DUE, OPENS, every_day, owing

pytestmark = pytest.mark.django_db


def letters(person=None):
    """The days and kinds of what was said, in order."""
    rows = MailLine.objects.filter(mail__state="sent", withheld="").order_by("mail__day", "pk")
    if person:
        rows = rows.filter(person=person)
    return list(rows.values_list("mail__day", "kind"))


def test_a_whole_year_of_somebody_who_does_nothing():
    owing()
    every_day(OPENS - timedelta(days=5), DUE + timedelta(days=60))
    assert letters() == [
        (date(2027, 3, 1), "invitation"),
        (date(2027, 5, 31), "days_30"),
        (date(2027, 6, 16), "days_14"),
        (date(2027, 6, 27), "days_3"),
        (date(2027, 7, 4), "overdue"),  # the first day on which the week allows it
    ]
    assert len(mail.outbox) == 5
    assert [message.subject for message in mail.outbox] == [
        "Uw jaarlijkse module voor de raad (25 minuten)",
        "Nog 30 dagen voor uw jaarlijkse module",
        "Nog 14 dagen voor uw jaarlijkse module",
        "Nog 3 dagen voor uw jaarlijkse module",
        "Uw jaarlijkse module staat nog open",
    ]
