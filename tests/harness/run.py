"""The runs behind `make test`, `make quick`, `make proof` and `make lint`, and their one summary."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.harness import tools
from tests.harness.postgres import ClusterFailed, cluster

ROOT = Path(__file__).resolve().parent.parent.parent
REPORTS = ROOT / ".make" / "reports"
WORKERS = ("-n", "2", "--dist", "worksteal")
#: pytest's status for "no tests were collected"; whether that is wrong is judged on the sum.
NOTHING_RAN = 5

CHECKS = (
    ("style", ["-m", "ruff", "check", "--quiet", "--output-format=concise", "."]),
    ("layout (make format mends it)", ["-m", "ruff", "format", "--check", "--quiet", "."]),
    ("the house law", ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"]),
    ("migrations", ["manage.py", "makemigrations", "--check", "--dry-run", "--verbosity", "0"]),
)


@dataclass
class Tally:
    """What all runs came to; `trouble` is said above the summary and makes the whole fail."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    trouble: list[str] = field(default_factory=list)
    #: Seconds and name of every test, over all runs.
    times: list[tuple[float, str]] = field(default_factory=list)

    def add_report(self, name: str, path: Path) -> None:
        """Add one run's JUnit report; an error outside a test's body counts as a failure.

        What failed is named again at the very end: a run of an hour scrolls past what was said in its first part.
        """
        root = ElementTree.parse(path).getroot()
        for case in root.iter("testcase"):
            label = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')} ({name})"
            self.times.append((float(case.get("time", 0)), label))
            if case.find("failure") is not None or case.find("error") is not None:
                self.trouble.append(f"failed: {label}")
        for suite in root.iter("testsuite"):
            failed = int(suite.get("failures")) + int(suite.get("errors"))
            skipped = int(suite.get("skipped"))
            self.failed += failed
            self.skipped += skipped
            self.passed += int(suite.get("tests")) - failed - skipped

    @property
    def good(self) -> bool:
        """Nothing failed and something ran."""
        return not self.trouble and not self.failed and self.passed > 0

    def slowest(self, number: int = 20) -> list[str]:
        """A line each for the tests that took longest, the longest first."""
        return [f"{seconds:8.1f} s  {label}" for seconds, label in sorted(self.times, reverse=True)[:number]]

    def summary(self) -> str:
        """The last line of a run."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


def _environment(**more: str) -> dict[str, str]:
    own = {"PYTHONUNBUFFERED": "1", "DJANGO_SETTINGS_MODULE": "elearning.settings.test", **more}
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**inherited, **own}


def check(tally: Tally) -> None:
    """Style, import contracts and migrations; each that fails is trouble and one failure."""
    for name, arguments in CHECKS:
        print(f"--- {name}", flush=True)
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode:
            sys.stdout.write(done.stdout.decode(errors="replace"))
            tally.failed += 1
            tally.trouble.append(f"check failed: {name}")


def suite(tally: Tally, name: str, *arguments: str, python: str = sys.executable, **environment: str) -> None:
    """One pytest run, its counts added to the tally; `python` is the program of another environment."""
    print(f"--- {name}", flush=True)
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / f"{name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    command = [python, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    status = subprocess.run(command, cwd=ROOT, env=_environment(**environment)).returncode
    before = tally.failed
    if report.exists():
        tally.add_report(name, report)
    if status not in (0, NOTHING_RAN) and tally.failed == before:
        tally.failed += 1
        tally.trouble.append(f"pytest stopped with status {status}: {name}")


def test(tally: Tally) -> None:
    """Everything: checks, the suite on both databases, the browser on SQLite, and the road with it on PostgreSQL."""
    missing = tools.provide()
    if missing:
        tally.trouble += missing
        return
    check(tally)
    fresh = "--create-db"  # the migrations themselves are under test, not a template of yesterday
    with tempfile.TemporaryDirectory() as folder:
        drawn = {"SHARED_GALLERIES": folder}  # both parts look at the same screens
        suite(tally, "suite on SQLite", "-m", "not browser and not proof", fresh, *WORKERS, **drawn)
        suite(tally, "browser on SQLite", "-m", "browser and not proof", *WORKERS, **drawn)
    with cluster() as server:
        address = {"DATABASE_URL": server.url()}
        # how a screen looks hangs on no database
        apart = ("-m", "(not browser or road) and not proof", "--second-database", "--ignore", "tests/look")
        suite(tally, "suite on PostgreSQL", *apart, *WORKERS, **address)


def quick(tally: Tally) -> None:
    """The daily run: SQLite, no browser, fewer examples, without the slow tests."""
    suite(tally, "quick on SQLite", "-m", "not browser and not proof", "--quick", *WORKERS, HYPOTHESIS_PROFILE="quick")


def proof(tally: Tally) -> None:
    """The long runs: faults, fuzz and every property with many more examples, on both databases; every screen in every
    look, which no database changes, on one."""
    long = "(proof or hypothesis)"  # Hypothesis marks its own tests
    suite(tally, "proof on SQLite", "-m", long, "--create-db", *WORKERS, HYPOTHESIS_PROFILE="proof")
    with cluster() as server:
        suite(
            tally, "proof on PostgreSQL", "-m", f"{long} and not browser", *WORKERS,
            HYPOTHESIS_PROFILE="proof", DATABASE_URL=server.url(),
        )  # fmt: skip


RUNS = {"test": test, "quick": quick, "proof": proof, "lint": check}


@contextlib.contextmanager
def _said_in_words(tally: Tally) -> Iterator[None]:
    try:
        yield
    except (tools.MissingTool, ClusterFailed) as problem:
        tally.trouble.append(str(problem))


def main(name: str) -> int:
    """Run `name`; the last line printed is the summary. Status 1 when anything failed or nothing ran."""
    begun = time.monotonic()
    tally = Tally()
    with _said_in_words(tally):
        RUNS[name](tally)
    minutes, seconds = divmod(round(time.monotonic() - begun), 60)
    if tally.times:
        print("--- slowest", *tally.slowest(), sep="\n")
    print(f"--- {name}: {minutes} min {seconds} s", flush=True)
    print(*tally.trouble, sep="\n", end="\n" if tally.trouble else "")
    if name == "lint":
        return 1 if tally.trouble else 0
    print(tally.summary())
    return 0 if tally.good else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
