"""How long a session lasts: an end whatever happens, and an earlier one when nothing happens.

| who | nothing done for | at most |
|---|---|---|
| member | 60 minutes | 12 hours |
| clerk, trainer, manager (`strict` in the session) | 30 minutes | 8 hours |

Both ends are kept in the row's own `expire_date`, so that reading a session costs one query and no more. The row is
written again at most once in `NOTED_EVERY` seconds; "60 minutes" may therefore be 55. The cookie lives until the
browser closes: the row decides. An expired row stays until `clearsessions`; for a quarter of an hour it still tells
`elearning.stash` whose session it was.
"""

import time
from datetime import timedelta

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.crypto import constant_time_compare

MINUTE = 60
HOUR = 60 * MINUTE
IDLE, ABSOLUTE = 60 * MINUTE, 12 * HOUR
STRICT_IDLE, STRICT_ABSOLUTE = 30 * MINUTE, 8 * HOUR
#: Somebody who asked for a code and did not yet type it.
NOT_SIGNED_IN = 30 * MINUTE
NOTED_EVERY = 5 * MINUTE
#: How long after its end a session still tells whose it was.
LAPSED = timedelta(minutes=15)


class SessionStore(db.SessionStore):
    #: Primary key (as text) of the person whose session this cookie was until less than a quarter of an hour ago.
    lapsed_user_id = None

    @classmethod
    def get_model_class(cls):
        from django.contrib.sessions.models import Session

        return Session

    def load(self):
        row = self._get_session_from_db()
        if row is None:
            return {}
        data = self.decode(row.session_data)
        if SESSION_KEY in data and time.time() - data.get("seen", 0) > NOTED_EVERY:
            self.modified = True
        return data

    def _get_session_from_db(self):
        # Django asks for the row that has not expired; this asks for the row, in the same one query.
        row = self.model.objects.filter(session_key=self.session_key).first()
        now = timezone.now()
        if row is not None and row.expire_date > now:
            return row
        if row is not None and now - row.expire_date < LAPSED:
            self.lapsed_user_id = self.decode(row.session_data).get(SESSION_KEY)
        self._session_key = None
        return None

    def is_empty(self):
        # An empty session makes Django take the cookie away; with it we would no longer know whose answer arrives.
        return super().is_empty() and self.lapsed_user_id is None

    def create_model_instance(self, data):
        if SESSION_KEY in data:
            data.setdefault("since", int(time.time()))
            data["seen"] = int(time.time())
        return super().create_model_instance(data)

    def get_session_cookie_age(self):
        if SESSION_KEY not in self:
            return NOT_SIGNED_IN
        idle, absolute = (STRICT_IDLE, STRICT_ABSOLUTE) if self.get("strict") else (IDLE, ABSOLUTE)
        left = self.get("since", time.time()) + absolute - time.time()
        return min(idle, left)


def person_of(session_key: str):
    """Return who is signed in with this session, or None. Django's own `get_user` ends a session that does not hold;
    this only reads, for pages that go out before the session's middleware."""
    session = SessionStore(session_key).load()
    person = get_user_model().objects.filter(pk=session.get(SESSION_KEY), is_active=True).first()
    holds = person and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    return person if holds else None
