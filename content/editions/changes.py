"""What is new: two documents of the same page compared by the ids of their blocks."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.editions.upgrading import upgrade

FIELDS = ("title", "language", "summary", "hero", "minutes", "objective", "intro", "closing", "rule", "pass_percentage")
LISTS = ("body", "scenes", "questions", "remember")


@dataclass(frozen=True)
class Change:
    """`what`: added, removed, changed or moved; `where`: a field or the id of a block; before and after: plain data."""

    what: str
    where: str
    before: object = None
    after: object = None


def changes(old: dict, new: dict) -> Iterator[Change]:
    """Yield what changed from document `old` to `new`: fields first, then screens, situations or questions.

    A screen that changed is followed by the changes of the blocks in it. The form in which they were stored is no
    change: both are read in today's.
    """
    old, new = upgrade(old), upgrade(new)
    for name in FIELDS:
        if old.get(name) != new.get(name):
            yield Change("changed", name, old.get(name), new.get(name))
    for name in LISTS:
        yield from _between(old.get(name, []), new.get(name, []))


def _between(old, new):
    before, after = _named(old), _named(new)
    for name, block in before.items():
        if name not in after:
            yield Change("removed", name, block, None)
    moved = _moved([name for name in before if name in after], [name for name in after if name in before])
    for name, block in after.items():
        if name not in before:
            yield Change("added", name, None, block)
        elif before[name] != block:
            yield Change("changed", name, before[name], block)
            if block.get("type") == "screen":
                yield from _between(before[name]["value"]["content"], block["value"]["content"])
        elif name in moved:
            yield Change("moved", name, before[name], block)


def _named(blocks):
    """Blocks by id; questions of a quiz by their key."""
    return {block.get("id") or block["key"]: block for block in blocks}


def _moved(old, new):
    """Return the names that stand elsewhere: the fewest that must move to turn one order into the other."""
    place = {name: number for number, name in enumerate(old)}
    longest = []  # for each name of `new`: the longest row up to it that kept its order
    for name in new:
        tails = [row for row in longest if place[row[-1]] < place[name]]
        longest.append([*max(tails, key=len, default=[]), name])
    kept = set(max(longest, key=len, default=[]))
    return {name for name in new if name not in kept}
