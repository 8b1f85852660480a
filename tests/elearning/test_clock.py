"""A tick does what is due, once: late, twice, two at a time, cut off, or beside one that was killed."""

import signal
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic, sleep

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from courses.members.models import Membership
from courses.planning import keeping
from courses.planning.keeping import Kept
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from courses.reminders.ticking import tick
from elearning import clock
from elearning.accounts.models import StashedPost
from elearning.accounts.sessions import SessionStore
from elearning.housekeeping import tidy
from elearning.turns import turn
from tests import factories
from tests.courses.planning import factories as planned
from tests.harness.server import ROOT, environment

OPENED = date(2027, 3, 1)
LONG_AGO = date(2025, 3, 26)
MIDNIGHT_UTC = datetime(2027, 5, 10, tzinfo=UTC)


def a_year(members=1, *, today=OPENED):
    """Members who owe an open year."""
    module = planned.module()
    made = [factories.membership(start=LONG_AGO) for _ in range(members)]
    edition = planned.edition(module, today.year)
    open_year(programme=planned.programme(module, starts_on=LONG_AGO), year=today.year, edition=edition, today=today)
    return made


def at(day, hour=12, minute=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def standing():
    """Every obligation, as far as it matters."""
    rows = Assignment.objects.order_by("membership", "programme_year")
    return list(rows.values_list("membership", "kind", "opens", "due", "closed_on", "closed_reason"))


def leave(members, *, end):
    Membership.objects.filter(pk__in=[member.pk for member in members]).update(end=end)


# --- once -------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_who_left_owes_nothing_and_who_began_is_asked():
    leaver, stayer = a_year(2)
    leave([leaver], end=date(2027, 5, 9))
    joiner = factories.membership(start=date(2027, 5, 10))
    later = factories.membership(start=date(2027, 5, 11))
    assert tick(now=at(date(2027, 5, 10))).kept == Kept(moved=0, closed=1, joined=1)
    assert Assignment.objects.get(membership=leaver).closed_on == date(2027, 5, 10)
    assert Assignment.objects.get(membership=stayer).closed_on is None
    assert Assignment.objects.get(membership=joiner).due == date(2027, 8, 8)
    assert not later.assignments.exists()


@pytest.mark.django_db
def test_a_day_begins_in_amsterdam():
    (leaver,) = a_year()
    leave([leaver], end=date(2027, 5, 9))
    assert tick(now=datetime(2027, 5, 9, 21, 59, tzinfo=UTC)).kept.closed == 0
    assert tick(now=datetime(2027, 5, 9, 22, 0, tzinfo=UTC)).kept.closed == 1


@pytest.mark.django_db
def test_the_same_tick_again_does_nothing():
    members = a_year(3)
    leave(members[:1], end=date(2027, 5, 9))
    factories.membership(start=date(2027, 5, 10))
    assert tick(now=at(date(2027, 5, 10))).anything
    before = standing()
    for now in (at(date(2027, 5, 10)), at(date(2027, 5, 10), 23, 59), at(date(2027, 5, 11))):
        assert not tick(now=now).anything
    assert standing() == before


@pytest.mark.django_db
def test_after_26_hours_without_a_tick_all_is_as_if_it_had_ticked_all_the_time():
    def two_days():
        members = a_year(4)
        leave(members[:1], end=date(2027, 5, 9))
        leave(members[1:2], end=date(2027, 5, 10))
        for start in (date(2027, 5, 10), date(2027, 5, 11)):
            factories.membership(start=start)

    begin, end = at(date(2027, 5, 9), 23, 30), at(date(2027, 5, 11), 1, 30)
    assert end - begin == timedelta(hours=26)
    results = []
    for moments in ([begin + timedelta(minutes=30) * n for n in range(53)], [begin, end]):
        with transaction.atomic():
            two_days()
            kept = [keeping.keep_up(today=timezone.localdate(now)) for now in moments]
            results.append(
                ([row[1:] for row in standing()], sum(one.closed for one in kept), sum(one.joined for one in kept))
            )
            transaction.set_rollback(True)
    assert results[0] == results[1]
    assert results[0][1:] == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_four_at_once_without_a_lock_do_everything_once():
    """The lock saves work; that each thing happens once does not hang on it."""
    members = a_year(60)
    leave(members[:20], end=date(2027, 5, 9))
    for _number in range(20):
        factories.membership(start=date(2027, 5, 10))
    done, troubles, ready = [], [], threading.Barrier(4)

    def run():
        ready.wait()
        try:
            done.append(tick(now=at(date(2027, 5, 10))))
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not troubles
    assert (sum(d.kept.closed for d in done), sum(d.kept.joined for d in done)) == (20, 20)
    assert Assignment.objects.count() == 80


@pytest.mark.django_db
def test_what_fails_ends_the_tick_there_and_the_next_one_does_the_rest(monkeypatch):
    (leaver,) = a_year()
    leave([leaver], end=date(2027, 5, 9))
    factories.membership(start=date(2027, 5, 10))

    def broken(*, today):
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as patch:
        patch.setattr(keeping, "close_ended", broken)
        with pytest.raises(OperationalError):
            tick(now=at(date(2027, 5, 10)))
    assert Assignment.objects.count() == 1  # nobody was asked before it was known who left
    assert not mail.outbox
    assert tick(now=at(date(2027, 5, 10))).kept == Kept(moved=0, closed=1, joined=1)


@pytest.mark.django_db
def test_it_can_be_stopped_between_two_steps():
    (leaver,) = a_year()
    leave([leaver], end=date(2027, 5, 9))
    factories.membership(start=date(2027, 5, 10))

    def stop(step):
        if step == "mails":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tick(now=at(date(2027, 5, 10)), progress=stop)
    assert not mail.outbox
    assert tick(now=at(date(2027, 5, 10))).kept == Kept(moved=0, closed=0, joined=0)


# --- one at a time ----------------------------------------------------------------------------------------------------

HOLD = """
import django; django.setup()
import time
from elearning.turns import turn
with turn("tick") as ours:
    print(ours, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other():
    """Another process that is in its turn; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "True\n"
    yield process
    process.kill()
    process.wait()


@pytest.mark.django_db(transaction=True)
def test_a_turn_is_of_one_process_and_goes_when_that_is_killed(other):
    for _again in range(2):
        with turn("tick") as ours:
            assert not ours
    with turn("something else") as ours:
        assert ours
    other.send_signal(signal.SIGKILL)
    other.wait()
    until = monotonic() + 30
    while not _free("tick"):  # PostgreSQL has to notice that the line is dead; that takes it a moment
        assert monotonic() < until
        sleep(0.05)
    for _again in range(2):  # and it is given back each time
        with turn("tick") as ours:
            assert ours


def _free(name):
    with turn(name) as ours:
        return ours


@pytest.mark.django_db(transaction=True)
def test_a_turn_is_given_back_after_an_error_also_one_of_the_database():
    for _again in range(2):
        with pytest.raises(OperationalError), turn("tick") as ours, transaction.atomic():
            assert ours
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            raise OperationalError
    with turn("tick") as ours:
        assert ours


@pytest.mark.django_db(transaction=True)
def test_while_another_ticks_this_one_does_nothing_and_that_is_no_failure(other, capsys):
    (leaver,) = a_year(today=timezone.localdate())
    leave([leaver], end=timezone.localdate() - timedelta(days=1))
    call_command("tick")
    assert capsys.readouterr().out == "Een andere ronde van de klok is al bezig. Voor deze was er niets te doen.\n"
    assert Assignment.objects.get().closed_on is None


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_command_says_in_one_line_what_it_did(capsys):
    today = timezone.localdate()
    (leaver,) = a_year(today=today)
    leave([leaver], end=today - timedelta(days=1))
    factories.membership(start=today)
    call_command("tick")
    assert capsys.readouterr().out.startswith("Verhuisd: 0. Gesloten: 1. Nieuw: 1. ")
    call_command("tick")
    assert capsys.readouterr().out.startswith("Verhuisd: 0. Gesloten: 0. Nieuw: 0. ")


@pytest.mark.django_db
def test_without_a_database_it_fails_in_words(monkeypatch):
    def refuse(*, now, progress=None):
        raise OperationalError("could not connect\nIs the server running?")

    monkeypatch.setattr(clock, "tick", refuse)
    with pytest.raises(CommandError, match=r"niet te gebruiken \(could not connect\)\. Wat gedaan is, blijft staan"):
        call_command("tick")


@pytest.mark.django_db(transaction=True)
def test_cron_learns_from_the_exit_status():
    def run(**environ):
        return subprocess.run(
            [sys.executable, "manage.py", "tick"], cwd=ROOT, env=environment() | environ, capture_output=True, text=True
        )

    well = run()
    assert (well.returncode, well.stdout.count("\n"), well.stderr) == (0, 1, "")
    ill = run(DATABASE_URL="sqlite:////nowhere/at/all.sqlite3")
    assert ill.returncode == 1 and ill.stdout == "" and ill.stderr.count("\n") == 1
    assert "Traceback" not in ill.stderr


# --- tidying up -------------------------------------------------------------------------------------------------------


def a_session(user, *, ended):
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store.create()
    Session.objects.filter(pk=store.session_key).update(expire_date=ended)
    return store.session_key


@pytest.mark.django_db
def test_sessions_go_when_they_no_longer_tell_whose_answer_comes_late():
    user, now = factories.person(), timezone.now()
    old = a_session(user, ended=now - timedelta(minutes=16))
    lapsed = a_session(user, ended=now - timedelta(minutes=14))
    open_ = a_session(user, ended=now + timedelta(hours=1))
    assert tidy(now=now) == 1
    assert set(Session.objects.values_list("pk", flat=True)) == {lapsed, open_} != {old}


@pytest.mark.django_db
def test_answers_that_nobody_came_back_for_go_after_their_time():
    user, now = factories.person(), timezone.now()
    for number, expires in enumerate((now, now + timedelta(minutes=1))):
        StashedPost.objects.create(
            token_hash=str(number), user=user, path="/leren/", sealed_fields=b"x", expires_at=expires
        )
    assert tidy(now=now) == 1 and StashedPost.objects.get().token_hash == "1"


@pytest.mark.django_db
def test_old_results_go_and_work_that_waits_or_goes_on_stays():
    now = timezone.now()
    old, fresh = now - timedelta(days=14), now - timedelta(days=13)
    rows = [("SUCCESSFUL", old), ("FAILED", old), ("SUCCESSFUL", fresh), ("READY", None), ("RUNNING", None)]
    for status, finished in rows:
        DBTaskResult.objects.create(
            status=status, finished_at=finished, args_kwargs={}, task_path="x", backend_name="default",
            run_after=old, exception_class_path="", traceback="",
        )  # fmt: skip
    assert tidy(now=now) == 2
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "RUNNING", "SUCCESSFUL"]
