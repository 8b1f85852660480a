"""What a clerk chose in the address: which rows, in which order, which page. Anything unknown is the default."""

from dataclasses import dataclass
from datetime import date

from courses.members.models import Office
from courses.members.names import sort_key
from courses.planning.status import Status

SHOWN = {
    "afgerond": Status.DONE,
    "bezig": Status.BUSY,
    "niet-begonnen": Status.OPEN,
    "niet-van-toepassing": Status.EXEMPT,
}
#: Beside the statuses: who has not finished, and whose last day has passed.
LATE = "na-de-datum"
SORTED = ("naam", "status", "datum")
PAGES = 100_000
#: So many ticked members are read; a page has fewer.
TICKED = 1000
#: So many letters of a search are read, and so many words of it.
LETTERS, WORDS = 60, 3


@dataclass(frozen=True)
class Choice:
    """`show` is one of SHOWN, LATE or "" for all; `sort` one of SORTED, `down` the other way round; `page` from 1.

    `search` is what was typed; `since` the first day on which somebody may have joined.
    """

    show: str = ""
    sort: str = "naam"
    down: bool = False
    page: int = 1
    #: The keys of a programme and of one of its modules: "3-12".
    programme: tuple[int, int] | None = None
    search: str = ""
    office: str = ""
    since: date | None = None

    @classmethod
    def from_query(cls, query):
        """Read a QueryDict of the page."""
        asked = query.get("sorteer", "")
        sort = asked.removeprefix("-")
        known = sort in SORTED
        return cls(
            show=query.get("toon") if query.get("toon") in (*SHOWN, LATE) else "",
            sort=sort if known else "naam",
            down=known and asked != sort,
            page=min(number(query.get("pagina")) or 1, PAGES),
            programme=_pair(query.get("programma")),
            search=" ".join((query.get("zoek") or "")[:LETTERS].split()),
            office=query.get("functie") if query.get("functie") in Office.values else "",
            since=_day(query.get("sinds")),
        )

    @property
    def status(self) -> Status | None:
        return SHOWN.get(self.show)

    @property
    def late(self) -> bool:
        return self.show == LATE

    @property
    def words(self) -> tuple[str, ...]:
        """What must stand in a name, as names are sorted: without accents and capitals."""
        return tuple(dict.fromkeys(sort_key(self.search).split()[:WORDS]))

    @property
    def narrowed(self) -> bool:
        """Whether the register itself is narrowed: by name, office or first day."""
        return bool(self.words or self.office or self.since)

    @property
    def programme_value(self) -> str:
        return programme_value(*self.programme) if self.programme else ""

    @property
    def sort_value(self) -> str:
        return f"-{self.sort}" if self.down else self.sort


def ticked(query) -> set[int]:
    """Return the keys of the members that were ticked; what is no key is nobody's."""
    return {key for key in map(number, query.getlist("lid")[:TICKED]) if key}


def programme_value(programme: int, module: int) -> str:
    """Return a programme's module as it stands in an address."""
    return f"{programme}-{module}"


def _pair(text):
    parts = [number(part) for part in (text or "").split("-")]
    return tuple(parts) if len(parts) == 2 and all(parts) else None


def _day(text):
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None


def number(text: str | None) -> int | None:
    """Return what stands in an address as a number, or None; a number that no database holds is none."""
    # isascii: "²" and "٣" are digits too, and int() or the database would not agree about them
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else None
