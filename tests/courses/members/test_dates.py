"""Dates as clerks write them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.members.reading.dates import NotADate, parse_date

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@pytest.mark.parametrize(
    "written",
    [
        "1-4-2026", "01-04-2026", "1/4/2026", "1.4.2026", "1-4-26", "1 4 2026", "2026-04-01", "2026-4-1", "20260401",
        "1 april 2026", "1 apr. 2026", "1-apr-26", "woensdag 1 april 2026", "wo 1 april 2026", " 1  April 2026 ",
        "2026-04-01T00:00:00", "2026-04-01 09:30", "1-4-2026 00:00:00", 46113, 46113.0, 46113.75, "46113",
        date(2026, 4, 1), datetime(2026, 4, 1, 13, 5),
    ],
)  # fmt: skip
def test_spellings_of_one_day(written):
    day = parse_date(written)
    assert day == date(2026, 4, 1)
    assert type(day) is date


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_every_day_in_every_layout(day):
    short = f"{day.day}-{day.month}-{day.year % 100:02}"
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    serial = (day - date(1899, 12, 30)).days
    for written in (day, day.isoformat(), f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", short, words, serial):
        assert parse_date(written) == day


@pytest.mark.parametrize("empty", ["", "   ", "\u00a0"])
def test_empty(empty):
    assert parse_date(empty) is None


@pytest.mark.parametrize(
    "written",
    [
        "31-2-2027",
        "29-02-2027",
        "3/26/2026",
        "2026",
        "maart 2026",
        "morgen",
        "1-1-0001",
        "0",
        True,
        -5,
        1e12,
        float("nan"),
    ],
)
def test_what_is_no_date(written):
    with pytest.raises(NotADate):
        parse_date(written)


def test_a_day_that_does_not_exist_is_named():
    with pytest.raises(NotADate, match="31-02-2027"):
        parse_date("31-2-2027")
