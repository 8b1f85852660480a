"""A PostgreSQL cluster that lives as long as one run.

`python -m tests.harness.postgres COMMAND …` starts one, gives COMMAND its address in DATABASE_URL, and removes it.

It listens on a Unix socket only, in a folder that only its owner can enter, so it needs no password. PostgreSQL refuses
to run as root; then an unprivileged user owns folder and processes, and root comes in through the socket.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.harness.tools import MissingTool, postgres_folder

ROLE = "weerbaar"
PORT = "5432"
#: sockaddr_un holds 108 bytes on Linux and 104 elsewhere.
SOCKET_LIMIT = 100
START_SECONDS = 60
#: A test run that loses power may lose its databases.
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class ClusterFailed(Exception):
    """The cluster could not be made or started; the message says why."""


@dataclass(frozen=True)
class Cluster:
    """A running server: `folder` holds data and socket, `pid` is the postmaster's."""

    folder: Path
    pid: int

    def url(self, database: str = "postgres") -> str:
        """The DATABASE_URL of `database` in this cluster, in django-environ's form for a socket (its %2F stays %2F)."""
        return f"postgres://{ROLE}@:{PORT}/{quote(str(self.folder))}/{database}"


def unprivileged_user() -> str | None:
    """Who owns the cluster: None means the present user; under root the first known unprivileged one."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            if pwd.getpwnam(name).pw_uid != 0:
                return name
    raise ClusterFailed("PostgreSQL does not run as root and this machine has no user postgres or nobody.")


def _run_as(user: str | None) -> dict:
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _folder_for(user: str | None) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) >= SOCKET_LIMIT:
        folder.rmdir()
        raise ClusterFailed(f"{folder.parent} is too long a path for a socket: set TMPDIR to a shorter one.")
    if user is not None:
        shutil.chown(folder, user, pwd.getpwnam(user).pw_gid)
    return folder


def _initialise(programs: Path, folder: Path, user: str | None, environment: dict) -> None:
    made = subprocess.run(
        [
            programs / "initdb", "--pgdata", folder / "data", "--username", ROLE, "--auth-local=trust",
            "--auth-host=reject", "--encoding=UTF8", "--no-locale", "--no-sync",
        ],
        cwd=folder, env=environment, capture_output=True, text=True, **_run_as(user),
    )  # fmt: skip
    if made.returncode:
        raise ClusterFailed(f"initdb failed:\n{made.stderr.strip()}")


def _wait_until_ready(server: subprocess.Popen, programs: Path, folder: Path, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    # pg_ctl status only sees a process; the last line of postmaster.pid says that connections are taken
    state = folder / "data" / "postmaster.pid"
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            if state.read_text().rstrip().endswith("ready"):
                return
        time.sleep(0.05)
    raise ClusterFailed(f"PostgreSQL did not start:\n{log.read_text(errors='replace')[-2000:]}")


def _stop(server: subprocess.Popen) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # "fast": ends sessions, closes in order
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


@contextlib.contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let a request to end (kill, closed terminal) pass through the `finally` below, as Ctrl-C does by itself."""

    def end(number, frame):
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """A fresh cluster, gone at the end, also after Ctrl-C or SIGTERM. Main thread only.

    `durable` keeps PostgreSQL's own settings for safety on disk, for measurements that should be honest.
    Raises MissingTool without a PostgreSQL server on the machine, ClusterFailed when it does not start.
    """
    programs = postgres_folder()
    if programs is None:
        raise MissingTool("There is no PostgreSQL server (initdb) on this machine.")
    user = unprivileged_user()
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    settings = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        **({} if durable else FORGETFUL),
    }
    with _ending_in_order():
        folder = _folder_for(user)
        server = None
        try:
            _initialise(programs, folder, user, environment)
            log = folder / "log"
            options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
            with open(log, "wb") as output:
                server = subprocess.Popen(
                    [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
                    cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                    start_new_session=True,  # Ctrl-C is for the tests; the server ends after they have let go
                    **_run_as(user),
                )  # fmt: skip
            _wait_until_ready(server, programs, folder, log)
            yield Cluster(folder=folder, pid=server.pid)
        finally:
            if server is not None:
                _stop(server)
            shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Run a command with DATABASE_URL pointing at a cluster of its own; the exit status is the command's."""
    if not arguments:
        print("Usage: python -m tests.harness.postgres COMMAND …", file=sys.stderr)
        return 2
    try:
        with cluster() as server:
            return subprocess.run(arguments, env={**os.environ, "DATABASE_URL": server.url()}).returncode
    except (MissingTool, ClusterFailed) as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
