"""Taking the last list back: everything as it was, but for what somebody changed since."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from courses.members.importing.comparing import plan_import
from courses.members.importing.models import ImportUndo
from courses.members.importing.undo import undo_of
from courses.members.log.models import DeskAction
from courses.members.models import Membership
from courses.members.reading.member_list import read_member_list
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from courses.planning.pausing import set_absence
from courses.planning.reading_in import read_in
from courses.planning.undoing import NothingToUndo, undo_import
from tests import factories
from tests.courses.members.factories import csv_bytes, rows_of
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def council():
    """An organisation in a year that is open, with a clerk and two members, one of whom the lists do not have."""
    programme = planned.programme(starts_on=date(TODAY.year - 1, 1, 1))
    organisation = factories.organisation()
    organisation.clerk = factories.clerk(organisation)
    for number in (1, 9):
        person = factories.person(f"lid{number}@voorbeeldstad.example", name=f"Lid{number} van den Naam{number}")
        factories.membership(person, organisation, start=date(2026, 3, 26))
    edition = planned.edition(programme.module, TODAY.year)
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    return organisation


def state():
    """Everything that an undo must bring back."""
    return (
        list(Membership.objects.order_by("pk").values_list()),
        sorted(get_user_model().objects.values_list("pk", "email", "name")),
        sorted(Assignment.objects.values_list("membership", "kind", "due", "closed_on", "closed_reason")),
    )


def read(council, rows, *, leaving=None, now=NOW):
    members = read_member_list(csv_bytes(rows), kind=council.kind)
    plan = plan_import(organisation=council, rows=members, today=TODAY)
    return read_in(plan=plan, by=council.clerk, now=now, leaving=leaving)


def changing_list():
    rows = rows_of(3)
    rows[1] = ["Anders van den Naam1", rows[1][1], "wethouder", "01-02-2026"]
    return rows


def take_back(council, now=NOW):
    return undo_import(organisation=council, by=council.clerk, now=now)


def test_new_changed_and_ended_are_all_as_they_were(council):
    before = state()
    gone = Membership.objects.get(user__email="lid9@voorbeeldstad.example")
    read(council, changing_list(), leaving={gone.pk: TODAY - timedelta(days=3)})
    assert state() != before
    undone = take_back(council)
    assert (undone.removed, undone.restored, undone.left) == (2, 2, ())
    assert state() == before
    line = DeskAction.objects.first()
    assert line.kind == "import_undone" and line.facts == {"removed": 2, "restored": 2, "left": 0}
    assert not ImportUndo.objects.exists()


def test_what_was_changed_since_stays_and_is_named(council):
    read(council, changing_list())
    Membership.objects.filter(user__email="lid1@voorbeeldstad.example").update(office="burgemeester")
    set_absence(membership=Membership.objects.get(user__email="lid2@voorbeeldstad.example"), start=TODAY)
    undone = take_back(council)
    assert undone.left == ("Anders van den Naam1", "Lid2 van den Naam2") and undone.removed == 1
    assert Membership.objects.get(user__email="lid1@voorbeeldstad.example").office == "burgemeester"
    assert not Membership.objects.filter(user__email="lid3@voorbeeldstad.example").exists()


def test_an_account_that_was_there_or_holds_something_stays(council):
    there = factories.person("lid2@voorbeeldstad.example", name="Was er al")
    read(council, changing_list())
    new = get_user_model().objects.get(email="lid3@voorbeeldstad.example")
    elsewhere = factories.membership(new)
    take_back(council)
    there.refresh_from_db(), elsewhere.refresh_from_db()
    assert Membership.objects.filter(organisation=council).count() == 2


def test_only_the_last_list_only_once_and_only_within_a_day(council):
    with pytest.raises(NothingToUndo):
        take_back(council)
    read(council, rows_of(2))
    read(council, rows_of(3))
    read(council, rows_of(3))  # changes nothing, and leaves the way back
    with pytest.raises(NothingToUndo):
        take_back(council, now=NOW + timedelta(hours=24, seconds=1))
    assert take_back(council).removed == 1
    with pytest.raises(NothingToUndo):
        take_back(council)
    assert Membership.objects.filter(organisation=council).count() == 3


def test_another_organisations_list_is_not_taken_back(council):
    read(council, rows_of(2))
    with pytest.raises(NothingToUndo):
        undo_import(organisation=factories.organisation(), by=council.clerk, now=NOW)
    assert undo_of(organisation=council, now=NOW)


def test_six_hundred_are_taken_back_in_batches_of_queries(council, django_assert_max_num_queries):
    read(council, rows_of(600))
    with django_assert_max_num_queries(200):
        assert take_back(council).removed == 598
