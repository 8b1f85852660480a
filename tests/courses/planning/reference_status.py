"""Rules 12 and 13 on the obligations of `reference`: how a membership stands on a day, and the numbers of a report."""

from dataclasses import dataclass
from datetime import date

from tests.courses.planning.raw_facts import DAY
from tests.courses.planning.reference import FAIR

DONE, BUSY, OPEN, EXEMPT = "done", "busy", "open", "exempt"
LATER, LATE = "later", "late"
NOT_APPLICABLE = ("exempt", "not_asked")


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
    if already := None if obligation else first_that_counts(life, membership, year, day):
        return Standing(DONE, None, already, counts_already=True)
    closed = obligation and obligation.year == year and obligation.reason in NOT_APPLICABLE
    there = obligation or life.reading.shows_after_its_year or membership.start.year <= year
    if closed or (membership.exempt(day) and there):
        late = [] if obligation or life.reading.shows_what_counts else since_counting_date(life, year, day)
        return Standing(DONE, None, min(late), counts_already=True) if late else Standing(EXEMPT)
    if not obligation or obligation.opens > day:
        return None
    status = BUSY if membership.person.began(obligation.edition, before=day + DAY) else OPEN
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


def first_that_counts(life, membership, year, day):
    """The day of the completion by which this one counts already for `year` (rule 3), not after its end."""
    day = min(day, membership.end or day)
    if not life.reading.shows_after_its_year:
        day = min(day, date(year, 12, 31))
    if membership.start > day or not life.rule_3_counts(year, before=day + DAY):
        return None
    if not life.reading.shows_what_counts:
        return min(since_counting_date(life, year, day))
    return min(done.day for done in life.person.completions if life.counts_for(done, year) and done.day <= day)


def since_counting_date(life, year, day):
    """The days on which this person finished something, from the counting date to `day`, late work among them."""
    return [done.day for done in life.person.completions if life.programme.counting_date(year) <= done.day <= day]


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
    every = life.owed[membership]
    out = [one for one in every if one.reason in NOT_APPLICABLE and one.closed_on <= day]
    owed = [one for one in every if one not in out and one.opens <= day and one.due.year == year]
    due = [one for one in owed if membership.active(day) or membership.active(one.due)]
    if due:
        deciding = due[-1:] if life.reading.newest_decides else due
        last = max(one.due for one in deciding)
        done = all(one.satisfied_by(before=day + DAY) for one in deciding)
        if membership.exempt(day) and not done and life.reading.exempt_is_out:
            return None
        return DONE if done else LATER if last >= day else LATE
    if any(one.year == year or one.due.year == year for one in every):
        return None
    if not first_that_counts(life, membership, year, day):
        return None
    return DONE if _was_there(life, membership, year, day) else None


def _was_there(life, membership, year, day):
    """Rule 13 on who counts already: active on that day or on the due date."""
    programme = life.programme
    own = membership.organisation if life.reading.already_was_there else None
    last = max(programme.window(year, own)[1], programme.openings[year] + FAIR)
    if life.reading.already_was_there:
        return membership.active(day) or membership.active(last)
    return membership.start <= day and (membership.end is None or membership.end >= min(day, last))
