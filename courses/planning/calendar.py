"""The days of a programme's year. All are local dates (Europe/Amsterdam); a due date is inclusive until midnight."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

#: Opened late, or moved: nobody gets less than this.
LEAST_DAYS = 30


@dataclass(frozen=True)
class YearDates:
    """When the window of a year opens, its last day, and the day from which completions count for it."""

    opens: date
    due: date
    counts_from: date


def day_in(year, month, day) -> date:
    """Return that day of `year`; a day that the month lacks becomes its last one, so 29 February goes to the 28th."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def year_of(programme, year) -> YearDates:
    """Return the dates of `programme` in `year`, as they are meant (an opening that is late moves them)."""
    return YearDates(
        opens=day_in(year, programme.opens_month, programme.opens_day),
        due=day_in(year, programme.due_month, programme.due_day),
        counts_from=day_in(year - 1, programme.counts_month, programme.counts_day),
    )


def due_after(start, days) -> date:
    """Return the last day when somebody has `days` days from `start`: 25 March and 90 days is 23 June."""
    return start + timedelta(days=days)


def year_dates_when_opened(programme, year, *, today) -> YearDates:
    """Return the dates of a year that is opened on `today`: opened early it opens today, opened late nobody gets less
    than 30 days."""
    meant = year_of(programme, year)
    return YearDates(
        opens=min(meant.opens, today),
        due=max(meant.due, today + timedelta(days=LEAST_DAYS)),
        counts_from=meant.counts_from,
    )
