"""The simulator: it writes nothing, and says what the real opening then does, member by member."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.members.models import Absence, Kind, Membership, Office
from courses.planning import making
from courses.planning.errors import PlanningError
from courses.planning.exempting import exempt_member
from courses.planning.models import Assignment, OrganisationWindow, ProgrammeYear
from courses.planning.pausing import set_absence
from courses.planning.simulating import Outcome, simulate
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import House
from tests.harness.seeds import seeds

OPENS = date(2027, 3, 1)


def foreseen(house, *, on=OPENS, **of):
    rows = simulate(programme=house.programme, year=on.year, edition=house.edition(on.year), today=on, **of)
    return {row.membership: row for row in rows}


def test_each_outcome_by_name(house):
    house.opens(2026)
    sits = {"start": date(2025, 3, 26)}
    full, returns, counts, exempt, away, mayor = (factories.membership(**sits) for __ in range(6))
    Membership.objects.filter(pk=mayor.pk).update(office=Office.MAYOR)
    planned.complete(returns.user, house.edition(2026), on=date(2026, 5, 1))
    planned.complete(counts.user, house.edition(2026), on=date(2026, 10, 1))
    house.lives(date(2026, 11, 1))
    joiner = factories.membership(start=date(2027, 1, 10))
    house.lives(date(2027, 1, 10))
    exempt_member(membership=exempt, programme=house.programme, start=date(2027, 2, 1), today=date(2027, 2, 1))
    set_absence(membership=away, start=date(2027, 2, 20), end=date(2027, 3, 10))
    rows = foreseen(house)
    assert {pk: row.outcome for pk, row in rows.items()} == {
        full.pk: Outcome.ONBOARDING,  # known since 2026, and owes an onboarding since
        returns.pk: Outcome.REFRESHER,
        counts.pk: Outcome.COUNTS,
        exempt.pk: Outcome.EXEMPT,
        away.pk: Outcome.ONBOARDING,
        mayor.pk: Outcome.OTHER_OFFICE,
        joiner.pk: Outcome.ONBOARDING,
    }
    assert rows[returns.pk].due == date(2027, 6, 30)
    assert rows[away.pk].paused


def test_it_refuses_what_the_opening_refuses(house):
    with pytest.raises(PlanningError):
        simulate(programme=house.programme, year=2031, edition=house.edition(2031), today=OPENS)


class Country:
    """A generated country with some years behind it, the same for the same seed."""

    def __init__(self, seed, *, members=60):
        self.dice = random.Random(seed)
        self.house = House(starts_on=date(2025, 3, 1))
        self.places = [factories.organisation(kind=kind) for kind in (*Kind, Kind.MUNICIPALITY)]
        gone = factories.organisation(valid_to=date(2026, 12, 31), successor=self.places[-1])
        self.places.append(gone)
        OrganisationWindow.objects.create(
            programme=self.house.programme, organisation=self.places[0],
            opens_month=4, opens_day=1, due_month=7, due_day=15,
        )  # fmt: skip
        self.people = [factories.person() for __ in range(members * 4 // 5)]
        for __ in range(members):
            self.member()
        self.house.opens(2025)
        self.house.lives(date(2025, 6, 1))
        self.house.opens(2026)
        self.house.lives(date(2026, 9, 1))
        self.work()
        self.house.lives(date(2027, 1, 2))

    def member(self):
        dice = self.dice
        start = date(2024, 1, 1) + timedelta(days=dice.randrange(1150))
        end = start + timedelta(days=dice.randrange(30, 1500)) if dice.random() < 0.4 else None
        place = dice.choice(self.places)
        if place.valid_to and start > place.valid_to:
            place = self.places[0]
        member = factories.membership(
            dice.choice(self.people), place, start=start, end=end,
            office=Office.MAYOR if dice.random() < 0.1 else None,
            registered_on=start + timedelta(days=dice.choice([0, 0, 0, 20, 100])),
        )  # fmt: skip
        if dice.random() < 0.2:
            first = start + timedelta(days=dice.randrange(900))
            Absence.objects.create(
                membership=member, start=first,
                end=None if dice.random() < 0.2 else first + timedelta(days=dice.randrange(120)),
            )  # fmt: skip
        if dice.random() < 0.1:
            first = date(2026, 1, 1) + timedelta(days=dice.randrange(400))
            member.exemptions.create(programme=self.house.programme, start=first)

    def work(self):
        for person in self.people:
            for year in (2025, 2026):
                if self.dice.random() < 0.5:
                    day = date(year, 3, 1) + timedelta(days=self.dice.randrange(340))
                    planned.complete(person, self.house.edition(year), on=min(day, date(2027, 2, 20)))
                elif self.dice.random() < 0.2:
                    planned.begin(person, self.house.edition(year), on=date(year, 11, 1))


@seeds(6, 40)
def test_the_simulation_and_the_real_opening_say_the_same(db, seed):
    house = Country(seed).house
    before = list(Assignment.objects.order_by("pk").values_list())
    rows = foreseen(house)
    assert list(Assignment.objects.order_by("pk").values_list()) == before
    assert not ProgrammeYear.objects.filter(year=2027).exists()
    house.opens(2027)
    made = Assignment.objects.exclude(pk__in=[row[0] for row in before])
    real = {one.membership_id: (one.kind, one.opens, one.due) for one in made}
    new = (Outcome.FULL, Outcome.REFRESHER)
    promised = {row.membership: (row.kind, row.opens, row.due) for row in rows.values() if row.outcome in new}
    known = {row[1] for row in before}
    joined = {
        row.membership: (row.kind, row.opens, row.due)
        for row in rows.values()
        if row.outcome == Outcome.ONBOARDING and row.membership not in known
    }
    assert real == promised | joined
    there = Membership.objects.active(on=OPENS)
    assert rows.keys() == set(there.values_list("pk", flat=True))
    assert Counter(row.outcome for row in rows.values()).total() == there.count()


def test_of_one_organisation_it_is_that_part_of_the_country(db):
    country = Country(99)
    rows = foreseen(country.house)
    for place in country.places:
        own = Membership.objects.filter(organisation=place)
        part = foreseen(country.house, memberships=own)
        assert part == {pk: row for pk, row in rows.items() if row.organisation == place.pk}


def test_a_batch_costs_the_same_whatever_its_size(house, monkeypatch):
    house.opens(2026)
    house.edition(2027)

    def queries(number):
        for __ in range(number):
            factories.membership(start=date(2025, 3, 26))
        with CaptureQueriesContext(connection) as captured:
            foreseen(house)
        return len(captured)

    assert queries(3) == queries(20)
    monkeypatch.setattr(making, "BATCH", 7)
    assert len(foreseen(house)) == 23
