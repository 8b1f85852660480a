"""A national programme with an organisation's own window, and programmes of several modules or of one organisation."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from courses.planning.models import OrganisationWindow, ProgrammeModule
from courses.planning.opening import open_programme
from courses.planning.selectors import overview_of
from courses.planning.status import Status
from tests import factories
from tests.courses.planning import factories as planned


class TestOwnWindow:
    """A national programme; one organisation moves its window between the limits."""

    def window(self, house, organisation, opens=(4, 1), due=(8, 15)):
        made = OrganisationWindow(
            programme=house.programme,
            organisation=organisation,
            opens_month=opens[0],
            opens_day=opens[1],
            due_month=due[0],
            due_day=due[1],
        )
        made.full_clean()
        made.save()

    def test_its_members_get_their_own_days_and_nothing_before_the_first(self, house):
        own, other = factories.membership(start=date(2025, 3, 26)), factories.membership(start=date(2025, 3, 26))
        self.window(house, own.organisation)
        house.opens(2027)
        assert house.owes(own) == [("yearly", 2027, date(2027, 8, 15))]
        assert house.owes(other) == [("yearly", 2027, date(2027, 6, 30))]
        assert house.stands(own, 2027, date(2027, 3, 31)) is None
        assert house.stands(own, 2027, date(2027, 4, 1)).status == Status.OPEN
        assert overview_of(user=own.user, on=date(2027, 3, 31)).duties == []

    def test_a_window_before_the_opening_begins_with_it(self, house):
        own = factories.membership(start=date(2025, 3, 26))
        self.window(house, own.organisation, opens=(2, 1), due=(3, 10))
        house.opens(2027)
        assert own.assignments.get().opens == date(2027, 3, 1)
        assert house.owes(own) == [("yearly", 2027, date(2027, 3, 31))]  # never less than thirty days

    @pytest.mark.parametrize("days", [{"opens": (1, 31)}, {"due": (9, 1)}, {"opens": (7, 2), "due": (7, 1)}])
    def test_outside_the_limits_is_refused(self, house, days):
        with pytest.raises(ValidationError):
            self.window(house, factories.organisation(), **days)

    def test_the_29th_of_february_is_the_28th_in_other_years(self, house):
        own = factories.membership(start=date(2025, 3, 26))
        self.window(house, own.organisation, opens=(2, 29), due=(6, 30))
        house.opens(2027, on=date(2027, 2, 10))
        assert own.assignments.get().opens == date(2027, 2, 28)


class TestModulesInOrder:
    def test_every_module_opens_with_its_own_edition_and_is_found_in_order(self, house):
        second = planned.module("De norm")
        ProgrammeModule.objects.create(programme=house.programme, module=second, sort_order=1)
        planned.edition(second, 2027)
        member = factories.membership(start=date(2025, 3, 26))
        house.edition(2027)
        openings = open_programme(programme=house.programme, year=2027, today=date(2027, 3, 1))
        assert [opening.assigned for opening in openings] == [1, 1]
        duties = overview_of(user=member.user, on=date(2027, 3, 2)).duties
        assert [duty.edition.title for duty in duties] == ["Melden helpt", "De norm"]

    def test_a_module_that_comes_later_is_opened_beside_the_others(self, house):
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2027)
        second = planned.module("De norm")
        ProgrammeModule.objects.create(programme=house.programme, module=second, sort_order=1)
        planned.edition(second, 2027)
        openings = open_programme(programme=house.programme, year=2027, today=date(2027, 5, 20))
        assert [opening.assigned for opening in openings] == [0, 1]
        assert [due for __, __, due in house.owes(member)] == [date(2027, 6, 30), date(2027, 6, 30)]

    def test_the_programme_of_one_organisation_asks_nobody_else(self, house):
        own, other = factories.membership(start=date(2025, 3, 26)), factories.membership(start=date(2025, 3, 26))
        programme = planned.programme(planned.module("Eigen module"), organisation=own.organisation)
        planned.edition(programme.module, 2027)
        open_programme(programme=programme, year=2027, today=date(2027, 3, 1))
        assert own.assignments.count() == 1
        assert other.assignments.count() == 0

    def test_one_module_in_two_programmes_is_one_task_with_the_earliest_date(self, house):
        member = factories.membership(start=date(2025, 3, 26))
        own = planned.programme(house.module, organisation=member.organisation, due_month=4, due_day=30)
        house.opens(2027)
        open_programme(programme=own, year=2027, today=date(2027, 3, 1))
        overview = overview_of(user=member.user, on=date(2027, 3, 2))
        assert [duty.due for duty in overview.duties] == [date(2027, 4, 30)]
        planned.complete(member.user, house.edition(2027), on=date(2027, 4, 1))
        overview = overview_of(user=member.user, on=date(2027, 4, 2))
        assert overview.first is None
        assert {row.status for row in overview.duties[0].rows} == {Status.DONE}
