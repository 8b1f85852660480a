"""What the clock does to a year: mergers, endings and joiners, in that order. Every part may be done again."""

from dataclasses import dataclass

from courses.planning.closing import close_ended
from courses.planning.joining import assign_joiners, newest_years
from courses.planning.merging import merge_organisations
from courses.planning.opening import move_onboardings


@dataclass(frozen=True)
class Kept:
    """How many memberships moved with a merger, assignments closed, and assignments made."""

    moved: int
    closed: int
    joined: int

    @property
    def anything(self) -> bool:
        return bool(self.moved or self.closed or self.joined)


def keep_up(*, today) -> Kept:
    """Bring the register up to `today`. Down for days or run twice, it ends the same."""
    moved, closed = merge_organisations(today=today), close_ended(today=today)
    for year in newest_years(on=today):
        move_onboardings(programme_year=year, on=today)
    return Kept(moved=moved, closed=closed, joined=assign_joiners(today=today))
