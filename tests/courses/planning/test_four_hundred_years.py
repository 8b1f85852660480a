"""Days counted without the clock of Python: a calendar of 400 years written out by its own rule, then compared."""

from datetime import date
from types import SimpleNamespace

import pytest

from courses.planning.calendar import day_in, due_after, year_of

FIRST_YEAR, YEARS = 2000, 400
LONG = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DAYS_AFTER_START = (1, 14, 30, 60, 90, 100, 180, 365)


def leaps(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year, month):
    return LONG[month - 1] + (month == 2 and leaps(year))


@pytest.fixture(scope="module")
def days():
    """Every day of the cycle, and the year after it, as (year, month, day)."""
    return [
        (year, month, day)
        for year in range(FIRST_YEAR, FIRST_YEAR + YEARS + 2)
        for month in range(1, 13)
        for day in range(1, length(year, month) + 1)
    ]


@pytest.mark.parametrize("after", DAYS_AFTER_START)
def test_start_and_so_many_days_is_exact_on_every_day_of_the_cycle(days, after):
    wrong = [
        start
        for number, start in enumerate(days[:146_097])
        if due_after(date(*start), after) != date(*days[number + after])
    ]
    assert days[146_097] == (2400, 1, 1)
    assert wrong == []


@pytest.mark.parametrize("moved", ["opens", "due", "counts"])
def test_29_february_is_the_28th_in_every_common_year(moved):
    programme = SimpleNamespace(opens_month=1, opens_day=15, due_month=6, due_day=30, counts_month=9, counts_day=1)
    setattr(programme, f"{moved}_month", 2)
    setattr(programme, f"{moved}_day", 29)
    leap_days = 0
    for year in range(FIRST_YEAR, FIRST_YEAR + YEARS):
        dates = year_of(programme, year)
        named = {"opens": dates.opens, "due": dates.due, "counts": dates.counts_from}
        its_year = year - 1 if moved == "counts" else year
        assert named.pop(moved) == date(its_year, 2, 29 if leaps(its_year) else 28)
        others = {"opens": date(year, 1, 15), "due": date(year, 6, 30), "counts": date(year - 1, 9, 1)}
        assert named == {name: others[name] for name in named}
        leap_days += leaps(its_year)
    assert leap_days == 97


def test_every_day_comes_back_every_year_and_never_slides(days):
    """An anniversary is reckoned from the day itself, not from last year's: the 29th is there again in leap years."""
    for year, month, day in days[: 366 + 365]:
        for later in range(year, year + YEARS):
            assert day_in(later, month, day) == date(later, month, min(day, length(later, month)))
