"""A list against one organisation: what is new, changed, the same, gone; and what an import never does."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.members.errors import PlanOutdated, ProblemsLeft
from courses.members.importing import applying
from courses.members.importing.applying import apply_import
from courses.members.importing.comparing import plan_import
from courses.members.models import Kind, Membership, Organisation
from courses.members.reading.member_list import read_member_list
from tests.courses.members.factories import HEADER, csv_bytes, rows_of
from tests.factories import membership, organisation, person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
SANNE = ["Heuvel, Sanne van den", "s@voorbeeldstad.example", "raadslid", "26-3-2026"]


@pytest.fixture
def council():
    return organisation("xg0001", name="Voorbeeldstad")


def plan_of(council, *rows, header=HEADER):
    members = read_member_list(csv_bytes([header, *rows]), kind=council.kind)
    return plan_import(organisation=council, rows=members, today=TODAY)


def bring_in(council, *rows, header=HEADER, **options):
    return apply_import(plan=plan_of(council, *rows, header=header), now=NOW, **options)


def shape(plan):
    return tuple(len(part) for part in (plan.new, plan.changed, plan.unchanged, plan.not_in_file, plan.problems))


def held(council):
    rows = Membership.objects.filter(organisation=council)
    return list(rows.values_list("user__email", "name", "sort_name", "office", "start", "end", "registered_on"))


def test_a_new_member(council):
    result = bring_in(council, SANNE)
    made = Membership.objects.get()
    assert result.new_ids == (made.pk,)
    assert held(council) == [
        (
            "s@voorbeeldstad.example",
            "Sanne van den Heuvel",
            "Heuvel, Sanne van den",
            "raadslid",
            date(2026, 3, 26),
            None,
            TODAY,
        )
    ]
    assert not made.user.has_usable_password()
    assert not made.user.is_staff


def test_planning_writes_nothing(council):
    plan_of(council, SANNE)
    assert not Membership.objects.exists()
    assert not get_user_model().objects.exists()


def test_the_same_file_again_changes_nothing(council):
    bring_in(council, *rows_of(30)[1:])
    before = held(council)
    plan = plan_of(council, *rows_of(30)[1:])
    assert shape(plan) == (0, 0, 30, 0, 0)
    result = apply_import(plan=plan, now=NOW)
    assert (result.new_ids, result.changed_ids, result.unchanged) == ((), (), 30)
    assert held(council) == before


@pytest.mark.parametrize(
    ("position", "value", "fields"),
    [
        (0, "Heuvel-Smit, Sanne van den", {"name", "sort_name"}),
        (2, "wethouder", {"office"}),
        (3, "27-3-2026", {"start"}),
    ],
)
def test_a_change_shows_old_and_new(council, position, value, fields):
    result = bring_in(council, SANNE)
    row = list(SANNE)
    row[position] = value
    plan = plan_of(council, row)
    assert shape(plan) == (0, 1, 0, 0, 0)
    before = Membership.objects.get()
    assert set(plan.changed[0].fields) == fields
    for name, (old, new) in plan.changed[0].fields.items():
        assert old == getattr(before, name) != new
    assert apply_import(plan=plan, now=NOW).changed_ids == result.new_ids
    after = Membership.objects.get()
    for name, (_old, new) in plan.changed[0].fields.items():
        assert getattr(after, name) == new
    assert (after.pk, after.user_id, after.registered_on) == (before.pk, before.user_id, before.registered_on)


def test_an_address_is_matched_whatever_its_case(council):
    bring_in(council, SANNE)
    plan = plan_of(council, [SANNE[0], "S@VOORBEELDSTAD.EXAMPLE", *SANNE[2:]])
    assert shape(plan) == (0, 0, 1, 0, 0)


def test_who_is_not_in_the_file_is_told_and_stays(council):
    bring_in(council, *rows_of(3)[1:])
    former = membership(person("former@voorbeeldstad.example"), council, end=date(2026, 5, 1))
    plan = plan_of(council, *rows_of(3)[1:3])
    assert shape(plan) == (0, 0, 2, 1, 0)
    assert plan.not_in_file[0].email == "lid3@voorbeeldstad.example"
    before = held(council)
    apply_import(plan=plan, now=NOW)
    assert held(council) == before
    assert former.user.email not in [one.email for one in plan.not_in_file]


def test_a_member_whose_row_has_a_problem_is_not_called_missing(council):
    bring_in(council, SANNE)
    plan = plan_of(council, [*SANNE[:3], "31-2-2027"])
    assert shape(plan) == (0, 0, 0, 0, 1)


def test_a_problem_holds_back_everything(council):
    plan = plan_of(council, SANNE, ["Noor de Wit", "", "raadslid", ""])
    with pytest.raises(ProblemsLeft):
        apply_import(plan=plan, now=NOW)
    assert not Membership.objects.exists()
    assert not get_user_model().objects.exists()


def test_leaving_out_problems_writes_the_rest(council):
    result = bring_in(council, SANNE, ["Noor de Wit", "", "raadslid", ""], leave_out_problems=True)
    assert len(result.new_ids) == 1
    assert [problem.row for problem in result.left_out] == [3]
    assert [row[0] for row in held(council)] == [SANNE[1]]


def test_the_same_name_with_another_address_is_a_problem(council):
    bring_in(council, SANNE)
    plan = plan_of(council, ["Sanne van den Heuvel", "nieuw@voorbeeldstad.example", "raadslid", "26-3-2026"])
    assert shape(plan) == (0, 0, 0, 1, 1)
    problem = plan.problems[0]
    assert (problem.row, problem.column, problem.code) == (2, "B", "other_address")
    assert SANNE[1] not in problem.sentence
    apply_import(plan=plan, now=NOW, leave_out_problems=True)
    assert list(get_user_model().objects.values_list("email", flat=True)) == [SANNE[1]]


def test_two_people_of_one_name_are_two_members_with_a_warning(council):
    bring_in(council, SANNE)
    plan = plan_of(council, SANNE, ["Sanne van den Heuvel", "andere@voorbeeldstad.example", "raadslid", "26-3-2026"])
    assert shape(plan) == (1, 0, 1, 0, 0)
    assert [warning.code for warning in plan.warnings] == ["same_name"]


def test_no_address_is_ever_changed(council):
    bring_in(council, *rows_of(5)[1:])
    before = dict(get_user_model().objects.values_list("pk", "email"))
    rows = rows_of(5)[1:]
    for row in rows:
        row[1] = "x" + row[1]
    bring_in(council, *rows, leave_out_problems=True)
    after = dict(get_user_model().objects.values_list("pk", "email"))
    assert {pk: after[pk] for pk in before} == before


def test_a_person_known_elsewhere_is_joined_without_a_word(council):
    elsewhere = membership(person(SANNE[1], name="S. Elders"), organisation(), start=date(2022, 3, 30))
    known = plan_of(council, SANNE, ["Noor de Wit", "noor@voorbeeldstad.example", "raadslid", "26-3-2026"])
    elsewhere_before = Membership.objects.filter(pk=elsewhere.pk).values().get()
    assert shape(known) == (2, 0, 0, 0, 0)  # exactly what a person unknown to everybody looks like
    assert not known.warnings
    apply_import(plan=known, now=NOW)
    user = get_user_model().objects.get(email=SANNE[1])
    assert user.name == "S. Elders"
    assert user.memberships.count() == 2
    assert Membership.objects.filter(pk=elsewhere.pk).values().get() == elsewhere_before


def test_an_import_never_touches_the_neighbour(council):
    neighbour = organisation("xg0002")
    bring_in(neighbour, *rows_of(20)[1:])
    before = held(neighbour)
    rows = [[f"Anders {row[0]}", row[1], "wethouder", "1-1-2027"] for row in rows_of(20)[1:]]
    bring_in(council, *rows)
    assert held(neighbour) == before
    assert len(held(council)) == 20
    assert shape(plan_of(council, *rows)) == (0, 0, 20, 0, 0)


# --- memberships over time -------------------------------------------------------------------------------------------


def test_back_after_an_end_is_a_membership_of_its_own(council):
    former = membership(
        person(SANNE[1]), council, start=date(2022, 3, 30), end=date(2026, 3, 25), name="Sanne van den Heuvel"
    )
    result = bring_in(council, SANNE)
    assert len(result.new_ids) == 1
    former.refresh_from_db()
    assert former.end == date(2026, 3, 25)
    assert shape(plan_of(council, SANNE)) == (0, 0, 1, 0, 0)


def test_a_day_within_a_former_membership_is_a_problem(council):
    membership(person(SANNE[1]), council, start=date(2022, 3, 30), end=date(2026, 6, 1))
    plan = plan_of(council, SANNE)
    assert [problem.code for problem in plan.problems] == ["within_former"]


def test_two_memberships_at_once_are_told_apart_by_start_and_office(council):
    user = person(SANNE[1])
    membership(user, council, office="fractieondersteuner", start=date(2025, 1, 1), name="Sanne Bakker")
    councillor = membership(user, council, office="raadslid", start=date(2026, 3, 1), name="Sanne Bakker")
    for row in ([*SANNE[:3], "1-3-2026"], [*SANNE[:3], "26-3-2026"], [*SANNE[:3], ""]):
        assert [change.membership_id for change in plan_of(council, row).changed] == [councillor.pk]
    other = plan_of(council, [*SANNE[:2], "wethouder", "1-9-2026"])
    assert [problem.code for problem in other.problems] == ["more_memberships"]


def test_no_column_for_days_says_nothing_about_days(council):
    header, row = HEADER[:3], SANNE[:3]
    bring_in(council, row, header=header)
    assert held(council)[0][4:] == (TODAY, None, TODAY)
    Membership.objects.update(start=date(2025, 1, 1), end=date(2027, 1, 1))
    assert shape(plan_of(council, row, header=header)) == (0, 0, 1, 0, 0)


def test_the_last_day_comes_in_and_can_be_taken_back(council):
    header = [*HEADER, "Einddatum"]
    bring_in(council, [*SANNE, ""], header=header)
    plan = plan_of(council, [*SANNE, "31-12-2026"], header=header)
    assert plan.changed[0].fields == {"end": (None, date(2026, 12, 31))}
    apply_import(plan=plan, now=NOW)
    assert plan_of(council, [*SANNE, ""], header=header).changed[0].fields == {"end": (date(2026, 12, 31), None)}


def test_a_last_day_before_the_first_is_a_problem(council):
    bring_in(council, SANNE)
    plan = plan_of(council, [*SANNE[:3], "1-3-2026"], header=[*HEADER[:3], "Einddatum"])
    assert [problem.code for problem in plan.problems] == ["end_before_start"]


# --- a plan and its time ---------------------------------------------------------------------------------------------


def test_a_plan_that_is_no_longer_true_is_refused(council):
    plan = plan_of(council, SANNE)
    bring_in(council, SANNE)
    with pytest.raises(PlanOutdated):
        apply_import(plan=plan, now=NOW)
    assert Membership.objects.count() == 1


def test_all_or_nothing(council, monkeypatch):
    monkeypatch.setattr(applying, "BATCH", 10)
    plan = plan_of(council, *rows_of(35)[1:])

    def crash(done, total):
        if done >= 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply_import(plan=plan, now=NOW, progress=crash)
    assert not Membership.objects.exists()
    assert not get_user_model().objects.exists()


def test_progress_counts_up_to_the_end(council, monkeypatch):
    monkeypatch.setattr(applying, "BATCH", 10)
    seen = []
    apply_import(plan=plan_of(council, *rows_of(25)[1:]), now=NOW, progress=lambda *step: seen.append(step))
    assert seen == [(10, 25), (20, 25), (25, 25)]


@pytest.mark.parametrize("again", [False, True], ids=["new", "changed"])
def test_the_number_of_statements_does_not_depend_on_the_number_of_rows(monkeypatch, again):
    monkeypatch.setattr(applying, "BATCH", 50)  # small enough for one insert, also on SQLite

    def statements(number):
        council = organisation()
        rows = rows_of(number, domain=f"{council.code}.example")[1:]
        if again:
            bring_in(council, *rows)
            rows = [[row[0], row[1], "wethouder", row[3]] for row in rows]
        plan = plan_of(council, *rows)
        with CaptureQueriesContext(connection) as captured:
            apply_import(plan=plan, now=NOW)
        return len(captured)

    fixed = statements(0)
    one = statements(50) - fixed
    assert statements(25) - fixed == one
    assert statements(500) - fixed == 10 * one
    assert one <= 6


def test_hostile_names_are_kept_as_text_or_refused(council):
    result = plan_of(
        council,
        ["'; DROP TABLE x; --", "a@v.example", "raadslid", ""],
        ["O'Brien, \u202eNoor", "b@v.example", "raadslid", ""],
    )
    assert [row.name for row in result.new] == ["'; DROP TABLE x; --", "Noor O'Brien"]


def test_only_the_kind_of_the_organisation_matters(council):
    water = organisation(kind=Kind.WATER_AUTHORITY)
    plan = plan_of(water, [*SANNE[:2], "AB-lid", ""])
    assert shape(plan) == (1, 0, 0, 0, 0)
    assert Organisation.objects.count() == 2
