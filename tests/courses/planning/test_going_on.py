"""Rule 10, as stories: re-election, another office, a gap, a merger. Who goes on keeps what was owed."""

from datetime import date, timedelta

import pytest

from courses.members.models import Absence, Kind, Membership, Office
from courses.planning.exempting import exempt_member
from courses.planning.merging import merge_organisations
from courses.planning.models import Assignment
from courses.planning.pausing import set_absence
from courses.planning.selectors import overview_of
from courses.planning.status import Status
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.planning.house import House


def again(member, *, start, **values):
    """The same person once more in the same organisation."""
    return factories.membership(member.user, values.pop("organisation_", member.organisation), start=start, **values)


def left(member, end):
    Membership.objects.filter(pk=member.pk).update(end=end)


def test_case_9_re_elected_without_a_gap_and_finished_before(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2029)
    planned.complete(member.user, house.edition(2029), on=date(2029, 5, 1))
    house.opens(2030)
    left(member, date(2030, 3, 27))
    anew = again(member, start=date(2030, 3, 28))
    house.lives(date(2030, 3, 28))
    assert house.owes(anew) == [("yearly", 2030, date(2030, 6, 30))]  # no onboarding
    old = member.assignments.get(programme_year__year=2030)
    assert (old.closed_on, old.closed_reason) == (date(2030, 3, 28), Assignment.Reason.MEMBERSHIP_ENDED)
    house.lives(date(2030, 3, 29), until=date(2030, 4, 5))
    assert len(house.owes(anew)) == 1


def test_who_had_finished_the_year_owes_nothing_in_the_new_mandate(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2030)
    planned.complete(member.user, house.edition(2030), on=date(2030, 3, 10))
    left(member, date(2030, 3, 27))
    anew = again(member, start=date(2030, 3, 28))
    house.lives(date(2030, 3, 28))
    assert house.owes(anew) == []
    row = house.stands(anew, 2030, date(2030, 4, 1))
    assert (row.status, row.counts_already) == (Status.DONE, True)


def test_an_onboarding_that_was_open_goes_on_with_at_least_thirty_days(house):
    house.opens(2026)
    member = factories.membership(start=date(2026, 9, 1))
    house.lives(date(2026, 9, 1))
    left(member, date(2026, 11, 20))
    anew = again(member, start=date(2026, 11, 21))
    house.lives(date(2026, 11, 21))
    assert house.owes(anew) == [("onboarding", 2026, date(2026, 12, 21))]


def test_registered_late_the_thirty_days_run_from_the_registration(house):
    house.opens(2026)
    member = factories.membership(start=date(2026, 1, 10), end=date(2026, 6, 1))
    house.lives(date(2026, 3, 2))
    anew = again(member, start=date(2026, 6, 2), registered_on=date(2026, 7, 15))
    house.lives(date(2026, 7, 15))
    assert house.owes(anew)[-1][2] == date(2026, 8, 14)


def test_another_office_inside_the_audience_is_the_same_obligation(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2027)
    left(member, date(2027, 4, 30))
    anew = again(member, start=date(2027, 5, 1), office=Office.STATES_MEMBER)
    house.lives(date(2027, 5, 1))
    assert house.owes(anew) == [("yearly", 2027, date(2027, 6, 30))]


def test_sixty_days_go_on_and_sixty_one_begin_anew(house):
    member = factories.membership(start=date(2025, 3, 26))
    other = factories.membership(start=date(2025, 3, 26))
    house.opens(2027)
    for one in (member, other):
        left(one, date(2027, 4, 30))
    inside = again(member, start=date(2027, 6, 29))
    outside = again(other, start=date(2027, 6, 30))
    house.lives(date(2027, 6, 30))
    assert house.owes(inside) == [("yearly", 2027, date(2027, 7, 29))]
    assert house.owes(outside) == [("onboarding", 2027, date(2027, 9, 28))]


