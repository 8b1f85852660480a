"""Who may come in, where they come in, and how somebody gets a role.

A member comes in through a membership, a clerk through a desk role, a trainer and a manager through a group that
Wagtail gives its permissions to (`elearning.groups`). Nobody signs up.
"""

from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from courses.members.models import DeskRole, Membership, Organisation
from courses.members.people import end_sessions
from elearning import groups


class Role(models.TextChoices):
    CLERK = "clerk", _("clerk")
    TRAINER = "trainer", _("trainer")
    MANAGER = "manager", _("manager")


class RoleProblem(Exception):
    """A role cannot be given as asked; the message says why and what to do."""


#: So long after the last day may somebody who left still see the own record.
LEAVER_DAYS = timedelta(days=90)


def person_to_sign_in(*, email: str, on: date):
    """The person who may sign in with `email` on the day `on`, or None; one query either way."""
    return _people_who_may_sign_in(on=on).filter(email=email).first()


def may_sign_in(*, user, on: date) -> bool:
    """Whether `user` has, on the day `on`, a membership (or had it until 90 days before), a desk or a group."""
    return _people_who_may_sign_in(on=on).filter(pk=user.pk).exists()


def is_strict(*, user, on: date) -> bool:
    """Whether `user` is a clerk, trainer or manager: shorter sessions, and a passkey or app in production."""
    return user.is_superuser or _at_a_desk(user, on) or groups.is_author(user)


def entrance(*, user, on: date) -> str:
    """The address where `user` begins after signing in: where the most work waits."""
    if user.is_superuser or groups.is_author(user):
        return "/beheer/"
    return "/griffie/" if _at_a_desk(user, on) else "/leren/"


@transaction.atomic
def grant_role(*, role: str, email: str, on: date, organisation_code=None, name="", until: date | None = None):
    """Give the person with `email` a role from the day `on`; makes the account when there is none.

    A clerk needs `organisation_code` and may have a last day, `until`. Given again, the dates are simply the new ones.
    Returns the person. Running sessions of that person end. Raises RoleProblem.
    """
    if role == Role.CLERK:
        organisation = _organisation(organisation_code)
    elif organisation_code or until:
        raise RoleProblem(_("Only a clerk has an organisation and a last day. Nothing was changed."))
    if until and until < on:
        raise RoleProblem(_("The last day lies before today. Nothing was changed."))
    user = _person(email, name)
    if role == Role.CLERK:
        DeskRole.objects.update_or_create(
            user=user, organisation=organisation, defaults={"end": until}, create_defaults={"start": on, "end": until}
        )
    else:
        groups.add(user, role)
    end_sessions(user)
    return user


@transaction.atomic
def withdraw_role(*, role: str, email: str, on: date, organisation_code=None):
    """Take a role away from the day `on`; running sessions end. Returns the person; raises RoleProblem."""
    user = get_user_model().objects.filter(email=email.strip().casefold()).first()
    if user is None:
        raise RoleProblem(_("Nobody has this e-mail address. Nothing was changed."))
    if role == Role.CLERK:
        desk = DeskRole.objects.filter(user=user, organisation=_organisation(organisation_code))
        # the last day counts, so who leaves today had the desk until yesterday
        desk.filter(start__lt=on).update(end=on - timedelta(days=1))
        desk.filter(start__gte=on).delete()
    else:
        groups.remove(user, role)
    end_sessions(user)
    return user


def _people_who_may_sign_in(*, on):
    person = OuterRef("pk")
    memberships = Membership.objects.filter(Q(end=None) | Q(end__gte=on - LEAVER_DAYS), user=person, start__lte=on)
    desks = DeskRole.objects.active(on=on).filter(user=person)
    has_a_reason = Exists(memberships) | Exists(desks) | Exists(groups.authors(person)) | Q(is_superuser=True)
    return get_user_model().objects.filter(has_a_reason, is_active=True)


def _at_a_desk(user, on):
    return DeskRole.objects.of(user).active(on=on).exists()


def _organisation(code):
    if not code:
        raise RoleProblem(_("A clerk needs an organisation: --organisation CODE. Nothing was changed."))
    try:
        return Organisation.objects.get(code=code)
    except Organisation.DoesNotExist:
        message = _("There is no organisation with code %(code)s. Nothing was changed. Import the organisations first.")
        raise RoleProblem(message % {"code": code}) from None


def _person(email, name):
    email = email.strip().casefold()
    user = get_user_model().objects.filter(email=email).first()
    if user is None:
        user = get_user_model()(email=email, name=name)
        user.set_unusable_password()
        user.full_clean()
        user.save()
    elif name and not user.name:
        user.name = name
        user.save(update_fields=["name"])
    return user
