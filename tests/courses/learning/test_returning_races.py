"""Several tabs and devices at once on the short way: one of each, and one completion."""

import pytest

from courses.learning.models import Answer, Attempt, Completion, Enrolment, Refresher, ScreenSeen
from tests.courses.learning import returning
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.returning import Returning
from tests.courses.learning.test_races import at_once, good

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editions(transactional_db):
    return returning.two_editions(questions=(1, 1, 1), dilemmas=1)


@pytest.fixture
def member(editions):
    return returning.a_returning_member(editions[0])


def device(client_class, member, edition):
    client = client_class()
    client.force_login(member)
    return Returning(client, edition)


def sender(client, member, edition, url, **data):
    walker = device(type(client), member, edition)
    return lambda: walker.post(url, **data)


def test_beginning_in_four_tabs_is_one_refresher(client, member, editions):
    good(at_once(*[sender(client, member, editions[1], "") for _ in range(4)]))
    assert Enrolment.objects.filter(edition=editions[1]).count() == Refresher.objects.count() == 1


def test_beginning_the_check_in_four_tabs_is_one_check(client, member, editions):
    device(type(client), member, editions[1]).start()
    good(at_once(*[sender(client, member, editions[1], "startcheck/") for _ in range(4)]))
    assert Attempt.objects.count() == 1


def test_two_answers_at_once_one_stands(client, member, editions):
    walker = device(type(client), member, editions[1]).start()
    turn = walker.post("startcheck/").hidden("turn")
    results = at_once(
        *[
            sender(client, member, editions[1], "startcheck/1/", turn=turn, answer=option)
            for option in (WRONG, RIGHT, WRONG)
        ]
    )
    good(results)
    assert Answer.objects.count() == 1


def test_the_last_two_answers_at_once_finish_the_check(client, member, editions):
    walker = device(type(client), member, editions[1]).start()
    walker.post("startcheck/")
    walker.answer(RIGHT)
    turns = [(number, walker.get(f"startcheck/{number}/").hidden("turn")) for number in (2, 3)]
    good(
        at_once(
            *[
                sender(client, member, editions[1], f"startcheck/{number}/", turn=turn, answer=RIGHT)
                for number, turn in turns
            ]
        )
    )
    assert Answer.objects.count() == 3 and Attempt.objects.get().passed is True
    assert Enrolment.objects.get(edition=editions[1]).progress.filter(shown=True).count() == 4


def test_the_last_two_things_at_once_are_one_completion(client, member, editions):
    walker = device(type(client), member, editions[1]).start()
    walker.do_dilemma(4)
    walker.do_check()
    walker.see_contacts()
    good(
        at_once(
            sender(client, member, editions[1], "dit-ziet-iedereen/1/"),
            sender(client, member, editions[1], "dit-ziet-iedereen/1/"),
            sender(client, member, editions[1], "nieuw/"),
            sender(client, member, editions[1], "nieuw/"),
        )
    )
    assert ScreenSeen.objects.count() == Completion.objects.filter(edition=editions[1]).count() == 1
