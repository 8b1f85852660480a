"""Lets a timeline happen to the raw facts, event by event, as far as they were written down on that day."""

from tests.courses.planning.raw_facts import DAY, Done, Membership, Span
from tests.courses.planning.reference import AS_BUILT, Life

#: What comes before the tick of a day: mergers, and what clerks write.
WRITTEN = {"merges", "registers", "ends", "absent", "returns", "exempt", "no longer exempt"}


class Facts:
    """What is known on the day that was reached; `life` reads the rules from it.

    Each event is a method with the name of what happens. Who follows the same timeline elsewhere may subclass and do
    the same there.
    """

    def __init__(self, timeline, reading=AS_BUILT):
        self.reading = reading
        self.timeline, self.programme = timeline, timeline.programme
        self.ticks, self.today = [], None
        self.heirs = {}  # the membership after a merger, by the one before it
        self.spans = {}  # the span that is going on now, by the one that the timeline has
        for person in timeline.people:
            person.memberships.clear()
        self.programme.openings.clear()

    def play(self):
        """Let everything happen; gives the day after each day on which the test should look."""
        for day, events in self.timeline.days():
            self.today, merged = day, False
            for event in events:
                if merged and event.what not in WRITTEN:
                    self.tick()  # the tick of the merger was at night, before a clerk wrote anything
                    merged = False
                merged |= event.what == "merges"
                if event.what == "looks":
                    yield day
                else:
                    getattr(self, event.what.replace(" ", "_"))(*event.about)

    def life(self, person):
        return Life(person, self.programme, self.ticks, self.today, self.reading)

    def now(self, membership):
        """The membership in which it goes on today, where its organisation went into another."""
        while membership in self.heirs:
            membership = self.heirs[membership]
        return membership

    def going_on(self, span):
        """The span of the facts that goes on today, for one of the timeline."""
        return self.spans[id(span)]

    # --- what clerks write ---

    def registers(self, membership, end):
        membership.end = end
        membership.person.memberships.append(membership)

    def ends(self, membership, end):
        self.now(membership).end = end

    def absent(self, membership, span, end):
        self.spans[id(span)] = now = Span(span.start, end)
        self.now(membership).absences.append(now)

    def returns(self, membership, span, end):
        self.going_on(span).end = end

    def exempt(self, membership, span, end):
        self.spans[id(span)] = now = Span(span.start, end)
        self.now(membership).exemptions.append(now)

    def no_longer_exempt(self, membership, span, end):
        self.going_on(span).end = end

    def merges(self, organisation):
        """Every membership that goes on after its last day goes on in the other one; that night has its tick."""
        for person in self.timeline.people:
            for old in list(person.memberships):
                if old.organisation is organisation and (old.end is None or old.end > organisation.last_day):
                    self.heirs[old] = self.moved(old, organisation.last_day)
        self.tick()

    def moved(self, old, last):
        first = last + DAY
        new = Membership(old.person, old.organisation.merged_into, old.office, first, old.end, first)
        for spans, copies in ((old.absences, new.absences), (old.exemptions, new.exemptions)):
            for span in spans:
                if span.end is None or span.end >= first:
                    copy = Span(max(first, span.start), span.end)
                    copies.append(copy)
                    for key, going_on in self.spans.items():
                        if going_on is span:
                            self.spans[key] = copy
        old.end = last
        return new

    # --- openings, ticks, members ---

    def opens(self, year):
        self.programme.openings[year] = self.today

    def tick(self):
        self.ticks.append(self.today)

    def begins(self, person, edition):
        person.begun[edition] = self.today

    def completes(self, person, edition):
        person.completions.append(Done(self.today, edition))
