"""What one person is told on a day: the pure part of choosing, the same for the tick, the simulator and every forecast.

Nothing here asks the database. Who brings the facts (`choosing` from the tables, a simulator from what it supposes)
gets the same mails for the same facts.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from courses.reminders.ladder import BUDGET, INVITED, Kind, current_rung, ladder_of
from courses.reminders.models import Reason
from courses.reminders.quiet import Quiet

#: What was said before: the kind, with the key of the programme year (of a booster: of the edition).
Said = Collection[tuple[str, int]]
#: What clerks asked to remind of: the day of asking, by membership and programme year.
Asked = Mapping[tuple[int, int], date]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What one mandate asks of its person, as far as a mail needs it. Keys are row keys; dates are local.

    `minutes` is the whole edition; whoever is `returning` did an earlier one, and may need less. `hindrance` is why
    nothing may be said of it although it is owed (a Reason). `last` is the last day on which it is
    owed, when that is known; `away` are absences as (first day, last day or None). These two are for looking ahead:
    what `choosing` brings is owed on its day.
    """

    membership: int
    organisation: int
    organisation_kind: str
    programme_year: int
    module: int
    edition: int
    opens: date
    due: date
    title: str = ""
    language: str = "nl"
    minutes: int = 0
    returning: bool = False
    hindrance: str = ""
    last: date | None = None
    away: tuple[tuple[date, date | None], ...] = ()

    def owed(self, *, on: date) -> bool:
        """Whether it asks something on the day `on`: begun, not over, nobody away."""
        if on < self.opens or (self.last and on > self.last):
            return False
        return not any(start <= on and (end is None or end >= on) for start, end in self.away)


