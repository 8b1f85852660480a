"""The worker that also ticks: background work in one thread, the clock in another.

Two threads, because somebody who asks for a code to sign in does not wait until a long tick is over. Both may be killed
at any moment; asked to stop, they finish what they are at.
"""

import logging
import signal
import sys
import threading
from collections.abc import Callable

from django.db import connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from elearning.clock import Done, tick_once

log = logging.getLogger(__name__)
#: Seconds that a tick is given to come to the end of a step when the worker stops.
GRACE = 15


class SteadyWorker(Worker):
    """django-tasks-db's worker, but a signal only asks it to stop.

    The original leaves at once when no task is running, also in the moment between taking a task and beginning it, and
    that task is then never done. The second signal gives up the task that is running, which is noted as failed. Look
    again when django-tasks-db waits by itself: then this class can go.
    """

    def shutdown(self, signum, frame):
        if not self.running:
            self.reset_signals()  # a third one is not asked
            sys.exit(1)
        log.info("Received %s: stopping after what is being done.", signal.strsignal(signum))
        self.running = False


class Stopping(Exception):
    """The worker stops: the tick ends before its next step."""


class Ticker(threading.Thread):
    """Ticks at once and then every so many seconds until `stop`; a tick that fails is logged, and the next one comes.

    `said` is called with what a tick did (not when another process was ticking).
    """

    def __init__(self, *, every: float, said: Callable[[Done], None] = lambda done: None):
        # a daemon: one that hangs on a dead line must not keep the process from stopping
        super().__init__(name="tick", daemon=True)
        self.every = every
        self.said = said
        self._stopping = threading.Event()

    def run(self):
        while not self._stopping.is_set():
            self._tick()
            self._stopping.wait(self.every)

    def stop(self, *, grace: float = GRACE):
        """Ask it to stop, and wait until it did, `grace` seconds at most."""
        self._stopping.set()
        self.join(grace)

    def _tick(self):
        try:
            done = tick_once(now=timezone.now(), progress=self._go_on)
            if done is not None:
                self.said(done)
        except Stopping:
            pass
        except Exception:
            log.exception("A tick failed. What it did is kept; the next one, in %d seconds, does the rest.", self.every)
        finally:
            connections.close_all()  # until the next tick, and whatever state they were left in

    def _go_on(self, step):
        if self._stopping.is_set():
            raise Stopping
