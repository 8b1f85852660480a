"""What a programme means, as sentences with dates: what a manager reads before anybody is asked anything."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.planning.calendar import LEAST_DAYS, day_in, due_after, year_of
from courses.planning.programmes import Programme

#: Between two windows, where somebody who joins is easily forgotten.
JOINED = (11, 12)


def examples(programme: Programme, *, year: int) -> Iterator[str]:
    """Yield what `programme` asks around `year`, each sentence with its dates; nothing is read from the database."""
    dates = year_of(programme, year)
    joined = date(year - 1, *JOINED)
    yield _("Who begins on %(first)s finishes by %(last)s.") % {
        "first": _day(joined),
        "last": _day(due_after(joined, programme.days_after_start)),
    }
    if not programme.each_year:
        yield _("Who is a member already is not asked, and nobody is asked a second time.")
        return
    if programme.starts_on > dates.opens and programme.starts_on.year == year:
        start = due_after(programme.starts_on, programme.days_after_start)
        yield _("The programme begins on %(first)s. Who is a member by then finishes by %(last)s.") % {
            "first": _day(programme.starts_on),
            "last": _day(start),
        }
    else:
        yield _("Who is a member already is asked on %(first)s and finishes by %(last)s.") % {
            "first": _day(dates.opens),
            "last": _day(dates.due),
        }
    yield _("Who finishes on or after %(day)s counts already for %(year)d, and is not asked again that year.") % {
        "day": _day(dates.counts_from),
        "year": year,
    }
    late = dates.due - timedelta(days=10)
    yield _(
        "Is the year opened late, say on %(opened)s? Then the last day is %(last)s: everybody has %(days)d days."
    ) % {"opened": _day(late), "last": _day(due_after(late, LEAST_DAYS)), "days": LEAST_DAYS}
    if not programme.organisation_id:
        yield _("An organisation may move this window: not before %(first)s, and not beyond %(last)s.") % {
            "first": _day(day_in(year, programme.earliest_month, programme.earliest_day)),
            "last": _day(day_in(year, programme.latest_month, programme.latest_day)),
        }


def _day(day):
    return date_format(day, "j F Y")
