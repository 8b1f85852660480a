"""The site behind its real server, gunicorn, on the database of this test: for what only other processes can show."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running gunicorn: `pid` is the master's, which starts a new worker for each that dies."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The processes that answer requests now (Linux)."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(child) for child in children.read_text().split()]


def environment() -> dict[str, str]:
    """For a process of its own on the database that this test uses; the test must be a transactional one."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    else:
        url = f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "elearning.settings.test"}


@contextlib.contextmanager
def serve(*, workers: int, log: Path, access: bool = False) -> Iterator[Server]:
    """Start gunicorn on a free port and wait until it answers; gone at the end; `access` logs requests.

    The master loads the site and workers are forked from it, so that a new one is there at once.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "elearning.wsgi", "--bind", f"127.0.0.1:{port}", "--preload"),
        *("--workers", str(workers), "--log-level", "warning", "--no-control-socket", "--timeout", "120"),
    ]
    if access:
        command += ["--access-logfile", "-"]
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    server = Server(port, process.pid)
    try:
        _wait(process, port, log)
        yield server
    finally:
        _stop(process, server)


def _wait(process, port, log):
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/hulp/", timeout=30):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"The server answers {error.code}:\n{log.read_text()[-3000:]}") from None
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-3000:]}")


def _stop(process, server):
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        for pid in (*server.workers(), process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()
