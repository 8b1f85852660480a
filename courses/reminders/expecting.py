"""Every mail that is still to come, with its day, as long as nobody does anything: what simulators and forecasts show.

The facts of today are read once; days are then gone through by the same pure sentences as the tick (`digests`).
Boosters are not foreseen: who wants them decides that until the last day.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Exists, F, Max, Q

from courses.members.models import Absence
from courses.planning.facts import satisfying
from courses.planning.models import Assignment, Exemption
from courses.reminders.digests import Expected, Obligation, forecast
from courses.reminders.models import Bounce, Mail, MailLine
from courses.reminders.owed import PERSON, with_texts
from courses.reminders.quiet import Quiet

Away = tuple[date, date | None]


def expected_mails(
    *,
    persons: Collection[int],
    since: date,
    until: date,
    besides: Mapping[int, Iterable[Obligation]] | None = None,
) -> dict[int, list[Expected]]:
    """Return by person the mails from `since` to `until`, both included, each with its day and lines.

    `besides` are obligations that are only supposed (a year that is not open yet), by person; give each a
    `programme_year` that no row has, such as a negative number. A fixed number of queries for all `persons`.
    """
    besides = besides or {}
    quiet = Quiet.between(since, until)
    owed, said, last = _obligations(persons, since), _said(persons), _last_mails(persons)
    silent = set(
        Bounce.objects.filter(person__in=persons, cleared_on=None, address=F("person__email")).values_list(
            "person", flat=True
        )
    )
    return {
        person: forecast(
            obligations=[*owed[person], *besides.get(person, ())],
            since=since,
            until=until,
            quiet=quiet,
            said=said[person],
            last_mail=last.get(person),
        )
        for person in persons
        if person not in silent
    }


def away_of(memberships: Iterable[int]) -> dict[int, list[Away]]:
    """Return the absences of these memberships, as days on which nothing is said; one query."""
    found = defaultdict(list)
    for membership, start, end in Absence.objects.filter(membership__in=memberships).values_list(
        "membership", "start", "end"
    ):
        found[membership].append((start, end))
    return found


def _obligations(persons, since):
    rows = Assignment.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=since),
        Q(membership__end=None) | Q(membership__end__gte=since),
        **{f"{PERSON}__in": list(persons), f"{PERSON}__is_active": True},
    ).exclude(Exists(satisfying()))
    rows = list(
        with_texts(rows, on=since).select_related("membership__organisation", "programme_year__programme", "edition")
    )
    absences = away_of({row.membership_id for row in rows})
    exemptions = defaultdict(list)
    for membership, programme, start, end in Exemption.objects.filter(
        membership__in={row.membership_id for row in rows}
    ).values_list("membership", "programme", "start", "end"):
        exemptions[membership, programme].append((start, end))
    found = defaultdict(list)
    for row in rows:
        away = absences[row.membership_id] + exemptions[row.membership_id, row.programme_year.programme_id]
        found[row.membership.user_id].append(_obligation(row, away))
    return found


def _obligation(row, away):
    member, programme = row.membership, row.programme_year.programme
    day_before = row.closed_on - timedelta(days=1) if row.closed_on else None
    if member.start > row.opens:
        away = [*away, (row.opens, member.start - timedelta(days=1))]
    return Obligation(
        membership=member.pk,
        organisation=member.organisation_id,
        organisation_kind=member.organisation.kind,
        programme_year=row.programme_year_id,
        module=row.programme_year.module_id,
        edition=row.edition_id,
        opens=row.opens,
        due=row.due,
        title=row.edition.title,
        language=row.edition.language,
        minutes=row.minutes,
        returning=row.returning,
        hindrance=row.hindrance,
        last=min((day for day in (day_before, member.end, programme.ends_on) if day), default=None),
        away=tuple(away),
    )


def _said(persons):
    found = defaultdict(set)
    for person, kind, year in MailLine.objects.filter(
        person__in=persons, withheld="", programme_year__isnull=False
    ).values_list("person", "kind", "programme_year"):
        found[person].add((kind, year))
    return found


def _last_mails(persons):
    mails = Mail.objects.filter(person__in=persons).exclude(state=Mail.State.WITHHELD)
    return dict(mails.order_by().values_list("person").annotate(Max("day")))