@dataclass(frozen=True, slots=True)
class Booster:
    """Two questions that a person asked to be sent after a while; `day` is the first on which they may go."""

    person: int
    kind: str
    edition: int
    day: date
    title: str
    language: str = "nl"
    link: str = "/leren/"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a mail says, or (with a reason) does not say; `asked_on` is the day when a clerk asked for it."""

    kind: str
    about: Obligation | Booster
    withheld: str = ""
    asked_on: date | None = None

    @property
    def key(self) -> tuple[str, int]:
        """What makes this line the only one of its kind for the person."""
        about = self.about
        return self.kind, about.edition if isinstance(about, Booster) else about.programme_year


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    email: str
    name: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Digest:
    """One mail to one person on one day. `also` is what is open besides; `silent` what is not said, with the reason."""

    person: Person
    on: date
    lines: tuple[Line, ...] = ()
    also: tuple[Obligation, ...] = ()
    silent: tuple[Line, ...] = field(default=())


def tasks_of(obligations: Iterable[Obligation]) -> list[Obligation]:
    """Return one obligation for each module, the earliest due first: two mandates are one task (rule 6).

    What may not be spoken of stands back for what may.
    """
    first = {}
    for one in sorted(obligations, key=lambda one: (bool(one.hindrance), one.due, one.programme_year, one.membership)):
        first.setdefault(one.module, one)
    return sorted(first.values(), key=lambda one: (one.due, one.programme_year))


def lines_of(
    *,
    obligations: Iterable[Obligation],
    on: date,
    said: Said,
    quiet: Quiet,
    boosters: Iterable[Booster] = (),
    asked: Asked | None = None,
) -> list[Line]:
    """Return what one person's `obligations` and `boosters` say on the day `on`; those withheld carry their reason.

    Of each task it is the current rung, unless that was said before or its organisation is quiet; of one that a clerk
    `asked` for, what the clerk says in its place. `obligations` are all that this person owes on that day, or the
    earliest date of a task would be another's.
    """
    obligations, found = list(obligations), []
    wanted = _wanted(obligations, asked or {})
    for task in tasks_of(obligations):
        if own := wanted.get(task.module):
            if quiet.over(organisation=own.organisation, kind=own.organisation_kind, on=on) is None:
                day = asked[own.membership, own.programme_year]
                found.append(Line(Kind.BY_CLERK, own, own.hindrance, day))
            continue
        rung = current_rung(opens=task.opens, due=task.due, on=on)
        if rung is None or (rung.kind, task.programme_year) in said:
            continue
        if rung.kind == Kind.INVITATION and any(key == task.programme_year for kind, key in said if kind in INVITED):
            continue  # a date that moved away does not make somebody new to it, nor does a clerk who came first
        if quiet.over(organisation=task.organisation, kind=task.organisation_kind, on=on) is None:
            found.append(Line(rung.kind, task, task.hindrance))
    newest = {}
    for booster in sorted(boosters, key=lambda one: one.kind):
        if booster.day <= on:
            newest[booster.edition] = booster
    found += [Line(one.kind, one) for one in newest.values() if (one.kind, one.edition) not in said]
    return found


def _wanted(obligations, asked) -> dict[int, Obligation]:
    """By module: the obligation that a clerk asked to remind of, the earliest due. A second mandate's clerk is not it:
    whose date it is sees the line."""
    found = {}
    for one in sorted(obligations, key=lambda one: (one.due, one.membership)):
        if (one.membership, one.programme_year) in asked:
            found.setdefault(one.module, one)
    return found


@dataclass(frozen=True, slots=True)
class Expected:
    """A mail that will go on `day` when nothing changes."""

    day: date
    lines: tuple[Line, ...]

    @property
    def in_words(self) -> str:
        """The kinds of mail in it, each once."""
        return ", ".join(dict.fromkeys(str(Kind(line.kind).label) for line in self.lines))


def forecast(
    *,
    obligations: Iterable[Obligation],
    since: date,
    until: date,
    quiet: Quiet,
    said: Said = (),
    last_mail: date | None = None,
    boosters: Iterable[Booster] = (),
) -> list[Expected]:
    """Return every mail to one person from `since` to `until` (both included), each with its day.

    As the tick would send them, were it to run every day and were nobody to do anything. `said` is what was said
    before, `last_mail` the day of the latest mail.
    """
    obligations, boosters, said = list(obligations), list(boosters), set(said)
    days = _days_of_change(obligations, boosters, quiet)
    day = max(since, last_mail + BUDGET) if last_mail else since
    found = []
    while day and day <= until:
        owed = [one for one in obligations if one.owed(on=day)]
        lines = [
            line
            for line in lines_of(obligations=owed, on=day, said=said, quiet=quiet, boosters=boosters)
            if not line.withheld
        ]
        if lines:
            found.append(Expected(day, tuple(lines)))
            said |= {line.key for line in lines}
            day += BUDGET
        else:
            day = next((later for later in days if later > day), None)
    return found


def forecast_of(*, opens: date, due: date, organisation_kind: str = "", quiet: Quiet | None = None) -> list:
    """Return the mails, as (kind, day), of one obligation of somebody who owes nothing else."""
    alone = Obligation(0, 0, organisation_kind, 0, 0, 0, opens, due)
    ladder = ladder_of(opens=opens, due=due)
    until = ladder[-1].day + timedelta(days=400) if ladder else opens
    mails = forecast(obligations=[alone], since=opens, until=until, quiet=quiet or Quiet())
    return [(line.kind, mail.day) for mail in mails for line in mail.lines]


def _days_of_change(obligations, boosters, quiet):
    """The days on which what is said may be another than the day before."""
    days = {rung.day for one in obligations for rung in ladder_of(opens=one.opens, due=one.due)}
    after = [end for one in obligations for _start, end in one.away if end]
    after += [one.last for one in obligations if one.last]
    after += [one.ends_on for one in quiet.periods]
    return sorted(days | {end + timedelta(days=1) for end in after} | {one.day for one in boosters})


def hindered(lines: Iterable[Line], reason: Reason) -> list[Line]:
    """The same lines, none of them to be said, for `reason`."""
    return [replace(line, withheld=reason) for line in lines]
