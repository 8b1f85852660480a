"""Whether somebody has just shown, once more, who they are: for one desk, for some minutes.

A session can be taken over, or stand open on a screen that somebody left. What leaves the desk with names therefore
asks again, also of who signed in a minute ago with a code alone. The front door does the asking (`account_again`); the
two meet in the session: the desk writes down for which organisation it asks, the door writes down that it was shown.
"""

from dataclasses import dataclass
from datetime import datetime

from courses.members.models import Organisation

SECONDS = 5 * 60
#: Names in the session: for which desk is asked, and what was shown when.
ASKED, SHOWN = "again_asked", "again_shown"
#: The page where one shows it, by the name of its address.
DOOR = "account_again"


@dataclass(frozen=True)
class Asked:
    """For the desk of which organisation (its key and name) it is asked, and the address to go back to."""

    organisation: int
    name: str
    back: str


def ask(session, *, organisation: Organisation, back: str) -> None:
    session[ASKED] = {"organisation": organisation.pk, "name": organisation.display_name, "back": back}


def asked(session) -> Asked | None:
    return Asked(**session[ASKED]) if ASKED in session else None


def note_shown(session, *, now: datetime) -> Asked:
    """Write down that it was shown now, for the desk that asked. Raises KeyError when none did."""
    what = Asked(**session.pop(ASKED))
    # for one desk at a time: what was shown for another is over
    session[SHOWN] = {"organisation": what.organisation, "at": now.timestamp()}
    return what


def is_fresh(session, *, organisation: Organisation, now: datetime) -> bool:
    """Whether it was shown for this organisation less than SECONDS ago."""
    shown = session.get(SHOWN)
    return bool(shown and shown["organisation"] == organisation.pk and 0 <= now.timestamp() - shown["at"] < SECONDS)
