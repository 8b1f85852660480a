"""Rules 5, 8, 9 and 11 and *not applicable*, as stories."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from courses.members.models import Membership, Office
from courses.planning.exempting import exempt_member, take_back
from courses.planning.models import Assignment, OrganisationWindow, ProgrammeModule
from courses.planning.opening import open_programme
from courses.planning.removing import remove_membership
from courses.planning.report import report
from courses.planning.selectors import overview_of
from courses.planning.status import Status, counts
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import House

Reason = Assignment.Reason


def state(member):
    one = member.assignments.order_by("-programme_year__year").first()
    return one.closed_on, one.closed_reason


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


class TestEnding:
    """Rules 8 and 11: each reason closes, and opens again when it is taken back."""

    @pytest.fixture
    def member(self, house):
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2027)
        return member

    def test_the_programme_ends(self, house, member):
        type(house.programme).objects.update(ends_on=date(2027, 4, 30))
        house.lives(date(2027, 5, 3))
        assert state(member) == (date(2027, 5, 1), Reason.NOT_ASKED)
        assert house.stands(member, 2027, date(2027, 5, 3)).status == Status.EXEMPT
        assert house.stands(member, 2027, date(2027, 4, 30)).status == Status.OPEN
        type(house.programme).objects.update(ends_on=None)
        house.lives(date(2027, 5, 4))
        assert state(member) == (None, "")

    def test_the_module_is_no_longer_published(self, house, member):
        type(house.module).objects.update(live=False)
        house.lives(date(2027, 4, 10))
        assert state(member) == (date(2027, 4, 10), Reason.NOT_ASKED)
        joiner = factories.membership(start=date(2027, 4, 11))
        house.lives(date(2027, 4, 11))
        assert house.owes(joiner) == []
        type(house.module).objects.update(live=True)
        house.lives(date(2027, 4, 12))
        assert state(member) == (None, "")
        assert house.owes(joiner) == [("onboarding", 2027, date(2027, 7, 10))]

    def test_the_module_is_taken_out_of_the_programme(self, house, member):
        ProgrammeModule.objects.all().delete()
        house.lives(date(2027, 4, 10))
        assert state(member) == (date(2027, 4, 10), Reason.NOT_ASKED)

    def test_an_office_outside_the_audience(self, house, member):
        Membership.objects.filter(pk=member.pk).update(office=Office.MAYOR)
        house.lives(date(2027, 4, 10))
        assert state(member) == (date(2027, 4, 10), Reason.NOT_ASKED)
        Membership.objects.filter(pk=member.pk).update(office=Office.COUNCILLOR)
        house.lives(date(2027, 4, 11))
        assert state(member) == (None, "")

    def test_what_is_finished_never_closes(self, house, member):
        planned.complete(member.user, house.edition(2027), on=date(2027, 4, 1))
        type(house.module).objects.update(live=False)
        Membership.objects.filter(pk=member.pk).update(end=date(2027, 4, 9))
        house.lives(date(2027, 4, 10))
        assert state(member) == (None, "")
        assert house.stands(member, 2027, date(2027, 4, 9)).status == Status.DONE

    def test_a_last_day_that_moves_opens_it_again(self, house, member):
        Membership.objects.filter(pk=member.pk).update(end=date(2027, 4, 9))
        house.lives(date(2027, 4, 10))
        assert state(member) == (date(2027, 4, 10), Reason.MEMBERSHIP_ENDED)
        Membership.objects.filter(pk=member.pk).update(end=None)
        house.lives(date(2027, 4, 11))
        assert state(member) == (None, "")

    def test_a_successor_owes_and_the_leaver_does_not(self, house, member):
        Membership.objects.filter(pk=member.pk).update(end=date(2027, 5, 12))
        successor = factories.membership(organisation_=member.organisation, start=date(2027, 5, 13))
        house.lives(date(2027, 5, 13))
        assert state(member) == (date(2027, 5, 13), Reason.MEMBERSHIP_ENDED)
        assert house.owes(successor) == [("onboarding", 2027, date(2027, 8, 11))]

    def test_a_first_day_to_come_asks_nothing_yet(self, house, member):
        later = factories.membership(start=date(2027, 6, 1), registered_on=date(2027, 4, 1))
        house.lives(date(2027, 4, 1), until=date(2027, 4, 3))
        assert house.owes(later) == []
        house.lives(date(2027, 6, 1))
        assert house.owes(later) == [("onboarding", 2027, date(2027, 8, 30))]


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


class TestAddedByMistake:
    def test_the_account_goes_when_it_holds_nothing(self, house):
        member = factories.membership(start=date(2025, 3, 26))
        house.opens(2027)
        remove_membership(membership=member)
        assert not Assignment.objects.exists()
        assert not get_user_model().objects.filter(pk=member.user_id).exists()

    def test_what_somebody_did_or_is_elsewhere_keeps_the_account(self, house):
        learner, elsewhere = factories.membership(start=date(2025, 3, 26)), factories.membership()
        planned.complete(learner.user, house.edition(2026), on=date(2026, 5, 1))
        other = factories.membership(elsewhere.user, start=date(2025, 3, 26))
        desk = factories.membership(factories.clerk(factories.organisation()))
        for one in (learner, elsewhere, desk):
            remove_membership(membership=one)
        kept = set(get_user_model().objects.values_list("pk", flat=True))
        assert {learner.user_id, elsewhere.user_id, desk.user_id} <= kept
        assert learner.user.completions.count() == 1
        assert list(Membership.objects.all()) == [other]


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


def test_down_for_days_and_twice_a_day_the_dates_are_the_same(house):
    """The clock stood still for a week; what it would have made, it makes."""
    leaver = factories.membership(start=date(2025, 3, 26), end=date(2027, 5, 5))
    house.opens(2027)
    joiner = factories.membership(start=date(2027, 5, 3))
    house.lives(date(2027, 5, 1))
    for __ in range(2):
        house.lives(date(2027, 5, 10))
    assert house.owes(joiner) == [("onboarding", 2027, date(2027, 8, 1))]
    assert state(leaver) == (date(2027, 5, 6), Reason.MEMBERSHIP_ENDED)


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
