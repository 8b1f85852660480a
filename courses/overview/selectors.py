"""What a clerk's page reads: years of an organisation, a page of rows, the rows of an export."""

from dataclasses import dataclass

from django.db.models import Case, F, Value, When

from courses.members import scope
from courses.planning import status
from courses.planning.models import ProgrammeYear
from courses.planning.status import Counts, Status

PAGE = 50

#: Road order: who is furthest from the end comes first.
_RANK = Case(When(status=Status.OPEN, then=Value(0)), When(status=Status.BUSY, then=Value(1)), default=Value(2))


@dataclass(frozen=True)
class Table:
    """One page of rows, how many there are of each status, and how many pages the choice has."""

    counts: Counts
    rows: list
    page: int
    pages: int


def years_of(*, organisation, on) -> list[ProgrammeYear]:
    """Return the opened years of all programmes that bind this kind of organisation, newest first; one query."""
    years = ProgrammeYear.objects.filter(opened_on__lte=on).select_related("programme", "edition")
    return [
        year for year in years.order_by("-year", "programme__title", "pk") if organisation.kind in year.programme.kinds
    ]


def table(*, organisation, programme_year, choice, on) -> Table:
    """Return the page of rows that `choice` asks for; two queries, whatever the number of members."""
    of = {"memberships": scope.members(organisation=organisation), "programme_year": programme_year, "on": on}
    counts = status.counts(**of)
    rows = _ordered(status.standing(**of), choice)
    number = counts.total
    if choice.status:
        rows = rows.filter(status=choice.status)
        number = {Status.DONE: counts.done, Status.BUSY: counts.busy, Status.OPEN: counts.open}[choice.status]
    pages = max(1, -(-number // PAGE))
    page = min(choice.page, pages)
    return Table(counts=counts, rows=list(rows[(page - 1) * PAGE : page * PAGE]), page=page, pages=pages)


def _ordered(rows, choice):
    rows = rows.only("pk", "sort_name")
    if choice.sort == "status":
        return rows.order_by(_RANK.desc() if choice.down else _RANK.asc(), "sort_name", "pk")
    if choice.sort == "datum":
        day = F("completed_on")
        return rows.order_by(day.desc(nulls_last=True) if choice.down else day.asc(nulls_last=True), "sort_name", "pk")
    return rows.order_by(*(["-sort_name", "-pk"] if choice.down else ["sort_name", "pk"]))


def export_rows(*, organisation, programme_year, on):
    """Yield (name, status, overdue, counts already, day of completion) of every row, by name, a thousand at a time.

    These five are all that may leave the clerk's desk; nothing else is read.
    """
    of = {"memberships": scope.members(organisation=organisation), "programme_year": programme_year, "on": on}
    rows = status.standing(**of).order_by("sort_name", "pk")
    return rows.values_list("sort_name", "status", "overdue", "counts_already", "completed_on").iterator(
        chunk_size=1000
    )
