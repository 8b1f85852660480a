"""Mails go by day and on the day in Amsterdam, in whatever zone the process runs, and stop when it gets late."""

import os
import time
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone

from courses.reminders import sending
from courses.reminders.models import Mail
from courses.reminders.quiet import by_day, local_day
from courses.reminders.sending import send_due
from tests.courses.reminders.factories import OPENS, at, owing, year

pytestmark = pytest.mark.django_db


def test_it_stops_when_it_gets_late(monkeypatch):
    this_year = year()
    for _number in range(3):
        owing(this_year)
    passed = iter(range(0, 100_000, 20))  # every look at the clock is 20 seconds later
    monkeypatch.setattr(sending, "time", SimpleNamespace(monotonic=lambda: next(passed)))
    send_due(now=at(OPENS, 19, 57))
    assert 0 < len(mail.outbox) < 3
    assert all(one.claimed_at < at(OPENS, 20) for one in Mail.objects.exclude(claimed_at=None))


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
