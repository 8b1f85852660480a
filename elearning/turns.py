"""One at a time, across processes; whoever is killed leaves nothing behind that keeps others waiting.

PostgreSQL has locks that belong to a connection and go with it. SQLite is one file on one machine, so there the
operating system's lock on a file beside it goes with the process. Neither needs a row, a clock or a clean-up. (A pool
that gives each transaction another connection breaks the first kind: then two may work at once. What they do is
idempotent, so that costs double work and nothing else.)
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import Error, connection


@contextmanager
def turn(name: str) -> Iterator[bool]:
    """Yield whether it is our turn: False when somebody else is inside a turn of this name. Never waits."""
    taken = _on_postgresql(name) if connection.vendor == "postgresql" else _beside_the_file(name)
    with taken as ours:
        yield ours


@contextmanager
def _on_postgresql(name):
    key = crc32(f"elearning.turns.{name}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        ours = cursor.fetchone()[0]
    try:
        yield ours
    finally:
        if ours:
            _give_back(key)


def _give_back(key):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
    except Error:
        connection.close()  # broken, or in a transaction that is: the lock goes with it


@contextmanager
def _beside_the_file(name):
    if connection.is_in_memory_db():
        yield True  # of this process alone
        return
    connection.ensure_connection()  # without a database there is no place beside it either
    with open(f"{connection.settings_dict['NAME']}.{name}", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
