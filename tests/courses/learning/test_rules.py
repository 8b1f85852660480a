"""Mastery and pass mark, on plain sheets."""

from hypothesis import given
from hypothesis import strategies as st

from courses.learning.rules import Given, Line, next_line, outcome, right_at_first, rule_of

MASTERY = {"rule": "mastery"}


def pass_mark(percentage):
    return {"rule": "pass_mark", "percentage": percentage}


def sheet(*answers):
    """Lines whose answers are given as "rw": right, then wrong."""
    return [
        Line(number, number, "d", tuple(Given(turn, mark == "r", "d", {}) for turn, mark in enumerate(marks, start=1)))
        for number, marks in enumerate(answers, start=1)
    ]


def number_of(line):
    return line and line.number


def test_first_all_questions_in_their_order():
    assert number_of(next_line(sheet("", "", ""), MASTERY)) == 1
    assert number_of(next_line(sheet("w", "", ""), MASTERY)) == 2


def test_what_was_missed_comes_back_after_the_others():
    assert number_of(next_line(sheet("w", "r", ""), MASTERY)) == 3
    assert number_of(next_line(sheet("w", "r", "w"), MASTERY)) == 1
    assert number_of(next_line(sheet("ww", "r", "w"), MASTERY)) == 3


def test_mastery_is_one_right_answer_to_each():
    assert outcome(sheet("wr", "r", "w"), MASTERY) is None
    assert outcome(sheet("wr", "r", "wwr"), MASTERY) is True
    # who practises on after the right answer loses nothing
    assert outcome(sheet("rw", "r"), MASTERY) is True


def test_a_pass_mark_counts_first_answers_only():
    assert outcome(sheet("r", "wr", ""), pass_mark(50)) is None
    assert outcome(sheet("r", "wr", "r"), pass_mark(66)) is True
    assert outcome(sheet("r", "wr", "r"), pass_mark(67)) is False
    assert right_at_first(sheet("r", "wr", "r")) == 2


def test_a_pass_mark_asks_each_question_once():
    assert number_of(next_line(sheet("w", "", "r"), pass_mark(80))) == 2
    assert next_line(sheet("w", "w"), pass_mark(80)) is None


def test_exactly_the_percentage_passes():
    assert outcome(sheet("r", "r", "r", "r", "w"), pass_mark(80)) is True


def test_no_questions_is_no_outcome():
    assert outcome([], MASTERY) is None


def test_the_rule_an_attempt_freezes():
    assert rule_of({"rule": "mastery", "pass_percentage": 80}) == MASTERY
    assert rule_of({"rule": "pass_mark", "pass_percentage": 70}) == pass_mark(70)


marks = st.lists(st.text("rw", max_size=4), min_size=1, max_size=12)
rules = st.one_of(st.just(MASTERY), st.integers(1, 100).map(pass_mark))


@given(marks, rules)
def test_something_is_asked_until_there_is_an_outcome(answers, rule):
    lines = sheet(*answers)
    assert (next_line(lines, rule) is None) == (outcome(lines, rule) is not None)


@given(marks, rules)
def test_answering_what_is_asked_rightly_always_ends(answers, rule):
    answers = list(answers)
    for _ in range(len(answers) + 1):
        line = next_line(sheet(*answers), rule)
        if line is None:
            break
        answers[line.number - 1] += "r"
    assert outcome(sheet(*answers), rule) is not None


@given(marks, rules)
def test_an_outcome_stands_whatever_is_answered_afterwards(answers, rule):
    before = outcome(sheet(*answers), rule)
    if before is not None:
        assert outcome(sheet(*[marks + "w" for marks in answers]), rule) == before
