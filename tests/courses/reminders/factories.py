"""Members who owe a module, and days on which mails go."""

from datetime import date, datetime, timedelta

from courses.planning.models import Assignment, ProgrammeYear
from courses.reminders.models import QuietPeriod
from courses.reminders.quiet import AMSTERDAM
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.planning import factories as planned

OPENS, DUE = date(2027, 3, 1), date(2027, 6, 30)
NEXT = OPENS + timedelta(days=1)


def at(day, hour=10, minute=0):
    """A moment of that day in Amsterdam."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=AMSTERDAM)


def year(module=None, *, opens=OPENS, due=DUE, title="Melden helpt", programme=None, number=2027):
    """A programme year that is open, whose edition takes 25 minutes."""
    programme = programme or planned.programme(module or planned.module(title), starts_on=date(2026, 1, 1))
    edition = planned.edition(programme.module, number, steps=[("lesson", "Les", 15, 3), ("quiz", "Toets", 10, 3)])
    return ProgrammeYear.objects.create(
        programme=programme, module=programme.module, year=number, edition=edition, opens=opens, due=due,
        counts_from=date(number - 1, 9, 1),
        opened_on=opens, complete=True,
    )  # fmt: skip


def owe(membership, programme_year, *, opens=None, due=None, kind=Assignment.Kind.YEARLY, **fields):
    """The membership owes the year, on the year's own dates unless others are given."""
    return Assignment.objects.create(
        membership=membership,
        programme_year=programme_year,
        kind=kind,
        edition=programme_year.edition,
        opens=opens or programme_year.opens,
        due=due or programme_year.due,
        unmoved_due=due or programme_year.due,
        counts_from=programme_year.counts_from,
        **fields,
    )


def owing(programme_year=None, organisation=None, *, user=None, start=date(2026, 3, 26), end=None, **fields):
    """A new member who owes the year; the assignment."""
    member = factories.membership(user, organisation, start=start, end=end)
    return owe(member, programme_year or year(), **fields)


def quiet(first, last, **fields):
    return QuietPeriod.objects.create(title="Reces", starts_on=first, ends_on=last, **fields)


def every_day(first, last, hour=10):
    """A tick on every day from `first` to `last`."""
    day = first
    while day <= last:
        send_due(now=at(day, hour))
        day += timedelta(days=1)
