"""The clock: what must happen because time went by, whoever calls and however often.

Every step is a service that does what is due by now and was not done yet. So a tick may be late, come twice, or be cut
off anywhere: the next one does the rest, and nothing happens a second time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from courses.planning.closing import close_ended
from courses.planning.joining import assign_joiners
from courses.planning.merging import merge_organisations

#: Called with the name of a step before it begins. What it raises ends the tick there.
Progress = Callable[[str], None]

#: In this order: who goes on in a merged organisation is there before the old mandate closes; who left owes nothing, who began is asked, and only what is true after that may be written about.
STEPS = (
    ("moved", lambda *, now: merge_organisations(today=timezone.localdate(now))),
    ("closed", lambda *, now: close_ended(today=timezone.localdate(now))),
    ("joined", lambda *, now: assign_joiners(today=timezone.localdate(now))),
)


@dataclass(frozen=True)
class Ticked:
    """What a tick did: memberships moved with a merger, obligations closed, obligations made for who joined."""

    moved: int
    closed: int
    joined: int

    @property
    def anything(self) -> bool:
        return bool(self.moved or self.closed or self.joined)


def tick(*, now: datetime, progress: Progress | None = None) -> Ticked:
    """Do all that is due at the moment `now`. A step that fails raises, and the steps after it wait for the next tick:
    nobody is reminded of what could not be closed."""
    done = {}
    for name, step in STEPS:
        if progress:
            progress(name)
        done[name] = step(now=now)
    return Ticked(**done)
