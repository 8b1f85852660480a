"""The slow reading itself, against every worked case of the year rules by number."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.courses.planning.raw_facts import Done, Membership, Organisation, Person, Programme, Span
from tests.courses.planning.reference import NO_DAY_YET, Life, rule_7_absence, terms_continuing
from tests.courses.planning.reference_status import (
    DONE,
    EXEMPT,
    OPEN,
    Numbers,
    Standing,
    route,
    rule_12_standing,
    rule_13_report,
)

COUNCIL = Organisation("Voorbeeldstad", "gemeente")
STATES = Organisation("Laagland", "provincie")


class Case:
    """One person under one programme; every day is a day on which the engine looks, unless `looks` says otherwise."""

    def __init__(self, starts_on=date(2026, 3, 1), opened=(2026, 2027, 2028, 2029, 2030), **fields):
        opened = opened if isinstance(opened, dict) else {year: date(year, 3, 1) for year in opened}
        openings = {year: day for year, day in opened.items() if day >= starts_on}
        self.programme = Programme(starts_on=starts_on, openings=openings, **fields)
        self.person = Person()
        self.looks = None

    def member(self, start, end=None, *, organisation=COUNCIL, office=None, registered=None, **fields):
        office = office or ("statenlid" if organisation.kind == "provincie" else "raadslid")
        return Membership(self.person, organisation, office, start, end, registered, **fields)

    def completes(self, *days):
        for day in days:
            edition = self.programme.newest(day) or day.year
            self.person.completions.append(Done(day, edition))

    def life(self, today):
        every_day = [date(2026, 1, 1) + timedelta(days=number) for number in range(365 * 6)]
        return Life(self.person, self.programme, self.looks or every_day, today)

    def owes(self, membership, today):
        return [(one.kind, one.year, one.due) for one in self.life(today).owed[membership]]

    def closed(self, membership, today):
        return [(one.closed_on, one.reason) for one in self.life(today).owed[membership]]

    def stands(self, membership, year, day):
        return rule_12_standing(self.life(day), membership, year, day)


def test_case_1_a_sitting_councillor_gets_the_yearly_one():
    case = Case(starts_on=date(2027, 3, 1))
    member = case.member(date(2026, 3, 26))
    assert case.owes(member, date(2027, 2, 28)) == []
    assert case.owes(member, date(2027, 3, 1)) == [("yearly", 2027, date(2027, 6, 30))]
    assert route(case.person, date(2027, 3, 1)) == "full"


def test_case_2_who_completed_last_spring_does_it_again():
    case = Case(starts_on=date(2027, 3, 1))
    member = case.member(date(2026, 3, 26))
    case.completes(date(2026, 5, 15))
    assert case.owes(member, date(2027, 3, 1)) == [("yearly", 2027, date(2027, 6, 30))]
    assert route(case.person, date(2027, 3, 1)) == "refresher"


def test_case_3_an_autumn_joiner_counts_already_for_next_year():
    case = Case()
    member = case.member(date(2026, 9, 10))
    case.completes(date(2026, 11, 10))
    first = ("onboarding", 2026, date(2026, 12, 9))
    assert case.owes(member, date(2028, 2, 29)) == [first]
    assert case.stands(member, 2027, date(2027, 3, 1)) == Standing(DONE, None, date(2026, 11, 10), counts_already=True)
    assert case.owes(member, date(2028, 3, 1)) == [first, ("yearly", 2028, date(2028, 6, 30))]


def test_case_4_a_new_member_of_the_states_gets_ninety_days_and_then_counts():
    case = Case()
    member = case.member(date(2027, 3, 25), organisation=STATES)
    case.completes(date(2027, 6, 23))
    assert case.owes(member, date(2028, 2, 1)) == [("onboarding", 2027, date(2027, 6, 23))]
    assert case.stands(member, 2027, date(2027, 7, 1)).status == DONE


class TestCase5:
    def setup_method(self):
        self.case = Case()
        self.member = self.case.member(date(2027, 11, 12))
        self.first = ("onboarding", 2027, date(2028, 2, 10))

    def test_completed_in_january_counts_for_the_next_year(self):
        self.case.completes(date(2028, 1, 20))
        assert self.case.owes(self.member, date(2029, 2, 28)) == [self.first]
        assert self.case.stands(self.member, 2028, date(2028, 3, 1)).counts_already

    def test_not_begun_it_moves_to_the_new_edition_and_keeps_its_date(self):
        life = self.case.life(date(2028, 3, 1))
        assert self.case.owes(self.member, date(2028, 3, 1)) == [self.first]
        assert [(one.edition, one.closed_on) for one in life.owed[self.member]] == [(2028, None)]
        assert self.case.stands(self.member, 2028, date(2028, 3, 1)) == Standing(OPEN, date(2028, 2, 10), overdue=True)

    def test_begun_it_stays_on_its_edition(self):
        self.case.person.begun[2027] = date(2028, 2, 1)
        assert [one.edition for one in self.case.life(date(2028, 3, 1)).owed[self.member]] == [2027]


FIRST_ABSENCE = Span(date(2027, 5, 1), date(2027, 8, 20))


def test_case_6_an_absence_of_112_days_moves_the_date_by_112_days():
    case = Case(starts_on=date(2027, 3, 1))
    member = case.member(date(2026, 3, 26), absences=[FIRST_ABSENCE])
    assert case.owes(member, date(2027, 12, 1)) == [("yearly", 2027, date(2027, 10, 20))]
    on_the_way = case.stands(member, 2027, date(2027, 8, 1))
    assert (on_the_way.paused, on_the_way.overdue) == (True, False)
    assert not case.stands(member, 2027, date(2027, 10, 20)).overdue
    assert case.stands(member, 2027, date(2027, 10, 21)).overdue


def test_case_7_the_replacement():
    case = Case()
    member = case.member(date(2027, 5, 1), date(2027, 8, 20))
    assert case.owes(member, date(2027, 8, 20)) == [("onboarding", 2027, date(2027, 7, 30))]
    assert case.closed(member, date(2027, 8, 20)) == [(None, "")]
    assert case.closed(member, date(2027, 8, 21)) == [(date(2027, 8, 21), "membership_ended")]


def test_case_8_two_obligations_one_effort():
    case = Case(starts_on=date(2027, 3, 1))
    council = case.member(date(2026, 3, 26))
    states = case.member(date(2027, 3, 25), organisation=STATES)
    assert case.owes(council, date(2027, 4, 1)) == [("yearly", 2027, date(2027, 6, 30))]
    assert case.owes(states, date(2027, 4, 1)) == [("onboarding", 2027, date(2027, 6, 23))]
    case.completes(date(2027, 6, 20))
    assert {case.stands(one, 2027, date(2027, 6, 24)).status for one in (council, states)} == {DONE}


def test_case_9_re_elected_the_next_day():
    case = Case()
    old = case.member(date(2026, 3, 26), date(2030, 3, 27))
    new = case.member(date(2030, 3, 28))
    assert terms_continuing(new) == [old]
    case.completes(date(2029, 5, 1))
    assert case.owes(old, date(2030, 4, 1))[-1] == ("yearly", 2030, date(2030, 6, 30))
    # what was open goes on, with the same date; it is no onboarding
    assert case.owes(new, date(2030, 4, 1)) == [("yearly", 2030, date(2030, 6, 30))]
    case.completes(date(2030, 3, 10))
    assert case.owes(new, date(2030, 4, 1)) == []


@pytest.mark.parametrize(("start", "continues"), [(date(2030, 5, 26), True), (date(2030, 5, 27), False)])
def test_sixty_days_between_two_mandates(start, continues):
    case = Case()
    case.member(date(2026, 3, 26), date(2030, 3, 27))
    assert bool(terms_continuing(case.member(start))) is continues


def test_case_10_the_organisation_merges():
    hilversum = Organisation("Hilversum", "gemeente")
    wijdemeren = Organisation("Wijdemeren", "gemeente", merged_into=hilversum, last_day=date(2026, 12, 31))
    case = Case()
    old = case.member(date(2026, 10, 12), date(2026, 12, 31), organisation=wijdemeren)
    new = case.member(date(2027, 1, 1), organisation=hilversum)
    assert case.owes(old, date(2026, 12, 31)) == [("onboarding", 2026, date(2027, 1, 10))]
    assert case.owes(new, date(2027, 1, 1)) == [("onboarding", 2026, date(2027, 1, 31))]
    assert case.closed(old, date(2027, 1, 1)) == [(date(2027, 1, 1), "membership_ended")]


def test_case_11_the_programme_begins_to_hold():
    case = Case(starts_on=date(2026, 10, 1), opened={2026: date(2026, 10, 1)})
    member = case.member(date(2026, 3, 26))
    assert case.owes(member, date(2026, 10, 1)) == [("start", 2026, date(2026, 12, 30))]
    joiner = case.member(date(2026, 10, 1), organisation=STATES)
    assert case.owes(joiner, date(2026, 10, 1)) == [("onboarding", 2026, date(2026, 12, 30))]


def test_case_12_joined_on_29_february():
    case = Case()
    assert case.owes(case.member(date(2028, 2, 29)), date(2028, 2, 29)) == [("onboarding", 2027, date(2028, 5, 29))]


def test_case_13_one_minute_to_midnight_in_amsterdam_is_on_time():
    moment = datetime(2027, 6, 30, 21, 59, tzinfo=UTC)
    case = Case(starts_on=date(2027, 3, 1))
    member = case.member(date(2026, 3, 26))
    case.completes(moment.astimezone(ZoneInfo("Europe/Amsterdam")).date())
    on_the_day = case.stands(member, 2027, date(2027, 6, 30))
    assert on_the_day == Standing(DONE, date(2027, 6, 30), date(2027, 6, 30))


def test_case_14_registered_later_than_the_start():
    case = Case()
    member = case.member(date(2027, 3, 26), registered=date(2027, 6, 1))
    assert case.owes(member, date(2027, 5, 31)) == []
    assert case.owes(member, date(2027, 6, 1)) == [("onboarding", 2027, date(2027, 8, 30))]


def test_case_15_late_work_does_not_serve_two_years():
    case = Case(starts_on=date(2027, 3, 1))
    member = case.member(date(2026, 3, 26))
    case.completes(date(2027, 10, 15))
    assert case.stands(member, 2027, date(2027, 12, 31)).status == DONE
    assert case.owes(member, date(2028, 3, 1))[1:] == [("yearly", 2028, date(2028, 6, 30))]
    assert case.stands(member, 2028, date(2028, 3, 1)).status == OPEN


def test_case_16_completed_years_ago_and_joins_anew():
    case = Case()
    case.person.completions.append(Done(date(2019, 5, 1), 2019))
    member = case.member(date(2027, 3, 10))
    assert case.owes(member, date(2027, 3, 10)) == [("onboarding", 2027, date(2027, 6, 8))]
    assert route(case.person, date(2027, 3, 10)) == "refresher"


def test_case_17_absent_again_before_the_moved_date():
    case = Case(starts_on=date(2027, 3, 1))
    absences = [FIRST_ABSENCE, Span(date(2027, 10, 1), date(2027, 10, 10))]
    member = case.member(date(2026, 3, 26), absences=absences)
    assert case.owes(member, date(2027, 12, 1)) == [("yearly", 2027, date(2027, 10, 30))]


# --- what the worked cases do not reach -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "due"),
    [
        ([], date(2027, 6, 30)),
        ([(date(2027, 2, 1), date(2027, 2, 28))], date(2027, 6, 30)),  # before the opening
        ([(date(2027, 2, 1), date(2027, 3, 5))], date(2027, 7, 5)),  # only its days from the opening on
        ([(date(2027, 6, 30), date(2027, 7, 9))], date(2027, 7, 10)),  # starts on the last day
        ([(date(2027, 7, 1), date(2027, 7, 9))], date(2027, 6, 30)),  # starts after it
        ([(date(2027, 5, 1), date(2027, 5, 10)), (date(2027, 5, 6), date(2027, 5, 15))], date(2027, 7, 15)),  # overlap
        ([(date(2027, 6, 1), None)], NO_DAY_YET),
        ([(date(2027, 7, 1), None)], date(2027, 6, 30)),
    ],
)
def test_rule_7_by_the_day(spans, due):
    assert rule_7_absence(date(2027, 6, 30), date(2027, 3, 1), [Span(*span) for span in spans]) == due


def test_the_day_of_a_look_matters_only_where_nobody_can_have_known():
    case = Case()
    case.looks = [date(2027, 4, 10)]
    member = case.member(date(2027, 4, 1))
    assert case.owes(member, date(2027, 4, 9)) == []
    assert case.owes(member, date(2027, 4, 10)) == [("onboarding", 2027, date(2027, 6, 30))]
    case.completes(date(2027, 4, 5))
    assert case.owes(member, date(2027, 4, 10)) == []
    assert case.stands(member, 2027, date(2027, 4, 10)).counts_already


def test_an_exemption_closes_and_gives_back_with_thirty_days():
    case = Case(starts_on=date(2027, 3, 1))
    exemption = Span(date(2027, 5, 1))
    member = case.member(date(2026, 3, 26), exemptions=[exemption])
    assert case.closed(member, date(2027, 5, 1)) == [(date(2027, 5, 1), "exempt")]
    assert case.stands(member, 2027, date(2027, 7, 1)).status == EXEMPT
    exemption.end = date(2027, 7, 31)
    assert case.owes(member, date(2027, 8, 1)) == [("yearly", 2027, date(2027, 8, 31))]
    assert case.closed(member, date(2027, 8, 1)) == [(None, "")]


def test_an_exemption_over_an_opening():
    case = Case(starts_on=date(2027, 3, 1))
    member = case.member(date(2026, 3, 26), exemptions=[Span(date(2028, 2, 1), date(2028, 6, 15))])
    assert [year for _, year, _ in case.owes(member, date(2028, 6, 15))] == [2027]
    assert case.owes(member, date(2028, 6, 16))[1:] == [("yearly", 2028, date(2028, 7, 16))]


def test_the_end_of_a_programme_closes_the_day_after():
    case = Case(starts_on=date(2027, 3, 1), ends_on=date(2027, 5, 31))
    member = case.member(date(2026, 3, 26))
    assert case.closed(member, date(2027, 5, 31)) == [(None, "")]
    assert case.closed(member, date(2027, 6, 1)) == [(date(2027, 6, 1), "not_asked")]


def test_a_report_counts_what_is_due_in_its_year():
    case = Case(starts_on=date(2027, 3, 1))
    case.member(date(2027, 11, 12))
    lives = [case.life(date(2028, 3, 1))]
    assert rule_13_report(lives, COUNCIL, 2027, date(2027, 12, 31)) == Numbers(0, 0, 0)
    assert rule_13_report(lives, COUNCIL, 2028, date(2028, 2, 11)) == Numbers(1, 0, 0)
    assert rule_13_report(lives, COUNCIL, 2028, date(2028, 2, 10)) == Numbers(1, 0, 1)
