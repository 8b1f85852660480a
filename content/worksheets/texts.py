"""What stands on a worksheet, read from the texts that come with the software. No database."""

from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "starter" / "werkbladen"
#: What may be answered, in the order of the screen. Only `LATER` brings advice.
DONE, LATER, OTHER = KINDS = ("done", "later", "other")


@dataclass(frozen=True)
class Item:
    """One statement, and the advice for who has not arranged it yet. `check` is for trainers, never for the screen."""

    key: str
    statement: str
    advice: str
    check: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Band:
    """What is said to who answered `LATER` at least so often, up to the next band; `at_most` is None in the last."""

    at_least: int
    at_most: int | None
    title: str
    text: str


@dataclass(frozen=True)
class Note:
    """Something to know that is the same for everybody, whatever they answered."""

    title: str
    lines: tuple[str, ...]
    source: str = ""
    check: str = ""


@dataclass(frozen=True)
class Sheet:
    title: str
    intro: str
    minutes: int
    answers: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    #: keys of items, in the order in which somebody best begins
    begin: tuple[str, ...]
    bands: tuple[Band, ...]
    notes: tuple[Note, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.items)

    @property
    def first_things(self) -> tuple[Item, ...]:
        """Every item, those to begin with in front."""
        by_key = {item.key: item for item in self.items}
        return tuple(by_key[key] for key in dict.fromkeys((*self.begin, *by_key)))


@cache
def sheet(name: str) -> Sheet:
    """Return the sheet `name` (a file without its extension). Raises KeyError or TypeError for another form."""
    source = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    groups = tuple(Group(one["title"], tuple(Item(**item) for item in one["items"])) for one in source["groups"])
    made = {
        **source,
        "answers": tuple((kind, source["answers"][kind]) for kind in KINDS),
        "groups": groups,
        "begin": tuple(source["begin"]),
        "bands": _bands(source["bands"]),
        "notes": tuple(Note(**{**note, "lines": tuple(note["lines"])}) for note in source["notes"]),
    }
    return Sheet(**{field.name: made.pop(field.name) for field in fields(Sheet)}, **made)


def _bands(rows):
    ends = [row["at_least"] - 1 for row in rows[1:]] + [None]
    return tuple(Band(at_most=end, **row) for row, end in zip(rows, ends, strict=True))
