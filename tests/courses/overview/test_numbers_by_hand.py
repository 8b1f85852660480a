"""The report and the table of coverage beside the slow reading of the rules, on years that were played."""

import pytest

from courses.overview.report.annual import annual
from courses.planning.newcomers import newcomers
from tests.courses.planning.comparing import Comparison
from tests.courses.planning.reference_status import DONE, LATER, row_of_report
from tests.courses.planning.register import Register
from tests.courses.planning.timelines import decade

pytestmark = pytest.mark.django_db
SEEDS = range(3)


@pytest.fixture(params=SEEDS, ids=str)
def days(request):
    """The days on which a country of 90 people is looked at, in four years."""
    register = Register(decade(request.param, people=90, years=4, ticks=60, looks=3))
    return register, register.play()


def test_a_report_says_what_the_slow_reading_counts(days):
    register, played = days
    looked = 0
    for _day in played:
        slow = Comparison(register)
        for organisation in register.timeline.organisations:
            members = [one for one in slow.mine if one.organisation is organisation]
            if any(slow._nobody_looked(one.person) for one in members):
                continue
            try:
                found = annual(organisation=register.rows[organisation], on=register.today)
            except LookupError:
                continue
            for _track, line in found.lines:
                if line.year not in register.years:
                    continue  # the slow reading says nothing of a year that did not open
                rows = [
                    row_of_report(life, one, line.year, register.today)
                    for life in slow.lives
                    for one in life.person.memberships
                    if one.organisation is organisation and life.programme.binds(one)
                ]
                rows = [row for row in rows if row]
                done, later = rows.count(DONE), rows.count(LATER)
                expected = (len(rows), done, later, len(rows) - done - later)
                assert expected == tuple(cell.value for cell in (line.members, *line.parts)), (organisation, line)
                looked += len(rows)
    assert looked


def test_coverage_counts_what_the_slow_reading_counts(days):
    register, played = days
    looked = 0
    for _day in played:
        slow = Comparison(register)
        since = register.today.year - 1
        expected = {}
        for life in slow.lives:
            for one in filter(life.programme.binds, life.person.memberships):
                in_time = _in_time(life.owed[one], one, register.today, since)
                if in_time is not None and not slow._nobody_looked(one.person):
                    key = register.rows[one.organisation].pk, one.start.year
                    members, finished = expected.get(key, (0, 0))
                    expected[key] = members + 1, finished + in_time
        skipped = {register.rows[one.organisation].pk for one in slow.mine if slow._nobody_looked(one.person)}
        found = {
            (one.organisation, one.year): (one.members, one.in_time)
            for one in newcomers(day=register.today, since=since)
        }
        for key in expected.keys() | found.keys():
            if key[0] not in skipped:
                assert found.get(key) == expected.get(key), key
                looked += 1
    assert looked


def _in_time(owed, membership, day, since):
    """Whether this new member finished by the last day; None for who is not counted."""
    if not (membership.start <= day and membership.start.year >= since):
        return None
    owed = [
        one
        for one in owed
        if one.kind == "onboarding"
        and one.reason not in ("exempt", "not_asked")
        and (membership.end is None or membership.end >= one.due)
    ]
    if not owed or any(one.due > day for one in owed):
        return None
    return all((done := one.satisfied_by()) and done.day <= one.due for one in owed)
