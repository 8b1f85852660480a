"""One database from empty to measured: `python -m tests.bench.session NAME MEMBERS COUNTRY OUTPUT [WORK]`.

The environment says which database, which settings and which folder; the starter of this process takes them away.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import django

#: Over the country, in a database of its own; these need neither the members nor the server of the others.
COUNTRY = ("simulator", "opening", "tick", "year-overview")
WORK = ("import", "lesson", "quiz", "overview", "desk", "export", "first-view", "next-year", *COUNTRY)


def main(database: str, members: int, country: int, output: Path, only: str | None) -> None:
    """Make the data, start the server, measure; write {"figures", "lines", "profiles", "trouble"} to `output`."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.bench import bulk, server, stock, year
    from tests.bench.ground import Ground

    folder, postmaster = Path(os.environ["BENCH_FOLDER"]), int(os.environ["BENCH_POSTMASTER"])
    report = Report(database, output, only)
    report.say("migrating")
    call_command("migrate", verbosity=0, interactive=False)
    report.say("making an edition and organisations")
    ground = Ground(database, members, folder, stock.Stock(edition=stock.module_with_quiz_of_ten(folder)))
    url = year.copy_of_the_database(folder) if only in (None, *COUNTRY) else None
    if only not in COUNTRY:
        stock.organisations()
        fill(ground, report, postmaster)
        if connection.vendor == "postgresql":
            # what autovacuum does within a minute of such an import
            connection.cursor().execute("ANALYZE")
        connection.close()
        report.say("starting the server")
        with server.serve(database=postmaster, log=folder / "server.log") as ground.server:
            measured(ground, report)
        if report.wants("next-year"):
            report.take("next-year", lambda: bulk.next_year(ground, database=postmaster))
    if url:
        year.measure(ground, report, members=country, database=postmaster, url=url)
    report.write()


def fill(ground, report, postmaster):
    """Members by an import that is measured, a year, what they did, sessions."""
    from django.utils import timezone

    from courses.planning.opening import open_year
    from tests.bench import bulk, quiz, stock

    today, edition = timezone.localdate(), ground.stock.edition
    start = today - timedelta(days=400)
    lists = {
        code: stock.list_of_members(ground.folder / f"{code}.xlsx", number=number, domain=code, start=start)
        for code, number in (
            (stock.BIG_CODE, ground.members),
            (stock.SMALL_CODE, stock.SMALL),
            (stock.SPARE_CODE, 2200),
        )
    }
    report.say(f"importing {ground.members:,} members")
    timed = bulk.task(ground, "import", lists[stock.BIG_CODE], stock.BIG_CODE, database=postmaster)
    bulk.task(ground, "import", lists[stock.SMALL_CODE], stock.SMALL_CODE, database=postmaster)
    ground.stock.programme = stock.programme(edition)
    open_year(programme=ground.stock.programme, year=edition.year, edition=edition, today=today)
    report.say("writing what members did")
    learners = quiz.LEARNERS + 40  # some for a profile
    readers, takers = stock.histories(edition, learners=learners)
    ground.stock.readers = [stock.session_of(person) for person in readers]
    ground.stock.learners = [stock.session_of(person) for person in takers]
    ground.stock.clerks = {code: stock.clerk_of(code) for code in (stock.BIG_CODE, stock.SMALL_CODE)}
    if report.wants("import"):
        counted = bulk.task(ground, "import", lists[stock.SPARE_CODE], stock.SPARE_CODE, "--count", database=postmaster)
        figures = {"timed": timed, "counted": counted}
        report.take("import", lambda: (figures, bulk.import_lines(ground, timed, counted)))


def measured(ground, report):
    """Everything that needs the server; the profile of what missed."""
    from tests.bench import clerk, desk, first_view, lesson, profiling, quiz
    from tests.bench.stock import BIG_CODE

    def overview_pages():
        session = ground.stock.clerks[BIG_CODE]
        return [(clerk.page_of(ground, session).path, session)] * profiling.REQUESTS

    works: dict[str, tuple[Callable, Callable | None]] = {
        "lesson": (
            lesson.measure,
            lambda: profiling.of_pages(lesson.requests(ground, lesson.screens(ground.stock.edition))),
        ),
        "quiz": (
            quiz.measure,
            lambda: profiling.of_quizzes(quiz.job(ground, ground.stock.learners[-10:])),
        ),
        "overview": (clerk.overview, lambda: profiling.of_pages(overview_pages())),
        "desk": (desk.pages, None),
        "export": (clerk.exports, None),
        "first-view": (first_view.measure, None),
    }
    for name, (measure, profile) in works.items():
        if report.wants(name):
            report.say(name)
            report.take(name, lambda measure=measure: measure(ground), profile)


class Report:
    """What was found; written after each work, so that one that breaks takes nothing along."""

    def __init__(self, database, output, only):
        self.database, self.output, self.only = database, output, only
        self.figures, self.lines, self.profiles, self.trouble, self.took = {}, [], {}, {}, {}
        self.begun = time.monotonic()

    def wants(self, name) -> bool:
        return self.only in (None, name)

    def say(self, what):
        print(f"  {self.database} {time.monotonic() - self.begun:4.0f} s  {what}", file=sys.stderr, flush=True)

    def take(self, name, measure, profile=None):
        """Measure; with a binding target missed (or asked by name) the profile too."""
        begun = time.monotonic()
        try:
            figures, lines = measure()
            self.figures[name] = figures
            self.lines += [vars(line) for line in lines]
            missed = any(line.binding and not line.good for line in lines)
            if profile and (missed or self.only == name):
                self.profiles[name] = profile()
        except Exception:
            # the other works still say something; this one is told as trouble, and fails the run
            self.trouble[name] = traceback.format_exc(limit=-4) + self._server_said()
        self.took[name] = round(time.monotonic() - begun, 1)
        self.write()

    def _server_said(self):
        log = self.output.with_name("server.log")
        said = log.read_text(errors="replace")[-2500:] if log.exists() else ""
        return f"\nThe server said:\n{said}" if said else ""

    def write(self):
        kept = {name: getattr(self, name) for name in ("figures", "lines", "profiles", "trouble", "took")}
        self.output.write_text(json.dumps(kept, indent=1, default=str))


if __name__ == "__main__":
    name, number, many, where, *rest = sys.argv[1:]
    main(name, int(number), int(many), Path(where), rest[0] if rest else None)
