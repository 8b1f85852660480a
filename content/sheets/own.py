"""Whom one calls in the reader's own organisation, where a sheet has a place for it.

Content knows no people: the register says who they are, and sheets know only this file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OwnContact:
    """A contact of `organisation`, written out; `dialled` is what a telephone takes, or ""."""

    organisation: str
    name: str
    role: str
    phone: str
    dialled: str
    email: str
    availability: str
    verified_on: date


_asked: list[Callable] = []


def ask(contacts_of: Callable) -> None:
    """Let `contacts_of(user)` say whom a reader calls: {kind: [OwnContact]}; given once, when the app is ready."""
    _asked[:] = [contacts_of]


def contacts_for(user) -> dict[str, list[OwnContact]]:
    """Return the own contacts of `user` by kind (`content.blocks.CONTACTS`); none for who has not signed in."""
    return _asked[0](user) if _asked and user.is_authenticated else {}
