"""When a member is asked again, as far as that is known."""

from datetime import date

import pytest

from courses.planning.coming import coming
from courses.planning.exempting import exempt_member
from courses.planning.models import OrganisationWindow
from tests import factories

ON = date(2027, 5, 1)


@pytest.fixture
def member(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2027)
    return member


def days(member, *, on=ON):
    return [one.opens for one in coming(user=member.user, on=on)]


def test_the_next_window_of_the_programme(member):
    assert days(member) == [date(2028, 3, 1)]


def test_the_own_window_of_the_organisation(house, member):
    OrganisationWindow.objects.create(
        programme=house.programme, organisation=member.organisation, opens_month=4, opens_day=15, due_month=7, due_day=1
    )
    assert days(member) == [date(2028, 4, 15)]


def test_nothing_for_who_is_exempt_or_will_have_left_or_is_asked_only_once(house, member):
    exempt_member(membership=member, programme=house.programme, start=ON, today=ON)
    assert days(member) == []
    leaver = factories.membership(start=date(2025, 3, 26), end=date(2027, 12, 31))
    assert days(leaver) == []
    type(house.programme).objects.update(each_year=False)
    assert days(factories.membership(start=date(2025, 3, 26))) == []
