"""`make matrix`: the suite on the other supported Pythons and on the next Wagtail, each in an environment of its own.

What cannot be had on this machine is said and does not count as a pass.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.harness.run import NOTHING_RAN, ROOT, WORKERS, Tally, suite

PLACE = ROOT / ".make" / "matrix"
INSTALL = ("-m", "pip", "--disable-pip-version-check", "install", "--quiet")
LOCKED = ("--no-deps", "--require-hashes", "--only-binary", ":all:")


@dataclass(frozen=True)
class Corner:
    """One combination: a Python as "3.12", and packages that replace locked ones."""

    name: str
    python: str
    instead: tuple[str, ...] = ()


CORNERS = (
    Corner("Python 3.12", "3.12"),
    Corner("Python 3.13", "3.13"),
    Corner("Wagtail 8.0", "3.11", ("wagtail~=8.0.1",)),
)


def _candidates(version: str) -> Iterator[str]:
    for name in (f"python{version}", "python3"):
        for folder in os.get_exec_path():
            yield str(Path(folder) / name)
    # pyenv and its like keep versions side by side
    beside = Path(sys.base_prefix).parent
    yield from (str(path) for path in sorted(beside.glob(f"{version}.*/bin/python{version}"), reverse=True))
    yield sys.executable


def find_python(version: str) -> str | None:
    """A program of this version: on PATH, beside the one that runs now, or that one itself."""
    probe = (
        "import ensurepip, sqlite3, sys, venv; print('%d.%d' % sys.version_info[:2], sys.version_info >= (3, 11, 5))"
    )
    for program in _candidates(version):
        if not os.access(program, os.X_OK):
            continue
        answer = subprocess.run([program, "-c", probe], capture_output=True, text=True).stdout.split()
        if answer == [version, "True"]:
            return program
    return None


def _environment_for(corner: Corner, program: str) -> str | None:
    """The Python of a fresh environment with the locked packages and what stands in their place; None if that fails."""
    folder = PLACE / corner.name.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    python = str(folder / "bin" / "python")
    steps = [[program, "-m", "venv", str(folder)], [python, *INSTALL, *LOCKED, "-r", "requirements-dev.txt"]]
    if corner.instead:
        steps.append([python, *INSTALL, *corner.instead])
    steps.append([python, "-m", "pip", "check"])
    for step in steps:
        done = subprocess.run(step, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            print(done.stdout[-2000:])
            return None
    return python


def main() -> int:
    """Run every corner; the last lines say how each went. Status 1 when a suite failed or no corner could be had."""
    lines, total = [], Tally()
    for corner in CORNERS:
        program = find_python(corner.python)
        python = program and _environment_for(corner, program)
        if not python:
            why = "could not be installed" if program else f"there is no Python {corner.python} on this machine"
            lines.append(f"{corner.name}: not run, {why}")
            continue
        tally = Tally()
        suite(tally, corner.name, "-m", "not browser and not proof", *WORKERS, python=python)
        lines.append(f"{corner.name}: {tally.summary()}")
        total.passed, total.failed = total.passed + tally.passed, total.failed + tally.failed
        total.skipped += tally.skipped
        total.trouble += tally.trouble
        if not tally.passed and not tally.failed:
            total.trouble.append(f"{corner.name}: no test ran (status {NOTHING_RAN})")
    print(*lines, *total.trouble, total.summary(), sep="\n")
    return 0 if total.good else 1


if __name__ == "__main__":
    sys.exit(main())
