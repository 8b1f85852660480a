"""One programme with one module over the years, as the stories of the year rules tell of it."""

from datetime import date, timedelta

from courses.members.models import Membership
from courses.planning.keeping import keep_up
from courses.planning.opening import open_year
from courses.planning.status import standing
from tests.courses.planning import factories as planned


def state(member):
    one = member.assignments.order_by("-programme_year__year").first()
    return one.closed_on, one.closed_reason


class House:
    """One programme over the years; says what a membership owes and how it stands."""

    def __init__(self, starts_on=date(2026, 3, 1)):
        self.module = planned.module()
        self.programme = planned.programme(self.module, starts_on=starts_on)
        self.editions, self.years = {}, {}

    @property
    def asked(self):
        return {"programme": self.programme, "module": self.module}

    def edition(self, year):
        if year not in self.editions:
            self.editions[year] = planned.edition(self.module, year)
        return self.editions[year]

    def opens(self, year, on=None):
        on = on or date(year, 3, 1)
        opening = open_year(programme=self.programme, year=year, edition=self.edition(year), today=on)
        self.years[year] = opening.programme_year
        return opening

    def owes(self, membership):
        return [(a.kind, a.programme_year.year, a.due) for a in membership.assignments.order_by("pk")]

    def stands(self, membership, year, on):
        return standing(
            memberships=Membership.objects.filter(pk=membership.pk), programme_year=self.years[year], on=on
        ).first()

    def lives(self, day, *, until=None, skipping=()):
        """The clock ticks every day from `day` to `until`, but for the days on which it was down."""
        until = until or day
        while day <= until:
            if day not in skipping:
                keep_up(today=day)
            day += timedelta(days=1)

    def did_before(self, user, year):
        return user.completions.filter(module=self.module, edition__year__lt=year).exists()
