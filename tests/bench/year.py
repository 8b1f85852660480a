"""The year engine over a country: looking ahead, opening a year, a tick, the overview of every organisation."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from tests.bench import bulk
from tests.bench.country import ORGANISATIONS
from tests.bench.ground import Ground, Line, most

#: The simulator is measured when one in so many of the members is there.
FEWER = 5


def copy_of_the_database(folder: Path) -> str:
    """Return the address of a copy of the database as it is now, so that the country is nobody else's ballast."""
    url = os.environ["DATABASE_URL"]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / "country.sqlite3")) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'country.sqlite3'}"
    import psycopg

    settings = connection.get_connection_params()
    connection.close()
    own = {name: settings[name] for name in ("host", "port", "user") if name in settings}
    with closing(psycopg.connect(**own, dbname="template1", autocommit=True)) as other:
        other.execute(f'CREATE DATABASE country TEMPLATE "{settings["dbname"]}"')
    return f"{url.rpartition('/')[0]}/country"


def measure(ground: Ground, report, *, members: int, database: int, url: str) -> None:
    """All that `report` wants, in the order in which a year goes; what an earlier work leaves the next one needs."""

    def task(*arguments):
        return bulk.task(ground, *arguments, database=database, url=url)

    few = members // FEWER
    report.say(f"writing a country of {few:,}")
    task("country-fill", 1, few)
    if report.wants("simulator"):
        report.say("simulator")
        report.take("simulator", lambda: simulator(few, task))
    report.say(f"writing a country of {members:,}")
    task("country-fill", few + 1, members)
    if not any(map(report.wants, ("opening", "tick", "year-overview"))):
        return
    report.say("opening its year")
    opened = task("country-open")
    if report.wants("opening"):
        report.take("opening", lambda: opening(opened, task))
    if report.wants("tick") or report.wants("year-overview"):
        report.say("living on until nothing is due")
        task("country-live")
    if report.wants("tick"):
        report.say("tick")
        report.take("tick", lambda: tick(task))
    if report.wants("year-overview"):
        report.say("year-overview")
        report.take("year-overview", lambda: overview(members, task))


def simulator(members: int, task) -> tuple[dict, list[Line]]:
    """A manager's look at the next opening."""
    found = task("country-simulate")
    name = f"simulator, {members:,} in {ORGANISATIONS}"
    least, greatest = found["sql_each"]
    numbers = f"{least}" if least == greatest else f"{least} to {greatest}"
    return found, [
        Line(name, f"time, {found['mails']:,} mails foreseen", "", f"{found['seconds']:.1f} s"),
        Line(name, "SQL of each group of organisations", "constant", numbers, least == greatest, True),
        _cpu(name, found),
        _memory(name, found),
    ]


def opening(found: dict, task) -> tuple[dict, list[Line]]:
    """The opening that was done, and the floor: the same rows, bare."""
    bare = task("country-bare")
    name = f"opening for {found['members']:,}"
    # the last batch is smaller, and its statements fewer where a database binds few values at a time
    batches = set(found["batches"][:-1])
    parts = ", ".join(f"{part} {seconds:.1f}" for part, seconds in found["parts"].items())
    return {"opening": found, "bare": bare}, [
        Line(name, f"time ({parts})", *most(found["seconds"], 60, " s", 1)),
        Line(name, f"  {bare['rows']:,} such rows bare (index, no keys)", "", f"{bare['took']:.1f} s"),
        Line(name, f"assigned {found['assigned']:,}, closed {found['closed']:,}; SQL in all", "", str(found["sql"])),
        Line(name, "SQL of each batch of 2,000", "constant", ", ".join(map(str, sorted(batches))), len(batches) < 2,
             True),
        _cpu(name, found),
        Line(name, "  of the bare rows, with reading them first", "", _seconds(bare)),
        _memory(name, found, 300),
    ]  # fmt: skip


def tick(task) -> tuple[dict, list[Line]]:
    """With nothing due."""
    found = task("country-tick")
    name = f"tick, {found['open']:,} open assignments"
    parts = f"keep_up {found['keep_up']:.2f}, send_due {found['send_due']:.2f}"
    cpu, database = found["cpu"] / 3, found["database_cpu"] / 3
    return found, [
        Line(name, f"time ({parts})", *most(found["took"], 2, " s", 2)),
        Line(name, "SQL: keep_up + send_due", "", f"{found['sql_keep_up']} + {found['sql_send_due']}"),
        Line(name, "CPU of service + database", "", f"{cpu:.2f} + {database:.2f} s"),
        _memory(name, found),
    ]


def overview(members: int, task) -> tuple[dict, list[Line]]:
    """Every organisation's first page with its counts, and the country at once."""
    found = task("country-overview")
    name = f"overview of a year, {members:,} in {found['organisations']}"
    numbers = ", ".join(found["sql"])
    each = f"{found['median'] * 1000:.1f} ms each, slowest {found['slowest'] * 1000:.0f}"
    return found, [
        Line(name, f"time of all ({each})", "", f"{found['all']:.2f} s"),
        Line(name, "SQL of each organisation", "constant", numbers, len(found["sql"]) == 1, True),
        Line(name, f"time of one national figure (SQL {found['national_sql']})", "", f"{found['national']:.2f} s"),
        _cpu(name, found),
        _memory(name, found),
    ]


def _seconds(found):
    return f"{found['cpu']:.1f} + {found['database_cpu']:.1f} s"


def _cpu(name, found):
    return Line(name, "CPU of service + database", "", _seconds(found))


def _memory(name, found, limit=None):
    what, value = "memory above idle", found["peak_mb"]
    return Line(name, what, *most(value, limit, " MB"), True) if limit else Line(name, what, "", f"{value:.0f} MB")
