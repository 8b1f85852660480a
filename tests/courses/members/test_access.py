"""Who sits at a desk: given, ended, handed over; the last one stays until somebody else is there."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from courses.members import scope
from courses.members.access import desk_roles
from courses.members.errors import Refused
from courses.members.log.models import DeskAction
from courses.members.models import DeskRole
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 11, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def desk():
    return Desk()


class Desk:
    def __init__(self):
        self.organisation = factories.organisation()
        self.clerk = factories.clerk(self.organisation)
        self.own = self.clerk.desk_roles.get()

    def give(self, email="petra@voorbeeld.example", *, start=TODAY, end=None, **more):
        return desk_roles.give_access(
            organisation=self.organisation, email=email, name="Petra Jansen", start=start, end=end, by=self.clerk,
            now=NOW, **more,
        )  # fmt: skip

    def end(self, role, last_day, **more):
        desk_roles.end_access(role=role, last_day=last_day, by=self.clerk, now=NOW, **more)

    def hand_over(self, email="petra@voorbeeld.example", start=TODAY + DAY):
        return desk_roles.hand_over(
            organisation=self.organisation, email=email, name="Petra Jansen", start=start, by=self.clerk, now=NOW
        )

    def sits(self, user, on):
        return scope.desks(user=user, on=on).contains(self.organisation)


def test_somebody_new_is_mailed_and_comes_in(desk):
    role = desk.give()
    assert desk.sits(role.user, TODAY) and role.user.name == "Petra Jansen"
    message = mail.outbox[-1]
    assert message.to == ["petra@voorbeeld.example"] and message.subject == "Uw toegang tot de griffie"
    assert "/griffie/" in message.body and desk.organisation.display_name in message.body
    assert DeskAction.objects.get().facts == {"person": role.user.pk, "start": TODAY.isoformat()}


def test_a_deputy_has_a_first_and_a_last_day(desk):
    role = desk.give(start=TODAY + 2 * DAY, end=TODAY + 4 * DAY)
    assert [desk.sits(role.user, TODAY + number * DAY) for number in range(1, 6)] == [False, True, True, True, False]


def test_a_known_account_keeps_its_name_and_its_old_sessions_end(desk):
    known = factories.person("petra@voorbeeld.example", name="P. Jansen")
    desk.give()
    known.refresh_from_db()
    assert known.name == "P. Jansen" and known.session_round == 1


def test_who_has_access_already_gets_the_new_last_day(desk):
    role = desk.give()
    again = desk.give(start=TODAY + 5 * DAY, end=TODAY + 9 * DAY)
    assert again.pk == role.pk and (again.start, again.end) == (TODAY, TODAY + 9 * DAY)


def test_the_last_one_stays_until_somebody_without_a_last_day_is_there(desk):
    with pytest.raises(Refused):
        desk.end(desk.own, TODAY)
    with pytest.raises(Refused):  # the same thing by another form
        desk.give(desk.clerk.email, end=TODAY)
    desk.give(end=TODAY + 9 * DAY)  # a deputy does not stay
    with pytest.raises(Refused):
        desk.end(desk.own, TODAY)
    desk.give("laat@voorbeeld.example", start=TODAY + 2 * DAY)  # comes a day too late
    with pytest.raises(Refused):
        desk.end(desk.own, TODAY)
    desk.give("els@voorbeeld.example", start=TODAY + DAY)
    desk.end(desk.own, TODAY)
    assert desk.sits(desk.clerk, TODAY) and not desk.sits(desk.clerk, TODAY + DAY)


def test_a_manager_may_end_the_last_one(desk):
    desk.end(desk.own, TODAY - DAY, by_manager=True)
    assert not desk.sits(desk.clerk, TODAY)
    desk.clerk.refresh_from_db()
    assert desk.clerk.session_round == 1


def test_what_had_not_begun_is_gone(desk):
    role = desk.give(start=TODAY + 5 * DAY)
    desk.end(role, TODAY)
    assert not DeskRole.objects.filter(pk=role.pk).exists()


def test_handing_over_joins_without_a_gap_and_without_both(desk):
    role = desk.hand_over(start=TODAY + 3 * DAY)
    for number in range(6):
        on = TODAY + number * DAY
        assert desk.sits(desk.clerk, on) is (number < 3) and desk.sits(role.user, on) is (number >= 3)
    assert set(DeskAction.objects.values_list("kind", flat=True)) == {"access_given", "access_ended"}


@pytest.mark.parametrize(
    ("arguments", "field"),
    [({"start": TODAY}, "start"), ({"email": "geen adres"}, "email"), ({"email": "OWN"}, "email")],
)
def test_handing_over_wrongly_changes_nothing(desk, arguments, field):
    if arguments.get("email") == "OWN":
        arguments = {"email": desk.clerk.email.upper()}
    with pytest.raises(Refused) as refusal:
        desk.hand_over(**arguments)
    assert refusal.value.field == field
    desk.own.refresh_from_db()
    assert desk.own.end is None and DeskRole.objects.count() == 1 and not mail.outbox


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ({"start": TODAY - DAY}, "start"),
        ({"start": TODAY + DAY, "end": TODAY}, "end"),
        ({"email": "petra@"}, "email"),
    ],
)
def test_giving_wrongly_changes_nothing(desk, arguments, field):
    with pytest.raises(Refused) as refusal:
        desk.give(**arguments)
    assert refusal.value.field == field
    assert DeskRole.objects.count() == 1 and not mail.outbox and not DeskAction.objects.exists()
