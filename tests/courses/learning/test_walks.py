"""Whatever a member presses, in whatever order, how often: no answer is lost or doubled, no place moves back."""

from itertools import groupby

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.learning.models import Answer, Attempt, Completion, Progress
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.walking import Walker

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

same_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
options = st.sampled_from([RIGHT, WRONG])
numbers = st.integers(0, 9)

quiz_moves = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), options),
        st.tuples(st.just("again"), numbers),
        st.tuples(st.just("resend"), numbers),
        st.tuples(st.just("old form"), numbers, options),
        st.tuples(st.just("next")),
        st.tuples(st.just("question"), st.integers(1, 3)),
        st.tuples(st.just("begin")),
        st.tuples(st.just("resume")),
        st.tuples(st.just("empty")),
    ),
    min_size=5,
    max_size=25,
)
lesson_moves = st.lists(
    st.one_of(
        st.tuples(st.just("go on")),
        st.tuples(st.just("resend"), numbers),
        st.tuples(st.just("previous")),
        st.tuples(st.just("screen"), st.integers(0, 4)),
        st.tuples(st.just("send screen"), st.integers(0, 4)),
        st.tuples(st.just("begin")),
        st.tuples(st.just("resume")),
    ),
    min_size=5,
    max_size=20,
)


class QuizWalk(Walker):
    """Remembers every form that was sent and what the server said is kept."""

    def __init__(self, edition, member):
        client = Client()
        client.force_login(member)
        super().__init__(client, edition)
        self.sent = []
        self.kept = {}
        self.begin(3)

    def send(self, url, turn, option):
        self.sent.append((url, turn, option))
        self.post(url, turn=turn, answer=option)
        assert self.status == 200
        if 'id="uitslag"' in self.html and not self.redirects:
            # acknowledged: from now on this must stand
            self.kept.setdefault(turn, option)

    def move(self, kind, *arguments):
        if kind == "answer" and self.hidden("turn"):
            self.send(self.url, self.hidden("turn"), arguments[0])
        elif kind == "empty" and self.hidden("turn"):
            self.post(self.url, turn=self.hidden("turn"))
        elif kind == "resend" and self.sent:
            self.send(*self.sent[arguments[0] % len(self.sent)])
        elif kind == "old form" and self.sent:
            url, turn, _option = self.sent[arguments[0] % len(self.sent)]
            self.send(url, turn, arguments[1])
        elif kind == "again" and self.link("Probeer opnieuw"):
            self.get(self.link("Probeer opnieuw"))
        elif kind == "next" and self.link("Volgende vraag"):
            self.get(self.link("Volgende vraag"))
        elif kind == "question":
            self.get(f"3/vraag/{arguments[0]}/")
        elif kind == "begin":
            self.begin(3)
        elif kind == "resume":
            self.get("3/")
        assert self.status == 200


@pytest.fixture
def edition(db):
    return factories.an_edition()


@same_database
@given(moves=quiz_moves)
def test_every_acknowledged_answer_stands_exactly_once(edition, moves):
    member = factories.a_member()
    walk = QuizWalk(edition, member)
    for move in moves:
        walk.move(*move)
    rows = list(Answer.objects.filter(attempt__enrolment__user=member).order_by("question__position", "turn"))
    assert sorted(row.response["option"] for row in rows) == sorted(walk.kept.values())
    for _question, answers in groupby(rows, key=lambda row: row.question_id):
        assert [row.turn for row in answers] == list(range(1, len([r for r in rows if r.question_id == _question]) + 1))
    attempt = Attempt.objects.get(enrolment__user=member)
    mastered = {row.question_id for row in rows if row.right}
    assert (attempt.passed is True) == (len(mastered) == 3)
    assert (Progress.objects.get(enrolment__user=member).done_at is not None) == (len(mastered) == 3)


@same_database
@given(moves=lesson_moves)
def test_the_place_follows_the_screens_one_by_one(edition, moves):
    member = factories.a_member()
    client = Client()
    client.force_login(member)
    walk = Walker(client, edition).begin(1)
    sent, behind = [], 0

    def send(url, seen):
        nonlocal behind
        sent.append((url, seen))
        screen = int(url.split("/")[4])
        if screen == behind + 1 and behind < 3:
            behind += 1
        walk.post(url, seen=seen)

    for kind, *arguments in moves:
        seen = walk.hidden("seen")
        if kind == "go on" and seen:
            send(walk.url, seen)
        elif kind == "resend" and sent:
            send(*sent[arguments[0] % len(sent)])
        elif kind == "previous" and walk.link("Vorige"):
            walk.get(walk.link("Vorige"))
        elif kind == "screen":
            walk.get(f"1/{arguments[0]}/")
        elif kind == "send screen":
            send(f"{walk.root}1/{arguments[0]}/", seen or "")
        elif kind == "begin":
            walk.begin(1)
        elif kind == "resume":
            walk.get("1/")
        progress = Progress.objects.get(enrolment__user=member)
        assert walk.status == 200
        assert progress.position == behind
        assert (progress.done_at is not None) == (behind == 3)
    assert not Completion.objects.filter(user=member).exists()
