"""The numbers of a reader's own organisation, for pages that must be there whatever happens to the database.

Asked in a thread of its own, which is waited for one second. Without an answer by then - a database that is away,
locked, or silent on a dead line - the page goes out without them. Nothing is written: opening help does not even
prolong the session.
"""

import logging
import queue
import threading
from collections.abc import Callable

from django.db import connections
from django.utils import timezone, translation

from courses.members import scope
from courses.members.local import texts
from elearning.accounts.sessions import person_of

log = logging.getLogger(__name__)

#: How long somebody who needs help waits for what is only an extra.
WAIT = 1.0
#: So many may be asking at a time; while all of them hang, the next reader does not wait at all.
AT_ONCE = 4
_room = threading.BoundedSemaphore(AT_ONCE)


def contacts_of(session_key: str) -> str:
    """Return HTML on whom to call at the organisations of the person whose session this is.

    Nothing for who is not signed in, has no mandate, or when it takes more than a second. Never raises.
    """
    language = translation.get_language()

    def ask():
        with translation.override(language):
            return _contacts(session_key)

    return _in_time(ask) or ""


def _contacts(session_key):
    person = person_of(session_key)
    if person is None:
        return ""
    today = timezone.localdate()
    return texts.fragments(scope.mandates(user=person, on=today), on=today).get("help:local", "")


def _in_time(ask: Callable[[], str]) -> str | None:
    """Return what `ask` returns in a thread with connections of its own, or None: too late, failed, no room."""
    if not _room.acquire(blocking=False):
        return None
    answer = queue.SimpleQueue()

    def run():
        try:
            answer.put(ask())
        except Exception as trouble:  # whatever it is, help goes on without
            log.warning("Help shows no numbers of the own organisation: %s", type(trouble).__name__)
            answer.put(None)
        finally:
            try:
                connections.close_all()
            finally:
                _room.release()

    # a daemon: one that hangs must not keep the process from stopping
    threading.Thread(target=run, name="help-contacts", daemon=True).start()
    try:
        return answer.get(timeout=WAIT)
    except queue.Empty:
        log.warning("Help shows no numbers of the own organisation: no answer in %s s", WAIT)
        return None
