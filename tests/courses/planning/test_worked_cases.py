"""The worked dates of the year rules, by number. Absence, re-election and merger (6, 7, 9, 10 and 17) have stories of
their own: test_absence.py and test_going_on.py."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from courses.members.models import Kind
from courses.planning.closing import close_ended
from courses.planning.joining import assign_joiners
from courses.planning.models import Assignment
from courses.planning.report import report
from courses.planning.selectors import overview_of
from courses.planning.status import Status, standing
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import House

pytestmark = pytest.mark.django_db


def test_case_1_a_sitting_councillor_gets_the_yearly_one():
    house = House(starts_on=date(2027, 3, 1))
    member = factories.membership(start=date(2026, 3, 26))
    house.opens(2027)
    assert house.owes(member) == [("yearly", 2027, date(2027, 6, 30))]
    assert not house.did_before(member.user, 2027)  # the full route


def test_case_2_who_completed_last_spring_does_it_again():
    house = House(starts_on=date(2027, 3, 1))
    member = factories.membership(start=date(2026, 3, 26))
    planned.complete(member.user, house.edition(2026), on=date(2026, 5, 15))
    house.opens(2027)
    assert house.owes(member) == [("yearly", 2027, date(2027, 6, 30))]
    assert house.did_before(member.user, 2027)  # the refresher route
    assert house.stands(member, 2027, date(2027, 3, 2)).status == Status.OPEN


def test_case_3_an_autumn_joiner_counts_already_for_next_year(house):
    house.opens(2026)
    member = factories.membership(start=date(2026, 9, 10))
    assign_joiners(today=date(2026, 9, 10))
    assert house.owes(member) == [("onboarding", 2026, date(2026, 12, 9))]
    planned.complete(member.user, house.edition(2026), on=date(2026, 11, 10))
    house.opens(2027)
    assert len(house.owes(member)) == 1
    row = house.stands(member, 2027, date(2027, 3, 1))
    assert (row.status, row.completed_on, row.counts_already) == (Status.DONE, date(2026, 11, 10), True)
    house.opens(2028)
    assert house.owes(member)[1:] == [("yearly", 2028, date(2028, 6, 30))]


def test_case_4_a_new_member_of_the_states_gets_ninety_days_and_then_counts(house):
    house.opens(2027)
    member = factories.membership(
        organisation_=factories.organisation(kind=Kind.PROVINCE),
        start=date(2027, 3, 25),
        registered_on=date(2027, 3, 25),
    )
    assign_joiners(today=date(2027, 3, 25))
    assert house.owes(member) == [("onboarding", 2027, date(2027, 6, 23))]
    planned.complete(member.user, house.edition(2027), on=date(2027, 6, 23))
    assert house.stands(member, 2027, date(2027, 7, 1)).status == Status.DONE
    assert assign_joiners(today=date(2027, 7, 1)) == 0  # rule 4: no second obligation for the same year


class TestCase5:
    @pytest.fixture
    def joiner(self, house):
        house.opens(2027)
        member = factories.membership(start=date(2027, 11, 12))
        assign_joiners(today=date(2027, 11, 12))
        assert house.owes(member) == [("onboarding", 2027, date(2028, 2, 10))]
        return member

    def test_completed_in_january_counts_for_the_next_year(self, house, joiner):
        planned.complete(joiner.user, house.edition(2027), on=date(2028, 1, 20))
        house.opens(2028)
        assert len(house.owes(joiner)) == 1
        assert house.stands(joiner, 2028, date(2028, 3, 1)).counts_already

    def test_still_open_at_the_opening_is_never_two_at_once(self, house, joiner):
        # moving to the new edition is rule 5, which comes later; the due date stays and no second obligation is made
        house.opens(2028)
        assert house.owes(joiner) == [("onboarding", 2027, date(2028, 2, 10))]
        row = house.stands(joiner, 2028, date(2028, 3, 1))
        assert (row.status, row.overdue, row.due) == (Status.OPEN, True, date(2028, 2, 10))
        assert assign_joiners(today=date(2028, 3, 2)) == 0

    def test_done_after_the_opening_it_stands_as_done_in_that_year(self, house, joiner):
        house.opens(2028)
        planned.complete(joiner.user, house.edition(2027), on=date(2028, 4, 15))
        row = house.stands(joiner, 2028, date(2028, 5, 1))
        assert (row.status, row.completed_on, row.counts_already) == (Status.DONE, date(2028, 4, 15), False)
        assert assign_joiners(today=date(2028, 5, 1)) == 0


def test_case_7_what_is_open_on_the_last_active_day_closes(house):
    """Of the replacement's case only rule 8: absence comes later."""
    house.opens(2027)
    member = factories.membership(start=date(2027, 5, 1), end=date(2027, 8, 20))
    assign_joiners(today=date(2027, 5, 1))
    assert house.owes(member) == [("onboarding", 2027, date(2027, 7, 30))]
    assert close_ended(today=date(2027, 8, 20)) == 0  # the end date is the last active day
    assert close_ended(today=date(2027, 8, 21)) == 1
    closed = member.assignments.get()
    assert (closed.closed_reason, closed.closed_on) == (Assignment.Reason.MEMBERSHIP_ENDED, date(2027, 8, 21))


