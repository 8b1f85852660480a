"""Whom one calls in an organisation, as rows and in the order in which one calls: where to report comes first."""

from collections.abc import Iterable

from django.utils import timezone

from content.blocks import CONTACTS
from content.help.numbers import dialled
from content.sheets.own import OwnContact
from courses.members import scope
from courses.members.models import LocalContact

ORDER = [kind for kind, _label in CONTACTS]


def contacts_of(organisations: Iterable) -> dict[int, list[LocalContact]]:
    """Return the contacts of each organisation (anything with `pk`), each with `dialled`; one query."""
    found = {organisation.pk: [] for organisation in organisations}
    for contact in LocalContact.objects.filter(organisation__in=found):
        contact.dialled = dialled(contact.phone)
        found[contact.organisation_id].append(contact)
    for contacts in found.values():
        contacts.sort(key=lambda contact: (ORDER.index(contact.kind), contact.position))
    return found


def reachable(contacts: list[LocalContact]) -> list[LocalContact]:
    """Return those with a number; who is there for two things stands there once, at the first."""
    once = {(contact.dialled, contact.name): contact for contact in reversed(contacts) if contact.dialled}
    return list(reversed(once.values()))


def on_sheets(user) -> dict[str, list[OwnContact]]:
    """Return what public sheets show to `user`: the contacts of the own organisations, by kind; at most three queries.

    The own ones are those of the mandates, and for who has none those at whose desk the person sits.
    """
    on = timezone.localdate()
    own = [mandate.organisation for mandate in scope.mandates(user=user, on=on)] or scope.desks(user=user, on=on)
    organisations = {organisation.pk: organisation for organisation in own}
    found = {}
    for pk, contacts in contacts_of(organisations.values()).items():
        for contact in contacts:
            found.setdefault(contact.kind, []).append(
                OwnContact(
                    organisation=organisations[pk].display_name,
                    name=contact.name,
                    role=contact.role,
                    phone=contact.phone,
                    dialled=contact.dialled,
                    email=contact.email,
                    availability=contact.availability,
                    verified_on=contact.verified_on,
                )
            )
    return found
