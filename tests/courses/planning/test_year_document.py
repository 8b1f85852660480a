"""docs/year.md promises dates to a manager: every table and sentence is computed again."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from courses.planning.calendar import LEAST_DAYS, due_after
from courses.planning.examples import examples
from courses.planning.pausing import moved
from courses.planning.programmes import Programme
from courses.reminders.digests import forecast_of
from courses.reminders.ladder import Kind

DOCUMENT = settings.BASE_DIR / "docs" / "year.md"


def table(heading):
    """The rows below the header `heading` ("first day | registered | …"), cells as text."""
    text = DOCUMENT.read_text()
    block = re.search(rf"^\| {re.escape(heading)} \|\n\|[-|]+\|\n((?:\|.*\|\n)+)", text, re.M)
    assert block, f"no table {heading!r}"
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in block.group(1).splitlines()]


def days(text):
    return [date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", text)]


def test_what_the_screen_says_of_the_usual_values():
    with translation.override("en"):
        said = list(examples(Programme(starts_on=date(2026, 3, 1)), year=2027))
    begins = ("- Who begins", "- Who is a member", "- Who finishes", "- Is the year", "- An organisation")
    assert [line[2:] for line in DOCUMENT.read_text().splitlines() if line.startswith(begins)] == said


def test_a_programme_that_begins_after_its_window():
    for holds, number, last in table("holds from | days | last day"):
        assert due_after(date.fromisoformat(holds), int(number)) == date.fromisoformat(last)


def test_who_joins():
    rows = table("first day | registered | days | last day")
    assert len(rows) == 4
    for first, registered, number, last in rows:
        assert due_after(max(days(first) + days(registered)), int(number)) == date.fromisoformat(last)


def test_who_goes_on():
    for before, since, last in table("last day that was | goes on from | last day"):
        least = due_after(date.fromisoformat(since), LEAST_DAYS)
        assert max(date.fromisoformat(before), least) == date.fromisoformat(last)


def test_who_is_away():
    for due, absences, last in table("last day | absences | last day, moved"):
        found = days(absences)
        spans = list(zip(found[::2], found[1::2], strict=True))
        reached = moved(date.fromisoformat(due), opens=date(2027, 3, 1), absences=spans)
        assert reached == date.fromisoformat(last)


def test_the_ladder():
    for opens, due, invited, reminders, past in table("opens | last day | invitation | reminders | past the date"):
        mails = forecast_of(opens=date.fromisoformat(opens), due=date.fromisoformat(due))
        assert [day for kind, day in mails if kind == Kind.INVITATION] == days(invited)
        assert [day for kind, day in mails if kind == Kind.OVERDUE] == days(past)
        assert [day for kind, day in mails if kind not in (Kind.INVITATION, Kind.OVERDUE)] == days(reminders)


def test_a_wrong_date_would_be_seen(monkeypatch):
    changed = DOCUMENT.read_text().replace("2027-10-20", "2027-10-21")
    monkeypatch.setattr(type(DOCUMENT), "read_text", lambda self: changed)
    with pytest.raises(AssertionError):
        test_who_is_away()


def test_the_replacement_in_the_text():
    assert due_after(date(2027, 5, 1), 90) == date(2027, 7, 30)
