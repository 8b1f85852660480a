"""How many organisations and new members were trained: for the manager, for each kind and province. No names."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from courses.members.models import Kind, Organisation
from courses.overview.coverage.hiding import Cell, Place, table
from courses.planning.newcomers import counted_twice, newcomers

#: An organisation trained in a year when at least this part of its new members of that year finished in time. Half:
#: then training is what usually happens there, and one who was ill or late does not undo it.
AT_LEAST = Fraction(1, 2)
#: The letter of 2018: a quarter of the municipalities trained new councillors as a matter of course, in percents
#: (`training-2018` in the facts of the starter).
LETTER, LETTER_YEAR = 25, 2018
#: The place of organisations of which no province is known; of provinces and water authorities it never is.
UNKNOWN = "?"
#: So many years stand beside each other.
YEARS = 4


@dataclass(frozen=True)
class Row:
    """A place and its cell in each year, None where it is hidden or where there are no organisations."""

    kind: str
    province: str
    cells: list[Cell | None]


@dataclass(frozen=True)
class Coverage:
    """As it was at the end of `day`; years go from the oldest to the newest."""

    day: date
    years: list[int]
    rows: list[Row]


def counted_on(today: date) -> date:
    """The last day of the month before: looked at every day, the table would tell who finished since yesterday."""
    return today.replace(day=1) - timedelta(days=1)


def coverage(*, today: date) -> Coverage:
    """Return the table of the last years; three queries, whatever the number of organisations."""
    day = counted_on(today)
    since = day.year - YEARS + 1
    return of_numbers(
        organisations=list(Organisation.objects.all()),
        numbers=newcomers(day=day, since=since),
        twice=counted_twice(day=day, since=since),
        day=day,
    )


def of_numbers(*, organisations, numbers, twice, day) -> Coverage:
    """Return the table of what was counted; all that is hidden is hidden here."""
    years = list(range(day.year - YEARS + 1, day.year + 1))
    tables = {year: table(_leaves(organisations, year, min(day, date(year, 12, 31)), numbers, twice)) for year in years}
    provinces = {one.code: one.name for one in organisations if one.kind == Kind.PROVINCE}
    places = sorted({place for one in tables.values() for place in one}, key=lambda place: _order(place, provinces))
    rows = [
        Row(kind, provinces.get(province, province), [tables[year].get((kind, province)) for year in years])
        for kind, province in places
    ]
    return Coverage(day=day, years=years, rows=rows)


def _order(place: Place, provinces):
    kind, province = place
    kinds = ["", *Kind.values]
    return kinds.index(kind), provinces.get(province, province)


def _leaves(organisations, year, day, found, twice) -> dict[Place, Cell]:
    """The smallest places of a year, with every organisation that was there at its end or had new members in it."""
    numbers = {one.organisation: one for one in found if one.year == year}
    people = {}
    for person, in_year, organisation in twice:
        if in_year == year:
            people.setdefault(organisation, []).append(person)
    places = {}
    for one in organisations:
        if one.pk in numbers or _is_there(one, day):
            places.setdefault((one.kind, one.province_code or UNKNOWN), []).append(one.pk)
    return {place: _cell(keys, numbers, people) for place, keys in places.items()}


def _cell(keys, numbers, people) -> Cell:
    had = [numbers[key] for key in keys if key in numbers]
    several = [person for key in keys for person in people.get(key, ())]
    members = sum(one.members for one in had)
    return Cell(
        organisations=len(keys),
        active=len(had),
        trained=sum(one.in_time >= AT_LEAST * one.members for one in had),
        members=members,
        in_time=sum(one.in_time for one in had),
        once=members - len(several),
        twice=frozenset(several),
    )


def _is_there(organisation, day) -> bool:
    first, last = organisation.valid_from, organisation.valid_to
    return (first is None or first <= day) and (last is None or last >= day)
