"""What asks the clerk's attention, above the overview. Nothing here blocks anything."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.members.local.filled_in import in_short
from courses.members.models import Organisation


@dataclass(frozen=True)
class Task:
    text: str
    why: str
    address: str
    action: str


def tasks_of(*, organisation: Organisation, on: date) -> list[Task]:
    """Return what the clerk of `organisation` is asked to do; one query."""
    return [*_local(organisation, on)]


def _local(organisation, on):
    """Whom members call: filled in, and checked in the last 180 days."""
    known, stale = in_short(organisation=organisation, on=on)
    address = reverse("overview:contacts", args=[organisation.code])
    if not known:
        yield Task(
            _("It is not filled in where your members report."),
            _("They read in the lesson that they can ask you."),
            address,
            _("Fill in whom they call"),
        )
    if stale:
        yield Task(
            ngettext(
                "%(number)d contact or text was checked more than half a year ago.",
                "%(number)d contacts and texts were checked more than half a year ago.",
                stale,
            )
            % {"number": stale},
            _("Members read that there too."),
            address,
            _("See if they still hold"),
        )
