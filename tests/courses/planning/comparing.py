"""The register beside the slow reading: what differs, told as the story of the person whom it is about."""

from dataclasses import dataclass
from datetime import date

from courses.learning.models import Completion
from courses.members.models import Membership
from courses.planning.models import Assignment
from courses.planning.report import report
from courses.planning.status import Status, standing
from tests.courses.planning.reference_status import (
    BUSY,
    OPEN,
    Numbers,
    Standing,
    row_of_report,
    rule_12_standing,
    rule_13_report,
)


@dataclass(frozen=True)
class Owed:
    """An obligation, as both sides say it."""

    year: int
    kind: str
    edition: int
    opens: date
    unmoved: date
    due: date
    counts_from: date
    closed_on: date | None
    reason: str


class Comparison:
    """Both sides on the day that `register` has reached; `differences` stays empty when they agree."""

    def __init__(self, register):
        self.register, self.today = register, register.today
        self.lives = [register.life(person) for person in register.timeline.people]
        self.mine = {membership: row for membership, row in register.rows.items() if isinstance(row, Membership)}
        self.differences = []

    def compare(self):
        self.obligations()
        for year in sorted(self.register.years)[-2:]:
            self.standings(year)
            self.reports(year)
        return self.differences

    def _nobody_looked(self, person):
        """The first limit of the reference: while the clock was down a whole mandate went by, or an exemption began.

        What then was never made, or handed on, the two sides read in their own way.
        """
        looks = next(life.looks for life in self.lives if life.person is person)
        for one in person.memberships:
            first = next((day for day in looks if day >= one.known), None)
            if one.end and (first is None or first > one.end):
                return True
            if any(first is None or span.start <= first for span in one.exemptions):
                return True
        return False

    def _differs(self, what, membership, expected, found):
        if expected != found and not self._nobody_looked(membership.person):
            self.differences.append(
                f"{what} on {self.today}\n{story(self.register, membership)}\n"
                f"  rules:    {expected}\n  register: {found}"
            )

    def obligations(self):
        found = {}
        rows = Assignment.objects.filter(programme_year__programme=self.register.row)
        for row in rows.select_related("programme_year", "edition").order_by("programme_year__year"):
            found.setdefault(row.membership_id, []).append(
                Owed(
                    year=row.programme_year.year,
                    kind=row.kind,
                    edition=row.edition.year,
                    opens=row.opens,
                    unmoved=row.unmoved_due,
                    due=row.due,
                    counts_from=row.counts_from,
                    closed_on=row.closed_on,
                    reason=row.closed_reason,
                )
            )
        for life in self.lives:
            for membership in life.person.memberships:
                owed = [
                    Owed(
                        year=one.year,
                        kind=one.kind,
                        edition=one.edition,
                        opens=one.opens,
                        unmoved=one.unmoved,
                        due=one.due,
                        counts_from=one.counts_from,
                        closed_on=one.closed_on,
                        reason=one.reason,
                    )
                    for one in sorted(life.owed[membership], key=lambda one: one.year)
                ]
                self._differs("obligations", membership, owed, found.get(self.mine[membership].pk, []))

    def standings(self, year):
        rows = standing(
            memberships=Membership.objects.filter(organisation__code__startswith=self.register.prefix),
            programme_year=self.register.years[year],
            on=self.today,
        )
        found = {
            row.pk: Standing(
                Status(row.status).value,
                None if row.counts_already or row.status == Status.EXEMPT else row.due,
                row.completed_on,
                bool(row.counts_already),
                bool(row.paused),
                bool(row.overdue),
            )
            for row in rows
        }
        newest = year == max(self.register.years)
        for life in self.lives:
            for membership in life.person.memberships:
                if life.programme.binds(membership) and membership.active(self.today):
                    expected = rule_12_standing(life, membership, year, self.today)
                    if not newest and (expected is None or expected.due is None):
                        continue  # the rules do not say who counted already for a year that is past
                    mine = found.get(self.mine[membership].pk)
                    if not newest and mine and {mine.status, expected.status} == {BUSY, OPEN}:
                        continue  # nor whether what was begun for a later year was begun for that one
                    self._differs(f"standing in {year}", membership, expected, mine)

    def reports(self, year):
        for organisation in self.register.timeline.organisations:
            found = report(
                organisation=self.register.rows[organisation],
                programme=self.register.row,
                module=self.register.module,
                year=year,
                day=self.today,
            )
            expected = rule_13_report(self.lives, organisation, year, self.today)
            numbers = Numbers(found.members, found.done, found.not_yet_due)
            here = {one.person for one in self.mine if one.organisation is organisation}
            if expected != numbers and not any(map(self._nobody_looked, here)):
                self.differences.append(
                    f"report of {organisation.name} for {year} on {self.today}: rules {expected}, register {numbers}\n"
                    + "\n".join(self._rows(organisation, year))
                )

    def _rows(self, organisation, year):
        for life in self.lives:
            for one in life.person.memberships:
                row = row_of_report(life, one, year, self.today)
                if one.organisation is organisation and life.programme.binds(one) and (row or life.owed[one]):
                    due = [f"{owed.year} due {owed.due} closed {owed.closed_on}" for owed in life.owed[one]]
                    yield f"  {row}: {due}\n{story(self.register, one, short=True)}"


def story(register, membership, *, short=False):
    """All facts of a person, to read a difference by."""
    person, programme = membership.person, register.programme
    lines = [
        f"  programme from {programme.starts_on} to {programme.ends_on}, D {programme.days}, opens {programme.opens},"
        f" due {programme.due}, counts {programme.counts}",
        f"  opened: {', '.join(f'{year} on {day}' for year, day in programme.openings.items())}",
    ]
    for one in person.memberships:
        mark = ">" if one is membership else " "
        lines.append(
            f" {mark}{one.office} of {one.organisation.name} {one.start}..{one.end or ''} registered {one.registered}"
            f" absent {[f'{span.start}..{span.end}' for span in one.absences]}"
            f" exempt {[f'{span.start}..{span.end}' for span in one.exemptions]}"
        )
    lines.append(f"  begun { ({edition: str(day) for edition, day in person.begun.items()}) }")
    lines.append(f"  completed {[f'{done.edition} on {done.day}' for done in person.completions]}")
    near = [str(day) for day in register.ticks if abs((day - membership.known).days) < 40]
    lines.append(f"  ticks near its first day: {near}")
    return "\n".join(lines)


def lost_or_altered(register):
    """Completions that are not exactly what was written when they were made."""
    kept = {
        (row.user_id, row.edition_id): (row.completed_on, row.reference, row.digest)
        for row in Completion.objects.filter(edition__in=register.editions.values())
    }
    return kept.items() ^ register.written.items()
