"""Days of a year: leap days, the 400-year cycle, and windows opened early or late."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from courses.planning.calendar import day_in, due_after, year_dates_when_opened, year_of

PROGRAMME = SimpleNamespace(opens_month=3, opens_day=1, due_month=6, due_day=30, counts_month=9, counts_day=1)


def test_the_defaults_of_the_year_rules():
    dates = year_of(PROGRAMME, 2027)
    assert (dates.opens, dates.due, dates.counts_from) == (date(2027, 3, 1), date(2027, 6, 30), date(2026, 9, 1))


def test_every_day_of_the_400_year_cycle_is_a_day_of_other_years():
    day, last = date(2000, 1, 1), date(2399, 12, 31)
    days = 0
    while day <= last:
        for years in (1, 4, 10):
            then = day_in(day.year + years, day.month, day.day)
            assert (then.month, then.day) == (day.month, day.day) or (day.month, day.day, then.day) == (2, 29, 28)
        days += 1
        day += timedelta(days=1)
    assert days == 146_097


def test_29_february_goes_to_the_28th_and_back():
    assert day_in(2027, 2, 29) == date(2027, 2, 28)
    assert day_in(2028, 2, 29) == date(2028, 2, 29)
    assert day_in(2027, 6, 31) == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2027, 3, 25), date(2027, 6, 23)),
        (date(2027, 11, 12), date(2028, 2, 10)),
        (date(2028, 2, 29), date(2028, 5, 29)),
        (date(2026, 10, 1), date(2026, 12, 30)),
    ],
)
def test_ninety_days(start, due):
    assert due_after(start, 90) == due


@pytest.mark.parametrize(
    ("today", "opens", "due"),
    [
        (date(2027, 3, 1), date(2027, 3, 1), date(2027, 6, 30)),
        (date(2027, 2, 10), date(2027, 2, 10), date(2027, 6, 30)),
        (date(2027, 5, 31), date(2027, 3, 1), date(2027, 6, 30)),
        (date(2027, 6, 1), date(2027, 3, 1), date(2027, 7, 1)),
        (date(2027, 11, 23), date(2027, 3, 1), date(2027, 12, 23)),
    ],
)
def test_opened_late_nobody_gets_less_than_thirty_days(today, opens, due):
    dates = year_dates_when_opened(PROGRAMME, 2027, today=today)
    assert (dates.opens, dates.due) == (opens, due)