def test_case_8_two_mandates_two_obligations_one_effort():
    house = House(starts_on=date(2027, 3, 1))
    person = factories.person()
    council, states = factories.organisation(), factories.organisation(kind=Kind.PROVINCE)
    first = factories.membership(person, council, start=date(2026, 3, 26))
    house.opens(2027)
    second = factories.membership(person, states, start=date(2027, 3, 25))
    assign_joiners(today=date(2027, 3, 25))
    assert house.owes(first) == [("yearly", 2027, date(2027, 6, 30))]
    assert house.owes(second) == [("onboarding", 2027, date(2027, 6, 23))]
    # the member: one task, with the earliest date, and the row of each clerk
    overview = overview_of(user=person, on=date(2027, 4, 1))
    assert [(duty.due, len(duty.rows)) for duty in overview.duties] == [(date(2027, 6, 23), 2)]
    # each clerk: the own obligation only
    for organisation, due in ((council, date(2027, 6, 30)), (states, date(2027, 6, 23))):
        rows = standing(
            memberships=organisation.memberships.all(), programme_year=house.years[2027], on=date(2027, 4, 1)
        )
        assert [row.due for row in rows] == [due]
    # one completion satisfies both
    planned.complete(person, house.edition(2027), on=date(2027, 6, 20))
    for member in (first, second):
        assert house.stands(member, 2027, date(2027, 6, 24)).status == Status.DONE
    assert overview_of(user=person, on=date(2027, 6, 24)).first is None


def test_case_12_joined_on_29_february(house):
    house.opens(2027)
    member = factories.membership(start=date(2028, 2, 29))
    assign_joiners(today=date(2028, 2, 29))
    assert house.owes(member) == [("onboarding", 2027, date(2028, 5, 29))]


def test_case_13_one_minute_to_midnight_in_amsterdam_is_on_time():
    house = House(starts_on=date(2027, 3, 1))
    member = factories.membership(start=date(2026, 3, 26))
    house.opens(2027)
    done = planned.complete(member.user, house.edition(2027), at=datetime(2027, 6, 30, 21, 59, tzinfo=UTC))
    assert done.completed_on == date(2027, 6, 30)
    on_the_day = house.stands(member, 2027, date(2027, 6, 30))
    assert (on_the_day.status, on_the_day.overdue) == (Status.DONE, False)


def test_case_14_registered_later_than_the_start(house):
    house.opens(2027)
    member = factories.membership(start=date(2027, 3, 26), registered_on=date(2027, 6, 1))
    assign_joiners(today=date(2027, 6, 1))
    assert house.owes(member) == [("onboarding", 2027, date(2027, 8, 30))]


def test_case_15_late_work_does_not_serve_two_years():
    house = House(starts_on=date(2027, 3, 1))
    member = factories.membership(start=date(2026, 3, 26))
    house.opens(2027)
    planned.complete(member.user, house.edition(2027), on=date(2027, 10, 15))
    assert house.stands(member, 2027, date(2027, 12, 31)).status == Status.DONE
    house.opens(2028)
    assert house.owes(member)[1:] == [("yearly", 2028, date(2028, 6, 30))]
    assert house.stands(member, 2028, date(2028, 3, 1)).status == Status.OPEN
    # and the same person late again the year after
    planned.complete(member.user, house.edition(2028), on=date(2028, 10, 15))
    house.opens(2029)
    assert house.owes(member)[2:] == [("yearly", 2029, date(2029, 6, 30))]
    assert house.stands(member, 2029, date(2029, 3, 1)).status == Status.OPEN
    assert house.stands(member, 2028, date(2029, 3, 1)).completed_on == date(2028, 10, 15)


