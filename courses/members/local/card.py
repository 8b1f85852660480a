"""What stands on a member's card: whom to call in the own organisation and beyond, and what to say to the police.

The words around it are the card's own (`components/card.html`) and go through gettext, not through a file of texts:
they are the same for everybody, in both languages, and must go on fitting one A4. What does change, the numbers, comes
from the organisation and from the help page, where trainers keep them.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from content.help.copying import current_texts
from content.help.numbers import FRESH
from content.help.rendering import context_of
from courses.members.local.reachable import contacts_of, reachable
from courses.members.models import Kind, LocalContact, Membership, Office

#: So many contacts of an organisation go on one A4, beside the numbers of the help page.
MOST = 6
#: Either of these is enough to know where to begin.
FIRST = ("report", "clerk")

MY_CLERK = {
    Kind.MUNICIPALITY: _("my clerk"),
    Kind.PROVINCE: _("my clerk"),
    Kind.WATER_AUTHORITY: _("my secretary-director"),
}
ADDRESS = {
    Kind.MUNICIPALITY: _("The address that I give is that of the municipality:"),
    Kind.PROVINCE: _("The address that I give is that of the province:"),
    Kind.WATER_AUTHORITY: _("The address that I give is that of the water authority:"),
}


@dataclass(frozen=True)
class Card:
    """`known` says whether it is filled in where to report; if not there is a line to write on. `checked_on` is the day
    of the number that was checked longest ago, `stale` that this is too long."""

    key: int
    name: str
    organisation: str
    year: int
    office: str
    clerk: str
    address: str
    contacts: list[LocalContact]
    known: bool
    numbers: list[dict]
    checked_on: date | None
    stale: bool


def cards_of(mandates: list[Membership], *, on: date) -> list[Card]:
    """Return a card for each organisation of `mandates` (organisation read along), in their order; one query."""
    first = {}
    for mandate in mandates:
        first.setdefault(mandate.organisation_id, mandate)
    contacts = contacts_of([mandate.organisation for mandate in first.values()])
    others = context_of(current_texts().document)["help"]["others"]
    return [_card(mandate, reachable(contacts[pk]), others, on) for pk, mandate in first.items()]


def _card(mandate, contacts, others, on):
    organisation = mandate.organisation
    known = any(contact.kind in FIRST for contact in contacts)
    contacts = _that_fit(contacts)
    own = {contact.dialled for contact in contacts}
    numbers = [number for number in others if number["dialled"] not in own]
    days = [contact.verified_on for contact in contacts]
    days += [number["verified_on"] for number in numbers if number["verified_on"]]
    checked_on = min(days, default=None)
    return Card(
        key=organisation.pk,
        name=mandate.name,
        organisation=organisation.display_name,
        year=on.year,
        office="" if mandate.office == Office.OTHER else mandate.get_office_display(),
        clerk=MY_CLERK[organisation.kind],
        address=ADDRESS[organisation.kind],
        contacts=contacts,
        known=known,
        numbers=numbers,
        checked_on=checked_on,
        stale=checked_on is not None and on - checked_on > FRESH,
    )


def _that_fit(contacts):
    """Return at most MOST, in their order: one of each kind before a second one of any."""
    seen, ranked = {}, []
    for contact in contacts:
        seen[contact.kind] = seen.get(contact.kind, 0) + 1
        ranked.append((seen[contact.kind], contact))
    kept = sorted(ranked, key=lambda pair: pair[0])[:MOST]
    return [contact for contact in contacts if any(contact is one for _rank, one in kept)]
