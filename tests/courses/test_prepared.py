"""A prepared query gives the rows that the ORM itself gives, whatever the values and constants in it."""

from datetime import date, timedelta

import pytest
from django.db.models import F, Q, Value

from courses.members.models import Membership
from courses.prepared import Prepared
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 10)


def build(user, on):
    """With a constant that is an example's value, a NULL, a parameter that stands there twice, and a LIMIT."""
    return (
        Membership.objects.active(on=on)
        .filter(Q(end=None) | ~Q(office="griffier"), user=user)
        .exclude(pk=32_101)
        .annotate(constant=Value(32_101), ended=F("end"))
        .order_by("-start")
        .values_list("pk", "user_id", "constant", "ended", "name")[:2]
    )


def test_rows_are_those_of_the_orm():
    user = factories.person()
    for days in range(4):
        factories.membership(user, start=DAY - timedelta(days=days))
    factories.membership(start=DAY)
    prepared = Prepared(build, user=int, on=date)
    for on in (DAY, DAY - timedelta(days=2), DAY - timedelta(days=9)):
        assert prepared.rows(user=user.pk, on=on) == list(build(user.pk, on))
    assert [row[2:] for row in prepared.rows(user=user.pk, on=DAY)] == [(32_101, None, "Noor de Wit")] * 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda user: Membership.objects.values_list("pk"), "does not use"),
        (lambda user: Membership.objects.filter(user=user).values_list("pk")[:user], "depends on"),
        (lambda user: Membership.objects.filter(Q(user=user) | Q(pk=user + 1)).values_list("pk"), "depends on"),
    ],
)
def test_a_query_that_cannot_be_prepared_is_refused(wrong, says):
    with pytest.raises(ValueError, match=says):
        Prepared(wrong, user=int).rows(user=1)
