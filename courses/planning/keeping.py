"""What the clock does to a year: mergers, endings and joiners, in that order. Every part may be done again."""

from dataclasses import dataclass

from courses.planning.closing import close_ended
from courses.planning.joining import assign_joiners
from courses.planning.merging import merge_organisations


@dataclass(frozen=True)
class Kept:
    """How many memberships moved with a merger, assignments closed, and assignments made."""

    moved: int
    closed: int
    joined: int


def keep_up(*, today) -> Kept:
    """Bring the register up to `today`. Down for days or run twice, it ends the same."""
    return Kept(
        moved=merge_organisations(today=today), closed=close_ended(today=today), joined=assign_joiners(today=today)
    )
