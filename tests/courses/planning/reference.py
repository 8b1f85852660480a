"""The rules of a year read a second time, from raw facts alone: slow, plain, and written without looking at the engine.

`Life` follows one person under one programme from day to day and gives every obligation that the facts lead to;
`standing` is rule 12 and `report` rule 13. Facts are those of `raw_facts`, as far as they were written down.

The engine only knows what it saw when it looked: when `tick` ran, or a year was opened. The day of a look matters here:
1. Who finished the module, left or became exempt between the first day and the first look after it owes nothing: there
   was nobody to owe it while nobody looked. Otherwise all dates run from the first day, however late the look.
2. The same for what an exemption kept from being made. What it closed comes back as of the day after it.
3. A module that is taken away closes on the day of the look that sees it.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.courses.planning.raw_facts import DAY, Membership, Span

NO_DAY_YET = date(9999, 12, 31)
FAIR = timedelta(days=30)
CONTINUING = timedelta(days=60)


@dataclass(eq=False)
class Obligation:
    """`unmoved` is the due date before absences; `moved` keeps what was computed of it."""

    membership: Membership
    year: int
    kind: str
    edition: int
    opens: date
    unmoved: date
    counts_from: date
    closed_on: date | None = None
    reason: str = ""
    moved: dict[date, date] = field(default_factory=dict)

    @property
    def due(self):
        if self.unmoved not in self.moved:
            self.moved[self.unmoved] = rule_7_absence(self.unmoved, self.opens, self.membership.absences)
        return self.moved[self.unmoved]

    def due_when_ended(self):
        """As `due`, by the days of absence until the membership ended."""
        end = self.membership.end
        spans = [Span(span.start, min(span.end or end, end)) for span in self.membership.absences if span.start <= end]
        return rule_7_absence(self.unmoved, self.opens, spans)

    def satisfied_by(self, *, before=NO_DAY_YET):
        """Terms: the first completion on or after the counting date, while it was owed; None where there is none."""
        last = min(before - DAY, self.membership.end or NO_DAY_YET, (self.closed_on or NO_DAY_YET) - DAY)
        days = (done for done in self.membership.person.completions if self.counts_from <= done.day <= last)
        return min(days, key=lambda done: done.day, default=None)

    def open(self, *, on):
        """Owed when the day `on` begins."""
        return (self.closed_on is None or self.closed_on > on) and self.satisfied_by(before=on) is None


def rule_7_absence(due, opens, spans):
    """Rule 7, a day at a time: every day of absence up to and including the last day moves the last day by one."""
    day = opens
    while spans and day <= due:
        away = [span for span in spans if span.covers(day)]
        if any(span.end is None for span in away):
            return NO_DAY_YET
        if away:
            due += DAY
        day += DAY
    return due


def terms_continuing(membership):
    """Terms: the earlier memberships that this one continues."""
    return [
        earlier
        for earlier in membership.person.memberships
        if earlier.end is not None
        and earlier.end < membership.start <= earlier.end + CONTINUING
        and (earlier.organisation is membership.organisation or earlier.organisation.became(membership.organisation))
    ]


@dataclass(frozen=True)
class Reading:
    """Where the engine reads the rules in another way. True is the reading of the rules that protects members.

    `moved_date_goes_along`: rule 10's "same due date" is the one that absences had moved it to.
    `first_year_is_start`: who comes back or goes on in the first year gets rule 9's date, as those who sat there did.
    `carried_comes_back`: an onboarding of an earlier year that an exemption closed comes back after it as well.
    `shows_after_its_year`: rule 3, who joins or finishes in the next January counts already for the year that is open.
    `shows_what_counts`: the day shown is that of the completion that counts, not of late work before it.
    `newest_decides`: rule 13, of two obligations due in one year the later one says whether the member is done.
    `exempt_is_out`: rule 13, who is exempt on the day is out, also when an earlier obligation was due in that year.
    `already_was_there`: rule 13, who counts already was a member on the day itself or on the own last day of the year.
    """

    moved_date_goes_along: bool = True
    first_year_is_start: bool = True
    carried_comes_back: bool = True
    shows_after_its_year: bool = True
    shows_what_counts: bool = True
    newest_decides: bool = True
    exempt_is_out: bool = True
    already_was_there: bool = True


AS_BUILT = Reading(shows_after_its_year=False)


class Life:
    """What `person` owes under `programme` on the day `today`, looked at on the days `looks` (openings are looks too).

    `owed` has the obligations of every membership in the order in which they came.
    """

    def __init__(self, person, programme, looks, today, reading=Reading()):
        self.reading = reading
        self.person, self.programme, self.today = person, programme, today
        self.looks = sorted({day for day in (*looks, *programme.openings.values()) if day <= today})
        self.owed = defaultdict(list)
        self.held_back = set()  # memberships for which an exemption kept something from being made
        happenings = []
        for membership in filter(programme.binds, person.memberships):
            happenings += self._happenings_of(membership)
        for year, day in programme.openings.items():
            happenings.append((day, 3, lambda day, year=year: self.rule_2_opening(year, day)))
        if programme.ends_on:
            happenings.append((programme.ends_on + DAY, 1, self.rule_11_programme_ended))
        for day, _turn, happens in sorted(happenings, key=lambda happening: happening[:2]):
            if day <= today:
                self.now = day
                happens(day)

    def _happenings_of(self, membership):
        """Turns on one day: 1 what ends, 2 who was there before an opening, 3 the opening, 4 who comes with it."""
        look = self._look(membership.known)
        if look:
            before_an_opening = look > membership.known or terms_continuing(membership)
            yield look, 2 if before_an_opening else 4, lambda day: self.rule_1_joining(membership, day)
        if membership.end:
            yield membership.end + DAY, 1, lambda day: self._close(membership, day, "membership_ended")
        for span in membership.exemptions:
            yield span.start, 1, lambda day: self._close(membership, day, "exempt")
            look = span.end and self._look(span.end + DAY)
            if look and membership.active(look):
                back = span.end + DAY
                yield back, 4, lambda day: self.exemption_over(membership, day)
                turn = 2 if look > back else 4
                yield look, turn, lambda day, back=back: self.held_back_until_now(membership, back, day)

    def _look(self, day):
        at = bisect_left(self.looks, day)
        return self.looks[at] if at < len(self.looks) else None

    # --- what ends ---

    def _close(self, membership, day, reason):
        for obligation in self.owed[membership]:
            if obligation.open(on=day):
                obligation.closed_on, obligation.reason = day, reason

    def rule_11_programme_ended(self, day):
        for membership in self.person.memberships:
            self._close(membership, day, "not_asked")

    # --- what counts ---

    def rule_3_counts(self, year, *, before):
        """Is there a completion that counts for `year`, dated before the day `before`?"""
        return any(done.day < before and self.counts_for(done, year) for done in self.person.completions)

    def counts_for(self, done, year):
        """Dated on or after the counting date, and not late work for what was due before it."""
        first = self.programme.counting_date(year)
        return first <= done.day and not self._late_work(done, first)

    def _late_work(self, done, first):
        """Did this satisfy an obligation of this person that was due before the counting date?"""
        owed = (obligation for obligations in self.owed.values() for obligation in obligations)
        return any(obligation.due < first and obligation.satisfied_by() == done for obligation in owed)

    def _counts_from(self, year, *, before):
        """Late work does not serve two years: what is owed for `year` is satisfied only by what came after it."""
        first = self.programme.counting_date(year)
        late = [
            done.day + DAY for done in self.person.completions if done.day < before and self._late_work(done, first)
        ]
        return max([first, *late])

    def rule_5_edition(self, year, *, before):
        """Rules 2 and 5: an edition that was begun and not finished is the one to do; else that of the year."""
        return self.person.working_on(before=before) or year

    # --- what comes ---

    def _owe(self, membership, year, kind, *, opens, due, edition=None, look):
        self.owed[membership].append(
            Obligation(
                membership=membership,
                year=year,
                kind=kind,
                edition=edition or self.rule_5_edition(year, before=look),
                opens=opens,
                unmoved=due,
                counts_from=self._counts_from(year, before=look),
            )
        )

    def _holds(self, membership, day):
        """Is there a membership and a programme on that day?"""
        return membership.active(day) and (self.programme.ends_on is None or day <= self.programme.ends_on)

    def _exempt(self, membership, day):
        """Is it exempt on that day? What is kept away by that comes back in `exemption_over`."""
        if membership.exempt(day):
            self.held_back.add(membership)
        return membership.exempt(day)

    def rule_1_joining(self, membership, look, *, floor=date.min):
        """Rules 1, 4 and 8; rule 10 where the membership continues another."""
        year = self.programme.newest(membership.known)
        if not self._holds(membership, look) or year is None or self._exempt(membership, look):
            return  # rule 8: where no year is open yet it waits, until `rule_2_opening`
        over = [span.end + DAY for span in membership.exemptions if span.end and membership.known <= span.end < look]
        floor = max([floor, *(day + FAIR for day in over)])
        if earlier := terms_continuing(membership):
            self.rule_10_continuing(membership, earlier, look, floor=max(floor, membership.known + FAIR))
            return
        opened = self.programme.openings[year]
        if membership.known == opened and self._sitting(membership, opened):
            return
        if not self.rule_3_counts(year, before=look):
            due = max(membership.known + self.programme.days * DAY, floor)
            self._owe(membership, year, "onboarding", opens=membership.known, due=due, look=look)

    def rule_10_continuing(self, membership, earlier, look, *, floor):
        """What was open goes on: the same year, kind, edition and due date, with at least thirty days (`floor`).

        The due date is the one that absences until the end of the old membership had moved; later ones are the new
        membership's own. A year that was opened between the two is asked as if the member had been there.
        """
        year = self.programme.newest(membership.known)
        opened = self.programme.openings[year]
        old = self._open_at_the_end_of(earlier)
        if old and (old.kind == "onboarding" or old.year == year):
            if not any(old.counts_from <= done.day < look for done in self.person.completions):
                due = max(old.due_when_ended() if self.reading.moved_date_goes_along else old.unmoved, floor)
                edition = self.rule_5_edition(year if opened > old.closed_on else old.edition, before=look)
                self._owe(membership, old.year, old.kind, opens=membership.known, due=due, edition=edition, look=look)
                self.owed[membership][-1].counts_from = old.counts_from
        elif opened > max(one.end for one in earlier):
            if opened < membership.known and not self.rule_3_counts(year, before=look):
                kind, opens, due = self._asked_at_opening(membership, year, opened)
                opens = max(membership.known, opens)
                self._owe(membership, year, kind, opens=opens, due=max(due, floor), look=look)
        elif not any(done.day < look for done in self.person.completions):
            due = max(membership.known + self.programme.days * DAY, floor)
            self._owe(membership, year, "onboarding", opens=membership.known, due=due, look=look)

    def _open_at_the_end_of(self, earlier):
        for membership in sorted(earlier, key=lambda one: one.end, reverse=True):
            for obligation in reversed(self.owed[membership]):
                if obligation.reason == "membership_ended":
                    return obligation
        return None

    def rule_2_opening(self, year, day):
        for membership in filter(self.programme.binds, self.person.memberships):
            if membership.known < day or (membership.known == day and self._sitting(membership, day)):
                self._opening_for(membership, year, day)

    def _sitting(self, membership, day):
        """Was this one here before the opening, rather than coming with it?"""
        if terms_continuing(membership):
            return True
        if self._is_first(day):
            return membership.start < self.programme.starts_on
        return membership.start < day

    def _is_first(self, day):
        return day == min(self.programme.openings.values())

    def _opening_for(self, membership, year, day):
        if not self._holds(membership, day) or self._exempt(membership, day):
            return
        for obligation in self.owed[membership]:
            if obligation.open(on=day):
                if obligation.kind == "onboarding":
                    if not self.person.began(obligation.edition, before=day):
                        obligation.edition = self.rule_5_edition(year, before=day)
                    return
                obligation.closed_on, obligation.reason = day, "next_year"
        if not self.rule_3_counts(year, before=day):
            kind, opens, due = self._asked_at_opening(membership, year, day)
            self._owe(membership, year, kind, opens=opens, due=due, look=day)

    def _asked_at_opening(self, membership, year, day):
        """Rules 2 and 9, and rule 8 for who waited for the first year: the kind, the first and the last day.

        It opens on the day of the opening, early or late; later where an organisation has a later window of its own.
        """
        meant, due = self.programme.window(year, membership.organisation)
        of_programme, _ = self.programme.window(year, None)
        if not self._sitting(membership, day):
            return "onboarding", day, day + self.programme.days * DAY
        at_the_opening = self.reading.first_year_is_start or self.now == day
        if self._is_first(day) and self.programme.starts_on > of_programme and at_the_opening:
            return "start", day, max(self.programme.starts_on + self.programme.days * DAY, day + FAIR)
        opens = max(day, meant) if membership.organisation in self.programme.windows else day
        return "yearly", opens, max(due, opens + FAIR)

    def exemption_over(self, membership, day):
        """What the exemption closed in the newest year comes back, with at least thirty days."""
        if not self._at_liberty(membership, day) or membership in self.held_back:
            return
        year = self.programme.newest(day)
        for obligation in self.owed[membership]:
            # what closed on the day of an opening was of the year before: the new year is asked instead
            until = obligation.closed_on and self.programme.newest(obligation.closed_on - DAY)
            if obligation.reason == "exempt" and year in (obligation.year, until):
                here = obligation.year == year or self.reading.carried_comes_back
                if here and not any(obligation.counts_from <= done.day < day for done in self.person.completions):
                    obligation.closed_on, obligation.reason = None, ""
                    obligation.unmoved = max(obligation.unmoved, day + FAIR)

    def held_back_until_now(self, membership, back, look):
        """What the exemption kept from being made is made, with at least thirty days."""
        year = self.programme.newest(back)
        if not self._at_liberty(membership, look) or membership not in self.held_back or year is None:
            return
        self.held_back.discard(membership)
        opened = self.programme.openings[year]
        if membership.known > opened:
            self.rule_1_joining(membership, look, floor=back + FAIR)
        elif not self.rule_3_counts(year, before=look):
            kind, opens, due = self._asked_at_opening(membership, year, opened)
            self._owe(membership, year, kind, opens=opens, due=max(due, back + FAIR), look=look)

    def _at_liberty(self, membership, day):
        """May anything come back to it on that day?"""
        if not self._holds(membership, day) or membership.exempt(day):
            return False
        return not any(obligation.open(on=day) for obligation in self.owed[membership])
