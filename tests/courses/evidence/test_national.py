"""What the country answered: cells of 10 persons from 3 organisations or nothing, and never by subtracting looks."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.editions.models import EditionQuestion
from courses.evidence import national
from courses.evidence.national import ORGANISATIONS, PERSONS, national_results, result_of
from courses.learning.models import Answer, Attempt, Enrolment
from tests import factories
from tests.courses.learning import factories as learning

OPTIONS = "abcd"  # a is the best one
DOCUMENT = {
    "v": 1,
    "kind": "question",
    "type": "single_choice",
    "key": "vraag",
    "prompt": "Wat doet u?",
    "options": [
        {"key": key, "text": f"Keuze {key}", "correct": key == "a", "feedback": "<p>Daarom.</p>"} for key in OPTIONS
    ],
}


def answers(chosen, organisations=(1, 2, 3)):
    """(response, right, organisation) of persons who chose these options, organisation after organisation."""
    return [({"option": key}, key == "a", place) for key, place in zip(chosen, cycle(organisations), strict=False)]


def shown(chosen, **about):
    return result_of(DOCUMENT, answers(chosen, **about))


def parts(result):
    return [(part.words, part.share, part.best) for part in result.parts]


# --- what is enough ---------------------------------------------------------------------------------------------------


def test_shares_in_steps_of_five_and_persons_in_tens():
    result = shown("a" * 61 + "b" * 29 + "c" * 20 + "d" * 20 + "a" * 9)
    assert (result.right, result.persons) == (45, 130)
    assert parts(result) == [
        ("Keuze a", 45, True),
        ("Keuze b", 20, False),
        ("Keuze c", 15, False),
        ("Keuze d", 15, False),
    ]


@pytest.mark.parametrize(
    ("chosen", "enough"),
    [
        ("a" * 9 + "b" * 11, False),
        ("a" * 11 + "b" * 9, False),
        ("a" * 10 + "b" * 10, True),
        ("a" * 20, False),
        ("b" * 20, False),
        ("", False),
    ],
)
def test_ten_persons_right_and_ten_not(chosen, enough):
    assert (shown(chosen) is not None) is enough


def test_three_organisations_right_and_three_not():
    rows = answers("a" * 30) + answers("b" * 30, organisations=(1, 2))
    assert result_of(DOCUMENT, rows) is None
    assert result_of(DOCUMENT, answers("a" * 30, organisations=(1, 2)) + answers("b" * 30)) is None
    assert result_of(DOCUMENT, answers("a" * 30) + answers("b" * 30)) is not None


def test_small_options_stand_together_and_the_rest_grows_until_it_is_large_enough():
    result = shown("a" * 40 + "b" * 40 + "c" * 6 + "d" * 5)
    assert parts(result) == [("Keuze a", 45, True), ("Keuze b", 45, False), ("", 10, False)]
    result = shown("a" * 40 + "b" * 40 + "c" * 12 + "d" * 8)
    assert parts(result) == [("Keuze a", 40, True), ("Keuze b", 40, False), ("", 20, False)]
    # nobody chose d: that is as telling as three, so it takes another one with it
    result = shown("a" * 40 + "b" * 40 + "c" * 15)
    assert [part.words for part in result.parts] == ["Keuze a", "Keuze b", ""]
    # only the rest would be left: that is what `right` says already
    assert shown("a" * 40 + "b" * 15 + "c" * 6 + "d" * 5).parts == ()


def test_an_option_of_two_organisations_is_no_cell_of_its_own():
    rows = answers("a" * 40) + answers("b" * 40) + answers("c" * 40, organisations=(1, 2)) + answers("d" * 40)
    result = result_of(DOCUMENT, rows)
    assert [part.words for part in result.parts][-1] == "" and "Keuze c" not in [part.words for part in result.parts]


def test_other_types_show_who_was_right_and_no_options():
    statement = {**DOCUMENT, "type": "statement", "answer": True, "feedback_true": "", "feedback_false": ""}
    rows = [
        ({"answer": key == "a"}, key == "a", place) for key, place in zip("ab" * 30, cycle((1, 2, 3)), strict=False)
    ]
    result = result_of(statement, rows)
    assert (result.right, result.parts) == (50, ())


# --- two looks --------------------------------------------------------------------------------------------------------

rows_of_many = st.lists(st.tuples(st.sampled_from("aaabbcd"), st.integers(1, 6)), max_size=400)


def groups(rows):
    """The sizes of the answers after which what is shown may differ."""
    ends, persons, places = [], 0, set()
    for number, (_key, place) in enumerate(rows, start=1):
        persons, places = persons + 1, places | {place}
        if persons >= PERSONS and len(places) >= ORGANISATIONS:
            ends.append(number)
            persons, places = 0, set()
    return ends


def test_one_more_answer_changes_nothing_until_its_group_is_full():
    before = shown("ab" * 15)
    for number in range(1, 10):
        assert shown("ab" * 15 + "a" * number) == before
    assert shown("ab" * 15 + "a" * 10) != before
    # a full house of one organisation is no group
    assert result_of(DOCUMENT, answers("ab" * 15) + answers("a" * 90, organisations=(1,))) == before


@given(rows_of_many)
def test_between_two_looks_lie_ten_persons_of_three_organisations_or_nothing(rows):
    def look(number):
        return result_of(DOCUMENT, [({"option": key}, key == "a", place) for key, place in rows[:number]])

    ends = groups(rows)
    before = None
    for number in range(len(rows) + 1):
        now = look(number)
        assert now == before or number in ends
        before = now


@given(rows_of_many)
def test_whatever_came_in_each_cell_that_is_shown_is_large_enough(rows):
    result = result_of(DOCUMENT, [({"option": key}, key == "a", place) for key, place in rows])
    if result is None:
        return
    counted = rows[: groups(rows)[-1]]
    persons = Counter(key for key, _place in counted)
    places = {option: {place for key, place in counted if key == option} for option in OPTIONS}
    alone = [part.words.removeprefix("Keuze ") for part in result.parts if part.words]
    together = [option for option in OPTIONS if option not in alone]
    cells = [[option] for option in alone] + [together] * any(part.words == "" for part in result.parts)
    cells += [["a"], ["b", "c", "d"]]
    for cell in cells:
        assert sum(persons[option] for option in cell) >= PERSONS, cell
        assert len(set().union(*(places[option] for option in cell))) >= ORGANISATIONS, cell
    if result.parts:
        assert "a" in alone, "else what is right would say the rest by subtraction"
        assert result.right in [part.share for part in result.parts if part.best]


# --- from the register ------------------------------------------------------------------------------------------------

DAY = date(2026, 11, 20)


class Country:
    """Members of a few organisations before one question."""

    def __init__(self):
        self.edition = learning.an_edition(questions=1)
        self.question = EditionQuestion.objects.get(step__edition=self.edition, step__kind="quiz")
        self.organisations = [factories.organisation() for _ in range(3)]

    def answer(self, member, *keys, on=DAY - timedelta(days=1), first_number=1):
        enrolment, _ = Enrolment.objects.get_or_create(
            user=member, edition=self.edition, defaults={"started_at": moment(on)}
        )
        attempt = Attempt.objects.create(
            enrolment=enrolment, step=self.question.step, number=first_number, rule={}, started_at=moment(on),
            finished_at=moment(on), passed=False,
        )  # fmt: skip
        for turn, key in enumerate(keys, start=1):
            Answer.objects.create(
                attempt=attempt, question=self.question, frozen_id=self.question.frozen_id, turn=turn,
                response={"option": key}, right=key == learning.RIGHT, given_at=moment(on),
            )  # fmt: skip

    def members(self, number):
        for organisation in islice(cycle(self.organisations), number):
            yield factories.membership(organisation_=organisation).user

    def result(self, on=DAY):
        return national_results([self.question.frozen_id], on=on).get(self.question.frozen_id)


def moment(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.fixture
def country(db):
    return Country()


def fill(country, *, right=15, wrong=15):
    for number, member in enumerate(country.members(right + wrong)):
        # by threes, for all organisations must be in both
        country.answer(member, learning.RIGHT if number < right else learning.WRONG)


def test_the_first_try_counts_once_a_person(country):
    fill(country)
    assert (country.result().right, country.result().persons) == (50, 30)


def test_what_came_after_the_first_try_changes_nothing(country):
    for number, member in enumerate(country.members(30)):
        first = learning.RIGHT if number < 15 else learning.WRONG
        country.answer(member, first, learning.RIGHT, learning.RIGHT)
        country.answer(member, learning.RIGHT, first_number=2)
    assert (country.result().right, country.result().persons) == (50, 30)


def test_who_has_two_mandates_counts_in_one_organisation(country):
    """Nine persons of one organisation and one who is in three are not three organisations."""
    one, *others = country.organisations
    for _ in range(2):
        for _ in range(14):
            country.answer(factories.membership(organisation_=one).user, learning.RIGHT)
            country.answer(factories.membership(organisation_=one).user, learning.WRONG)
        both = factories.membership(organisation_=one).user
        for other in others:
            factories.membership(both, other)
        country.answer(both, learning.RIGHT)
    assert country.result() is None


def test_who_had_no_mandate_on_that_day_does_not_count(country):
    for member in country.members(40):
        member.memberships.update(end=DAY - timedelta(days=30))
        country.answer(member, learning.RIGHT)
    fill(country)
    assert country.result().persons == 30


def test_answers_of_today_wait_for_tomorrow(country):
    fill(country)
    for member in country.members(30):
        country.answer(member, learning.RIGHT, on=DAY)
    assert country.result().persons == 30
    assert country.result(on=DAY + timedelta(days=1)).persons == 60


def test_another_text_of_the_question_is_another_cell(country):
    fill(country)
    other = learning.an_edition(questions=1)
    frozen = EditionQuestion.objects.get(step__edition=other, step__kind="quiz").frozen_id
    assert national_results([frozen], on=DAY) == {}


def test_asked_again_the_same_day_it_costs_no_query(country, django_assert_num_queries):
    fill(country)
    first = country.result()
    with django_assert_num_queries(0):
        assert country.result() == first


def test_the_bounds_are_those_that_members_were_promised():
    assert (national.PERSONS, national.ORGANISATIONS) == (10, 3)
