"""What a clerk chose in the address: which rows, in which order, which page. Anything unknown is the default."""

from dataclasses import dataclass

from courses.planning.status import Status

SHOWN = {
    "afgerond": Status.DONE,
    "bezig": Status.BUSY,
    "niet-begonnen": Status.OPEN,
    "niet-van-toepassing": Status.EXEMPT,
}
SORTED = ("naam", "status", "datum")
PAGES = 100_000
#: So many ticked members are read; a page has fewer.
TICKED = 1000


@dataclass(frozen=True)
class Choice:
    """`show` is one of SHOWN or "" for all; `sort` one of SORTED, `down` the other way round; `page` from 1."""

    show: str = ""
    sort: str = "naam"
    down: bool = False
    page: int = 1
    #: The keys of a programme and of one of its modules: "3-12".
    programme: tuple[int, int] | None = None

    @classmethod
    def from_query(cls, query):
        """Read a QueryDict of the page."""
        asked = query.get("sorteer", "")
        sort = asked.removeprefix("-")
        known = sort in SORTED
        return cls(
            show=query.get("toon") if query.get("toon") in SHOWN else "",
            sort=sort if known else "naam",
            down=known and asked != sort,
            page=min(_number(query.get("pagina")) or 1, PAGES),
            programme=_pair(query.get("programma")),
        )

    @property
    def status(self) -> Status | None:
        return SHOWN.get(self.show)

    @property
    def programme_value(self) -> str:
        return programme_value(*self.programme) if self.programme else ""

    @property
    def sort_value(self) -> str:
        return f"-{self.sort}" if self.down else self.sort


def ticked(query) -> set[int]:
    """Return the keys of the members that were ticked; what is no key is nobody's."""
    return {key for key in map(_number, query.getlist("lid")[:TICKED]) if key}


def programme_value(programme: int, module: int) -> str:
    """Return a programme's module as it stands in an address."""
    return f"{programme}-{module}"


def _pair(text):
    parts = [_number(part) for part in (text or "").split("-")]
    return tuple(parts) if len(parts) == 2 and all(parts) else None


def _number(text):
    # isascii: "²" and "٣" are digits too, and int() or the database would not agree about them
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else None
