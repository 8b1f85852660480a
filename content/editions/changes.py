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


def places(old: dict, new: dict) -> list[Change]:
    """Return what a person has to judge of `changes`: each place once, in its order.

    A screen of which only the blocks changed is no change of its own, and a block that went to another screen is one
    change and not two.
    """
    found = list(changes(old, new))
    touched = {change.where for change in found}
    places = {}
    for change in found:
        if change.what == "changed" and _is_screen(change.after) and not _own(change, touched):
            continue
        seen = places.get(change.where)
        if seen:  # it left one screen and came into another
            before, after = seen.before or change.before, seen.after or change.after
            change = Change("moved" if before == after else "changed", change.where, before, after)
        places[change.where] = change
    return list(places.values())


def blocks_in(block) -> list[dict]:
    """Return the blocks of a screen; nothing for anything else."""
    return block["value"]["content"] if _is_screen(block) else []


def _is_screen(block):
    return isinstance(block, dict) and block.get("type") == "screen"


def _own(change, touched):
    """Whether a screen itself changed: its title, its source, its mark; or nothing below it says what changed."""
    before, after = ({**side["value"], "content": None} for side in (change.before, change.after))
    inside = {block["id"] for side in (change.before, change.after) for block in blocks_in(side)}
    return before != after or not inside & touched


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
