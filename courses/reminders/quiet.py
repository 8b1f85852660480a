"""When mails may go: by day, and not in recess or in election weeks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from courses.reminders.models import QuietPeriod

#: Whatever the server's clock is set to, and whatever zone somebody chose in the admin.
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FROM, UNTIL = time(9), time(20)


def local_day(now: datetime) -> date:
    """Return the day on which it is `now` in Amsterdam."""
    return now.astimezone(AMSTERDAM).date()


def by_day(now: datetime) -> bool:
    """Whether it is between 9.00 and 20.00 hours in Amsterdam."""
    return FROM <= now.astimezone(AMSTERDAM).time() < UNTIL


def first_day(now: datetime) -> date:
    """Return the first day on which a mail that is asked for at `now` may go: today until 20.00 hours."""
    today = local_day(now)
    return today if now.astimezone(AMSTERDAM).time() < UNTIL else today + timedelta(days=1)


@dataclass(frozen=True)
class Quiet:
    """The quiet periods that a computation takes into account."""

    periods: tuple[QuietPeriod, ...] = ()

    @classmethod
    def on(cls, day: date) -> "Quiet":
        """Those of one day; one query."""
        return cls.between(day, day)

    @classmethod
    def between(cls, first: date, last: date) -> "Quiet":
        """Those that touch the days from `first` to `last`; one query."""
        return cls(tuple(QuietPeriod.objects.filter(starts_on__lte=last, ends_on__gte=first).order_by("pk")))

    def over(self, *, organisation: int, kind: str, on: date) -> date | None:
        """Return the last day of the quiet period that holds for this organisation on the day `on`; None without."""
        ends = [one.ends_on for one in self._on(on) if _holds(one, organisation, kind)]
        return max(ends, default=None)

    def allowed_from(self, *, organisation: int, kind: str, on: date) -> date:
        """Return the first day from `on` on which this organisation is not quiet."""
        while end := self.over(organisation=organisation, kind=kind, on=on):
            on = end + timedelta(days=1)
        return on

    def organisations(self, *, on: date, path: str) -> Q:
        """The rows whose organisation, found along `path`, is quiet on the day `on`; an empty Q when none can be."""
        found = Q()
        for one in self._on(on):
            if one.organisation_id:
                found |= Q(**{path: one.organisation_id})
            else:
                found |= Q(**{f"{path}__kind__in": one.kinds}) if one.kinds else Q(pk__isnull=False)
        return found

    def _on(self, day):
        return [one for one in self.periods if one.starts_on <= day <= one.ends_on]


def _holds(period, organisation, kind):
    if period.organisation_id:
        return period.organisation_id == organisation
    return not period.kinds or kind in period.kinds
