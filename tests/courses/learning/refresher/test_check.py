"""The entry check: each question once; what it shows, and what it brings back."""

import pytest

from courses.learning.models import Answer, Attempt
from tests.courses.learning import returning
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.refresher.steps import BEWAREN, DILEMMA, GRENS, MELDEN, OTHER, QUIZ, finished, shown
from tests.courses.learning.returning import Returning, the_check

pytestmark = pytest.mark.django_db


def test_each_question_is_asked_once(walker, member):
    walker.start()
    walker.post("startcheck/")
    turn = walker.hidden("turn")
    walker.answer(WRONG)
    assert walker.title.startswith("Vraag 1 van 6, uitleg – Startcheck")
    assert "De les hierover komt na de startcheck." in walker.html and walker.link("Probeer opnieuw") is None
    walker.get("startcheck/1/?opnieuw")
    assert walker.hidden("turn") is None
    walker.post("startcheck/1/", turn=turn, answer=RIGHT)
    assert "Dat antwoord blijft staan." in walker.html and "Niet het beste antwoord" in walker.html
    assert list(Answer.objects.values_list("turn", "right")) == [(1, False)]


def test_an_empty_answer_is_an_error_in_words(walker):
    walker.start()
    walker.post("startcheck/")
    walker.post(walker.url, turn=walker.hidden("turn"))
    assert walker.title.startswith("Fout: Vraag 1 van 6") and not Answer.objects.exists()
    walker.answer(RIGHT)
    assert Answer.objects.count() == 1


def test_another_members_turn_is_not_there(walker, member, editions, client):
    walker.start()
    walker.post("startcheck/")
    turn = walker.hidden("turn")
    client.force_login(returning.a_returning_member(editions[0]))
    assert client.post(f"{walker.root}startcheck/1/", {"turn": turn, "answer": RIGHT}).status_code == 404


def test_the_same_six_on_every_day_and_in_every_tab(walker, member):
    walker.start()
    walker.post("startcheck/")
    keys = the_check(member).rule["questions"]
    for _ in range(3):
        walker.post("startcheck/")
    assert the_check(member).rule == {"rule": "entry_check", "questions": keys} and len(keys) == 6


def test_fewer_questions_than_six(client):
    earlier, edition = returning.two_editions(questions=(1, 1, 0))
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start()
    assert walker.do_check() == ["grens", "bewaren"]


def test_one_objective(client):
    earlier, edition = returning.two_editions(objectives=("melden",), questions=(9,), must=())
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start()
    assert walker.do_check(missed=["melden"]) == ["melden"] * 6
    assert 1 not in shown(member)


def test_without_a_quiz_nothing_can_be_shown_so_every_step_is_asked(client):
    earlier, edition = returning.two_editions(questions=())
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).get("")
    titles = [title for title, _state in walker.tasks]
    assert titles == [
        "Wat is er nieuw",
        "Wie u belt",
        "Dilemma 1",
        "Les grens",
        "Les bewaren",
        "Les melden",
        "Dilemma 2",
    ]
    walker.start().see_news()
    walker.see_contacts()
    assert walker.get("startcheck/").url == walker.root and walker.post("startcheck/").url == walker.root
    for step in (GRENS, BEWAREN, MELDEN):
        walker.do_lesson(step)
    walker.do_dilemma(DILEMMA)
    assert not finished(member, edition)
    walker.do_dilemma(OTHER)
    assert finished(member, edition)


def test_an_objective_without_a_lesson_brings_back_the_lesson_before_the_quiz(client):
    earlier, edition = returning.two_editions(questions=(1, 1, 1), extra=("los",))
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start()
    walker.do_check(missed=["los"])
    assert shown(member) == [GRENS, BEWAREN, OTHER, QUIZ]


def test_without_lessons_the_quiz_itself_comes_back(client):
    earlier, edition = returning.two_editions(objectives=(), questions=(), extra=("los", "vast"), dilemmas=0)
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start().see_news()
    walker.see_contacts()
    walker.do_check(missed=["los"])
    assert not finished(member, edition)
    walker.finish_quiz(1)
    assert finished(member, edition)


def test_an_open_check_does_not_stand_in_the_way_of_the_quiz(walker, member, edition):
    walker.start()
    walker.post("startcheck/")
    walker.answer(RIGHT)
    walker.post("route/", route="full")
    walker.begin(QUIZ)
    assert "Vraag 1 van 6" in walker.title
    assert Attempt.objects.filter(enrolment__user=member).count() == 2
