"""Several tabs and devices at the same moment: one row, one completion, and everybody gets a page."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.walking import Walker

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 3


def at_once(*tasks):
    """Run the tasks in threads that start together; what they returned, or raised."""
    barrier = threading.Barrier(len(tasks))
    results = [None] * len(tasks)

    def run(place, task):
        barrier.wait()
        try:
            results[place] = task()
        except Exception as problem:
            results[place] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(tasks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def device(member, edition):
    client = Client()
    client.force_login(member)
    return Walker(client, edition)


@pytest.fixture
def edition(transactional_db):
    return factories.an_edition()


@pytest.fixture
def member(transactional_db):
    return factories.a_member()


def sender(member, edition, url, **data):
    walker = device(member, edition)
    return lambda: walker.post(url, **data)


def good(results):
    """Every thread got a page."""
    for result in results:
        assert getattr(result, "status", result) == 200, result


def test_beginning_in_four_tabs_is_one_attempt(member, edition):
    good(at_once(*[sender(member, edition, "3/") for _ in range(4)]))
    assert (Enrolment.objects.count(), Progress.objects.count(), Attempt.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("again", range(ROUNDS))
def test_the_same_answer_from_four_tabs_is_one_row(member, edition, again):
    turn = device(member, edition).begin(3).hidden("turn")
    results = at_once(*[sender(member, edition, "3/vraag/1/", turn=turn, answer=WRONG) for _ in range(4)])
    good(results)
    assert Answer.objects.count() == 1
    assert all("Niet het beste antwoord" in result.html for result in results)


@pytest.mark.parametrize("again", range(ROUNDS))
def test_two_different_answers_at_once_one_stands_and_both_see_it(member, edition, again):
    turn = device(member, edition).begin(3).hidden("turn")
    results = at_once(
        sender(member, edition, "3/vraag/1/", turn=turn, answer=WRONG),
        sender(member, edition, "3/vraag/1/", turn=turn, answer=RIGHT),
    )
    good(results)
    stands = Answer.objects.get().right
    for result in results:
        assert ("Niet het beste antwoord" not in result.html) == stands
    assert sum("U gaf al antwoord op deze vraag." in result.html for result in results) == 1


@pytest.mark.parametrize("again", range(ROUNDS))
def test_the_last_two_answers_at_once_finish_the_quiz(member, edition, again):
    walker = device(member, edition).begin(3)
    walker.answer(RIGHT)
    turns = [(number, walker.get(f"3/vraag/{number}/").hidden("turn")) for number in (2, 3)]
    good(at_once(*[sender(member, edition, f"3/vraag/{n}/", turn=turn, answer=RIGHT) for n, turn in turns]))
    assert Answer.objects.count() == 3
    assert Attempt.objects.get().passed is True
    assert Progress.objects.get().done_at


@pytest.mark.parametrize("again", range(ROUNDS))
def test_the_last_two_steps_at_once_are_one_completion(member, edition, again):
    walker = device(member, edition)
    walker.finish_quiz()
    walker.begin(2)
    walker.choose("bewaren", "avond")
    walker.begin(1)
    walker.go_on()
    walker.go_on()
    last = walker.hidden("seen")
    good(
        at_once(
            sender(member, edition, "1/3/", seen=last),
            sender(member, edition, "1/3/", seen=last),
            sender(member, edition, "2/situatie/", finish="1"),
            sender(member, edition, "2/situatie/", finish="1"),
        )
    )
    assert Completion.objects.count() == 1


def test_the_same_screen_from_four_tabs_goes_on_once(member, edition):
    seen = device(member, edition).begin(1).hidden("seen")
    good(at_once(*[sender(member, edition, "1/1/", seen=seen) for _ in range(4)]))
    assert Progress.objects.get().position == 1


def test_completing_from_four_places_is_one_completion(member, edition):
    from courses.learning.completing import complete_if_ready

    walker = device(member, edition)
    walker.finish_lesson()
    walker.finish_dilemma()
    walker.finish_quiz()
    Completion.objects.all().delete()
    enrolment = Enrolment.objects.get()
    results = at_once(*[lambda: complete_if_ready(enrolment=enrolment, now=timezone.now()).pk for _ in range(4)])
    assert len(set(results)) == 1 and Completion.objects.count() == 1
