"""Rule 13: the numbers of a year, for the annual report. No names."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from courses.members import scope
from courses.planning.facts import RELEASED, counting, exempt, in_audience, lasting, satisfying
from courses.planning.models import Assignment, ProgrammeYear
from courses.planning.windows import Windows


@dataclass(frozen=True)
class Report:
    """`done` of `members` had finished by `day`; of the others `not_yet_due` still had time."""

    day: date
    members: int
    done: int
    not_yet_due: int


def report(*, organisation, programme, module, year, day) -> Report:
    """Return the numbers of `organisation` for a module in the calendar `year`, as on `day`, at most 31 December.

    Counted are memberships with an obligation *due* in the year (as absences moved it) or that count already for it,
    active on that day or on the due date, and not exempt. Of two obligations in one year the later one says whether
    somebody is done. Four queries.
    """
    day = min(day, date(year, 12, 31))
    owed = Assignment.objects.filter(
        lasting(end="membership__end", due="due", on=day),
        # a set: joined, SQLite would go through the year of the whole country
        membership__in=scope.members(organisation=organisation),
        membership__start__lte=day,
        programme_year__programme=programme,
        programme_year__module=module,
        due__year=year,
        opens__lte=day,
    ).exclude(closed_reason__in=RELEASED, closed_on__lte=day)
    finished = Exists(satisfying(on=day))
    owed = owed.exclude(Q(exempt(programme, on=day, membership="membership")) & ~Q(finished))
    later = owed.filter(membership=OuterRef("membership"), due__gt=OuterRef("due"))
    waiting = owed.exclude(finished).exclude(Exists(later))
    numbers = owed.aggregate(members=Count("membership", distinct=True))
    missing = waiting.aggregate(
        members=Count("membership", distinct=True),
        not_yet_due=Count("membership", distinct=True, filter=Q(due__gte=day)),
    )
    already = _already(organisation=organisation, programme=programme, module=module, year=year, day=day, owed=owed)
    return Report(
        day=day,
        members=numbers["members"] + already,
        done=numbers["members"] - missing["members"] + already,
        not_yet_due=missing["not_yet_due"],
    )


def _already(*, organisation, programme, module, year, day, owed) -> int:
    years = ProgrammeYear.objects.filter(programme=programme, module=module, year=year, opened_on__lte=day)
    programme_year = years.first()
    if programme_year is None or not programme.each_year:
        return 0
    due = Windows.of(programme_year).due(organisation.pk)
    count = counting(module=programme_year.module_id, counts_from=programme_year.counts_from, on=day)
    return (
        scope.members(organisation=organisation)
        .filter(_there(day) | _there(due), in_audience(programme), Q(Exists(count)), start__lte=day)
        .exclude(Exists(Assignment.objects.filter(membership=OuterRef("pk"), programme_year=programme_year)))
        .exclude(Exists(owed.filter(membership=OuterRef("pk"))))
        .count()
    )


def _there(day) -> Q:
    """Memberships that were active on `day`."""
    return Q(start__lte=day) & (Q(end=None) | Q(end__gte=day))
