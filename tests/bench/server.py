"""The real server: gunicorn with sync workers, as the demo and a small installation have it."""

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

from tests.bench import processes

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 3
START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running gunicorn; `database` is the postmaster's process, 0 for SQLite (whose work is the worker's own)."""

    port: int
    pid: int
    database: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        return processes.children(self.pid)

    def used(self) -> tuple[float, float]:
        """CPU seconds so far: of the server, of the database."""
        return processes.cpu(self.pid), processes.cpu(self.database)

    def memory(self) -> list[dict[str, int]]:
        """Of each worker."""
        return [processes.memory(pid) for pid in self.workers()]

    def forget_peaks(self) -> None:
        for pid in self.workers():
            processes.forget_peak(pid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def serve(*, database: int, log: Path) -> Iterator[Server]:
    """Start gunicorn with the settings of the environment; gone at the end."""
    port = _free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "elearning.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(WORKERS), "--log-level", "warning", "--no-control-socket", "--timeout", "120"),
    ]
    with open(log, "wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
    try:
        _wait(process, port, log)
        yield Server(port=port, pid=process.pid, database=database)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            for pid in (*processes.children(process.pid), process.pid):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


def _wait(process, port, log):
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/bench/bare/", timeout=30):
                return
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"The floor answers {error.code}:\n{log.read_text()[-3000:]}") from None
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-3000:]}")
