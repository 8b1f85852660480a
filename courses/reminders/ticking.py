"""The clock: what must happen because time went by, whoever calls and however often.

Every step is a service that does what is due by now and was not done yet. So a tick may be late, come twice, or be cut
off anywhere: the next one does the rest, and nothing happens a second time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from courses.planning.keeping import Kept, keep_up
from courses.reminders.sending import Tally, send_due

#: Called with the name of a step before it begins. What it raises ends the tick there.
Progress = Callable[[str], None]
#: Mails in one tick; the rest go with the next ones, so that a large day does not keep the register waiting.
MAILS = 1000


@dataclass(frozen=True)
class Ticked:
    """What a tick did in the register, and with mails."""

    kept: Kept
    mails: Tally

    @property
    def anything(self) -> bool:
        return self.kept.anything or bool(self.mails.handled)


def tick(*, now: datetime, progress: Progress | None = None) -> Ticked:
    """Do all that is due at the moment `now`: who left owes nothing, who began is asked, and only what is true after
    that is written about. A step that fails raises, and the next one waits for another tick."""
    say = progress or (lambda step: None)
    say("kept")
    kept = keep_up(today=timezone.localdate(now))
    say("mails")
    return Ticked(kept=kept, mails=send_due(now=now, limit=MAILS))
