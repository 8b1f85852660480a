"""A tick of the whole site: what is due in the register, and the site's own housekeeping."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from courses.reminders.ticking import Progress, Ticked, tick
from elearning.housekeeping import tidy
from elearning.turns import turn


@dataclass(frozen=True)
class Done:
    """What one tick did; `tidied` counts rows that were thrown away."""

    ticked: Ticked
    tidied: int

    @property
    def anything(self) -> bool:
        return self.ticked.anything or bool(self.tidied)

    def __str__(self):
        kept, mails = self.ticked.kept, self.ticked.mails
        said = _(
            "Moved: %(moved)d. Closed: %(closed)d. New: %(joined)d. Mails sent: %(sent)d, perhaps sent: %(unsure)d, "
            "refused: %(refused)d, later: %(later)d. Thrown away: %(tidied)d."
        )
        return said % {
            "moved": kept.moved,
            "closed": kept.closed,
            "joined": kept.joined,
            "sent": mails.sent,
            "unsure": mails.unsure,
            "refused": mails.refused,
            "later": mails.later,
            "tidied": self.tidied,
        }


def tick_once(*, now: datetime, progress: Progress | None = None) -> Done | None:
    """Tick, unless another process is ticking at this moment: then None, for that one does the same work."""
    with turn("tick") as ours:
        if not ours:
            return None
        ticked = tick(now=now, progress=progress)
        if progress:
            progress("tidied")
        return Done(ticked, tidy(now=now))
