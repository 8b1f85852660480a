"""Which questions are drawn, and what a missed one brings back: on plain lists."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from courses.learning.drawing import IN_CHECK, Asked, Part, brought_back, drawn, of_booster

LESSONS = ["grens", "bewaren", "melden"]


def questions(**numbers):
    return [Asked(f"{code}-{number}", code) for code, many in numbers.items() for number in range(many)]


def objectives(keys):
    return [key.split("-")[0] for key in keys]


def test_six_questions_go_round_the_objectives_in_the_order_of_the_lessons():
    found = drawn(questions(melden=4, bewaren=4, grens=4), LESSONS, seed="1", number=IN_CHECK)
    assert objectives(found) == ["grens", "bewaren", "melden"] * 2
    assert len(set(found)) == 6


def test_an_objective_with_few_questions_leaves_its_place_to_the_others():
    found = drawn(questions(grens=1, bewaren=5, melden=2), LESSONS, seed="1", number=IN_CHECK)
    assert objectives(found) == ["grens", "bewaren", "melden", "bewaren", "melden", "bewaren"]


def test_one_objective_gives_all_six():
    assert len(drawn(questions(grens=9), ["grens"], seed="1", number=IN_CHECK)) == 6


def test_an_objective_without_a_lesson_comes_after_those_with_one():
    found = drawn(questions(los=2, grens=2), ["grens"], seed="1", number=IN_CHECK)
    assert objectives(found) == ["grens", "los", "grens", "los"]


def test_fewer_questions_and_none():
    assert len(drawn(questions(grens=2), LESSONS, seed="1", number=IN_CHECK)) == 2
    assert drawn([], LESSONS, seed="1", number=IN_CHECK) == []


def test_a_question_of_two_quizzes_is_drawn_once():
    twice = questions(grens=2) * 2
    assert len(drawn(twice, LESSONS, seed="1", number=IN_CHECK)) == 2


def test_the_seed_decides_and_the_order_of_asking_does_not():
    many = questions(grens=9, bewaren=9)
    assert drawn(many, LESSONS, seed="1", number=6) == drawn(many[::-1], LESSONS, seed="1", number=6)
    assert len({tuple(drawn(many, LESSONS, seed=str(seed), number=6)) for seed in range(20)}) > 5


@given(
    numbers=st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 5)),
    lessons=st.lists(st.sampled_from("abcdefghij"), unique=True),
    seed=st.text(max_size=5),
)
def test_as_many_objectives_as_possible_and_none_twice_too_often(numbers, lessons, seed):
    asked = questions(**numbers)
    found = drawn(asked, lessons, seed=seed, number=IN_CHECK)
    assert len(found) == len(set(found)) == min(IN_CHECK, len(asked))
    counted = Counter(objectives(found))
    assert len(counted) == min(IN_CHECK, sum(1 for many in numbers.values() if many))
    # no objective is asked twice more than one that had questions left
    spare = [code for code, many in numbers.items() if many > counted[code]]
    assert all(counted[code] >= max(counted.values()) - 1 for code in spare)


def test_a_missed_objective_brings_back_every_lesson_about_it():
    parts = [Part(1, "lesson", "grens"), Part(2, "lesson", "melden"), Part(3, "lesson", "grens"), Part(4, "quiz")]
    assert brought_back(parts, [("grens", 4)]) == {1, 3}
    assert brought_back(parts, []) == set()


def test_an_objective_without_a_lesson_brings_back_the_lesson_before_its_quiz():
    parts = [Part(1, "lesson", "a"), Part(2, "lesson", "b"), Part(3, "quiz"), Part(4, "lesson", "c"), Part(5, "quiz")]
    assert brought_back(parts, [("los", 3)]) == {2}
    assert brought_back(parts, [("los", 5)]) == {4}


def test_before_the_first_lesson_it_is_the_first_and_without_lessons_the_quiz_itself():
    assert brought_back([Part(1, "quiz"), Part(2, "lesson", "a")], [("los", 1)]) == {2}
    assert brought_back([Part(1, "dilemma", "los"), Part(2, "quiz")], [("los", 2)]) == {2}


def test_the_second_booster_asks_others_as_far_as_there_are_enough():
    assert (of_booster(list("abcd"), 1), of_booster(list("abcd"), 2)) == (["a", "b"], ["c", "d"])
    assert (of_booster(list("abc"), 1), of_booster(list("abc"), 2)) == (["a", "b"], ["c", "a"])
    assert of_booster(list("ab"), 2) == ["a", "b"]
    assert of_booster(["a"], 1) == of_booster(["a"], 2) == ["a"]
    assert of_booster([], 1) == []
