"""Lets a timeline happen in the register too, through the real services, beside the raw facts of `playing`."""

from datetime import datetime, time

from django.contrib.auth import get_user_model
from django.utils import timezone

from courses.learning.models import Enrolment
from courses.members.models import Membership, Organisation
from courses.members.names import sort_key
from courses.planning.exempting import exempt_member
from courses.planning.keeping import keep_up
from courses.planning.models import OrganisationWindow
from courses.planning.opening import open_year
from courses.planning.pausing import set_absence
from tests.courses.planning import factories as planned
from tests.courses.planning.playing import Facts


class Register(Facts):
    """The same events for the facts and for the database; `rows` leads from a fact to its row."""

    def __init__(self, timeline):
        super().__init__(timeline)
        self.rows, self.years, self.editions, self.written = {}, {}, {}, {}
        self.module = planned.module()
        self.row = planned.programme(self.module, **self._of_programme())
        self.prefix = f"x{self.row.pk}-"
        self._organisations()
        self._users()

    def _of_programme(self):
        programme = self.programme
        pairs = {"opens": programme.opens, "due": programme.due, "counts": programme.counts}
        days = {
            f"{name}_{part}": value
            for name, pair in pairs.items()
            for part, value in zip(("month", "day"), pair, strict=True)
        }
        return days | {
            "starts_on": programme.starts_on,
            "ends_on": programme.ends_on,
            "days_after_start": programme.days,
            "kinds": programme.kinds,
            "offices": programme.offices,
        }

    def _organisations(self):
        for number, one in enumerate(self.timeline.organisations):
            name = f"{one.name} van {self.row.pk}"
            self.rows[one] = Organisation.objects.create(
                kind=one.kind, code=f"{self.prefix}{number}", name=name, display_name=name
            )
        for one in self.timeline.organisations:
            if one.merged_into:
                row = self.rows[one]
                row.successor, row.valid_to = self.rows[one.merged_into], one.last_day
                row.save()

        for one, (opens, due) in self.programme.windows.items():
            days = month_and_day(opens=opens, due=due)
            OrganisationWindow.objects.create(programme=self.row, organisation=self.rows[one], **days)

    def _users(self):
        user = get_user_model()
        users = [
            user(email=f"{self.row.pk}-{number}@voorbeeld.example", name=person.name, password="!")
            for number, person in enumerate(self.timeline.people)
        ]
        self.rows.update(zip(self.timeline.people, user.objects.bulk_create(users), strict=True))

    # --- what clerks write ---

    def registers(self, membership, end):
        super().registers(membership, end)
        name = membership.person.name
        self.rows[membership] = Membership.objects.create(
            user=self.rows[membership.person],
            organisation=self.rows[membership.organisation],
            name=name,
            sort_name=name,
            sort_key=sort_key(name),
            office=membership.office,
            start=membership.start,
            end=end,
            registered_on=membership.registered,
        )

    def ends(self, membership, end):
        super().ends(membership, end)
        Membership.objects.filter(pk=self._key(membership)).update(end=end)

    def _key(self, membership):
        return self.rows[self.now(membership)].pk

    def absent(self, membership, span, end):
        super().absent(membership, span, end)
        set_absence(membership=self.rows[self.now(membership)], start=span.start, end=end)

    def returns(self, membership, span, end):
        super().returns(membership, span, end)
        going_on = self.going_on(span)
        set_absence(membership=self.rows[self.now(membership)], start=going_on.start, end=end)

    def exempt(self, membership, span, end):
        super().exempt(membership, span, end)
        self._exempt(membership, span.start, end)

    def no_longer_exempt(self, membership, span, end):
        super().no_longer_exempt(membership, span, end)
        self._exempt(membership, self.going_on(span).start, end)

    def _exempt(self, membership, start, end):
        row = self.rows[self.now(membership)]
        exempt_member(membership=row, programme=self.row, start=start, end=end, today=self.today)

    def moved(self, old, last):
        """The engine makes the new membership when it next looks; `tick` finds it."""
        new = super().moved(old, last)
        self.rows[new] = None
        return new

    # --- openings, ticks, members ---

    def edition(self, year):
        if year not in self.editions:
            self.editions[year] = planned.edition(self.module, year)
        return self.editions[year]

    def opens(self, year):
        super().opens(year)
        opening = open_year(programme=self.row, year=year, edition=self.edition(year), today=self.today)
        self.years[year] = opening.programme_year
        self._find_moved()

    def tick(self):
        super().tick()
        keep_up(today=self.today)
        self._find_moved()

    def _find_moved(self):
        for new in [fact for fact, row in self.rows.items() if row is None]:
            self.rows[new] = Membership.objects.filter(
                user=self.rows[new.person], organisation=self.rows[new.organisation], start=new.start
            ).first()

    def begins(self, person, edition):
        super().begins(person, edition)
        Enrolment.objects.create(user=self.rows[person], edition=self.edition(edition), started_at=self._noon())

    def completes(self, person, edition):
        super().completes(person, edition)
        row = planned.complete(self.rows[person], self.edition(edition), at=self._noon())
        self.written[row.user_id, row.edition_id] = (row.completed_on, row.reference, row.digest)

    def _noon(self):
        return timezone.make_aware(datetime.combine(self.today, time(12)))


def month_and_day(**pairs):
    """{"opens_month": 3, "opens_day": 1} of opens=(3, 1)."""
    return {
        f"{name}_{part}": value
        for name, pair in pairs.items()
        for part, value in zip(("month", "day"), pair, strict=True)
    }
