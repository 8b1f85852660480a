"""The register of one organisation, a membership at a time: add, correct, end. What is owed follows in `planning`."""

import re
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.members import names
from courses.members.errors import Refused
from courses.members.models import Membership, Office, Organisation
from courses.members.names import PersonName
from courses.members.offices import OFFICES_OF
from courses.members.people import account_of, address_in


@transaction.atomic
def add_membership(
    *,
    organisation: Organisation,
    name: PersonName,
    email: str,
    office: str,
    start: date,
    today: date,
    another_person: bool = False,
) -> Membership:
    """Make the person with `email` a member from the day `start`; an account that exists is joined, not changed.

    Raises Refused for a name, address or office that cannot be right, for somebody who is a member already, and,
    unless `another_person`, for the name of another member: it may be the same person with a second address.
    """
    email = address_in(email)
    _check_name(name)
    _check_office(organisation, office)
    # two clerks who add the same person wait for each other
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    here = Membership.objects.filter(organisation=organisation)
    for other in here.filter(user__email=email).order_by("-start"):
        _check_apart(other, start)
    if not another_person:
        _check_namesake(here.exclude(user__email=email), name, start)
    membership = Membership(
        user=account_of(email=email, name=name.display),
        organisation=organisation,
        office=office,
        start=start,
        registered_on=today,
    )
    _name(membership, name)
    membership.save()
    return membership


@transaction.atomic
def correct_membership(*, membership: Membership, name: PersonName, office: str, start: date) -> Membership:
    """Put name, office and first day right. The person's account, and its address, stay as they are; raises Refused."""
    _check_name(name)
    _check_office(membership.organisation, office)
    if membership.end and start > membership.end:
        raise _refused(
            _("The first day lies after the last day, %(day)s. Nothing was changed."), membership.end, "start"
        )
    _check_others(membership, start, membership.end)
    membership.office, membership.start = office, start
    _name(membership, name)
    membership.save()
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, last_day: date | None) -> Membership:
    """Let the membership last up to and including `last_day`; None: it has no last day (any more). Raises Refused."""
    if last_day and last_day < membership.start:
        text = _("The last day lies before the first day, %(day)s. Nothing was changed.")
        raise _refused(text, membership.start, "last_day")
    _check_others(membership, membership.start, last_day)
    membership.end = last_day
    membership.save(update_fields=["end"])
    return membership


def _refused(text, day, field):
    return Refused(text % {"day": date_format(day, "j F Y")}, field=field)


def _name(membership, name):
    membership.name, membership.sort_name = name.display, name.sort
    membership.sort_key = names.sort_key(name.sort)


def _check_name(name):
    if not re.search(r"[^\W\d_]", name.surname) or names.has_forbidden(name.display):
        raise Refused(_("This does not read as a name. Nothing was changed."), field="surname")
    if len(name.display) > names.MAX_LENGTH or len(name.sort) > names.MAX_LENGTH:
        raise Refused(_("This name is longer than 200 characters. Nothing was changed."), field="surname")


def _check_office(organisation, office):
    if office not in OFFICES_OF[organisation.kind]:
        raise Refused(_("This office does not belong to this organisation. Nothing was changed."), field="office")


def _check_apart(other, start):
    """Somebody who was a member before may come back after the last day."""
    if other.end is None or other.start >= start:
        text = _("The member with this address is already here: %(name)s, since %(day)s. Nothing was added.")
        day = date_format(other.start, "j F Y")
        raise Refused(text % {"name": other.name, "day": day}, field="email")
    if other.end >= start:
        text = _("The member with this address is here up to and including %(day)s. Give a first day after that.")
        raise _refused(text, other.end, "start")


def _check_namesake(here, name, start):
    key = names.key(name.display)
    # the last word stands in both spellings of a name, whatever a list took for the surname
    for other in here.filter(sort_key__contains=key.split()[-1].replace("'", "")).order_by("pk"):
        if names.key(other.name) == key and (other.end is None or other.end >= start):
            text = _(
                "%(name)s is already a member with another e-mail address. Is this somebody else of that name? Then "
                "tick the box below. Nothing was added."
            )
            raise Refused(text % {"name": other.name}, field="another_person")


def _check_others(membership, start, end):
    """The same person may have several memberships here, one after the other."""
    others = Membership.objects.filter(organisation=membership.organisation_id, user=membership.user_id)
    for other in others.exclude(pk=membership.pk).order_by("start"):
        if (end is None or other.start <= end) and (other.end is None or other.end >= start):
            text = _("This person has another membership here, from %(day)s. The two may not overlap.")
            raise _refused(text, other.start, "start")


def offices_of(organisation: Organisation) -> list[Office]:
    """Return the offices that a member of this organisation can have, in the order of the country's lists."""
    return [office for office in Office if office in OFFICES_OF[organisation.kind]]
