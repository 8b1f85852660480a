"""Opening a year, looked at beforehand: what it asks of each member (planning's simulator), and every mail.

The mails come from the same rules as the tick's. Names stay with the own desk: a manager's summary has none.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Max

from content.editions.models import Edition
from courses.members.models import Absence, Membership, Organisation
from courses.planning.checking import editions_for
from courses.planning.models import NO_DAY_YET, Programme
from courses.planning.simulating import Foreseen, Outcome, simulate
from courses.reminders.digests import Expected, Obligation, forecast
from courses.reminders.models import Bounce, Mail, MailLine
from courses.reminders.quiet import Quiet

#: Looked ahead after the last due date or return: an overdue mail may have to wait for the end of a recess.
AFTER = timedelta(days=60)
#: A manager's summary looks at so many memberships at a time; an organisation is never cut in two.
TOGETHER = 1500
ASKED = {Outcome.FULL, Outcome.REFRESHER, Outcome.ONBOARDING}


@dataclass
class Ahead:
    """One membership: what each module asks of it (in the order of the programme), and its person's mails."""

    membership: Membership
    modules: list[Foreseen]
    mails: list[Expected] = field(default_factory=list)


@dataclass
class Summary:
    """Numbers without names: outcomes by organisation and module, mails by day and kind."""

    organisations: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    mails: Counter = field(default_factory=Counter)

    @property
    def totals(self) -> Counter:
        return sum(self.organisations.values(), Counter())


def ahead(*, programme: Programme, year: int, today: date, memberships) -> list[Ahead]:
    """Return for every one of `memberships` (a queryset, of whole organisations) what opening `year` on `today` means.

    By name. A mandate elsewhere is not looked at, so that no desk learns of it: somebody with two gets one mail where
    this promises one. Raises PlanningError. The number of queries is constant for up to some thousands of members.
    """
    editions = editions_for(programme=programme, year=year)
    found = defaultdict(list)
    for edition in editions:
        for row in simulate(programme=programme, year=year, edition=edition, today=today, memberships=memberships):
            found[row.membership].append((edition, row))
    rows = memberships.filter(pk__in=found).select_related("organisation").order_by("sort_key", "pk")
    ledger = _Ledger(today)
    ledger.learn(found)
    return [
        Ahead(member, [row for _edition, row in found[member.pk]], ledger.mails(member, found[member.pk]))
        for member in rows
    ]


def summary(
    *, programme: Programme, year: int, today: date, progress: Callable[[int, int], None] | None = None
) -> Summary:
    """Return the numbers of the whole country for opening `year` on `today`; raises PlanningError.

    `progress(done, of)` is told how many organisations are counted. Some organisations at a time, up to so many members
    that memory stays bounded: composing the queries costs more than answering them for one.
    """
    editions_for(programme=programme, year=year)
    counted = Summary()
    places = Organisation.objects.filter(kind__in=programme.kinds)
    if programme.organisation_id:
        places = places.filter(pk=programme.organisation_id)
    places = list(places.annotate(members=Count("memberships")).filter(members__gt=0))
    place_of = {place.pk: number for number, place in enumerate(places)}
    done = 0
    for group in _groups(places):
        members = Membership.objects.filter(organisation__in=group)
        found = ahead(programme=programme, year=year, today=today, memberships=members)
        for one in sorted(found, key=lambda one: place_of[one.membership.organisation_id]):
            counted.organisations[one.membership.organisation.name].update(row.outcome for row in one.modules)
            counted.mails.update((mail.day, line.kind) for mail in one.mails for line in mail.lines)
        done += len(group)
        if progress:
            progress(done, len(places))
    return counted


def _groups(places) -> Iterator[list[Organisation]]:
    """Yield `places` in their order, as many at a time as have TOGETHER `members`, at least one."""
    group, members = [], 0
    for place in places:
        if group and members + place.members > TOGETHER:
            yield group
            group, members = [], 0
        group.append(place)
        members += place.members
    if group:
        yield group


class _Ledger:
    """What forecasting needs besides the outcomes: titles, absences, what was said; a few queries in all."""

    def __init__(self, today: date):
        self.today = today
        self.absences, self.said, self.until, self.quiet = defaultdict(list), defaultdict(set), today, Quiet()
        self.last, self.came_back = {}, set()

    def learn(self, found: dict[int, list[tuple[Edition, Foreseen]]]):
        rows = [row for rows in found.values() for _edition, row in rows if row.due and row.due != NO_DAY_YET]
        last = max((row.due for row in rows), default=self.today)
        for membership, start, end in Absence.objects.filter(membership__in=found).values_list(
            "membership", "start", "end"
        ):
            self.absences[membership].append((start, end))
            last = max(last, end or last)  # what was due during an absence is said after it
        self.until = last + AFTER
        self.quiet = Quiet.between(self.today, self.until)
        lines = MailLine.objects.filter(membership__in=found, withheld="", programme_year__isnull=False)
        for membership, kind, year in lines.values_list("membership", "kind", "programme_year"):
            self.said[membership].add((kind, year))
        persons = Membership.objects.filter(pk__in=found).values("user")
        # a mail about another mandate, or two questions that somebody asked for, moves no day that a desk sees
        mails = Mail.objects.spending(on=self.today).filter(lines__membership__in=found).order_by()
        self.last = dict(mails.values_list("person").annotate(Max("day")))
        bounced = Bounce.objects.filter(person__in=persons, cleared_on=None, address=F("person__email"))
        self.came_back = set(bounced.values_list("person", flat=True))

    def mails(self, member: Membership, rows) -> list[Expected]:
        obligations = [
            self._obligation(member, edition, row) for edition, row in rows if row.outcome in ASKED and row.due
        ]
        if member.user_id in self.came_back:
            return []
        return forecast(
            obligations=obligations,
            since=self.today,
            until=self.until,
            quiet=self.quiet,
            said=self.said[member.pk],
            last_mail=self.last.get(member.user_id),
        )

    def _obligation(self, member, edition, row):
        return Obligation(
            membership=member.pk,
            organisation=member.organisation_id,
            organisation_kind=member.organisation.kind,
            # a year that is not stored yet has no key: that of its edition, the other way round, is nobody's
            programme_year=row.programme_year or -edition.pk,
            module=edition.module_id,
            edition=edition.pk,
            opens=row.opens,
            due=row.due,
            title=edition.title,
            language=edition.language,
            last=member.end,
            away=tuple(self.absences[member.pk]),
        )
