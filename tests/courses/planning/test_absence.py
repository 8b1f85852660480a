"""Rule 7, as stories: somebody is away, another is there for a while, and no reason is asked of anybody."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from courses.members.models import Absence
from courses.planning.models import NO_DAY_YET, Assignment
from courses.planning.pausing import moved, remove_absence, reschedule, set_absence
from courses.planning.selectors import overview_of
from courses.planning.status import Status
from tests import factories
from tests.courses.planning import factories as planned


@pytest.fixture
def member(house):
    """Sits since 2025; the year 2027 is open, to be done by 30 June."""
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2027)
    return member


def due(member):
    return member.assignments.get().due


def test_case_6_an_absence_moves_the_last_day_by_its_length(house, member):
    set_absence(membership=member, start=date(2027, 5, 1), end=date(2027, 8, 20))
    assert due(member) == date(2027, 10, 20)
    away = house.stands(member, 2027, date(2027, 7, 1))
    assert (away.paused, away.overdue, away.status) == (True, False, Status.OPEN)
    back = house.stands(member, 2027, date(2027, 8, 21))
    assert (back.paused, back.overdue) == (False, False)
    assert not house.stands(member, 2027, date(2027, 10, 20)).overdue
    assert house.stands(member, 2027, date(2027, 10, 21)).overdue


def test_case_7_the_replacement_owes_and_then_leaves(house, member):
    set_absence(membership=member, start=date(2027, 5, 1), end=date(2027, 8, 20))
    replacement = factories.membership(organisation_=member.organisation, start=date(2027, 5, 1), end=date(2027, 8, 20))
    house.lives(date(2027, 5, 1))
    assert house.owes(replacement) == [("onboarding", 2027, date(2027, 7, 30))]
    house.lives(date(2027, 8, 21))
    closed = replacement.assignments.get()
    assert (closed.closed_on, closed.closed_reason) == (date(2027, 8, 21), Assignment.Reason.MEMBERSHIP_ENDED)
    assert member.assignments.get().closed_on is None


def test_case_17_away_again_before_the_moved_day(house, member):
    set_absence(membership=member, start=date(2027, 5, 1), end=date(2027, 8, 20))
    set_absence(membership=member, start=date(2027, 10, 1), end=date(2027, 10, 10))
    assert due(member) == date(2027, 10, 30)


def test_an_absence_after_the_moved_day_moves_nothing_but_nobody_is_past_the_date_while_away(house, member):
    set_absence(membership=member, start=date(2027, 7, 10), end=date(2027, 7, 19))
    assert due(member) == date(2027, 6, 30)
    assert house.stands(member, 2027, date(2027, 7, 9)).overdue
    assert not house.stands(member, 2027, date(2027, 7, 10)).overdue
    assert house.stands(member, 2027, date(2027, 7, 20)).overdue


def test_without_a_last_day_there_is_no_date_until_the_return(house, member):
    set_absence(membership=member, start=date(2027, 5, 1))
    assert due(member) == NO_DAY_YET
    assert house.stands(member, 2027, date(2027, 12, 1)).paused
    assert overview_of(user=member.user, on=date(2027, 12, 1)).first.due is None
    set_absence(membership=member, start=date(2027, 5, 1), end=date(2027, 5, 10))
    assert due(member) == date(2027, 7, 10)


def test_who_is_away_at_the_opening_gets_the_moved_day_at_once(house):
    member = factories.membership(start=date(2025, 3, 26))
    set_absence(membership=member, start=date(2027, 1, 1), end=date(2027, 3, 10))
    house.opens(2027)
    assert due(member) == date(2027, 7, 10)  # the ten days since the opening


def test_an_absence_that_is_taken_back_leaves_nothing(house, member):
    absence = set_absence(membership=member, start=date(2027, 5, 1))
    remove_absence(absence=absence)
    assert due(member) == date(2027, 6, 30)
    assert not house.stands(member, 2027, date(2027, 6, 1)).paused


def test_who_is_finished_is_not_paused(house, member):
    planned.complete(member.user, house.edition(2027), on=date(2027, 4, 1))
    set_absence(membership=member, start=date(2027, 5, 1))
    row = house.stands(member, 2027, date(2027, 6, 1))
    assert (row.status, row.paused) == (Status.DONE, False)


def test_the_wrong_way_round_is_refused_and_changes_nothing(member):
    with pytest.raises(ValidationError):
        set_absence(membership=member, start=date(2027, 5, 2), end=date(2027, 5, 1))
    assert not Absence.objects.exists()
    assert due(member) == date(2027, 6, 30)


def test_an_absence_holds_no_reason_and_nobody_else():
    assert {field.name for field in Absence._meta.get_fields()} == {"id", "membership", "start", "end"}


def test_many_at_once_cost_the_same_number_of_queries(house):
    members = [factories.membership(start=date(2025, 3, 26)) for __ in range(12)]
    house.opens(2027)
    Absence.objects.bulk_create(
        Absence(membership=member, start=date(2027, 5, 1), end=date(2027, 5, 10)) for member in members
    )
    with CaptureQueriesContext(connection) as few:
        assert reschedule(memberships=[members[0].pk]) == 1
    with CaptureQueriesContext(connection) as many:
        assert reschedule(memberships=[member.pk for member in members[1:]]) == 11
    assert len(many) == len(few)


DAYS = st.dates(date(2027, 1, 1), date(2028, 12, 31))


@given(
    opens=DAYS,
    length=st.integers(0, 400),
    absences=st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=6),
)
def test_moved_equals_the_rule_counted_day_by_day(opens, length, absences):
    due = opens + timedelta(days=length)
    spans = [(first, first + timedelta(days=days)) for first, days in absences]
    assert moved(due, opens=opens, absences=spans) == _day_by_day(due, opens, spans)


def _day_by_day(due, opens, spans):
    """The union of the absences, as days; each stretch that begins in time moves the date by its length."""
    away = sorted(
        {first + timedelta(days=n) for first, last in spans for n in range((last - first).days + 1)}
        - {opens - timedelta(days=n) for n in range(1, 800)}
    )
    stretches = []
    for day in away:
        if stretches and day == stretches[-1][-1] + timedelta(days=1):
            stretches[-1].append(day)
        else:
            stretches.append([day])
    for stretch in stretches:
        if stretch[0] <= due:
            due += timedelta(days=len(stretch))
    return due
