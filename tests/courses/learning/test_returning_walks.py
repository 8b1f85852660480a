"""Whatever is answered in the check: what comes back are exactly the lessons of what was missed, and nobody finishes
without having seen what everybody must see."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.learning.models import Completion, Progress, ScreenSeen
from tests.courses.learning import returning
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.returning import OBJECTIVES, Returning, the_check

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
few = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=12
)
LESSONS = {code: number for number, code in enumerate(OBJECTIVES, start=1)}
MUST = ("grens", "melden")


@pytest.fixture
def editions(db):
    return returning.two_editions(must=MUST)


def walker_of(member, edition):
    client = Client()
    client.force_login(member)
    return Returning(client, edition)


@few
@given(marks=st.lists(st.booleans(), min_size=6, max_size=6), order=st.permutations(range(1, 7)))
def test_what_comes_back_are_the_lessons_of_what_was_missed(editions, marks, order):
    member = returning.a_returning_member(editions[0])
    walker = walker_of(member, editions[1]).start()
    walker.post("startcheck/")
    missed = set()
    for number in order:
        walker.get(f"startcheck/{number}/")
        if not marks[number - 1]:
            missed.add(walker.objective_asked())
        walker.answer(RIGHT if marks[number - 1] else WRONG)
    shown = set(Progress.objects.filter(enrolment__user=member, shown=True).values_list("step__position", flat=True))
    assert {code for code, number in LESSONS.items() if number not in shown} == missed
    assert {5, 6} <= shown and 4 not in shown
    assert the_check(member).passed is True


moves = st.lists(
    st.one_of(
        st.sampled_from(["news", "contacts", "dilemma", "begin check", "must", "full", "short", "quiz"]),
        st.tuples(st.just("answer"), st.booleans()),
        st.tuples(st.just("lesson"), st.sampled_from([1, 2, 3])),
    ),
    min_size=8,
    max_size=25,
)


def move(walker, kind, *arguments):
    if kind == "news":
        walker.see_news()
    elif kind == "contacts":
        walker.see_contacts()
    elif kind == "dilemma":
        walker.do_dilemma(4)
    elif kind == "begin check":
        walker.post("startcheck/")
    elif kind == "answer":
        walker.get("startcheck/")
        if walker.hidden("turn"):
            walker.answer(RIGHT if arguments[0] else WRONG)
    elif kind == "must":
        walker.get("dit-ziet-iedereen/")
        if "/dit-ziet-iedereen/" in walker.url:
            walker.go_on_here()
    elif kind == "lesson":
        walker.do_lesson(arguments[0])
    elif kind == "quiz":
        walker.begin(6)
        if walker.hidden("turn"):  # a quiz that was passed asks nothing any more
            walker.finish_quiz(6)
    else:
        walker.post("route/", route=kind)
    assert walker.status == 200


@few
@given(moves=moves)
def test_nobody_finishes_without_having_seen_what_everybody_must_see(editions, moves):
    member = returning.a_returning_member(editions[0])
    edition = editions[1]
    walker = walker_of(member, edition).start()
    rest = ["short", "contacts", "news", "dilemma", "begin check", *[("answer", True)] * 6, "must", "must"]
    for one in [*moves, *rest, *(("lesson", number) for number in LESSONS.values())]:
        move(walker, *([one] if isinstance(one, str) else one))
        if Completion.objects.filter(user=member, edition=edition).exists():
            break
    # the lessons at the end finish it for everybody; who finished sooner had seen the same
    assert Completion.objects.filter(user=member, edition=edition).exists()
    for code in MUST:
        step = edition.steps.get(position=LESSONS[code])
        read = Progress.objects.filter(enrolment__user=member, step=step)
        by_itself = ScreenSeen.objects.filter(refresher__enrolment__user=member, step=step)
        assert by_itself.exists() or read.get().position == 2
