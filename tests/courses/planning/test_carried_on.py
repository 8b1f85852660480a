"""An onboarding that is still open when the next year opens is carried on: it stands in that year by its own dates.

That late work for another mandate does not finish it either is in the decade (seeds 12, 21, 32 and 35)."""

from datetime import date

from courses.planning.exempting import exempt_member
from courses.planning.status import Status
from tests import factories
from tests.courses.planning import factories as planned


def test_what_was_done_after_it_closed_does_not_count_for_it(house):
    house.opens(2027)
    member = factories.membership(start=date(2027, 12, 15))
    house.lives(date(2027, 12, 15))
    house.opens(2028)
    assert house.stands(member, 2028, date(2028, 3, 20)).status == Status.OPEN
    exempt_member(
        membership=member, programme=house.programme, start=date(2028, 4, 1), end=None, today=date(2028, 4, 1)
    )
    planned.complete(member.user, house.edition(2028), on=date(2028, 5, 1))
    row = house.stands(member, 2028, date(2028, 5, 2))
    assert (row.status, row.completed_on) == (Status.EXEMPT, None)
