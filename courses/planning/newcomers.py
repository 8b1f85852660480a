"""New members, and whether they were done in time: numbers for each organisation and the year in which they began.

A new member is a membership of which a national programme asked the onboarding (rule 1). Who goes on after an election
or a merger was asked none, and who had done the module already neither. Counted is whose last day is over and who was
still a member on it, without *niet van toepassing*; with several modules that of the last one.
"""

from dataclasses import dataclass

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import ExtractYear

from courses.members.models import Membership
from courses.planning.facts import RELEASED, satisfying
from courses.planning.models import Assignment


@dataclass(frozen=True)
class Newcomers:
    """Of `members` that began in `year` at an organisation (its key) `in_time` finished everything by the last day."""

    organisation: int
    year: int
    members: int = 0
    in_time: int = 0


def newcomers(*, day, since: int) -> list[Newcomers]:
    """Return the numbers on `day` of who began in the year `since` or later; one query."""
    rows = _counted(day, since).annotate(
        in_time=ExpressionWrapper(~Exists(_asked().exclude(Exists(_done_in_time()))), output_field=BooleanField())
    )
    found = {}
    # by groups: Django loses an annotation that only a filtered aggregate names
    for organisation, year, in_time, number in (
        rows.order_by().values_list("organisation", "year", "in_time").annotate(number=Count("pk"))
    ):
        before = found.get((organisation, year), Newcomers(organisation, year))
        found[organisation, year] = Newcomers(
            organisation, year, before.members + number, before.in_time + (number if in_time else 0)
        )
    return list(found.values())


def counted_twice(*, day, since: int) -> list[tuple[int, int, int]]:
    """Return (person, year, organisation) for who began at more than one place in a year; one query."""
    rows = _counted(day, since)
    several = rows.order_by().values("user", "year").annotate(number=Count("pk")).filter(number__gt=1).values("user")
    return list(rows.filter(user__in=several).order_by().values_list("user", "year", "organisation"))


def _asked():
    """The onboardings of the outer membership that count; what it left before the last day is none."""
    return Assignment.objects.filter(
        Q(membership__end=None) | Q(membership__end__gte=F("due")),
        membership=OuterRef("pk"),
        kind=Assignment.Kind.ONBOARDING,
        programme_year__programme__organisation=None,
    ).exclude(closed_reason__in=RELEASED)


def _done_in_time():
    return satisfying().filter(completed_on__lte=OuterRef("due"))


def _counted(day, since):
    return (
        Membership.objects.filter(Exists(_asked().filter(due__lte=day)), start__year__gte=since, start__lte=day)
        .exclude(Exists(_asked().filter(due__gt=day)))
        .annotate(year=ExtractYear("start"))
    )
