"""An organisation's own contacts and pieces of protocol, from YAML; shown inside lessons with the day of checking.

    verified_on: 2026-11-02
    contacts:
      - kind: report          # report, clerk, chair, adviser, police or aftercare
        name: Hanna Brink
        role: griffier
        phone: 0123 - 45 67 89
        email: griffie@voorbeeldstad.example
        availability: werkdagen van 9.00 tot 17.00 uur
    protocol:
      - topic: report         # report, house_rules or aftercare
        text: Wij melden altijd.
        reference: Agressieprotocol 2026, artikel 3
        url: https://voorbeeldstad.example/protocol

A list that is given replaces the present one; a list that is not given stays. The order is the order on screen.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

import yaml
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from courses.members.errors import FileRefused
from courses.members.models import LocalContact, Organisation, ProtocolExcerpt

MAX_BYTES = 256 * 1024
_CONTACT = ("kind", "name", "role", "phone", "email", "availability")
_EXCERPT = ("topic", "text", "reference", "url")


@dataclass(frozen=True, slots=True)
class LocalTexts:
    """What a file says: for each list plain dicts with `verified_on`, or None when the file leaves that list out."""

    contacts: tuple | None
    excerpts: tuple | None


@dataclass(frozen=True, slots=True)
class ContactsResult:
    contacts: int
    excerpts: int
    changed: bool


def read_local_texts(data, *, today):
    """LocalTexts from YAML (bytes); FileRefused with the place when something is missing or unknown."""
    if len(data) > MAX_BYTES:
        raise FileRefused(_("This file is larger than 256 kB. Nothing was saved."))
    try:
        document = yaml.load(data.decode("utf-8-sig"), _PlainLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = _(" (line %(line)d)") % {"line": mark.line + 1} if mark else ""
        raise FileRefused(
            _("This is not a readable YAML file%(where)s. Nothing was saved.") % {"where": where}
        ) from error
    if not isinstance(document, dict) or not document.keys() & {"contacts", "protocol"}:
        raise FileRefused(_("The file has no list ‘contacts’ and no list ‘protocol’. Nothing was saved."))
    if unknown := [str(name) for name in document if name not in ("verified_on", "contacts", "protocol")]:
        raise FileRefused(
            _("The file has a part that we do not know: %(name)s. Nothing was saved.") % {"name": unknown[0][:40]}
        )
    return LocalTexts(
        contacts=_entries(document, "contacts", _CONTACT, today),
        excerpts=_entries(document, "protocol", _EXCERPT, today),
    )


@transaction.atomic
def set_contacts(*, organisation, texts):
    """Make the organisation's contacts and protocol what `texts` (LocalTexts) says; ContactsResult.

    When anything differs, `local_version` goes up by one, so that cached local texts are made anew.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    changed = False
    if texts.contacts is not None:
        seen = Counter()
        contacts = []
        for entry in texts.contacts:
            contacts.append(LocalContact(organisation=organisation, position=seen[entry["kind"]], **entry))
            seen[entry["kind"]] += 1
        changed |= _replace(LocalContact, organisation, contacts, (*_CONTACT, "position", "verified_on"))
    if texts.excerpts is not None:
        excerpts = [ProtocolExcerpt(organisation=organisation, **entry) for entry in texts.excerpts]
        changed |= _replace(ProtocolExcerpt, organisation, excerpts, (*_EXCERPT, "verified_on"))
    if changed:
        Organisation.objects.filter(pk=organisation.pk).update(local_version=F("local_version") + 1)
        organisation.refresh_from_db(fields=["local_version"])
    return ContactsResult(organisation.contacts.count(), organisation.excerpts.count(), changed)


def _replace(model, organisation, wanted, names):
    present = model.objects.filter(organisation=organisation)
    if sorted(present.values_list(*names)) == sorted(tuple(getattr(row, name) for name in names) for row in wanted):
        return False
    for number, row in enumerate(wanted, start=1):
        try:
            row.full_clean(exclude=["organisation"], validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            raise FileRefused(
                _("Entry %(number)d of %(list)s cannot be right: %(fields)s. Nothing was saved.")
                % {"number": number, "list": model._meta.verbose_name, "fields": ", ".join(error.message_dict)}
            ) from error
    if model is ProtocolExcerpt and len({row.topic for row in wanted}) < len(wanted):
        raise FileRefused(_("One topic of the protocol is in the file twice. Nothing was saved."))
    present.delete()
    model.objects.bulk_create(wanted)
    return True


def _entries(document, part, names, today):
    if part not in document:
        return None
    entries = document[part] if document[part] is not None else []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FileRefused(_("‘%(part)s’ is not a list. Nothing was saved.") % {"part": part})
    return tuple(_entry(part, number, entry, names, document, today) for number, entry in enumerate(entries, start=1))


def _entry(part, number, entry, names, document, today):
    def refuse(text):
        return FileRefused(
            _("Entry %(number)d of %(part)s: %(text)s Nothing was saved.")
            % {"number": number, "part": part, "text": text}
        )

    if unknown := [str(name) for name in entry if name not in (*names, "verified_on")]:
        raise refuse(_("we do not know ‘%(name)s’.") % {"name": unknown[0][:40]})
    values = {name: "" if entry.get(name) is None else str(entry[name]).strip() for name in names}
    for required in names[:2]:
        if not values[required]:
            raise refuse(_("‘%(name)s’ is missing.") % {"name": required})
    day = entry.get("verified_on", document.get("verified_on"))
    if isinstance(day, datetime) or not isinstance(day, date):
        raise refuse(_("‘verified_on’ is missing or is not a date such as 2026-11-02."))
    if day > today:
        raise refuse(_("the day of checking lies in the future."))
    return values | {"verified_on": day}


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML without aliases, that can make a small file very large."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(None, None, "alias", event.start_mark)
        return super().compose_node(parent, index)
