"""One membership at a time: what a clerk changes, and what is owed follows at once, by the rules of a year."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError

from courses.members.errors import Refused
from courses.members.log.models import DeskAction, DeskActionMember
from courses.members.models import Absence, Membership
from courses.members.names import PersonName
from courses.planning import mandates
from courses.planning.foreseeing import foresee
from courses.planning.models import Assignment, Exemption
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
OPENED = date(2027, 3, 1)


def at(day):
    return datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@pytest.fixture
def house():
    return House()


class House:
    """A council in 2027, opened on 1 March, with one member who owes the year by 30 June."""

    def __init__(self):
        self.organisation = factories.organisation()
        self.clerk = factories.clerk(self.organisation)
        self.programme = planned.programme(starts_on=OPENED)
        self.edition = planned.edition(self.programme.module, 2027)
        self.membership = factories.membership(organisation_=self.organisation, start=date(2026, 3, 26))
        open_year(programme=self.programme, year=2027, edition=self.edition, today=OPENED)

    def act(self, service, on, **arguments):
        return service(by=self.clerk, now=at(on), **arguments)

    def add(self, on, **arguments):
        given = {"name": PersonName("Els", "de", "Jong"), "email": "els@voorbeeld.example", "office": "raadslid"}
        return self.act(mandates.add_member, on, organisation=self.organisation, **{**given, "start": on, **arguments})

    def owed(self, membership=None):
        return (membership or self.membership).assignments.get()

    def log(self):
        return list(DeskAction.objects.order_by("pk").values_list("kind", "facts"))


def test_case_6_an_absence_moves_the_due_date_at_once_and_back(house):
    away = {"membership": house.membership, "start": date(2027, 5, 1), "end": date(2027, 8, 20)}
    house.act(mandates.pause_member, date(2027, 4, 20), **away)
    assert house.owed().due == date(2027, 10, 20)
    absence = Absence.objects.get()
    house.act(
        mandates.pause_member, date(2027, 4, 21), membership=house.membership, start=date(2027, 5, 2),
        end=date(2027, 5, 2), instead_of=absence,
    )  # fmt: skip
    assert Absence.objects.get().start == date(2027, 5, 2) and house.owed().due == date(2027, 7, 1)
    house.act(mandates.unpause_member, date(2027, 4, 22), absence=Absence.objects.get())
    assert house.owed().due == date(2027, 6, 30) and not Absence.objects.exists()
    assert house.log() == [
        ("paused", {"start": "2027-05-01", "end": "2027-08-20"}),
        ("paused", {"start": "2027-05-02", "end": "2027-05-02"}),
        ("paused", {"taken_back": 1}),
    ]


def test_what_would_happen_is_told_and_does_not_stay(house):
    def pause():
        house.act(
            mandates.pause_member, date(2027, 4, 20), membership=house.membership, start=date(2027, 5, 1),
            end=date(2027, 8, 20),
        )  # fmt: skip

    effect = foresee(pause, membership=house.membership)[0]
    assert (effect.before.day, effect.after.day) == (date(2027, 6, 30), date(2027, 10, 20))
    assert house.owed().due == date(2027, 6, 30)
    assert not Absence.objects.exists() and not DeskAction.objects.exists()


def test_what_would_happen_to_somebody_new_leaves_no_account(house):
    effect = foresee(lambda: house.add(date(2027, 3, 25)))[0]
    assert effect.after.day == date(2027, 6, 23)
    assert not get_user_model().objects.filter(email="els@voorbeeld.example").exists()


def test_an_end_in_the_past_closes_at_once_and_can_be_taken_back(house):
    on = date(2027, 5, 10)
    house.act(mandates.end_member, on, membership=house.membership, last_day=date(2027, 5, 9))
    assert (house.owed().closed_on, house.owed().closed_reason) == (on, "membership_ended")
    house.act(mandates.end_member, on, membership=house.membership, last_day=None)
    assert house.owed().closed_on is None and house.membership.end is None


def test_nobody_else_is_touched(house):
    other = factories.membership(start=date(2026, 3, 26), end=date(2027, 4, 1))
    owed = Assignment.objects.create(
        membership=other, programme_year=house.programme.years.get(), kind="yearly", edition=house.edition,
        opens=OPENED, unmoved_due=date(2027, 6, 30), due=date(2027, 6, 30), counts_from=date(2026, 9, 1),
    )  # fmt: skip
    house.act(mandates.end_member, date(2027, 5, 10), membership=house.membership, last_day=date(2027, 5, 9))
    owed.refresh_from_db()
    assert owed.closed_on is None


def test_a_last_day_before_the_first_is_refused(house):
    with pytest.raises(Refused, match="26 maart 2026"):
        house.act(mandates.end_member, OPENED, membership=house.membership, last_day=date(2026, 3, 25))
    with pytest.raises(Refused):
        house.act(mandates.end_member, OPENED, membership=house.membership, last_day=None)
    assert not DeskAction.objects.exists()


@pytest.mark.parametrize(
    ("start", "on", "due"),
    [
        (date(2027, 3, 25), date(2027, 3, 25), date(2027, 6, 23)),  # case 4
        (date(2027, 3, 26), date(2027, 6, 1), date(2027, 8, 30)),  # case 14
    ],
)
def test_a_new_member_has_a_date_of_their_own(house, start, on, due):
    made = house.add(on, start=start)
    assert (house.owed(made).kind, house.owed(made).due) == ("onboarding", due)
    assert house.log() == [("added", {"start": start.isoformat()})]
    assert DeskActionMember.objects.get().membership == made


def test_before_the_first_day_nothing_is_asked(house):
    assert not house.add(date(2027, 3, 25), start=date(2027, 4, 1)).assignments.exists()


def test_a_known_address_joins_the_person_and_tells_nothing(house):
    known = factories.person("els@voorbeeld.example", name="E. de Jong-Smit")
    factories.membership(known, name="E. de Jong-Smit")
    made = house.add(date(2027, 3, 25), email=" Els@Voorbeeld.example ")
    known.refresh_from_db()
    assert made.user == known and known.name == "E. de Jong-Smit" and made.name == "Els de Jong"


def test_who_is_here_already_is_not_added_twice(house):
    house.add(date(2027, 3, 25))
    with pytest.raises(Refused, match="al") as refusal:
        house.add(date(2027, 4, 25), name=PersonName("Iemand", "", "Anders"))
    assert refusal.value.field == "email"
    with pytest.raises(Refused, match="Els de Jong") as refusal:
        house.add(date(2027, 3, 25), email="prive@voorbeeld.example")
    assert refusal.value.field == "another_person"
    assert house.organisation.memberships.count() == 2
    assert house.add(date(2027, 3, 25), email="prive@voorbeeld.example", another_person=True).pk


def test_who_left_may_come_back_after_the_last_day(house):
    old = house.membership
    house.act(mandates.end_member, date(2027, 5, 10), membership=old, last_day=date(2027, 5, 9))
    again = {"name": PersonName("Noor", "de", "Wit"), "email": old.user.email}
    with pytest.raises(Refused) as refusal:
        house.add(date(2027, 5, 10), start=date(2027, 5, 9), **again)
    assert refusal.value.field == "start"
    back = house.add(date(2027, 5, 10), **again)
    assert back.user == old.user
    with pytest.raises(Refused, match="overlap"):
        house.act(mandates.end_member, date(2027, 5, 10), membership=old, last_day=None)


def test_the_database_holds_one_membership_a_start(house):
    with pytest.raises(IntegrityError):
        factories.membership(house.membership.user, house.organisation, start=house.membership.start)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": PersonName("", "", "")}, "surname"),
        ({"name": PersonName("=1+1", "", "Jong")}, "surname"),
        ({"name": PersonName("", "", "x" * 201)}, "surname"),
        ({"office": "statenlid"}, "office"),
        ({"email": "els@"}, "email"),
        ({"email": "éls@voorbeeld.example"}, "email"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(house, changes, field):
    with pytest.raises(Refused, match=r"Er is niets veranderd\.") as refusal:
        house.add(OPENED, **changes)
    assert refusal.value.field == field and Membership.objects.count() == 1


def test_a_corrected_first_day_moves_what_a_new_member_owes(house):
    made = house.add(date(2027, 3, 25))
    name = {"name": PersonName("Els", "de", "Jong"), "office": "raadslid"}
    house.act(mandates.correct_member, date(2027, 3, 26), membership=made, start=date(2027, 3, 20), **name)
    assert house.owed(made).due == date(2027, 6, 23)  # registered on the 25th: D days from then
    house.act(mandates.correct_member, date(2027, 4, 2), membership=made, start=date(2027, 4, 1), **name)
    assert (house.owed(made).opens, house.owed(made).due) == (date(2027, 4, 1), date(2027, 6, 30))
    house.act(mandates.correct_member, date(2027, 4, 2), membership=made, start=date(2027, 5, 1), **name)
    assert not made.assignments.exists()  # still to come: nothing is asked before it


def test_a_corrected_name_moves_nothing(house):
    before = house.owed()
    house.act(
        mandates.correct_member, date(2027, 3, 20), membership=house.membership, start=date(2026, 3, 27),
        name=PersonName("Noor", "van den", "Heuvel"), office="raadslid",
    )  # fmt: skip
    house.membership.refresh_from_db()
    assert house.membership.sort_name == "Heuvel, Noor van den" and house.membership.user.name == "Noor de Wit"
    assert house.owed().pk == before.pk and house.owed().due == before.due


def test_an_office_outside_the_audience_is_asked_nothing(house):
    house.act(
        mandates.correct_member, date(2027, 3, 20), membership=house.membership, start=house.membership.start,
        name=PersonName("Noor", "de", "Wit"), office="wethouder",
    )  # fmt: skip
    assert house.owed().closed_reason == "not_asked"


def test_not_applicable_closes_and_taken_back_it_opens(house):
    on = date(2027, 4, 20)
    house.act(mandates.exempt, on, membership=house.membership, programme=house.programme, start=on, end=None)
    assert (house.owed().closed_on, house.owed().closed_reason) == (on, "exempt")
    house.act(mandates.unexempt, on, exemption=Exemption.objects.get())
    assert house.owed().closed_on is None and house.owed().due == date(2027, 6, 30)


def test_a_successor_comes_the_day_after_and_nothing_joins_the_two(house):
    on = date(2027, 5, 10)
    made = house.act(
        mandates.succeed_member, on, membership=house.membership, last_day=on, name=PersonName("Els", "de", "Jong"),
        email="els@voorbeeld.example", office="raadslid",
    )  # fmt: skip
    assert (house.membership.end, made.start) == (on, on + timedelta(days=1))
    assert house.log() == [("ended", {"end": "2027-05-10"}), ("added", {"start": "2027-05-11"})]
    lines = DeskActionMember.objects.values_list("action", "membership").order_by("pk")
    assert len({action for action, _membership in lines}) == 2
    named = {field.name for field in Membership._meta.get_fields() if field.related_model is Membership}
    assert not named


def test_without_the_second_the_first_does_not_end(house):
    with pytest.raises(Refused):
        house.act(
            mandates.succeed_member, date(2027, 5, 10), membership=house.membership, last_day=date(2027, 5, 10),
            name=PersonName("Els", "de", "Jong"), email="geen adres", office="raadslid",
        )  # fmt: skip
    house.membership.refresh_from_db()
    assert house.membership.end is None and not DeskAction.objects.exists()


def test_a_mistake_goes_without_a_trace_of_who_it_was(house):
    made = house.add(date(2027, 3, 25))
    house.act(mandates.remove_member, date(2027, 3, 26), membership=made)
    assert not get_user_model().objects.filter(email="els@voorbeeld.example").exists()
    assert house.log()[-1] == ("removed", {}) and not DeskActionMember.objects.exists()


def test_after_a_month_nobody_is_a_mistake(house):
    made = house.add(date(2027, 3, 25))
    with pytest.raises(Refused, match="30 dagen"):
        house.act(mandates.remove_member, date(2027, 4, 25), membership=made)
    house.act(mandates.remove_member, date(2027, 4, 24), membership=made)
    assert not Membership.objects.filter(pk=made.pk).exists()
