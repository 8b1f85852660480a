"""What a clerk's page reads: years of an organisation, a page of rows, the rows of an export."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, Value, When

from courses.members import scope
from courses.overview.composed import ask
from courses.planning import status
from courses.planning.models import ProgrammeYear
from courses.planning.status import Counts, Status

PAGE = 50
#: Members with a box on one page of Herinneren.
CANDIDATES = 200
#: All that may be read of a member at the clerk's desk, and leave it in a list.
FIELDS = ("sort_name", "status", "overdue", "paused", "counts_already", "completed_on")

#: Road order: who is furthest from the end comes first.
_RANK = Case(*(When(status=status, then=Value(rank)) for rank, status in enumerate(Status.in_order())))


@dataclass(frozen=True, slots=True)
class Row:
    """One member as a clerk sees it, and as the member sees it too."""

    sort_name: str
    status: str
    overdue: bool
    paused: bool
    counts_already: bool
    completed_on: date | None

    @classmethod
    def read(cls, values):
        """From FIELDS as a database driver gives them: SQLite knows neither days nor truth."""
        name, status, overdue, paused, counts_already, day = values
        day = date.fromisoformat(day) if isinstance(day, str) else day
        return cls(name, status, bool(overdue), bool(paused), bool(counts_already), day)


@dataclass(frozen=True)
class Table:
    """One page of rows, how many there are of each status, how many were finished on which day, and how many pages
    the choice has. `chosen` counts what search, office and first day left; `late` is who is past the date, when asked.
    """

    counts: Counts
    chosen: Counts
    late: int | None
    finished: dict[date, int]
    rows: list[Row]
    page: int
    pages: int


@dataclass(frozen=True)
class Side:
    """One member beside all modules: each year with the Row, None where the member does not stand in it."""

    sort_name: str
    cells: list[tuple[ProgrammeYear, Row | None]]


@dataclass(frozen=True)
class Candidate:
    """A member who may be reminded: the key of the membership, for the box that is ticked, and the row."""

    key: int
    row: Row


def years_of(*, organisation, on) -> list[ProgrammeYear]:
    """Return the opened years of all programmes that bind this kind of organisation, newest first; one query."""
    years = ProgrammeYear.objects.filter(opened_on__lte=on).select_related("programme", "edition")
    years = years.filter(Q(programme__organisation=None) | Q(programme__organisation=organisation))
    return [
        year for year in years.order_by("-year", "programme__title", "pk") if organisation.kind in year.programme.kinds
    ]


def newest_editions(*, organisation, on) -> list[int]:
    """Return the keys of the editions that members of `organisation` are asked now, of each module the newest year."""
    newest = {}
    for year in years_of(organisation=organisation, on=on):
        newest.setdefault((year.programme_id, year.module_id), year.edition_id)
    return list(dict.fromkeys(newest.values()))


def table(*, organisation, programme_year, choice, on) -> Table:
    """Return the page of rows that `choice` asks for. Two queries, whatever the number of members; one more when the
    choice narrows the register, and one when it asks who is late."""
    year = programme_year
    of = {"organisation": organisation, "year": year, "on": on}

    def numbers(members):
        return status.numbers(memberships=members, programme_year=year, on=on)

    found = ask("numbers", numbers, **of)
    counts = Counts.of(found)
    chosen = Counts.of(ask("numbers", numbers, **of, choice=choice)) if choice.narrowed else counts
    late = _late(choice, of) if choice.late else None
    number = late if choice.late else chosen.of_status(choice.status) if choice.status else chosen.rows
    pages = max(1, -(-number // PAGE))
    page = min(choice.page, pages)

    def rows(members):
        found = _ordered(status.standing(memberships=members, programme_year=year, on=on), choice)
        if choice.status:
            found = found.filter(status=choice.status)
        if choice.late:
            found = found.filter(overdue=True)
        return found.values_list(*FIELDS)[(page - 1) * PAGE : page * PAGE]

    asked = (choice.show, choice.sort, choice.down, page)
    rows = [Row.read(values) for values in ask(asked, rows, **of, choice=choice)]
    return Table(
        counts=counts, chosen=chosen, late=late, finished=status.finished(found), rows=rows, page=page, pages=pages
    )


def _late(choice, of) -> int:
    def late(members):
        found = status.standing(memberships=members, programme_year=of["year"], on=of["on"]).filter(overdue=True)
        return found.order_by().values_list("overdue").annotate(number=Count("pk"))

    return sum(number for _overdue, number in ask("late", late, **of, choice=choice))


def remindable(*, organisation, programme_year, page, on) -> tuple[list[Candidate], bool]:
    """Return a page of who has not begun, then of who is under way past the date; and whether there are more.

    Who is away is not among them. One query.
    """
    year, start = programme_year, (page - 1) * CANDIDATES

    def rows(members):
        found = status.standing(memberships=members, programme_year=year, on=on)
        found = found.filter(Q(status=Status.OPEN) | Q(status=Status.BUSY, overdue=True), paused=False)
        found = found.order_by(_RANK.asc(), "sort_key", "pk")
        return found.values_list("pk", *FIELDS)[start : start + CANDIDATES + 1]

    found = [
        Candidate(key, Row.read(rest))
        for key, *rest in ask(("remind", page), rows, organisation=organisation, year=year, on=on)
    ]
    return found[:CANDIDATES], len(found) > CANDIDATES


def _ordered(rows, choice):
    if choice.sort == "status":
        return rows.order_by(_RANK.desc() if choice.down else _RANK.asc(), "sort_key", "pk")
    if choice.sort == "datum":
        day = F("completed_on")
        return rows.order_by(day.desc(nulls_last=True) if choice.down else day.asc(nulls_last=True), "sort_key", "pk")
    return rows.order_by(*(["-sort_key", "-pk"] if choice.down else ["sort_key", "pk"]))


def side_by_side(*, organisation, programme_years, page, on) -> tuple[list[Side], bool]:
    """Return a page of the members who stand in any of these years, by name, and whether there are more.

    One query, and one for each year.
    """
    members = scope.members(organisation=organisation)
    there = Q()
    for year in programme_years:
        there |= Q(pk__in=status.listed(memberships=members, programme_year=year, on=on).values("pk"))
    start = (page - 1) * PAGE
    found = list(
        members.filter(there).order_by("sort_key", "pk").values_list("pk", "sort_name")[start : start + PAGE + 1]
    )
    keys = [key for key, _name in found[:PAGE]]
    columns = []
    for year in programme_years:
        rows = status.standing(memberships=members.filter(pk__in=keys), programme_year=year, on=on)
        columns.append((year, {key: Row.read(rest) for key, *rest in rows.values_list("pk", *FIELDS)}))
    sides = [Side(name, [(year, column.get(key)) for year, column in columns]) for key, name in found[:PAGE]]
    return sides, len(found) > PAGE


def own_rows(*, membership, on) -> list[tuple[ProgrammeYear, Row]]:
    """Return the row of one member in the newest year of each module in which it stands, as the desk reads it.

    One query, and one for each module.
    """
    newest = {}
    for year in years_of(organisation=membership.organisation, on=on):
        newest.setdefault((year.programme_id, year.module_id), year)
    own = scope.members(organisation=membership.organisation_id).filter(pk=membership.pk)
    found = []
    for year in newest.values():
        rows = status.standing(memberships=own, programme_year=year, on=on).values_list(*FIELDS)
        found += [(year, Row.read(values)) for values in rows]
    return found


def export_rows(*, organisation, programme_year, on):
    """Yield (name, status, overdue, paused, counts already, day of completion) of every row, by name, by the thousand.

    These six are all that may leave the clerk's desk; nothing else is read.
    """
    of = {"memberships": scope.members(organisation=organisation), "programme_year": programme_year, "on": on}
    rows = status.standing(**of).order_by("sort_key", "pk")
    return rows.values_list(*FIELDS).iterator(chunk_size=1000)


def exempt_in(*, organisation, programme_year, on) -> int:
    """Return of how many members the year asks nothing on the day `on`; one query."""
    members = scope.members(organisation=organisation)
    return status.counts(memberships=members, programme_year=programme_year, on=on).exempt
