"""A clerk asks to remind members: who is reminded is found here, and the mails go the way of all mails.

What the clerk ticked only narrows the choice: it is cut down to the own members who owe the year. What may not go (a
mail in the week before, an address that came back) is kept as withheld, with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.models import Organisation
from courses.planning.models import ProgrammeYear
from courses.reminders import outbox, quiet
from courses.reminders.ladder import Kind
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.owed import PERSON, owed

#: Quiet periods are looked for so far ahead.
AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Asked:
    """What became of asking. `action` is the line of the log, of an earlier press when this one asked nothing new, None
    when nobody was left to remind. `mails` are to be sent from the day `goes_on`."""

    action: DeskAction | None
    mails: tuple[int, ...]
    goes_on: date


def goes_on(*, organisation: Organisation, now: datetime) -> date:
    """Return the first day on which a reminder asked for at `now` may go: by day, and outside quiet periods."""
    first = quiet.first_day(now)
    periods = quiet.Quiet.between(first, first + AHEAD)
    return periods.allowed_from(organisation=organisation.pk, kind=organisation.kind, on=first)


@transaction.atomic
def remind(
    *, organisation: Organisation, programme_year: ProgrammeYear, members: Iterable[int], by, now: datetime
) -> Asked:
    """Plan the clerk's reminder for those of `members` (keys of memberships) who owe `programme_year`; note it.

    Pressing twice asks once: who was asked on this day is left out. A fixed number of queries.
    """
    today, on = quiet.local_day(now), goes_on(organisation=organisation, now=now)
    owing = _owing(organisation, programme_year, members, on)
    outbox.lock(owing)
    lines = MailLine.objects.filter(kind=Kind.BY_CLERK, asked_on=today, membership__organisation=organisation)
    before = set(lines.filter(person__in=owing).values_list("membership", "programme_year"))
    new = {person: about for person, about in owing.items() if about not in before}
    if not new:
        return Asked(_last(organisation, programme_year, today), (), on)
    mails = outbox.plan(persons=new, on=on, now=now, asked=dict.fromkeys(new.values(), today))
    said = set(lines.filter(person__in=new).values_list("membership", "programme_year"))
    _withhold({person: about for person, about in new.items() if about not in said}, today, on, now)
    action = note_action(
        organisation=organisation,
        by=by,
        kind=DeskAction.Kind.REMINDED,
        now=now,
        about=[membership for membership, _year in new.values()],
        year=programme_year.year,
        programme_year=programme_year.pk,
        day=today.isoformat(),
        members=len(new),
    )
    return Asked(action, tuple(mails), on)


def _owing(organisation, programme_year, members, on) -> dict[int, tuple[int, int]]:
    """By person: the mandate among `members` that owes the year, with the programme year whose obligation it is: an
    onboarding of an earlier year that is still open stands in this one too."""
    found = owed(on=on).filter(
        membership__organisation=organisation,
        membership__in=set(members),
        programme_year__programme=programme_year.programme_id,
        programme_year__module=programme_year.module_id,
        programme_year__year__lte=programme_year.year,
    )
    found = found.order_by("programme_year__year", "-membership").values_list(PERSON, "membership", "programme_year")
    return {person: (membership, year) for person, membership, year in found}


def _withhold(about, today, on, now):
    """Keep of whom nothing may be said that they had a mail in the week before: all else was found by planning."""
    mails = [
        Mail(
            person_id=person, day=on, message_id=outbox.message_id(person, on), planned_at=now, settled_at=now,
            state=Mail.State.WITHHELD, reason=Reason.BUDGET,
        )
        for person in about
    ]  # fmt: skip
    Mail.objects.bulk_create(mails)
    MailLine.objects.bulk_create(
        MailLine(
            mail=mail, person_id=mail.person_id, kind=Kind.BY_CLERK, asked_on=today, withheld=Reason.BUDGET,
            membership_id=about[mail.person_id][0], programme_year_id=about[mail.person_id][1],
        )
        for mail in mails
    )  # fmt: skip


def _last(organisation, programme_year, today):
    """The line of the log of the day's earlier press."""
    actions = organisation.desk_actions.filter(kind=DeskAction.Kind.REMINDED)
    return actions.filter(facts__programme_year=programme_year.pk, facts__day=today.isoformat()).first()
