"""Rules 5 and 9, as stories: beginning outside the window, joining with a task still open, and asking only joiners."""

from datetime import date

import pytest

from courses.planning.exempting import exempt_member
from courses.planning.models import Assignment
from courses.planning.selectors import overview_of
from courses.planning.status import Status
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import House

Reason = Assignment.Reason


class TestStart:
    """Rule 9: a programme that begins to hold outside its window."""

    def test_case_11_sitting_members_get_ninety_days(self, db):
        house = House(starts_on=date(2026, 10, 1))
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2026, on=date(2026, 10, 1))
        assert house.owes(member) == [("start", 2026, date(2026, 12, 30))]

    def test_opened_late_there_are_at_least_thirty(self, db):
        house = House(starts_on=date(2026, 10, 1))
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2026, on=date(2026, 12, 20))
        assert house.owes(member) == [("start", 2026, date(2027, 1, 19))]

    def test_who_joins_while_it_holds_is_a_joiner(self, db):
        house = House(starts_on=date(2026, 10, 1))
        joiner = factories.membership(start=date(2026, 10, 5))
        house.opens(2026, on=date(2026, 10, 15))
        assert house.owes(joiner) == [("onboarding", 2026, date(2027, 1, 13))]

    def test_it_closes_at_the_next_opening_and_the_year_comes(self, db):
        house = House(starts_on=date(2026, 10, 1))
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2026, on=date(2026, 10, 1))
        house.opens(2027)
        assert [(kind, year) for kind, year, __ in house.owes(member)] == [("start", 2026), ("yearly", 2027)]
        assert member.assignments.get(kind="start").closed_reason == Reason.NEXT_YEAR

    def test_finished_in_time_it_counts_for_the_next_year(self, db):
        house = House(starts_on=date(2026, 10, 1))
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2026, on=date(2026, 10, 1))
        planned.complete(member.user, house.edition(2026), on=date(2026, 11, 1))
        house.opens(2027)
        assert len(house.owes(member)) == 1


class TestOnboardingThatIsStillOpen:
    """Rule 5."""

    @pytest.fixture
    def joiner(self, house):
        house.opens(2027)
        joiner = factories.membership(start=date(2027, 11, 12))
        house.lives(date(2027, 11, 12))
        return joiner

    def asked(self, joiner, on):
        return overview_of(user=joiner.user, on=on).first.edition

    def test_not_begun_it_asks_for_the_new_edition(self, house, joiner):
        house.opens(2028)
        assert house.owes(joiner) == [("onboarding", 2027, date(2028, 2, 10))]
        assert joiner.assignments.get().edition == house.edition(2028)
        assert self.asked(joiner, date(2028, 3, 2)) == house.edition(2028)
        assert house.stands(joiner, 2028, date(2028, 3, 2)).overdue

    def test_begun_it_stays_what_it_was(self, house, joiner):
        planned.begin(joiner.user, house.edition(2027), on=date(2028, 1, 5))
        house.opens(2028)
        assert self.asked(joiner, date(2028, 3, 2)) == house.edition(2027)
        planned.complete(joiner.user, house.edition(2027), on=date(2028, 3, 20))
        assert house.stands(joiner, 2028, date(2028, 3, 20)).status == Status.DONE

    def test_it_comes_back_after_an_exemption_in_the_next_year(self, house, joiner):
        house.opens(2028)
        exempt_member(
            membership=joiner, programme=house.programme, start=date(2028, 3, 10), end=date(2028, 5, 1),
            today=date(2028, 3, 10),
        )  # fmt: skip
        house.lives(date(2028, 5, 2))
        assert house.owes(joiner) == [("onboarding", 2027, date(2028, 6, 1))]
        assert joiner.assignments.get().edition == house.edition(2028)


class TestNotApplicable:
    """An exemption takes a place in the year away; it gives none to whom the programme does not bind."""

    @pytest.mark.parametrize(("office", "place"), [("raadslid", Status.EXEMPT), ("wethouder", None)])
    def test_only_who_would_be_asked_stands_in_the_year_as_exempt(self, db, office, place):
        house = House(starts_on=date(2026, 3, 1))
        member = factories.membership(start=date(2025, 3, 26), office=office)
        exempt_member(membership=member, programme=house.programme, start=date(2026, 1, 10), today=date(2026, 1, 10))
        house.opens(2026)
        stands = house.stands(member, 2026, date(2026, 4, 1))
        assert (stands and stands.status) == place


class TestOnlyWhoJoins:
    """A programme that is not for each year: a module for the first week."""

    @pytest.fixture
    def first_week(self, db):
        house = House(starts_on=date(2025, 3, 1))
        type(house.programme).objects.update(each_year=False, days_after_start=14)
        house.programme.refresh_from_db()
        return house

    def test_sitting_members_are_never_asked_and_joiners_once(self, first_week):
        sitting = factories.membership(start=date(2024, 3, 26))
        first_week.opens(2026)
        joiner = factories.membership(start=date(2026, 9, 10))
        first_week.lives(date(2026, 9, 10))
        assert first_week.owes(joiner) == [("onboarding", 2026, date(2026, 9, 24))]
        planned.complete(joiner.user, first_week.edition(2026), on=date(2026, 9, 20))
        first_week.opens(2027)
        first_week.lives(date(2027, 3, 2))
        assert first_week.owes(sitting) == []
        assert len(first_week.owes(joiner)) == 1
        assert first_week.stands(joiner, 2027, date(2027, 3, 2)) is None

    def test_who_goes_on_is_not_asked_and_an_open_one_goes_on(self, first_week):
        sitting = factories.membership(start=date(2024, 3, 26), end=date(2026, 2, 20))
        first_week.opens(2026)
        anew = factories.membership(sitting.user, sitting.organisation, start=date(2026, 4, 1))
        planned.complete(sitting.user, first_week.edition(2024), on=date(2024, 4, 1))
        first_week.lives(date(2026, 4, 1))
        assert first_week.owes(anew) == []
