"""Who may sit at an organisation's desk: given, ended, handed over. Each is mailed or noted in the same transaction."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.members.access.mail import mail_access
from courses.members.errors import Refused
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import DeskRole, Organisation
from courses.members.names import has_forbidden
from courses.members.people import account_of, address_in, end_sessions

DAY = timedelta(days=1)


@transaction.atomic
def give_access(
    *,
    organisation: Organisation,
    email: str,
    name: str,
    start: date,
    end: date | None,
    by,
    now: datetime,
    by_manager: bool = False,
) -> DeskRole:
    """Let the person with `email` sit at the desk from `start` to `end` (None: until it is ended), and mail that.

    `name` is only used for an account that is new. Whoever had access gets these dates instead. Raises Refused.
    """
    today = timezone.localdate(now)
    if start < today:
        raise Refused(_("Access can begin today or later. Nothing was changed."), field="start")
    if end and end < start:
        raise Refused(_("The last day lies before the first day. Nothing was changed."), field="end")
    organisation = _locked(organisation)
    person = account_of(email=address_in(email), name=_checked(name))
    role = DeskRole.objects.filter(organisation=organisation, user=person).first()
    if role is None:
        role = DeskRole(organisation=organisation, user=person, start=start)
    elif _holds(role, today):
        # the desk is theirs today and stays so until the new last day
        start = role.start
        if end and not by_manager:
            _check_somebody_stays(role, end)
    role.start, role.end = start, end
    role.full_clean()
    role.save()
    if start <= today:
        end_sessions(person)  # a session that began as a member's is longer than a clerk's may be
    mail_access.enqueue(role.pk)
    _note(role, DeskAction.Kind.ACCESS_GIVEN, by, now, start=start.isoformat(), **_end(end))
    return role


@transaction.atomic
def end_access(*, role: DeskRole, last_day: date, by, now: datetime, by_manager: bool = False) -> None:
    """Let the role last up to and including `last_day`; one that would not have begun by then is gone.

    Raises Refused when nobody would be left at the desk, unless `by_manager`.
    """
    today = timezone.localdate(now)
    if last_day < today - DAY:
        raise Refused(_("The last day can be yesterday, today or later. Nothing was changed."), field="last_day")
    _locked(role.organisation)
    role = DeskRole.objects.get(pk=role.pk)
    if not by_manager:
        _check_somebody_stays(role, last_day)
    if last_day < role.start:
        role.delete()
    else:
        role.end = last_day
        role.save(update_fields=["end"])
    if last_day < today:
        end_sessions(role.user)
    _note(role, DeskAction.Kind.ACCESS_ENDED, by, now, end=last_day.isoformat())


@transaction.atomic
def hand_over(*, organisation: Organisation, email: str, name: str, start: date, by, now: datetime) -> DeskRole:
    """Give the desk of `by` to somebody else from the day `start`, after today; that of `by` ends the day before.

    Raises Refused; DeskRole.DoesNotExist when `by` has no desk here.
    """
    if start <= timezone.localdate(now):
        raise Refused(_("Handing over can begin tomorrow or later. Nothing was changed."), field="start")
    own = DeskRole.objects.get(organisation=organisation, user=by)
    if address_in(email) == by.email:
        raise Refused(_("This is your own address. Nothing was changed."), field="email")
    made = give_access(organisation=organisation, email=email, name=name, start=start, end=None, by=by, now=now)
    if own.end is None or own.end >= start:
        end_access(role=own, last_day=start - DAY, by=by, now=now)
    return made


def _locked(organisation):
    """Wait for whoever changes this desk too: two clerks may not both leave because the other stays."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def _checked(name):
    if not name.strip() or has_forbidden(name):
        raise Refused(_("This does not read as a name. Nothing was changed."), field="name")
    return name.strip()


def _holds(role, on):
    return role.start <= on and (role.end is None or role.end >= on)


def _check_somebody_stays(role, last_day):
    others = DeskRole.objects.filter(organisation=role.organisation_id).exclude(pk=role.pk)
    if not others.filter(Q(end=None), start__lte=last_day + DAY).exists():
        text = _(
            "After %(day)s nobody would be left at this desk without a last day. First give somebody access, or hand "
            "over. Nothing was changed."
        )
        raise Refused(text % {"day": date_format(last_day, "j F Y")}, field="last_day")


def _end(end):
    return {"end": end.isoformat()} if end else {}


def _note(role, kind, by, now, **facts):
    note_action(organisation=role.organisation, by=by, kind=kind, now=now, person=role.user_id, **facts)
