"""Raw facts of people and programmes as plain data, for the slow reading of the rules in `reference`.

All days are local dates. A span without an end is still going on. Nothing here is computed; nothing knows a database.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass
class Span:
    """From a day to (and including) a day: an absence, or an exemption."""

    start: date
    end: date | None = None

    def covers(self, day):
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(eq=False)
class Organisation:
    """`merged_into` takes over its members on the day after `last_day`."""

    name: str
    kind: str
    merged_into: "Organisation | None" = None
    last_day: date | None = None

    def became(self, other):
        """Did this organisation end up in `other`, at once or by way of others?"""
        heir = self.merged_into
        while heir not in (None, other):
            heir = heir.merged_into
        return heir is not None


@dataclass(eq=False)
class Membership:
    """A mandate; `registered` is the day on which the clerk wrote it down."""

    person: "Person"
    organisation: Organisation
    office: str
    start: date
    end: date | None = None
    registered: date | None = None
    absences: list[Span] = field(default_factory=list)
    exemptions: list[Span] = field(default_factory=list)

    def __post_init__(self):
        self.registered = self.registered or self.start
        self.person.memberships.append(self)

    @property
    def known(self):
        """The first day on which it is in force and written down: days run from here."""
        return max(self.start, self.registered)

    def active(self, day):
        return self.start <= day and (self.end is None or day <= self.end)

    def absent(self, day):
        return any(span.covers(day) for span in self.absences)

    def exempt(self, day):
        return any(span.covers(day) for span in self.exemptions)


@dataclass(frozen=True)
class Done:
    """A completion of the edition of a year."""

    day: date
    edition: int


@dataclass(eq=False)
class Person:
    """`begun` says on which day the edition of a year was begun."""

    name: str = ""
    memberships: list[Membership] = field(default_factory=list)
    begun: dict[int, date] = field(default_factory=dict)
    completions: list[Done] = field(default_factory=list)

    def began(self, edition, *, before):
        """Begun and not finished when the day `before` begins?"""
        finished = any(done.edition == edition and done.day < before for done in self.completions)
        return edition in self.begun and self.begun[edition] < before and not finished

    def working_on(self, *, before):
        """The newest edition that was begun and is not finished, or None.

        One that a newer finished edition overtook does not come back.
        """
        finished = max((done.edition for done in self.completions if done.day < before), default=0)
        newest = max((edition for edition in self.begun if self.began(edition, before=before)), default=None)
        return None if newest is None or newest < finished else newest


@dataclass(eq=False)
class Programme:
    """One module, asked of some offices in some kinds of organisation; month and day of the window as pairs.

    `openings` says on which day a year was opened really. `windows` holds the opening and the last day of organisations
    with a window of their own. `organisation` is set when it is a programme of that one alone.
    """

    starts_on: date
    kinds: tuple[str, ...] = ("gemeente", "provincie", "waterschap")
    offices: tuple[str, ...] = ("raadslid", "statenlid", "ab-lid")
    days: int = 90
    opens: tuple[int, int] = (3, 1)
    due: tuple[int, int] = (6, 30)
    counts: tuple[int, int] = (9, 1)
    ends_on: date | None = None
    organisation: Organisation | None = None
    openings: dict[int, date] = field(default_factory=dict)
    windows: dict[Organisation, tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=dict)

    def binds(self, membership):
        return (
            membership.organisation.kind in self.kinds
            and membership.office in self.offices
            and self.organisation in (None, membership.organisation)
        )

    def newest(self, day):
        """The newest year that was open on that day, or None."""
        return max((year for year, opened in self.openings.items() if opened <= day), default=None)

    def window(self, year, organisation):
        """The days between which this year is meant to be done there."""
        opens, due = self.windows.get(organisation, (self.opens, self.due))
        return in_year(year, opens), in_year(year, due)

    def counting_date(self, year):
        return in_year(year - 1, self.counts)


def in_year(year, month_and_day):
    """That day in that year; a day that the month does not have is its last one: 29 February goes to the 28th."""
    month, day = month_and_day
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + (day - 1) * DAY, first_of_next - DAY)
