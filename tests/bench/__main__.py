"""`python -m tests.bench [--members 10000] [--only WORK] [--database NAME]`: measure, print, write JSON."""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from elearning.settings.environment import DATA_DIR
from tests.bench import processes, table
from tests.bench.session import WORK
from tests.harness.postgres import ClusterFailed, cluster
from tests.harness.tools import MissingTool

ROOT = Path(__file__).resolve().parent.parent.parent
DATABASES = ("sqlite", "postgresql")
#: Both databases together; whoever needs longer measures a machine that is busy with something else.
LIMIT_SECONDS = 12 * 60


def main() -> int:
    """Exit status 1 when something could not be measured, 0 also when a target was missed: the table says so."""
    arguments = _arguments()
    if not processes.available():
        print("The bench reads /proc, which this system does not have. Run it on Linux.", file=sys.stderr)
        return 1
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    begun = time.monotonic()
    found, trouble = {}, []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        static = Path(folder) / "static"
        _collect(static)
        for database in arguments.database or DATABASES:
            left = LIMIT_SECONDS - (time.monotonic() - begun)
            try:
                found[database] = _measured(database, Path(folder) / database, static, arguments, left)
            except (MissingTool, ClusterFailed, TimeoutError) as problem:
                trouble.append(f"{database}: {problem}")
    result = {
        "measured_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "members": arguments.members,
        "country": arguments.country,
        "machine": table.machine(),
        "seconds": round(time.monotonic() - begun),
        "databases": found,
        "trouble": trouble,
    }
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    path = DATA_DIR / "bench.json"
    path.write_text(json.dumps(result, indent=1))
    print(table.text(result))
    profiles = table.profiles(result)
    if profiles:
        path.with_suffix(".profiles.txt").write_text(profiles)
        print(f"Profiles of what missed: {path.with_suffix('.profiles.txt').name}, beside {path.name}")
    print(f"Written: {os.path.relpath(path)}")
    return 1 if trouble or any(one["trouble"] for one in found.values()) else 0


def _arguments():
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--members", type=int, default=10_000, help="in the large organisation (default 10000)")
    parser.add_argument("--country", type=int, default=100_000, help="members in the country (default 100000)")
    parser.add_argument("--only", choices=WORK, metavar="WORK", help=f"one of {', '.join(WORK)}; with its profile")
    parser.add_argument("--database", choices=DATABASES, action="append", help="one database; both without it")
    return parser.parse_args()


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "tests.bench.settings", **more}


def _collect(static: Path) -> None:
    """Static files as production has them: with digests in their names, compressed. Of the admin only what members
    could meet, which is nothing."""
    environment = _environment(
        BENCH_FOLDER=str(static.parent), BENCH_STATIC=str(static), DATA_DIR=str(static.parent),
        DATABASE_URL="sqlite://:memory:",
    )  # fmt: skip
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    for admin in ("wagtail*", "admin"):
        command += ["--ignore", admin]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"collectstatic failed:\n{done.stderr[-3000:]}")


@contextlib.contextmanager
def _database(name: str, folder: Path) -> Iterator[tuple[str, int]]:
    """DATABASE_URL and the postmaster's process, 0 for SQLite."""
    if name == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}", 0
    else:
        with cluster(durable=True) as server:
            yield server.url(), server.pid


def _measured(database, folder, static, arguments, seconds) -> dict:
    """One database, in a process group of its own that is gone afterwards, whatever happens."""
    folder.mkdir()
    output = folder / "found.json"
    with _database(database, folder) as (url, postmaster):
        environment = _environment(
            DATABASE_URL=url, DATA_DIR=str(folder), BENCH_FOLDER=str(folder), BENCH_STATIC=str(static),
            BENCH_POSTMASTER=str(postmaster),
        )  # fmt: skip
        command = [sys.executable, "-m", "tests.bench.session", database]
        command += [str(arguments.members), str(arguments.country), str(output)]
        command += [arguments.only] if arguments.only else []
        # a session of its own: Ctrl-C reaches only this process, which then ends the others in order
        process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
        late = False
        try:
            process.wait(max(seconds, 1))
        except subprocess.TimeoutExpired:
            late = True
        finally:
            _end(process)
    found = {"figures": {}, "lines": [], "profiles": {}, "took": {}, "trouble": {}}
    if output.exists():
        found = json.loads(output.read_text())
    if late:
        found["trouble"]["time"] = f"Stopped: the limit of {LIMIT_SECONDS // 60} minutes was reached."
    elif process.returncode:
        found["trouble"]["run"] = f"It stopped with status {process.returncode}; what it said stands above."
    return found


def _end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(25)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped.")
