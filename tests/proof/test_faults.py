"""Processes that die in the middle of their work: what was acknowledged is kept once, what was not is whole or absent.

The few rounds of the ordinary suite show that the guards work; the counts of `make proof` are what claims rest on.
"""

import queue
import random
import signal
import threading
import time
from collections import Counter
from datetime import date, timedelta
from os import kill

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.utils import timezone

from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress
from courses.learning.seals import opened_turn
from courses.members.models import Membership, Organisation
from courses.planning.models import Assignment, ProgrammeYear
from courses.planning.opening import open_year
from tests import factories
from tests.courses.learning.factories import an_edition
from tests.courses.members.factories import csv_bytes, rows_of
from tests.courses.planning import factories as planned
from tests.harness.server import serve
from tests.proof.killing import works
from tests.proof.learners import Account, Learner

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
YEAR = TODAY.year


def rounds(few, many):
    """`few` in the ordinary suite, `many` in the proof."""
    return pytest.mark.parametrize("times", [few, pytest.param(many, marks=pytest.mark.proof)])


#: Runs that only tell how long a work takes: a moment after its end kills nothing.
WARM = 3

# --- R1: kill -9 of a worker while members answer ---------------------------------------------------------------------

LEARNERS = 3
ACKNOWLEDGED_BETWEEN = 50
QUESTIONS = 3


def accounts_for(edition, number):
    """Members with all but the quiz behind them, so that its last answer writes a completion too."""
    organisation = factories.organisation()
    now = timezone.now()
    found = queue.Queue()
    for _number in range(number):
        user = factories.membership(None, organisation).user
        enrolment = Enrolment.objects.create(user=user, edition=edition, started_at=now)
        for step in edition.steps.exclude(kind="quiz"):
            Progress.objects.create(
                enrolment=enrolment, step=step, frozen_id=step.frozen_id, position=step.screens, done_at=now
            )
        client = Client()
        client.force_login(user)
        found.put(Account(user.pk, client.cookies["sessionid"].value))
    return found


