"""Which desks have somebody, for the manager: organisations and numbers, no members."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from courses.members.models import DeskRole, Kind, Organisation

PAGE = 50
#: A desk of which everybody's last day lies this near needs somebody.
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Desks:
    """Of one kind of organisation: how many there are today, without anybody, and with nobody any more SOON."""

    kind: str
    number: int
    empty: int
    soon_empty: int


def numbers(*, on: date) -> list[Desks]:
    """Return the numbers of each kind; one query."""
    now, soon = _somebody(on), _somebody(on + SOON)
    rows = Organisation.objects.valid(on=on).annotate(now=Exists(now), soon=Exists(soon)).order_by()
    rows = rows.values_list("kind").annotate(
        number=Count("pk"), empty=Count("pk", filter=Q(now=False)), soon=Count("pk", filter=Q(now=True, soon=False))
    )
    found = {kind: Desks(Kind(kind).label, *numbers) for kind, *numbers in rows}
    return [found[kind] for kind in Kind if kind in found]


def found(*, search: str, page: int, on: date) -> tuple[list[Organisation], int]:
    """Return a page of organisations and the number of pages: those without anybody at the desk, or by `search` any.

    Each carries `has_clerk`. Two queries.
    """
    rows = Organisation.objects.valid(on=on).annotate(has_clerk=Exists(_somebody(on)))
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(code__iexact=search))
    else:
        rows = rows.filter(has_clerk=False)
    pages = max(1, -(-rows.count() // PAGE))
    page = min(page, pages)
    return list(rows.order_by("name", "code")[(page - 1) * PAGE : page * PAGE]), pages


def _somebody(on):
    return DeskRole.objects.active(on=on).filter(organisation=OuterRef("pk"))
