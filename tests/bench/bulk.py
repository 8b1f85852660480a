"""Work on all members at once: bringing them in, and the next year."""

import json
import os
import subprocess
import sys

from tests.bench import processes
from tests.bench.ground import Ground, Line, most
from tests.bench.server import ROOT


def task(ground: Ground, *arguments: str, database: int, url: str | None = None) -> dict:
    """Run a task of `tests.bench.task` in its own process; its figures, with the database's CPU seconds.

    `url` is of another database than the environment's, of the same server.
    """
    before = processes.cpu(database)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.task", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, env={**os.environ, **({"DATABASE_URL": url} if url else {})},
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return {**json.loads(done.stdout.splitlines()[-1]), "database_cpu": processes.cpu(database) - before}


def import_lines(ground: Ground, timed: dict, counted: dict) -> list[Line]:
    """The import of all members, and the statements of a smaller one."""
    name = f"import of {ground.members:,}"
    # a batch that is the last one may be smaller, and its statements fewer where a database binds few values at a time
    batches = [number for part, _done, number in counted["batches"] if part == "write"][:-1]
    parts = ", ".join(f"{part} {seconds:.1f}" for part, seconds in timed["parts"].items())
    same = len(set(batches[1:])) <= 1
    return [
        Line(name, f"time ({parts})", *most(timed["seconds"], 5, " s", 2)),
        Line(name, f"SQL of each batch of 500 ({counted['rows']:,} rows)", "constant", str(batches), same, True),
        Line(name, "CPU of command + database", "", f"{timed['cpu']:.1f} + {timed['database_cpu']:.1f} s"),
        Line(name, "memory above idle (reader of the workbook)", "",
             f"{timed['peak_mb']:.0f} ({timed['helper_mb']:.0f}) MB"),
    ]  # fmt: skip


def next_year(ground: Ground, *, database: int) -> tuple[dict, list[Line]]:
    """Open next year with its own edition, timed; then the year after it, counted."""
    year = ground.stock.edition.year
    timed = task(ground, "open-year", year + 1, database=database)
    counted = task(ground, "open-year", year + 2, "--count", database=database)
    name = f"next year for {ground.members:,}"
    fewer = [table for one in (timed, counted) for table, (old, new) in one["tables"].items() if new < old]
    figures = {"timed": timed, "counted": counted, "fewer": fewer}
    deletes = len(counted["deletes"])
    nothing = not fewer and not deletes
    return figures, [
        Line(name, f"time of {timed['rows']:,} assignments", *most(timed["parts"]["year"], 2, " s", 2)),
        Line(name, "opening the edition before it", "", f"{timed['parts']['edition']:.2f} s"),
        Line(name, "rows fewer in any table; DELETE statements", "0; 0", f"{len(fewer)}; {deletes}", nothing, True),
        Line(name, "SQL in all", "", f"{counted['sql']['year']}"),
        Line(name, "CPU of service + database", "", f"{timed['cpu']:.1f} + {timed['database_cpu']:.1f} s"),
        Line(name, "memory above idle", "", f"{timed['peak_mb']:.0f} MB"),
    ]  # fmt: skip