def test_who_was_between_two_mandates_at_the_opening_gets_the_year(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2029)
    planned.complete(member.user, house.edition(2029), on=date(2029, 5, 1))
    left(member, date(2030, 2, 20))
    house.opens(2030)
    anew = again(member, start=date(2030, 4, 1))
    house.lives(date(2030, 4, 1))
    assert house.owes(anew) == [("yearly", 2030, date(2030, 6, 30))]


def test_on_the_opening_day_itself_who_goes_on_is_no_joiner(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2026, on=date(2026, 4, 1))
    left(member, date(2027, 2, 28))
    anew = again(member, start=date(2027, 3, 1))
    new = factories.membership(start=date(2027, 3, 1))
    house.opens(2027)
    assert house.owes(anew) == [("yearly", 2027, date(2027, 6, 30))]
    assert house.owes(new) == [("onboarding", 2027, date(2027, 5, 30))]


def test_two_mandates_at_once_are_no_going_on(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2027)
    second = factories.membership(member.user, factories.organisation(kind=Kind.PROVINCE), start=date(2027, 3, 25))
    house.lives(date(2027, 3, 25))
    assert house.owes(second) == [("onboarding", 2027, date(2027, 6, 23))]


class Merger:
    """Wijdemeren goes on in Hilversum on 1 January 2027."""

    def __init__(self):
        self.house = House(starts_on=date(2026, 3, 1))
        self.house.opens(2026)
        self.hilversum = factories.organisation(name="Hilversum")
        self.wijdemeren = factories.organisation(
            name="Wijdemeren", valid_to=date(2026, 12, 31), successor=self.hilversum
        )
        # registered on 12 October: onboarding until 10 January
        self.member = factories.membership(organisation_=self.wijdemeren, start=date(2026, 10, 12))
        self.house.lives(date(2026, 10, 12))

    @property
    def anew(self):
        return self.member.user.memberships.get(organisation=self.hilversum)


def test_case_10_a_merger_moves_the_membership_and_the_obligation_goes_on(db):
    story = Merger()
    assert story.house.owes(story.member) == [("onboarding", 2026, date(2027, 1, 10))]
    story.house.lives(date(2027, 1, 1))
    assert story.house.owes(story.anew) == [("onboarding", 2026, date(2027, 1, 31))]
    story.member.refresh_from_db()
    assert story.member.end == date(2026, 12, 31)
    assert story.member.assignments.get().closed_reason == Assignment.Reason.MEMBERSHIP_ENDED
    overview = overview_of(user=story.member.user, on=date(2027, 1, 2))
    assert [mandate.organisation.name for mandate in overview.mandates] == ["Hilversum"]
    assert overview.first.due == date(2027, 1, 31)


def test_completions_stay_with_the_person(db):
    story = Merger()
    done = planned.complete(story.member.user, story.house.edition(2026), on=date(2026, 12, 1))
    story.house.lives(date(2027, 1, 1))
    assert story.house.owes(story.anew) == []
    assert story.member.user.completions.get() == done
    story.house.opens(2027)
    assert story.house.stands(story.anew, 2027, date(2027, 3, 1)).counts_already


def test_a_merger_twice_or_days_late_moves_everybody_once(db):
    story = Merger()
    story.house.lives(date(2027, 1, 1), until=date(2027, 1, 6), skipping={date(2027, 1, day) for day in (1, 2, 3)})
    assert merge_organisations(today=date(2027, 1, 7)) == 0
    assert story.member.user.memberships.count() == 2
    # registered on the 4th, so thirty days from then
    assert story.house.owes(story.anew) == [("onboarding", 2026, date(2027, 2, 3))]


