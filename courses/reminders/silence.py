"""Why a line that was planned is not said after all."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from courses.planning.facts import away, exempt, satisfying
from courses.planning.models import NO_DAY_YET, Assignment
from courses.reminders.models import MailLine, Reason
from courses.reminders.owed import MODULE, PERSON, PROGRAMME, came_back, members_open
from courses.reminders.quiet import Quiet


def reasons_for(lines: Iterable[MailLine], *, on: date) -> dict[MailLine, Reason]:
    """Return for each of one person's `lines` why it is not said on the day `on`.

    A line that only waits for the end of a quiet period is left out. A fixed number of queries.
    """
    lines = list(lines)
    if not lines:
        return {}
    quiet = Quiet.on(on)
    found = {}
    person = lines[0].person_id
    years = [line.programme_year_id for line in lines if line.programme_year_id]
    owed = _assignments(person, years, on)
    open_to = members_open(persons=[person], quiet=quiet, on=on).get(person, {})
    for line in lines:
        if line.edition_id:
            reason = _of_booster(open_to)
        else:
            reason = _reason([one for one in owed if one.programme_year_id == line.programme_year_id], quiet, on)
        if reason:
            found[line] = reason
    return found


def _assignments(person, years, on):
    rows = Assignment.objects.filter(**{PERSON: person}, programme_year__in=years)
    rows = rows.annotate(
        satisfied=Exists(satisfying()),
        away=away(on=on, membership="membership"),
        exempt=exempt(OuterRef(PROGRAMME), on=on, membership="membership"),
        back=came_back(person=PERSON, address=f"{PERSON}__email"),
    )
    return list(rows.select_related("membership__organisation", "membership__user", PROGRAMME, MODULE))


def _reason(assignments, quiet, on):
    """The reason that holds for all mandates; what differs from one to the other is said of the last to fall away."""
    reasons = [_of_one(one, quiet, on) for one in assignments]
    if not reasons:
        return Reason.CLOSED
    return None if None in reasons else max(reasons, key=_ORDER.index)


def _of_booster(open_to):
    """A booster that is not said: nobody there to say it to, no longer asked for, or every organisation is quiet."""
    if not open_to:
        return Reason.ENDED
    return Reason.CLOSED if any(open_to.values()) else None


#: The later a reason stands, the nearer the mail came to being sent.
_ORDER = [
    Reason.ACCOUNT, Reason.CLOSED, Reason.ENDED, Reason.EXEMPT, Reason.DONE, Reason.ABSENT, Reason.PROGRAMME_ENDED,
    Reason.UNPUBLISHED, Reason.CAME_BACK, Reason.LAPSED,
]  # fmt: skip


def _of_one(one, quiet, on):
    member = one.membership
    programme = one.programme_year.programme
    if not member.user.is_active:
        return Reason.ACCOUNT
    if member.start > on or (member.end and member.end < on):
        return Reason.ENDED
    if one.satisfied:
        return Reason.DONE
    if one.exempt:
        return Reason.EXEMPT
    if programme.ends_on and programme.ends_on < on:
        return Reason.PROGRAMME_ENDED
    if not one.programme_year.module.live:
        return Reason.UNPUBLISHED
    if one.closed_on and one.closed_on <= on:
        return Reason.CLOSED
    if one.away or one.due == NO_DAY_YET:
        return Reason.ABSENT
    if one.back:
        return Reason.CAME_BACK
    organisation = member.organisation
    if quiet.over(organisation=organisation.pk, kind=organisation.kind, on=on):
        return None
    return Reason.LAPSED
