"""The worker as it really runs, a process of its own: it ticks, it works, it survives, it stops when asked."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from courses.members.models import Membership
from courses.planning.models import Assignment
from elearning.working import SteadyWorker
from tests import factories
from tests.elearning.test_clock import a_year, leave
from tests.elearning.worker_tasks import note
from tests.harness.server import ROOT, environment

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
PATIENCE = 60


class Running:
    def __init__(self, process, log):
        self.process, self.log = process, log

    def said(self):
        return self.log.read_text()

    def wait_for(self, what):
        """Wait until `what()` is true; fails when the worker ends first."""
        until = time.monotonic() + PATIENCE
        while not what():
            assert self.process.poll() is None, f"the worker ended:\n{self.said()}"
            assert time.monotonic() < until, f"the worker did not come to it:\n{self.said()}"
            time.sleep(0.05)

    def end(self, how=signal.SIGTERM):
        """Ask it to stop; returns its exit status."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@contextlib.contextmanager
def worker(tmp_path, *, every=0.3):
    """A worker that ticks every so many seconds; killed at the end if it still runs."""
    log = tmp_path / f"worker-{time.monotonic_ns()}.log"
    surroundings = environment() | {"DJANGO_SETTINGS_MODULE": "tests.elearning.worker_settings"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--tick-every", str(every)],
            cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        yield Running(process, log)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def enqueue(file, seconds=0.0):
    result = DatabaseBackend("default", {}).enqueue(note, (str(file), seconds), {})
    return DBTaskResult.objects.get(pk=result.id)


def lines(file):
    return file.read_text().splitlines() if file.exists() else []


def closed():
    return Assignment.objects.exclude(closed_on=None).count()


def test_it_ticks_at_once_and_goes_on_ticking(tmp_path):
    members = a_year(3, today=TODAY)
    leave(members[:1], end=YESTERDAY)
    with worker(tmp_path) as running:
        running.wait_for(lambda: closed() == 1)
        leave(members[1:2], end=YESTERDAY)
        joiner = factories.membership(start=TODAY)
        running.wait_for(lambda: closed() == 2 and joiner.assignments.exists())
        running.wait_for(lambda: running.said().count("Gesloten: 1.") == 2)  # said when the whole tick is over
        assert running.end() == 0


def test_it_does_the_work_that_waits_also_while_a_tick_takes_long(tmp_path):
    file = tmp_path / "notes"
    first = enqueue(file)
    with worker(tmp_path, every=3600) as running:
        running.wait_for(lambda: lines(file) == ["begun", "done"])
        second = enqueue(file)
        running.wait_for(lambda: len(lines(file)) == 4)
        assert running.end() == 0
    assert {DBTaskResult.objects.get(pk=row.pk).status for row in (first, second)} == {"SUCCESSFUL"}


def test_a_tick_that_fails_is_logged_and_the_next_one_comes(tmp_path):
    (leaver,) = a_year(today=TODAY)
    leave([leaver], end=YESTERDAY)
    table = Assignment._meta.db_table
    _rename(table, "elsewhere")
    with worker(tmp_path) as running:
        running.wait_for(lambda: running.said().count("A tick failed") >= 2)
        file = tmp_path / "notes"
        enqueue(file)
        running.wait_for(lambda: lines(file) == ["begun", "done"])  # the other half goes on as well
        _rename("elsewhere", table)
        running.wait_for(lambda: closed() == 1)
        assert running.end() == 0
    assert "Traceback" in running.said()


def _rename(table, to):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {to}")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_finishes_what_it_does_and_begins_nothing(tmp_path, how):
    file, other = tmp_path / "notes", tmp_path / "others"
    doing, waiting = enqueue(file, 1.5), enqueue(other)
    with worker(tmp_path) as running:
        running.wait_for(lambda: lines(file) == ["begun"])
        assert running.end(how) == 0
    assert lines(file) == ["begun", "done"] and lines(other) == []
    assert DBTaskResult.objects.get(pk=doing.pk).status == "SUCCESSFUL"
    assert DBTaskResult.objects.get(pk=waiting.pk).status == "READY"
    with worker(tmp_path) as running:  # the next one goes on there, and does nothing again
        running.wait_for(lambda: lines(other) == ["begun", "done"])
        begun = time.monotonic()
        assert running.end() == 0
        assert time.monotonic() - begun < 10  # idle it stops at once
    assert lines(file) == ["begun", "done"]


def test_asked_to_stop_between_taking_a_task_and_beginning_it_that_task_is_done(tmp_path, monkeypatch):
    file, real = tmp_path / "notes", DBTaskResult.claim
    steady = SteadyWorker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="this one",
    )  # fmt: skip

    def claim(row, worker_id):
        real(row, worker_id)
        steady.shutdown(signal.SIGTERM, None)

    monkeypatch.setattr(DBTaskResult, "claim", claim)
    enqueue(file)
    steady.run()
    assert lines(file) == ["begun", "done"] and DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_asked_twice_it_gives_up_what_it_was_doing(tmp_path):
    file = tmp_path / "notes"
    doing = enqueue(file, 600)
    with worker(tmp_path) as running:
        running.wait_for(lambda: lines(file) == ["begun"])
        running.process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            running.process.wait(2)  # asked once it goes on
        assert running.end() == 0
    assert lines(file) == ["begun"] and DBTaskResult.objects.get(pk=doing.pk).status == "FAILED"


def test_killed_it_leaves_no_lock_and_what_it_was_doing_is_not_begun_again(tmp_path):
    (leaver,) = a_year(today=TODAY)
    file = tmp_path / "notes"
    enqueue(file, 600)
    with worker(tmp_path) as running:
        running.wait_for(lambda: lines(file) == ["begun"])
        os.kill(running.process.pid, signal.SIGKILL)
        running.process.wait()
    leave([leaver], end=YESTERDAY)
    other = tmp_path / "others"
    enqueue(other)
    with worker(tmp_path) as running:
        running.wait_for(lambda: closed() == 1 and lines(other) == ["begun", "done"])
        assert running.end() == 0
    assert lines(file) == ["begun"]


def test_two_workers_share_the_work_and_do_each_thing_once(tmp_path):
    members = a_year(20, today=TODAY)
    files = [tmp_path / f"notes-{number}" for number in range(10)]
    with worker(tmp_path) as one, worker(tmp_path) as two:
        one.wait_for(lambda: "is aan het werk" in one.said())
        two.wait_for(lambda: "is aan het werk" in two.said())
        leave(members[:10], end=YESTERDAY)
        for file in files:
            enqueue(file)
        one.wait_for(lambda: closed() == 10 and all(len(lines(file)) == 2 for file in files))
        assert one.end() == two.end() == 0
    assert all(lines(file) == ["begun", "done"] for file in files)
    assert Membership.objects.filter(assignments__closed_on=None).count() == 10
