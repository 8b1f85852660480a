"""Long work in a process of its own, so that its time and memory are its own: `python -m tests.bench.task NAME …`."""

import json
import os
import resource
import sys
import time
from collections import Counter

import django

from tests.bench import processes, year_tasks

MEGABYTE = 1024 * 1024


def import_members(file, code, *, count):
    """The services behind `import_members`: time of each, or the statements of each batch."""
    from django.utils import timezone

    from courses.members.importing.applying import apply_import
    from courses.members.importing.comparing import plan_import
    from courses.members.models import Membership, Organisation
    from courses.members.reading.member_list import read_member_list
    from courses.members.reading.spreadsheet import read_file
    from courses.planning.joining import assign_joiners

    now = timezone.now()
    today = timezone.localdate(now)
    organisation = Organisation.objects.get(code=code)
    parts = Parts(count)
    with parts("read"):
        members = read_member_list(read_file(file), kind=organisation.kind)
    with parts("compare"):
        plan = plan_import(organisation=organisation, rows=members, today=today)
    with parts("write"):
        result = apply_import(plan=plan, now=now, progress=parts.batch)
    with parts("assign"):
        made = assign_joiners(today=today, memberships=Membership.objects.filter(pk__in=result.new_ids))
    return {"rows": len(result.new_ids), "problems": len(plan.problems), "assigned": made, **parts.found()}


def open_a_year(year, *, count):
    """An edition and a year of the programme, as on 1 March of that year; rows of every table before and after."""
    from datetime import date, datetime, timedelta
    from zoneinfo import ZoneInfo

    from django.db import connection

    from content.editions.opening import open_edition
    from courses.planning.models import Programme, ProgrammeModule
    from courses.planning.opening import open_year

    def rows():
        with connection.cursor() as cursor:
            found = {}
            for table in connection.introspection.table_names():
                cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
                found[table] = cursor.fetchone()[0]
        return found

    year = int(year)
    today = date(year, 3, 1)
    programme = Programme.objects.get()
    before = rows()
    parts = Parts(count)
    with parts("edition"):
        now = datetime(year, 3, 1, 9, tzinfo=ZoneInfo("Europe/Amsterdam")) - timedelta(days=1)
        edition = open_edition(module=ProgrammeModule.objects.get(programme=programme).module, year=year, now=now)
    with parts("year"):
        opening = open_year(programme=programme, year=year, edition=edition, today=today, progress=parts.batch)
    after = rows()
    changed = {table: [before[table], after[table]] for table in after if before.get(table) != after[table]}
    return {"rows": opening.assigned, "closed": opening.closed, "tables": changed, **parts.found()}


class Parts:
    """Time of named parts, or (when counting) their statements, batch by batch."""

    def __init__(self, count):
        self.count, self.seconds, self.statements, self.batches, self.seen = count, {}, {}, [], []

    def __call__(self, name):
        self.name = name
        return self

    def __enter__(self):
        from tests.bench.counting import statements

        self.counting = statements() if self.count else None
        self.seen = self.counting.__enter__() if self.count else []
        self.mark = 0
        self.begun = time.perf_counter()

    def __exit__(self, *error):
        self.seconds[self.name] = time.perf_counter() - self.begun
        if self.count:
            self.counting.__exit__(*error)
            self.statements[self.name] = list(self.seen)

    def batch(self, done, total):
        """The `progress` of a service."""
        self.batches.append([self.name, done, len(self.seen) - self.mark])
        self.mark = len(self.seen)

    def found(self):
        if not self.count:
            return {"parts": {name: round(seconds, 3) for name, seconds in self.seconds.items()}}
        everything = [sql for part in self.statements.values() for sql in part]
        return {
            "sql": {name: len(part) for name, part in self.statements.items()},
            "kinds": Counter(sql.split(None, 1)[0].upper() for sql in everything),
            "deletes": [sql[:200] for sql in everything if sql.lstrip().upper().startswith("DELETE")],
            "batches": self.batches,
        }


WORK = {"import": import_members, "open-year": open_a_year, **year_tasks.WORK}


def main(name, *arguments):
    """Do the work and print what it took, as JSON. `--count` counts statements instead of measuring."""
    count = "--count" in arguments
    arguments = [argument for argument in arguments if argument != "--count"]
    django.setup()
    from django.db import connection

    connection.ensure_connection()
    idle = processes.memory(os.getpid())["rss"]
    cpu, begun = time.process_time(), time.perf_counter()
    result = WORK[name](*arguments, count=count)
    seconds = time.perf_counter() - begun
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                **result,
                "seconds": seconds,
                "cpu": time.process_time() - cpu + children.ru_utime + children.ru_stime,
                "peak_mb": (processes.memory(os.getpid())["peak"] - idle) / MEGABYTE,
                "idle_mb": idle / MEGABYTE,
                "helper_mb": children.ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
