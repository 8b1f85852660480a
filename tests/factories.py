"""Plain functions that make what a test needs; every value that a test does not name is fictional and valid."""

from datetime import date
from itertools import count

from django.contrib.auth import get_user_model

from courses.members.models import DeskRole, Kind, Membership, Office, Organisation
from courses.members.names import sort_key

_numbers = count(1)

OFFICE_OF = {
    Kind.MUNICIPALITY: Office.COUNCILLOR,
    Kind.PROVINCE: Office.STATES_MEMBER,
    Kind.WATER_AUTHORITY: Office.BOARD_MEMBER,
}


def person(email=None, *, name="Noor de Wit", **fields):
    """A person who may sign in with `email`."""
    return get_user_model().objects.create_user(
        email or f"lid{next(_numbers)}@voorbeeldstad.example", name=name, **fields
    )


def organisation(code=None, *, kind=Kind.MUNICIPALITY, name=None, **fields):
    """A fictional organisation; its code begins with x, as no real one does."""
    code = code or f"x{next(_numbers):04}"
    name = name or f"Voorbeeldstad {code}"
    return Organisation.objects.create(kind=kind, code=code, name=name, display_name=f"{kind.label} {name}", **fields)


def membership(
    user=None, organisation_=None, *, start=date(2026, 3, 26), end=None, office=None, registered_on=None, name=None
):
    """A mandate; without a person or an organisation it makes them."""
    user = user or person()
    organisation_ = organisation_ or organisation()
    name = name or user.name or user.email
    first, _, last = name.partition(" ")
    sort_name = f"{last}, {first}" if last else name
    return Membership.objects.create(
        user=user,
        organisation=organisation_,
        name=name,
        sort_name=sort_name,
        sort_key=sort_key(sort_name),
        office=office or OFFICE_OF[organisation_.kind],
        start=start,
        end=end,
        registered_on=registered_on or start,
    )


def clerk(organisation_, email=None, *, name="Hanna Brink", start=date(2020, 1, 1), end=None):
    """A person at the desk of `organisation_`."""
    user = person(email or f"griffie{next(_numbers)}@voorbeeldstad.example", name=name)
    DeskRole.objects.create(user=user, organisation=organisation_, start=start, end=end)
    return user
