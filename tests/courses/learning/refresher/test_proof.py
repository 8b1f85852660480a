"""The receipt of the short way, what becomes of the answers, and what its pages cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editions.documents import digest
from courses.learning.models import Answer, Attempt, Completion
from courses.learning.selectors import tasks_of
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.refresher.steps import BEWAREN, DILEMMA, GRENS, MELDEN, OTHER, QUIZ, all_but
from tests.courses.learning.returning import the_check

pytestmark = pytest.mark.django_db


def test_the_receipt_names_the_way_and_what_was_shown(walker, member, editions, edition):
    walker.start().see_news()
    walker.see_contacts().do_dilemma(DILEMMA)
    walker.do_check(missed=["melden"])
    walker.see_must_screens().do_lesson(MELDEN)
    completion = Completion.objects.get(user=member, edition=edition)
    receipt = completion.receipt
    assert (receipt["v"], receipt["route"], receipt["since"]) == (2, "refresher", editions[0].pk)
    assert {step["position"]: step["how"] for step in receipt["steps"]} == {
        GRENS: "shown", BEWAREN: "shown", MELDEN: "seen", DILEMMA: "seen", OTHER: "shown", QUIZ: "shown",
    }  # fmt: skip
    assert sorted(one["key"] for one in receipt["check"]) == sorted(the_check(member).rule["questions"])
    lesson = edition.steps.get(position=BEWAREN)
    assert receipt["must_see"] == [
        {"position": BEWAREN, "screen": lesson.frozen.document["body"][1]["id"], "digest": lesson.frozen_id}
    ]
    assert (receipt["questions"], receipt["rules"]) == ([], [])
    assert completion.digest == digest(receipt)
    words = str(receipt)
    assert not any(word in words for word in ("right", "score", "missed", "response", RIGHT, WRONG))


def test_the_answers_go_with_the_attempt_as_all_others(walker, member):
    """They are cut loose by the rule for answers: nothing that stays depends on them."""
    all_but(walker)
    Answer.objects.filter(attempt__enrolment__user=member).delete()
    assert walker.get("startcheck/1/").url == walker.root
    Attempt.objects.filter(enrolment__user=member).delete()
    assert walker.post("startcheck/").url == walker.root and not Attempt.objects.exists()
    assert walker.start().heading == "U bent klaar voor 2026"
    walker.get("")
    assert [state for _title, state in walker.tasks] == ["Afgerond"] * 5 + ["Aangetoond"] * 5


def queries(walker, place):
    walker.get(place)  # from then on the documents and the organisation's numbers stand in the cache
    with CaptureQueriesContext(connection) as found:
        assert walker.get(place).status == 200
    return len(found)


def test_what_the_pages_ask_of_the_database(walker, member):
    walker.get("")
    # session, user, edition with mandate, way, and the dilemmas of earlier years or the screens that were seen
    assert queries(walker, "") == 5
    walker.start()
    assert queries(walker, "") == 5
    assert queries(walker, "contacten/") <= 6
    assert queries(walker, "startcheck/") == 6
    walker.post("startcheck/")
    assert queries(walker, "startcheck/1/") <= 5
    walker.do_check()
    assert queries(walker, "dit-ziet-iedereen/1/") == 6
    assert queries(walker, "nieuw/") <= 14


def test_a_first_year_costs_no_more_than_it_did(client, edition):
    member = factories.a_member()
    tasks_of(user=member, edition=edition.pk)
    with CaptureQueriesContext(connection) as found:
        tasks_of(user=member, edition=edition.pk)
    assert len(found) == 1
