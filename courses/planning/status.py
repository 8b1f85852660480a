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
from django.utils.translation import gettext_lazy as _

from courses.learning.models import Completion
from courses.planning.facts import FOREVER, away, counting, exempt, in_audience, satisfying, unfinished_enrolments
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
        for state, _day, number in numbers:
            found[state] += number
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
    there = Q(end=None) | Q(end__gte=min(on, programme_year.due))
    own = FilteredRelation("assignments", condition=Q(assignments__programme_year=programme_year))
    programme = programme_year.programme
    without = Q(exempt(programme, on=on))
    if programme.each_year:
        without |= Q(Exists(already))
    return memberships.annotate(own=own).filter(
        Q(own__opens__lte=on) & (Q(end=None) | Q(end__gte=Least(Value(on, DateField()), F("own__due"))))
        | Q(Exists(_carried(programme_year, on)))
        | (in_audience(programme) & there & Q(start__lte=last) & without),
        start__lte=on,
    )


def standing(*, memberships, programme_year, on):
    """The rows of `listed`, each with its status.

    Annotates `status` (a Status value), `completed_on` (a local date or None), `due` (None when it counts already or is
    not applicable; NO_DAY_YET while an absence has no end), `overdue` (due before `on`, not satisfied, not away: from
    dates alone), `paused` (away on `on`, and not satisfied) and `counts_already`.
    """
    rows = listed(memberships=memberships, programme_year=programme_year, on=on)
    open_ = Q(status__in=(Status.OPEN, Status.BUSY))
    return (
        rows.annotate(
            completed_on=_completed_on(programme_year, on),
            due=Coalesce(F("own__due"), Subquery(_carried(programme_year, on).values("due")[:1])),
        )
        .annotate(
            status=_status(programme_year, on),
            paused=Case(When(open_ & away(on=on), then=Value(True)), default=Value(False)),
            counts_already=Case(When(due=None, status=Status.DONE, then=Value(True)), default=Value(False)),
        )
        .annotate(overdue=Case(When(open_ & Q(due__lt=on, paused=False), then=Value(True)), default=Value(False)))
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
    """The statuses and days of finishing that occur in the rows, with how often: (status, day or None, number)."""
    rows = listed(memberships=memberships, programme_year=programme_year, on=on).annotate(
        completed_on=_completed_on(programme_year, on)
    )
    # by groups: Django loses an annotation that only a filtered aggregate names, and SQLite then counts nothing
    rows = rows.annotate(state=_status(programme_year, on)).order_by()
    return rows.values_list("state", "completed_on").annotate(number=Count("pk"))


def counts(*, memberships, programme_year, on) -> Counts:
    """Count the rows and their statuses; one query."""
    return Counts.of(numbers(memberships=memberships, programme_year=programme_year, on=on))


def _carried(programme_year, on):
    """The onboarding of an earlier year that the outer membership still owed when this year opened."""
    opened = programme_year.opened_on
    return (
        Assignment.objects.filter(
            Q(closed_on=None) | Q(closed_on__gt=opened),
            Q(membership__end=None) | Q(membership__end__gte=Least(Value(on, DateField()), F("due"))),
            membership=OuterRef("pk"),
            programme_year__programme=programme_year.programme_id,
            programme_year__module=programme_year.module_id,
            programme_year__year__lt=programme_year.year,
            kind=Assignment.Kind.ONBOARDING,
        )
        .exclude(Exists(satisfying().filter(completed_on__lt=opened)))
        .exclude(Exists(Assignment.objects.filter(membership=OuterRef("membership"), programme_year=programme_year)))
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
    done = carried.annotate(done=Subquery(satisfying(on=on).values("completed_on")[:1])).values("done")
    return Case(
        When(own__isnull=False, then=Subquery(found.order_by("completed_on").values("completed_on")[:1])),
        When(Exists(carried), then=Subquery(done[:1])),
        default=Subquery(already.order_by("completed_on").values("completed_on")[:1]),
    )


def _status(programme_year, on):
    """On a row with `completed_on`. Under way: Begin was pressed in an edition that is not finished."""
    not_asked = Q(
        own__closed_reason__in=(Assignment.Reason.EXEMPT, Assignment.Reason.NOT_ASKED), own__closed_on__lte=on
    )
    begun = unfinished_enrolments(
        module=programme_year.module_id, on=on, before="own__closed_on", up_to_year=programme_year.year
    )
    return Case(
        When(completed_on__isnull=False, then=Value(Status.DONE.value)),
        When(not_asked | exempt(programme_year.programme, on=on), then=Value(Status.EXEMPT.value)),
        When(Exists(begun), then=Value(Status.BUSY.value)),
        default=Value(Status.OPEN.value),
    )
