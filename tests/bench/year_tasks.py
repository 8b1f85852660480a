"""The year engine over a country, each piece of work in a process of its own (`tests.bench.task`)."""

import time
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.bench.counting import Counted

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def fill(first, last, *, count):
    """Members number `first` to `last`; with the first of them the organisations and the programme."""
    from courses.members.models import Membership
    from tests.bench import country

    if int(first) == 1:
        country.found()
    country.populate(int(first), int(last))
    country.analyze()
    return {"rows": Membership.objects.count()}


def simulate(*, count):
    """The simulator's summary of the next opening, for a manager."""
    from courses.planning.models import Programme
    from courses.reminders.foreseeing import summary
    from tests.bench import country

    days = country.calendar()
    marks = []
    with Counted() as counted:
        found = summary(
            programme=Programme.objects.get(title="Country"), year=days.year + 1, today=days.opening,
            progress=lambda done, of: marks.append(counted.number),
        )  # fmt: skip
    each = [after - before for before, after in zip(marks, marks[1:], strict=False)]
    return {
        "members": found.totals.total(), "outcomes": dict(found.totals), "mails": found.mails.total(),
        "organisations": len(found.organisations), "sql": counted.number, "sql_each": [min(each), max(each)],
    }  # fmt: skip


def open_year(*, count):
    """Opening the next year, with the statements of each batch."""
    from courses.members.models import Membership
    from courses.planning.models import Programme
    from courses.planning.opening import open_year
    from tests.bench import country

    days = country.calendar()
    programme = Programme.objects.get(title="Country")
    edition = programme.modules.get().module.editions.get(year=days.year + 1)
    marks, clock = [], []
    with Counted() as counted:

        def note(done, of):
            marks.append(counted.number)
            clock.append(time.perf_counter())

        begun = time.perf_counter()
        opening = open_year(programme=programme, year=days.year + 1, edition=edition, today=days.opening, progress=note)
        ended = time.perf_counter()
    # the last call of progress is the service's own, after the last batch
    batches = [after - before for before, after in zip(marks[:-1], marks[1:-1], strict=False)]
    return {
        "members": Membership.objects.active(on=days.opening).count(), "assigned": opening.assigned,
        "closed": opening.closed, "sql": counted.number, "batches": batches,
        "parts": {"before": clock[0] - begun, "batches": clock[-2] - clock[0], "after": ended - clock[-2]},
    }  # fmt: skip


def bare(*, count):
    """The floor of an opening: as many rows of the same width, with the same indexes, by COPY or one executemany."""
    import re

    from django.db import connection, transaction

    from courses.planning.models import Assignment, ProgrammeYear
    from tests.bench import country

    days = country.calendar()
    table = Assignment._meta.db_table
    columns = [field.column for field in Assignment._meta.concrete_fields]
    names = ", ".join(map(connection.ops.quote_name, columns))
    year = ProgrammeYear.objects.get(programme__title="Country", year=days.year + 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table} WHERE programme_year_id = %s", [year.pk])
        rows = cursor.fetchall()
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE floor (LIKE {table} INCLUDING ALL)")
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table])
            for (sql,) in cursor.fetchall():
                sql = sql.replace(f'"{table}"', '"floor"')
                cursor.execute(re.sub(r'INDEX "', 'INDEX "floor_', sql))
        begun, cpu = time.perf_counter(), time.process_time()
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY floor ({names}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                places = ", ".join("%s" for _column in columns)
                cursor.executemany(f"INSERT INTO floor ({names}) VALUES ({places})", rows)
        took, used = time.perf_counter() - begun, time.process_time() - cpu
        cursor.execute("DROP TABLE floor")
    return {"rows": len(rows), "took": took, "used": used}


def live_on(*, count):
    """What happens between the opening and a day on which nothing is due, up to a tick on that day."""
    from courses.reminders.ticking import tick
    from tests.bench import country

    country.live_on()
    country.analyze()
    ticked = tick(now=_moment(country))
    return {"kept": vars(ticked.kept), "mails": vars(ticked.mails)}


def _moment(country):
    day = country.calendar().quiet_day
    return datetime(day.year, day.month, day.day, 10, tzinfo=AMSTERDAM)


def tick(*, count):
    """A tick with nothing due, three times; of the middle one each of its two steps, in seconds and statements."""
    from courses.planning.models import Assignment
    from tests.bench import country

    runs = sorted(_ticked(_moment(country)) for _run in range(3))
    seconds, keep_up, send_due, sql_keep_up, sql_send_due = runs[1]
    return {
        "took": seconds, "keep_up": keep_up, "send_due": send_due, "sql_keep_up": sql_keep_up,
        "sql_send_due": sql_send_due, "runs": runs, "assignments": Assignment.objects.count(),
        "open": Assignment.objects.filter(closed_on=None).count(),
    }  # fmt: skip


def _ticked(now):
    """Seconds of a tick, of its two steps; statements of its two steps. Raises RuntimeError when something was due."""
    from courses.reminders import ticking

    marks = []
    with Counted() as counted:

        def mark(step):
            marks.append((time.perf_counter(), counted.number))

        ticked = ticking.tick(now=now, progress=mark)
        mark("end")
    if ticked.anything:
        raise RuntimeError(f"Something was due: {ticked}")
    (begun, _none), (between, kept), (ended, everything) = marks
    return ended - begun, between - begun, ended - between, kept, everything - kept


def overview(*, count):
    """The first page and the counts of every organisation, by the service behind the page; one national figure."""
    from courses.members.models import Membership, Organisation
    from courses.overview import selectors
    from courses.overview.choice import Choice
    from courses.planning import status
    from courses.planning.models import ProgrammeYear
    from tests.bench import country

    on = country.calendar().quiet_day
    choice = Choice.from_query({})
    took, statements, totals = [], Counter(), Counter()
    for place in list(Organisation.objects.filter(code__startswith="xc").order_by("pk")):
        begun = time.perf_counter()
        with Counted() as counted:
            year = selectors.years_of(organisation=place, on=on)[0]
            table = selectors.table(organisation=place, programme_year=year, choice=choice, on=on)
        took.append(time.perf_counter() - begun)
        statements[counted.number] += 1
        totals.update(total=table.counts.total, done=table.counts.done, busy=table.counts.busy)
    year = ProgrammeYear.objects.select_related("programme").get(programme__title="Country", year=on.year)
    begun = time.perf_counter()
    with Counted() as counted:
        national = status.counts(memberships=Membership.objects.all(), programme_year=year, on=on)
    whole = time.perf_counter() - begun
    if (national.total, national.done, national.busy) != (totals["total"], totals["done"], totals["busy"]):
        raise RuntimeError(f"The organisations do not add up to the country: {totals}, {national}")
    return {
        "organisations": len(took), "all": sum(took), "slowest": max(took), "first": took[0],
        "median": sorted(took)[len(took) // 2], "sql": dict(statements), "national": whole,
        "national_sql": counted.number, "counts": vars(national),
    }  # fmt: skip


WORK = {
    "country-fill": fill,
    "country-simulate": simulate,
    "country-open": open_year,
    "country-bare": bare,
    "country-live": live_on,
    "country-tick": tick,
    "country-overview": overview,
}
