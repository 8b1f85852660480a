"""How far the opening of a year is, read from what stands: the same in whatever process the work is done."""

from dataclasses import dataclass

from django.utils import timezone

from courses.members.models import Membership
from courses.planning.facts import in_audience
from courses.planning.models import Assignment, ProgrammeYear


@dataclass(frozen=True)
class Opened:
    """How far the opening of a year is: assignments made, of memberships in the audience."""

    programme_year: ProgrammeYear | None
    made: int
    of: int

    @property
    def complete(self) -> bool:
        return self.programme_year is not None and self.programme_year.complete


def opened_so_far(*, programme, year) -> Opened:
    """Count the assignments of `year`, and the memberships that it is for."""
    programme_year = ProgrammeYear.objects.filter(programme=programme, year=year).first()
    on = programme_year.opened_on if programme_year else timezone.localdate()
    return Opened(
        programme_year=programme_year,
        made=Assignment.objects.filter(programme_year=programme_year).count() if programme_year else 0,
        of=Membership.objects.active(on=on).filter(in_audience(programme)).count(),
    )
