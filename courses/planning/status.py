"""The one computation of status: for clerk, member, export and report alike (rules 3, 12 and 13).

A row is a membership in one programme year. It stands in the year when it has its assignment, when it counts already
for the year (no assignment was made), or when an onboarding of an earlier year was still open at the opening, or when
the programme asks nothing of it for a time: *not applicable*, which no total counts. Whatever else (another office from
the start; gone before the day and before the due date) is absent.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Case, Count, DateField, Exists, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from courses.learning.models import Completion
from courses.planning.facts import (
    FOREVER,
    RELEASED,
    away,
    counting,
    exempt,
    in_audience,
    lasting,
    satisfying,
    unfinished_enrolments,
)
from courses.planning.models import Assignment


class Status(models.TextChoices):
    """What a clerk sees of a member, and the member too."""

    DONE = "done", _("Finished")
    BUSY = "busy", _("Under way")
    OPEN = "open", _("Not begun")
    EXEMPT = "exempt", _("Not applicable")

    @classmethod
    def in_order(cls):
        """From the start of the road to its end; beside the road comes last."""
        return cls.OPEN, cls.BUSY, cls.DONE, cls.EXEMPT


#: What stands, among the days on which members finished, for who did not: no day on which anybody could.
_MARKED = {"0001-01-01": Status.OPEN, "0001-01-02": Status.BUSY, "0001-01-03": Status.EXEMPT}


@dataclass(frozen=True)
class Counts:
    """How many rows there are without the exempt ones, and how many of each status."""

    total: int
    done: int
    busy: int
    exempt: int = 0

    @classmethod
    def of(cls, numbers):
        """From what `numbers` returns."""
        found = Counter()
        for day, number in numbers:
            found[_MARKED.get(str(day), Status.DONE)] += number
        exempt = found.pop(Status.EXEMPT, 0)
        return cls(total=found.total(), done=found[Status.DONE], busy=found[Status.BUSY], exempt=exempt)

    @property
    def open(self):
        return self.total - self.done - self.busy

    @property
    def rows(self):
        return self.total + self.exempt

    def of_status(self, status) -> int:
        """Return how many rows have this Status."""
        return {Status.DONE: self.done, Status.BUSY: self.busy, Status.OPEN: self.open}.get(status, self.exempt)


def listed(*, memberships, programme_year, on):
    """The rows of `memberships` (a queryset) in the year, as they stand on the day `on`; without their status."""
    last = min(on, date(programme_year.year, 12, 31))
    already = counting(module=programme_year.module_id, counts_from=programme_year.counts_from, on=last)
    programme = programme_year.programme
    there = Q(end=None) | Q(end__gte=min(on, programme_year.due))
    asked = in_audience(programme) & there & Q(start__lte=last)
    own = FilteredRelation("assignments", condition=Q(assignments__programme_year=programme_year))
    rows = memberships.annotate(own=own)
    with_own = Q(own__opens__lte=on) & lasting(end="end", due="own__due", on=on)
    # who stands there by an own assignment need not be looked up among who counts already: that is nearly everybody
    mine = Assignment.objects.filter(
        lasting(end="membership__end", due="due", on=on),
        membership=OuterRef("pk"),
        programme_year=programme_year,
        opens__lte=on,
    )

    def among(*conditions):
        # a set of its own: with this condition beside the join, PostgreSQL reads the assignments of the whole country
        return Q(pk__in=rows.filter(*conditions).order_by().values("pk"))

    without = among(Q(own=None), Exists(_carried(programme_year, on))) | among(asked, exempt(programme, on=on))
    if programme.each_year:
        without |= among(asked, ~Exists(mine), Exists(already))
    return rows.filter(with_own | without, start__lte=on)


def standing(*, memberships, programme_year, on):
    """The rows of `listed`, each with its status.

    Annotates `status` (a Status value), `completed_on` (a local date or None), `due` (None when it counts already or is
    not applicable; NO_DAY_YET while an absence has no end), `overdue` (due before `on`, not satisfied, not away: from
    dates alone), `paused` (away on `on`, and not satisfied) and `counts_already`.
    """
    rows = listed(memberships=memberships, programme_year=programme_year, on=on)
    open_ = Q(completed_on=None, not_asked=False)
    return (
        rows.alias(not_asked=_whether(_not_asked(programme_year, on)))
        .annotate(
            completed_on=_completed_on(programme_year, on),
            due=Coalesce(F("own__due"), Subquery(_carried(programme_year, on).values("due")[:1])),
        )
        .annotate(
            status=_status(programme_year, on),
            overdue=_whether(open_ & Q(due__lt=on) & ~away(on=on)),
            paused=_whether(open_ & away(on=on)),
            counts_already=_whether(Q(due=None, completed_on__isnull=False)),
        )
    )


def of_person(*, memberships, programme_year, on):
    """As `standing`, with `edition_to_do`: the key of the edition that each row asks for."""
    carried = Subquery(_carried(programme_year, on).values("edition")[:1])
    return standing(memberships=memberships, programme_year=programme_year, on=on).annotate(
        edition_to_do=Coalesce(
            F("own__edition"), carried, Value(programme_year.edition_id), output_field=models.BigIntegerField()
        )
    )


def numbers(*, memberships, programme_year, on):
    """How many rows finished on which day, and how many are of each other status: (day or mark, number).

    One column, as PostgreSQL computes an expression anew wherever it stands: `Counts.of` and `finished` read it.
    """
    rows = listed(memberships=memberships, programme_year=programme_year, on=on)
    marks = {status: Value(date.fromisoformat(mark), DateField()) for mark, status in _MARKED.items()}
    stands = Coalesce(_completed_on(programme_year, on), _unfinished(programme_year, on, marks))
    return rows.annotate(stands=stands).order_by().values_list("stands").annotate(number=Count("pk"))


def finished(numbers) -> dict[date, int]:
    """From what `numbers` returns: how many finished on which day."""
    # SQLite gives days as text
    return {date.fromisoformat(str(day)): number for day, number in numbers if str(day) not in _MARKED}


def counts(*, memberships, programme_year, on) -> Counts:
    """Count the rows and their statuses; one query."""
    return Counts.of(numbers(memberships=memberships, programme_year=programme_year, on=on))


def _carried(programme_year, on):
    """The onboarding of an earlier year that the outer membership, without an assignment in this year, still owed when
    it opened."""
    opened = programme_year.opened_on
    return (
        Assignment.objects.filter(
            Q(closed_on=None) | Q(closed_on__gt=opened),
            lasting(end="membership__end", due="due", on=on),
            membership=OuterRef("pk"),
            programme_year__programme=programme_year.programme_id,
            programme_year__module=programme_year.module_id,
            programme_year__year__lt=programme_year.year,
            kind=Assignment.Kind.ONBOARDING,
        )
        .exclude(Exists(satisfying().filter(completed_on__lt=opened)))
        .order_by("due")
    )


def _completed_on(programme_year, on):
    """The day on which the outer row was satisfied, on or before `on`.

    What is carried on from an earlier year is satisfied by its own dates: late work for another mandate does not serve
    it, nor does what came after it was closed. Of a row with nothing to owe it is the first completion that counts
    already for the year: late work does not.
    """
    found = Completion.objects.filter(
        user=OuterRef("user"),
        module=programme_year.module_id,
        completed_on__gte=OuterRef("own__counts_from"),
    ).filter(
        completed_on__lte=Least(Coalesce(OuterRef("end"), FOREVER), Value(on, DateField())),
        completed_on__lt=Coalesce(OuterRef("own__closed_on"), FOREVER),
    )
    already = counting(module=programme_year.module_id, counts_from=programme_year.counts_from, on=on)
    carried = _carried(programme_year, on)
    # looked up row by row: of an Exists, PostgreSQL would make the list of the whole country first
    is_carried = Subquery(carried.values("pk")[:1])
    done = carried.annotate(done=Subquery(satisfying(on=on).values("completed_on")[:1])).values("done")
    return Case(
        When(own__isnull=False, then=Subquery(found.order_by("completed_on").values("completed_on")[:1])),
        When(IsNull(is_carried, False), then=Subquery(done[:1])),
        default=Subquery(already.order_by("completed_on").values("completed_on")[:1]),
    )


def _status(programme_year, on):
    """On a row with `completed_on`."""
    values = {status: Value(status.value) for status in Status}
    return Case(
        When(completed_on__isnull=False, then=values[Status.DONE]), default=_unfinished(programme_year, on, values)
    )


def _unfinished(programme_year, on, values):
    """On a row that is not finished, the one of `values` for its status.

    Under way: Begin was pressed in an edition that is not finished.
    """
    begun = unfinished_enrolments(
        module=programme_year.module_id, on=on, before="own__closed_on", up_to_year=programme_year.year
    )
    return Case(
        When(_not_asked(programme_year, on), then=values[Status.EXEMPT]),
        When(Exists(begun), then=values[Status.BUSY]),
        default=values[Status.OPEN],
    )


def _not_asked(programme_year, on):
    return Q(own__closed_reason__in=RELEASED, own__closed_on__lte=on) | exempt(programme_year.programme, on=on)


def _whether(condition):
    return Case(When(condition, then=Value(True)), default=Value(False))
