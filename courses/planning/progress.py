"""How far the opening of a year is, read from what stands: the same in whatever process the work is done."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from courses.members.models import Membership
from courses.planning.facts import in_audience
from courses.planning.models import Assignment, ProgrammeModule


@dataclass(frozen=True)
class Opened:
    """How far the opening of a year is: modules that are open, of how many; assignments made for memberships."""

    modules: int
    complete_modules: int
    made: int
    of: int

    @property
    def complete(self) -> bool:
        return self.modules > 0 and self.modules == self.complete_modules


def opened_so_far(*, programme, year) -> Opened:
    """Count the assignments of `year` over all modules, and the memberships that it is for, once for each module."""
    years = list(programme.years.filter(year=year))
    asked = ProgrammeModule.objects.filter(programme=programme).values_list("module", flat=True)
    modules = {*asked, *(one.module_id for one in years)}
    on = years[0].opened_on if years else timezone.localdate()
    members = Membership.objects.active(on=on).filter(in_audience(programme)).count()
    return Opened(
        modules=len(modules),
        complete_modules=sum(one.complete for one in years),
        made=Assignment.objects.filter(programme_year__in=years).aggregate(made=Count("pk"))["made"],
        of=members * len(modules),
    )
