"""*Not applicable*, as stories: it closes at once, is in no total, and leaves thirty days when it ends."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from courses.members.models import Membership
from courses.planning.exempting import exempt_member, take_back
from courses.planning.models import Assignment
from courses.planning.report import report
from courses.planning.selectors import overview_of
from courses.planning.status import Status, counts
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import state

Reason = Assignment.Reason


class TestNotApplicable:
    @pytest.fixture
    def member(self, house):
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2027)
        return member

    def exempt(self, house, member, start, end=None):
        return exempt_member(membership=member, programme=house.programme, start=start, end=end, today=start)

    def test_it_closes_at_once_and_is_in_no_total(self, house, member):
        self.exempt(house, member, date(2027, 4, 1))
        assert state(member) == (date(2027, 4, 1), Reason.EXEMPT)
        row = house.stands(member, 2027, date(2027, 7, 10))
        assert (row.status, row.overdue, row.paused) == (Status.EXEMPT, False, False)
        memberships = Membership.objects.filter(pk=member.pk)
        numbers = counts(memberships=memberships, programme_year=house.years[2027], on=date(2027, 7, 10))
        assert (numbers.total, numbers.exempt) == (0, 1)
        told = report(organisation=member.organisation, **house.asked, year=2027, day=date(2027, 7, 10))
        assert (told.members, told.done) == (0, 0)

    def test_nothing_is_made_at_an_opening_inside_it(self, house, member):
        self.exempt(house, member, date(2027, 4, 1))
        house.opens(2028)
        assert [year for __, year, __ in house.owes(member)] == [2027]
        assert house.stands(member, 2028, date(2028, 4, 1)).status == Status.EXEMPT
        duty = overview_of(user=member.user, on=date(2028, 4, 1)).duties[0]
        assert (duty.asked, duty.done) == ([], True)

    def test_when_it_ends_there_are_thirty_days(self, house, member):
        self.exempt(house, member, date(2027, 4, 1), date(2027, 6, 20))
        house.lives(date(2027, 6, 21))
        assert state(member) == (None, "")
        assert house.owes(member) == [("yearly", 2027, date(2027, 7, 21))]

    @pytest.mark.parametrize(("last", "became"), [
        (date(2027, 5, 30), (date(2027, 6, 1), Reason.NOT_ASKED)),  # back for a day, until the programme ended
        (date(2027, 5, 31), (date(2027, 4, 1), Reason.EXEMPT)),
        (date(2027, 6, 20), (date(2027, 4, 1), Reason.EXEMPT)),
    ])  # fmt: skip
    @pytest.mark.parametrize("down", [False, True])
    def test_when_it_ends_after_the_programme_nothing_comes_back(self, house, member, last, became, down):
        house.programme.ends_on = date(2027, 5, 31)
        house.programme.save()
        self.exempt(house, member, date(2027, 4, 1), last)
        house.lives(date(2027, 4, 2), until=date(2027, 6, 19) if not down else date(2027, 4, 2))
        house.lives(date(2027, 7, 1))
        assert state(member) == became
        if became[1] == Reason.EXEMPT:
            assert house.owes(member) == [("yearly", 2027, date(2027, 6, 30))]

    def test_exempt_at_the_opening_and_back_later(self, house, member):
        self.exempt(house, member, date(2028, 2, 1), date(2028, 6, 14))
        house.opens(2028)
        house.lives(date(2028, 6, 15))
        assert house.owes(member)[-1] == ("yearly", 2028, date(2028, 7, 15))

    def test_taken_back_it_never_was(self, house, member):
        exemption = self.exempt(house, member, date(2027, 4, 1))
        take_back(exemption=exemption, today=date(2027, 4, 2))
        assert house.owes(member) == [("yearly", 2027, date(2027, 6, 30))]
        assert state(member) == (None, "")

    def test_finished_stays_finished(self, house, member):
        planned.complete(member.user, house.edition(2027), on=date(2027, 3, 20))
        self.exempt(house, member, date(2027, 4, 1))
        assert house.stands(member, 2027, date(2027, 5, 1)).status == Status.DONE

    def test_the_wrong_way_round_is_refused(self, house, member):
        with pytest.raises(ValidationError):
            self.exempt(house, member, date(2027, 4, 2), date(2027, 4, 1))
        assert state(member) == (None, "")