@rounds(3, 200)
def test_no_acknowledged_answer_is_lost_or_doubled_when_workers_are_killed(times, tmp_path, record_property):
    edition = an_edition(questions=QUESTIONS)
    quiz = edition.steps.get(kind="quiz")
    # half the answers are right, so a quiz takes about six; nobody may run out of members
    accounts = accounts_for(edition, times * ACKNOWLEDGED_BETWEEN // QUESTIONS + 20)
    acknowledged, stop = queue.Queue(), threading.Event()
    with serve(workers=2, log=tmp_path / "server.log") as server:
        learners = [
            Learner(
                port=server.port,
                path=f"/leren/{edition.pk}/{quiz.position}/",
                accounts=accounts,
                acknowledged=acknowledged,
                stop=stop,
                seed=random.random(),
            )
            for _number in range(LEARNERS)
        ]
        for learner in learners:
            learner.start()
        for _round in range(times):
            for _answer in range(ACKNOWLEDGED_BETWEEN):
                said = acknowledged.get(timeout=60)
                assert not isinstance(said, Exception), said
            # anywhere in the requests that are under way
            time.sleep(random.uniform(0, 0.03))
            kill(random.choice(server.workers()), signal.SIGKILL)
        stop.set()
        for learner in learners:
            learner.join(120)
    assert [learner.trouble for learner in learners if learner.trouble] == []
    taken = [account for learner in learners for account in learner.taken]
    for account in taken:
        expected_of(account)
    kept = sum(len(account.kept) for account in taken)
    assert kept >= times * ACKNOWLEDGED_BETWEEN
    assert Answer.objects.count() == kept
    told(record_property, kills=times, acknowledged=kept, sent_again=sum(account.resent for account in taken))


def expected_of(account):
    """What stands for this member is what was acknowledged, no more and no less, and what follows from it."""
    expected = Counter()
    for sealed, option in account.kept.items():
        turn = opened_turn(sealed)
        expected[turn.attempt, turn.question, turn.turn, option] += 1
    rows = Answer.objects.filter(attempt__enrolment__user=account.user)
    found = Counter((row.attempt_id, row.question_id, row.turn, row.response["option"]) for row in rows)
    assert found == expected
    mastered = len({row.question_id for row in rows if row.right}) == QUESTIONS
    assert [one.passed is True for one in Attempt.objects.filter(enrolment__user=account.user)] in ([mastered], [])
    through = Progress.objects.filter(enrolment__user=account.user, step__kind="quiz", done_at__isnull=False)
    assert through.exists() == mastered
    assert Completion.objects.filter(user=account.user).count() == mastered


# --- R9: kill -9 of an import -----------------------------------------------------------------------------------------

ROWS = 1200  # three batches


@rounds(3, 200)
def test_an_import_that_is_killed_is_whole_or_absent(times, tmp_path, record_property):
    programme = planned.programme(starts_on=date(YEAR - 1, 1, 1))
    open_year(programme=programme, year=YEAR, edition=planned.edition(programme.module, YEAR), today=TODAY)
    found = Counter()
    with works() as run:
        within = min(run.run("import_members", **a_list(tmp_path)) for _time in range(WARM))
        while found["killed"] < times:
            found["runs"] += 1
            asked = a_list(tmp_path)
            found["killed"] += run.kill("import_members", within=within, **asked)
            stands = standing_in(asked["organisation"])
            assert stands in ((0, 0), (ROWS, ROWS))
            found["whole" if stands[0] else "absent"] += 1
            # the same file again makes it whole: everybody once, each with one assignment
            run.run("import_members", **asked)
            assert standing_in(asked["organisation"]) == (ROWS, ROWS)
            owed = Assignment.objects.filter(membership__organisation__code=asked["organisation"])
            assert (owed.count(), owed.values("membership").distinct().count()) == (ROWS, ROWS)
            forget(asked["organisation"])
    told(record_property, **found)


def a_list(folder):
    """A list of members and the new organisation that it is for."""
    code = factories.organisation().code
    file = folder / "leden.csv"
    file.write_bytes(csv_bytes(rows_of(ROWS, domain=f"{code}.example")))
    return {"file": str(file), "organisation": code}


def standing_in(code):
    """How many memberships and accounts there are, once nobody writes there any more."""
    with transaction.atomic():
        Organisation.objects.select_for_update().get(code=code)
        people = get_user_model().objects.filter(email__endswith=f"@{code}.example")
        return Membership.objects.filter(organisation__code=code).count(), people.count()


def forget(code):
    """So that the thousandth import finds no more rows than the first."""
    get_user_model().objects.filter(email__endswith=f"@{code}.example").delete()


# --- opening a year, killed and opened again --------------------------------------------------------------------------

MEMBERS = 600
BATCH = 50


@rounds(3, 200)
def test_a_year_whose_opening_is_killed_is_opened_again_with_one_assignment_each(times, record_property):
    module = planned.module()
    before, edition = planned.edition(module, YEAR - 1), planned.edition(module, YEAR)
    organisation = factories.organisation()
    for _number in range(MEMBERS):
        factories.membership(None, organisation, start=date(YEAR - 2, 3, 26))
    opened = TODAY - timedelta(days=1)
    found = Counter()

    def asked():
        programme = planned.programme(module, starts_on=date(YEAR - 1, 1, 1))
        open_year(programme=programme, year=YEAR - 1, edition=before, today=opened)
        arguments = {"programme": programme.pk, "year": YEAR, "edition": edition.pk, "today": TODAY.isoformat()}
        return programme, arguments | {"batch": BATCH}

    with works() as run:
        within = min(run.run("open_year", **asked()[1]) for _time in range(WARM))
        while found["killed"] < times:
            found["runs"] += 1
            programme, arguments = asked()
            found["killed"] += run.kill("open_year", within=within, **arguments)
            made = made_for(programme)
            assert made % BATCH == 0
            found["nothing" if not made else "whole" if made == MEMBERS else "part"] += 1
            run.run("open_year", **arguments)
            assert made_for(programme) == MEMBERS
            this_year = Assignment.objects.filter(programme_year__programme=programme, programme_year__year=YEAR)
            assert this_year.values("membership").distinct().count() == MEMBERS
            assert list(this_year.values_list("kind", "due", "closed_reason").distinct().order_by()) == [
                ("yearly", programme.years.get(year=YEAR).due, "")
            ]
            last_year = Assignment.objects.filter(programme_year__programme=programme, programme_year__year=YEAR - 1)
            assert last_year.filter(closed_on=TODAY, closed_reason="next_year").count() == MEMBERS == last_year.count()
            Assignment.objects.filter(programme_year__programme=programme).delete()
    told(record_property, **found)


def made_for(programme):
    """How many assignments there are for the year that is opened, once nobody makes any."""
    with transaction.atomic():
        type(programme).objects.select_for_update().get(pk=programme.pk)
        year = ProgrammeYear.objects.filter(programme=programme, year=YEAR).first()
        return Assignment.objects.filter(programme_year=year).count() if year else 0


def told(record_property, **figures):
    """Keep the figures in the report of the run, and say them."""
    for name, value in figures.items():
        record_property(name, value)
    print(", ".join(f"{name} {value}" for name, value in figures.items()))
