"""Ten years of mandates, absences, openings, learning and ticks, drawn from a seed: the same seed is the same decade.

A timeline only holds what happens, as `Event`s in the order of their days; `playing` lets it happen. On one day the
turns are: organisations merge, clerks write, a year is opened, the tick runs, members learn, the test looks.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.courses.planning.raw_facts import DAY, Membership, Organisation, Person, Programme, Span, in_year

OFFICES = {"gemeente": "raadslid", "provincie": "statenlid", "waterschap": "ab-lid"}
MERGER, CLERKS, OPENING, TICK, LEARNING, LOOK = range(6)


@dataclass(frozen=True)
class Event:
    day: date
    turn: int
    what: str
    about: tuple = ()


@dataclass
class Timeline:
    """`programme` has no openings yet, and memberships no absences: these come with their events."""

    seed: int
    first: date
    last: date
    programme: Programme
    organisations: list[Organisation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def add(self, day, turn, what, *about):
        if self.first <= day <= self.last:
            self.events.append(Event(day, turn, what, about))

    def days(self):
        """(day, its events in order), for every day on which something happens."""
        self.events.sort(key=lambda event: (event.day, event.turn))
        by_day = {}
        for event in self.events:
            by_day.setdefault(event.day, []).append(event)
        return by_day.items()


def decade(seed, *, people, years=10, ticks=200, looks=10):
    """A whole country in small: `people` persons over `years` years from 2026, with about `ticks` days of a tick."""
    return _Drawing(seed, years).draw(people, ticks, looks)


class _Drawing:
    def __init__(self, seed, years):
        self.chance = random.Random(seed)
        self.first, self.last = date(2026, 1, 1), date(2025 + years, 12, 31)
        self.timeline = Timeline(seed, self.first, self.last, self._programme())
        self.opened = {}
        self.exempt = {}  # the exemptions of a person

    def draw(self, people, ticks, looks):
        self._organisations()
        self._openings()
        self._ticks(ticks, looks)
        for number in range(people):
            self._person(f"lid {number}")
        return self.timeline

    # --- small dice ---

    def often(self, share):
        return self.chance.random() < share

    def between(self, low, high):
        return timedelta(days=self.chance.randint(low, high))

    def any_day(self, first=None, last=None):
        first, last = first or self.first, last or self.last
        return first + self.between(0, max(0, (last - first).days))

    # --- the programme and its years ---

    def _programme(self):
        pick = self.chance.choice
        opens, due = pick(
            [((3, 1), (6, 30)), ((3, 1), (6, 30)), ((2, 29), (5, 31)), ((1, 15), (2, 29)), ((4, 1), (9, 30))]
        )
        starts_on = pick([date(2026, 3, 1), date(2026, 1, 10), date(2026, 10, 1), date(2027, 3, 1)])
        return Programme(
            starts_on=starts_on,
            days=pick([90, 90, 30, 120]),
            opens=opens,
            due=due,
            counts=pick([(9, 1), (9, 1), (10, 31), (7, 1)]),
            ends_on=date(self.last.year, 8, 31) if self.often(0.2) else None,
        )

    def _openings(self):
        programme = self.timeline.programme
        for year in range(programme.starts_on.year, self.last.year + 1):
            meant = in_year(year, programme.opens)
            day = meant
            if self.often(0.3):
                day += self.between(1, 120)
            elif self.often(0.2):
                day -= self.between(1, 14)
            day = max(day, programme.starts_on, date(year, 1, 2))
            if day.year == year and not (programme.ends_on and day > programme.ends_on) and not self.often(0.05):
                self.opened[year] = day
                self.timeline.add(day, OPENING, "opens", year)

    def _organisations(self):
        timeline = self.timeline
        timeline.organisations = [
            Organisation(f"{kind} {number}", kind)
            for kind, count in (("gemeente", 6), ("provincie", 2), ("waterschap", 2))
            for number in range(count)
        ]
        if self.often(0.5):
            opens, due = timeline.programme.opens, timeline.programme.due
            own = [((opens[0] + 1, 10), (8, 31)), ((2, 1), due), (opens, (due[0] + 1, 15))]
            timeline.programme.windows = dict(zip(timeline.organisations[3::2], own, strict=False))
        one, two, three = timeline.organisations[:3]
        # a chain: one goes into two, and years later two into three
        one.merged_into, one.last_day = two, date(self.first.year + self.chance.randint(0, 3), 12, 31)
        two.merged_into, two.last_day = three, date(one.last_day.year + self.chance.randint(1, 3), 12, 31)
        for organisation in (one, two):
            timeline.add(organisation.last_day + DAY, MERGER, "merges", organisation)

    # --- people ---

    def _person(self, name):
        person = Person(name)
        self.timeline.people.append(person)
        start = self.any_day(date(2024, 1, 1), self.first + timedelta(days=90))
        if self.often(0.6):
            start = self._telling_day()
        kinds = ["gemeente"] * 6 + ["provincie"] * 2 + ["waterschap"] * 2
        self._career(person, start, self.chance.choice(kinds))
        if self.often(0.25):  # two at once
            taken = person.memberships[0].organisation.kind
            kind = self.chance.choice([kind for kind in OFFICES if kind != taken])
            self._career(person, max(self.first, start + self.between(-60, 900)), kind, most=1)
        self._learns(person)
        for membership in person.memberships:
            membership.end = None  # from here on only the events know

    def _career(self, person, start, kind, most=3):
        organisation = self.chance.choice([one for one in self.timeline.organisations if one.kind == kind])
        for _number in range(self.chance.randint(1, most)):
            while organisation.last_day and start > organisation.last_day:
                organisation = organisation.merged_into
            end = self._end(start)
            membership = self._membership(person, organisation, start, end)
            if membership.end is None or membership.end > self.last:
                return
            gap = self.chance.choice([1, 1, 1, 2, 30, 59, 60, 61, 62, 90, 400])
            start = membership.end + timedelta(days=gap)

    def _end(self, start):
        if self.often(0.35):
            return None
        if self.often(0.3):  # a replacement
            return start + timedelta(days=111)
        return start + self.between(20, 1500)

    def _membership(self, person, organisation, start, end):
        office = OFFICES[organisation.kind] if self.often(0.9) else "burgemeester"
        registered = start
        if self.often(0.2):
            registered = start + self.between(1, 120)
        elif self.often(0.3):
            registered = start - self.between(1, 60)
        # nobody is written down after the last day, nor where the organisation is gone
        registered = min(day for day in (registered, end, organisation.last_day) if day)
        registered = max(registered, self.first) if start < self.first else max(registered, self.first - DAY)
        membership = Membership(person, organisation, office, start, None, registered)
        heard = max(registered, self.first)
        self.timeline.add(heard, CLERKS, "registers", membership, end if self.often(0.5) else None)
        if end:
            told = max(heard, end - self.between(0, 40))
            self.timeline.add(told, CLERKS, "ends", membership, end)
            membership.end = end
        self._absences(membership, heard)
        self._exemptions(membership, heard)
        return membership

    def _absences(self, membership, heard):
        last = min(membership.end or self.last, self.last)
        if not self.often(0.25):
            return
        taken = set()
        for _number in range(self.chance.randint(1, 3)):
            start = self._telling_day(heard, last)
            end = start + self.between(0, 150)
            known = self.often(0.6)
            span = Span(start, end if known or self.often(0.85) else None)
            # the register keeps one absence a first day, and so one that goes on over a merger
            first_days = {start, *(one.last_day for one in self._heirs(membership) if span.covers(one.last_day + DAY))}
            if heard <= start <= last and not first_days & taken:
                taken |= first_days
                self.timeline.add(start, CLERKS, "absent", membership, span, span.end if known else None)
                if span.end and not known:
                    self.timeline.add(span.end, CLERKS, "returns", membership, span, span.end)

    def _heirs(self, membership):
        """The organisations by which this membership goes on into another."""
        organisation = membership.organisation
        while organisation.merged_into:
            yield organisation
            organisation = organisation.merged_into

    def _exemptions(self, membership, heard):
        last = min(membership.end or self.last, self.last)
        if not self.often(0.12):
            return
        start = self._telling_day(heard, last)
        for _number in range(self.chance.randint(1, 2)):
            if not heard <= start <= last:
                return
            # it ends on the eve of a tick: what comes back is seen before it can go again
            end = max(start, self._tick_after(start + self.between(1, 400)) - DAY)
            known = self.often(0.5)
            span = Span(start, end if known or self.often(0.7) else None)
            self.exempt.setdefault(membership.person, []).append(span)
            self.timeline.add(start, CLERKS, "exempt", membership, span, span.end if known else None)
            if span.end is None:
                return
            if not known:
                self.timeline.add(span.end, CLERKS, "no longer exempt", membership, span, span.end)
            start = span.end + self.between(2, 200)

    def _telling_day(self, first=None, last=None):
        """A day; often one on which a rule turns, or a day beside it."""
        first, last = max(first or self.first, self.first), min(last or self.last, self.last)
        programme = self.timeline.programme
        if self.opened and self.often(0.6):
            year = self.chance.choice(list(self.opened))
            opened = self.opened[year]
            turning = [
                opened,
                in_year(year, programme.due),
                in_year(year - 1, programme.counts),
                opened + timedelta(days=programme.days),
                opened + timedelta(days=30),
                date(year, 12, 31),
                in_year(year, (2, 29)),
            ]
            day = self.chance.choice(turning) + self.between(-1, 1)
            if first <= day <= last:
                return day
        return self.any_day(first, last)

    # --- learning ---

    def _learns(self, person):
        """Mostly one edition a year; often begun and left lying, sometimes finished years later.

        Nobody finishes anything while exempt or after the end of the programme: how that stands the rules do not say.
        Nor, with two mandates, between the first day of one and the first tick after it: that may be late work for the
        other, and in life it is a day or less.
        """
        days = sorted({self._telling_day() for _number in range(self.chance.randint(0, 18))})
        silent = list(self.exempt.get(person, []))
        if self.timeline.programme.ends_on:
            silent.append(Span(self.timeline.programme.ends_on + DAY))
        if len(person.memberships) > 1:
            silent += [Span(one.known, self._tick_after(one.known) - DAY) for one in person.memberships]
        begun, done = {}, set()
        zeal = self.chance.choice([0.3, 0.8, 1.0])
        for day in days:
            newest = max((year for year, opened in self.opened.items() if opened <= day), default=None)
            lying = [edition for edition in begun if edition not in done]
            edition = self.chance.choice(lying) if lying and self.often(0.7) else newest
            if edition is None or edition in done or not self.often(zeal):
                continue
            if edition not in begun:
                begun[edition] = day
                self.timeline.add(day, LEARNING, "begins", person, edition)
            if self.often(0.7) and not any(span.covers(day) for span in silent):
                done.add(edition)
                self.timeline.add(day, LEARNING, "completes", person, edition)

    # --- the clock ---

    def _tick_after(self, day):
        return next((tick for tick in self.ticked if tick >= day), self.last)

    def _ticks(self, ticks, looks):
        """Down for days, then back; now and then twice a day. The test looks only on days with a tick."""
        timeline = self.timeline
        share = ticks / (self.last - self.first).days
        self.ticked = chosen = []
        day, down = self.first, False
        while day <= self.last:
            if self.often(0.02):
                down = not down
            ended = timeline.programme.ends_on and day == timeline.programme.ends_on + DAY
            if ended or self.often(share * (0.2 if down else 1.8)):
                timeline.add(day, TICK, "tick")
                chosen.append(day)
                if self.often(0.05):
                    timeline.add(day, TICK, "tick")
            day += DAY
        if self.last not in chosen:
            timeline.add(self.last, TICK, "tick")
        for day in {self.last, *self.chance.sample(chosen, min(looks, len(chosen)))}:
            timeline.add(day, LOOK, "looks")
