"""Rules 8 and 11, as stories: what ends a task and opens it again, a mistaken member, and a clock that stood still."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from courses.members.models import Membership, Office
from courses.planning.models import Assignment, ProgrammeModule
from courses.planning.removing import remove_membership
from courses.planning.status import Status
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import state

Reason = Assignment.Reason


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
