"""The last second of a day in Amsterdam and the first of the next, whatever the zone of the machine is."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from courses.learning.completing import complete_if_ready
from courses.learning.models import Progress
from courses.members.models import Membership
from courses.planning.joining import assign_joiners
from courses.planning.keeping import keep_up
from courses.planning.opening import open_year
from courses.planning.status import Status, standing
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
#: Days before a midnight: both nights on which the clock changes and the nights before them, year's end, the leap day.
DAYS = [
    date(2027, 3, 27),
    date(2027, 3, 28),
    date(2027, 6, 30),
    date(2027, 10, 30),
    date(2027, 10, 31),
    date(2027, 12, 31),
    date(2028, 2, 28),
    date(2028, 2, 29),
]


@pytest.fixture(params=["UTC", "Europe/Amsterdam", "Pacific/Kiritimati", "America/Los_Angeles"], autouse=True)
def zone(request, monkeypatch):
    """The zone of the process, as the C library and a naive `datetime.now()` see it."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment that `timezone.now()` gives: a wall clock in Amsterdam."""

    def set_to(day, *wall):
        moment = datetime(day.year, day.month, day.day, *wall, tzinfo=AMSTERDAM)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_to


@pytest.fixture
def programme():
    programme = planned.programme(starts_on=date(2026, 3, 1))
    programme.edition = planned.edition(programme.module, 2026, steps=[("lesson", "Melden", 5, 1)])
    programme.opened = open_year(
        programme=programme, year=2026, edition=programme.edition, today=date(2026, 3, 1)
    ).programme_year
    return programme


def member_due(programme, day):
    """A member whose last day is `day`."""
    member = factories.membership(start=day - timedelta(days=programme.days_after_start))
    assign_joiners(today=member.start)
    assert [owed.due for owed in member.assignments.all()] == [day]
    return member


def row(programme, member):
    memberships = Membership.objects.filter(pk=member.pk)
    return standing(memberships=memberships, programme_year=programme.opened, on=timezone.localdate()).get()


def test_the_zone_of_the_process_is_what_it_says(zone):
    hours = {"UTC": 0, "Europe/Amsterdam": 1, "Pacific/Kiritimati": 14, "America/Los_Angeles": -8}[zone]
    assert time.localtime(1_800_000_000).tm_gmtoff == hours * 3600


def test_a_last_day_lasts_until_midnight(programme, clock):
    for day in DAYS:
        member = member_due(programme, day)
        clock(day, 23, 59, 59)
        assert not row(programme, member).overdue, day
        clock(day + DAY, 0, 0, 0)
        assert row(programme, member).overdue, day


def test_what_is_finished_in_the_last_second_is_on_time(programme, clock):
    step = programme.edition.steps.get()
    for day in DAYS:
        member = member_due(programme, day)
        enrolment = planned.begin(member.user, programme.edition, on=member.start)
        moment = clock(day, 23, 59, 59)
        Progress.objects.create(enrolment=enrolment, step=step, frozen=step.frozen, position=1, done_at=moment)
        assert complete_if_ready(enrolment=enrolment, now=timezone.now()).completed_on == day
        assert (row(programme, member).status, row(programme, member).completed_on) == (Status.DONE, day)


def test_the_daily_run_closes_and_lets_in_at_midnight(programme, clock):
    for day in DAYS:
        leaver = factories.membership(start=day - timedelta(days=20), end=day)
        joiner = factories.membership(start=day + DAY, registered_on=day)
        assign_joiners(today=leaver.start)
        clock(day, 23, 59, 59)
        keep_up(today=timezone.localdate())
        assert leaver.assignments.get().closed_on is None, day
        assert not joiner.assignments.exists(), day
        clock(day + DAY, 0, 0, 0)
        keep_up(today=timezone.localdate())
        assert leaver.assignments.get().closed_on == day + DAY
        assert joiner.assignments.get().due == day + DAY + timedelta(days=programme.days_after_start)