def test_absence_and_exemption_go_along(db):
    story = Merger()
    set_absence(membership=story.member, start=date(2026, 12, 1), end=date(2027, 1, 20))
    set_absence(membership=story.member, start=date(2026, 12, 15), end=date(2027, 1, 10))
    exempt_member(
        membership=story.member, programme=story.house.programme, start=date(2026, 12, 1), today=date(2026, 12, 1)
    )
    story.house.lives(date(2027, 1, 1))
    assert list(Absence.objects.filter(membership=story.anew).values_list("start", "end")) == [
        (date(2027, 1, 1), date(2027, 1, 20))
    ]
    assert story.anew.exemptions.get().start == date(2027, 1, 1)
    assert story.house.owes(story.anew) == []


def test_who_stands_on_the_successors_list_already_is_not_there_twice(db):
    story = Merger()
    ahead = factories.membership(story.member.user, story.hilversum, start=date(2027, 1, 1))
    story.house.lives(date(2027, 1, 1))
    assert story.anew == ahead
    assert story.house.owes(ahead) == [("onboarding", 2026, date(2027, 1, 31))]


@pytest.mark.parametrize("end", [date(2027, 1, 20), date(2027, 3, 1), None])
def test_until_the_next_mandate_at_the_successor_begins_the_old_one_goes_on(db, end):
    story = Merger()
    left(story.member, end)
    factories.membership(story.member.user, story.hilversum, start=date(2027, 1, 21))
    story.house.lives(date(2027, 1, 1))
    there = story.member.user.memberships.filter(organisation=story.hilversum).order_by("start")
    assert list(there.values_list("start", "end")) == [
        (date(2027, 1, 1), date(2027, 1, 20)),
        (date(2027, 1, 21), None),
    ]


def test_a_mandate_that_was_to_begin_later_begins_at_the_successor(db):
    story = Merger()
    later = factories.membership(organisation_=story.wijdemeren, start=date(2027, 2, 1))
    story.house.lives(date(2027, 1, 1))
    moved = later.user.memberships.get()
    assert (moved.organisation, moved.start) == (story.hilversum, date(2027, 2, 1))


def test_a_chain_of_mergers_ends_at_the_last(db):
    story = Merger()
    gooi = factories.organisation(name="Gooimeren")
    story.hilversum.valid_to, story.hilversum.successor = date(2027, 2, 28), gooi
    story.hilversum.save()
    story.house.lives(date(2027, 1, 1))
    story.house.lives(date(2027, 3, 1))
    last = story.member.user.memberships.get(organisation=gooi)
    assert last.start == date(2027, 3, 1)
    # 31 January has passed: thirty days again
    assert story.house.owes(last) == [("onboarding", 2026, date(2027, 3, 31))]
    assert (last.start - timedelta(days=1)) == story.anew.end


def test_the_date_that_an_absence_had_moved_goes_along(house):
    member = factories.membership(start=date(2025, 3, 26))
    house.opens(2027)
    set_absence(membership=member, start=date(2027, 3, 10), end=date(2027, 5, 29))
    left(member, date(2027, 5, 9))
    anew = again(member, start=date(2027, 5, 10))
    house.lives(date(2027, 5, 10))
    # 61 days away until the end; of the new mandate nobody said that it began with an absence
    assert house.owes(anew) == [("yearly", 2027, date(2027, 8, 30))]


def test_between_two_mandates_in_the_first_year_is_the_start_of_the_programme(db):
    house = House(starts_on=date(2026, 10, 1))
    member = factories.membership(start=date(2025, 3, 26), end=date(2026, 9, 20))
    house.opens(2026, on=date(2026, 10, 1))
    anew = again(member, start=date(2026, 10, 20))
    house.lives(date(2026, 10, 20))
    assert house.owes(anew) == [("start", 2026, date(2026, 12, 30))]


def test_two_mandates_of_one_person_become_the_longer_one(db):
    story = Merger()
    twice = factories.membership(
        story.member.user, story.wijdemeren, start=date(2026, 11, 1), end=date(2027, 3, 1), office=Office.ALDERMAN
    )
    story.house.lives(date(2027, 1, 1))
    assert (story.anew.office, story.anew.end) == (Office.COUNCILLOR, None)
    twice.refresh_from_db()
    assert twice.end == date(2026, 12, 31)
