"""What an organisation has filled in about contacts and protocol, kind by kind, as its clerk looks at it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.blocks import CONTACTS, PROTOCOL_TOPICS
from content.help.numbers import FRESH
from courses.members.local.card import FIRST
from courses.members.local.changes import version_of, version_of_all
from courses.members.local.reachable import contacts_of
from courses.members.models import Kind, LocalContact, Organisation, ProtocolExcerpt

KINDS = dict(CONTACTS)
TOPICS = dict(PROTOCOL_TOPICS)
#: Water authorities have another word for it.
SECRETARY = _("secretary-director")


@dataclass(frozen=True)
class Entry:
    """A contact or excerpt, the state in which it stands, and whether it was checked too long ago."""

    row: LocalContact | ProtocolExcerpt
    version: str
    stale: bool


@dataclass(frozen=True)
class Group:
    """All that is filled in of one kind of contact, or on one topic of the protocol."""

    name: str
    label: str | Promise
    entries: list[Entry]


@dataclass(frozen=True)
class FilledIn:
    contacts: list[Group]
    excerpts: list[Group]
    #: the state in which everything stands together
    version: str

    @property
    def entries(self) -> list[Entry]:
        return [entry for group in (*self.contacts, *self.excerpts) for entry in group.entries]

    @property
    def stale(self) -> int:
        """How many things were checked more than 180 days ago."""
        return sum(entry.stale for entry in self.entries)

    @property
    def checked_on(self) -> date | None:
        """The day of what was checked longest ago."""
        return min((entry.row.verified_on for entry in self.entries), default=None)

    @property
    def known(self) -> bool:
        """Whether members can read whom to call first."""
        return any(group.entries for group in self.contacts if group.name in FIRST)


def filled_in(*, organisation: Organisation, on: date) -> FilledIn:
    """Return what `organisation` has filled in, in the order in which members read it; two queries."""
    contacts = contacts_of([organisation])[organisation.pk]
    excerpts = list(organisation.excerpts.all())
    return FilledIn(
        contacts=[
            Group(kind, kind_label(organisation, kind), _entries([one for one in contacts if one.kind == kind], on))
            for kind in KINDS
        ],
        excerpts=[
            Group(topic, label, _entries([one for one in excerpts if one.topic == topic], on))
            for topic, label in TOPICS.items()
        ],
        version=version_of_all([*contacts, *excerpts]),
    )


def in_short(*, organisation: Organisation, on: date) -> tuple[bool, int]:
    """Return `known` and `stale` of what is filled in, without reading it; one query."""
    contacts = organisation.contacts.order_by().values_list("kind", "verified_on")
    excerpts = organisation.excerpts.order_by().annotate(kind=Value("")).values_list("kind", "verified_on")
    rows = list(contacts.union(excerpts, all=True))
    return any(kind in FIRST for kind, _day in rows), sum(on - day > FRESH for _kind, day in rows)


def contact_of(*, organisation: Organisation, contact: int) -> LocalContact | None:
    """Return the contact with key `contact`, when it is this organisation's."""
    return organisation.contacts.filter(pk=contact).first()


def excerpt_of(*, organisation: Organisation, topic: str) -> ProtocolExcerpt | None:
    """Return what the organisation's protocol says on `topic`, when that is filled in."""
    return organisation.excerpts.filter(topic=topic).first()


def protocol_link(*, organisation: Organisation) -> str:
    """Return the first link to the protocol that was filled in, on whatever topic, or ""."""
    return organisation.excerpts.exclude(url="").order_by("pk").values_list("url", flat=True).first() or ""


def kind_label(organisation: Organisation, kind: str) -> str | Promise:
    """Return what a contact of `kind` is called in this organisation."""
    return SECRETARY if kind == "clerk" and organisation.kind == Kind.WATER_AUTHORITY else KINDS[kind]


def _entries(rows, on):
    return [Entry(row, version_of(row), on - row.verified_on > FRESH) for row in rows]
