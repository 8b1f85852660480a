"""Rules 12 and 13 on the obligations of `reference`: how a membership stands on a day, and the numbers of a report."""

from dataclasses import dataclass
from datetime import date

from tests.courses.planning.raw_facts import DAY

DONE, BUSY, OPEN, EXEMPT = "done", "busy", "open", "exempt"
LATER, LATE = "later", "late"


@dataclass(frozen=True)
class Standing:
    """One row of the overview of a year."""

    status: str
    due: date | None = None
    completed_on: date | None = None
    counts_already: bool = False
    paused: bool = False
    overdue: bool = False


def rule_12_standing(life, membership, year, day):
    """How the membership stands in `year` on `day`; None where it has nothing to do with that year."""
    paused = membership.absent(day)
    obligation = obligation_for(life, membership, year)
    done = obligation and obligation.satisfied_by(before=day + DAY)
    if done:
        return Standing(DONE, obligation.due, done.day)
    if already := None if obligation else first_that_counts(life, year, day):
        return Standing(DONE, None, already.day, counts_already=True)
    if membership.exempt(day):
        return Standing(EXEMPT, paused=paused)
    if not obligation or obligation.opens > day:
        return None
    begun = membership.person.begun.get(obligation.edition)
    status = BUSY if begun is not None and begun <= day else OPEN
    overdue = obligation.due < day and not paused
    return Standing(status, obligation.due, paused=paused, overdue=overdue)


def obligation_for(life, membership, year):
    """The one of that year; or one of an earlier year that was still to be done when this year opened (rule 5)."""
    owed = life.owed[membership]
    for obligation in reversed(owed):
        if obligation.year == year:
            return obligation
    opened = life.programme.openings[year]
    for obligation in reversed(owed):
        if obligation.year < year and obligation.open(on=max(opened, obligation.opens)):
            return obligation
    return None


def first_that_counts(life, year, day):
    """The completion by which this person counts already for `year` (rule 3)."""
    if not life.rule_3_counts(year, before=day + DAY):
        return None
    counting = [done for done in life.person.completions if life.counts_for(done, year) and done.day <= day]
    return min(counting, key=lambda done: done.day)


def route(person, day):
    """Terms: full when the person never completed the module before that day."""
    return "refresher" if any(done.day < day for done in person.completions) else "full"


@dataclass(frozen=True)
class Numbers:
    """Rule 13: `not_yet_due` are those of `members` whose day has not come and who are not done."""

    members: int
    done: int
    not_yet_due: int


def rule_13_report(lives, organisation, year, day):
    """The numbers of an organisation for `year`, as they are on `day` or were on its last day."""
    members = done = later = 0
    for life in lives:
        for membership in life.person.memberships:
            if membership.organisation is organisation and life.programme.binds(membership):
                row = row_of_report(life, membership, year, day)
                members += row is not None
                done += row == DONE
                later += row == LATER
    return Numbers(members, done, later)


def row_of_report(life, membership, year, day):
    """DONE, LATER or LATE; None for who is not in the report."""
    day = min(day, date(year, 12, 31))
    owed = [one for one in life.owed[membership] if one.reason != "exempt" and one.opens <= day]
    due = [one for one in owed if one.due.year == year and (membership.active(day) or membership.active(one.due))]
    if due:
        last, done = due[-1].due, due[-1].satisfied_by(before=day + DAY) is not None
    elif any(year in (one.year, one.due.year) for one in owed) or not first_that_counts(life, year, day):
        return None
    else:
        _, last = life.programme.window(year, membership.organisation)
        done = True
        if not (membership.active(day) or membership.active(last)):
            return None
    if membership.exempt(day) and not done:
        return None
    return DONE if done else LATER if last >= day else LATE