def test_case_16_completed_years_ago_and_joins_anew(house):
    house.opens(2026)
    person = factories.person()
    planned.complete(person, house.edition(2019), on=date(2019, 5, 1))
    house.opens(2027)
    member = factories.membership(person, start=date(2027, 3, 10))
    assign_joiners(today=date(2027, 3, 10))
    assert house.owes(member) == [("onboarding", 2027, date(2027, 6, 8))]
    assert house.did_before(person, 2027)  # the refresher route


class TestReport:
    """Rule 13 on the cases above."""

    def test_an_obligation_belongs_to_the_year_in_which_it_is_due(self, house):
        house.opens(2027)
        member = factories.membership(start=date(2027, 11, 12))
        assign_joiners(today=date(2027, 11, 12))
        of = {"organisation": member.organisation, **house.asked}
        assert report(**of, year=2027, day=date(2027, 12, 31)).members == 0
        house.opens(2028)
        numbers = report(**of, year=2028, day=date(2028, 3, 1))
        assert (numbers.members, numbers.done, numbers.not_yet_due) == (1, 0, 0)

    def test_done_open_not_yet_due_counts_already_and_left(self):
        house = House(starts_on=date(2026, 3, 1))
        council = factories.organisation()
        done, open_, left_early, left_late = (
            factories.membership(organisation_=council, start=date(2025, 3, 26), end=end)
            for end in (None, None, date(2027, 5, 1), date(2027, 7, 15))
        )
        house.opens(2026)
        already = factories.membership(organisation_=council, start=date(2026, 9, 10))
        assign_joiners(today=date(2026, 9, 10))
        planned.complete(already.user, house.edition(2026), on=date(2026, 11, 10))
        house.opens(2027)
        joiner = factories.membership(organisation_=council, start=date(2027, 8, 1))
        assign_joiners(today=date(2027, 8, 1))
        planned.complete(done.user, house.edition(2027), on=date(2027, 5, 15))
        close_ended(today=date(2027, 8, 1))
        numbers = report(
            organisation=council, programme=house.programme, module=house.module, year=2027, day=date(2027, 8, 1)
        )
        # done, open, left after the due date, already, joiner; who left before the due date is not applicable
        assert (numbers.members, numbers.done, numbers.not_yet_due) == (5, 2, 1)
        assert open_ and left_early and left_late and joiner
        # next year's work does not change what was said of this year
        planned.complete(open_.user, house.edition(2027), on=date(2028, 2, 1))
        later = report(
            organisation=council, programme=house.programme, module=house.module, year=2027, day=date(2028, 6, 1)
        )
        assert (later.day, later.done) == (date(2027, 12, 31), 2)

    def test_a_closed_year_keeps_its_unfinished_members(self):
        house = House(starts_on=date(2026, 3, 1))
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2026)
        house.opens(2027)
        assert member.assignments.get(programme_year__year=2026).closed_reason == Assignment.Reason.NEXT_YEAR
        numbers = report(
            organisation=member.organisation,
            programme=house.programme,
            module=house.module,
            year=2026,
            day=date(2027, 4, 1),
        )
        assert (numbers.members, numbers.done) == (1, 0)


AMSTERDAM_MIDNIGHTS = [
    # (moment in UTC, local day): summer and winter time, both nights of the change, new year, leap day
    (datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC), date(2027, 6, 30)),
    (datetime(2027, 6, 30, 22, 0, 0, tzinfo=UTC), date(2027, 7, 1)),
    (datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC), date(2027, 3, 27)),
    (datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC), date(2027, 3, 28)),
    (datetime(2027, 10, 30, 22, 0, 0, tzinfo=UTC), date(2027, 10, 31)),
    (datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC), date(2027, 10, 31)),
    (datetime(2027, 12, 31, 22, 59, 59, tzinfo=UTC), date(2027, 12, 31)),
    (datetime(2027, 12, 31, 23, 0, 0, tzinfo=UTC), date(2028, 1, 1)),
    (datetime(2028, 2, 28, 23, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
]


@pytest.mark.parametrize(("moment", "day"), AMSTERDAM_MIDNIGHTS)
def test_a_due_date_is_inclusive_until_midnight_in_amsterdam(house, moment, day):
    house.opens(2027)
    member = factories.membership(start=date(2027, 3, 1), registered_on=date(2027, 3, 2))
    assign_joiners(today=date(2027, 3, 2))
    assert timezone.localdate(moment) == day
    member.assignments.update(unmoved_due=day, due=day)
    assert not house.stands(member, 2027, timezone.localdate(moment)).overdue
    assert house.stands(member, 2027, day + timedelta(days=1)).overdue
