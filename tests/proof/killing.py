"""Starting long works and ending them in the middle, by `kill -9`."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.harness.server import ROOT, environment


class Works:
    """Runs the works of `tests.proof.works` in processes of their own."""

    def __init__(self, process):
        self.process = process

    def run(self, name: str, **arguments) -> float:
        """Let a work finish; return the seconds it took. Fails when the work did."""
        begun = time.monotonic()
        self._start(name, arguments)
        status = self._end()
        assert status == 0, f"{name} ended with {status}"
        return time.monotonic() - begun

    def kill(self, name: str, *, within: float, **arguments) -> bool:
        """Start a work and kill it at a random moment of the first `within` seconds; False when it was done before."""
        pid = self._start(name, arguments)
        # no wait for anything: the moment itself is what is drawn
        time.sleep(random.uniform(0, within))
        os.kill(pid, signal.SIGKILL)  # not collected yet, so the number is still its own
        status = self._end()
        assert status in (0, -signal.SIGKILL), f"{name} ended with {status}"
        return status != 0

    def die(self, name: str, *, started=None, **arguments) -> None:
        """Start a work that is killed at a point of its own; `started(pid)` is told who it is. Fails when it lives."""
        pid = self._start(name, arguments)
        if started:
            started(pid)
        status = self._end()
        assert status == -signal.SIGKILL, f"{name} ended with {status}"

    def _start(self, name, arguments):
        self._say(json.dumps([name, arguments]))
        return int(self.process.stdout.readline())

    def _end(self):
        self._say("")
        return int(self.process.stdout.readline())

    def _say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()


@contextlib.contextmanager
def works() -> Iterator[Works]:
    """The starter of works on this test's database; gone at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.proof.works"],
        cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Works(process)
    finally:
        process.stdin.close()
        process.wait(60)
