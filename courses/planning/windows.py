"""What a year asks of who was there when it opened: of which kind, from when and until when."""

from dataclasses import dataclass
from datetime import date

from courses.planning.calendar import LEAST_DAYS, day_in, due_after, year_of
from courses.planning.making import Terms
from courses.planning.models import Assignment, OrganisationWindow, ProgrammeYear


@dataclass(frozen=True)
class Windows:
    """The days of `programme_year` for sitting members: `own` of organisations that have a window, else its own.

    Opened late nobody gets less than 30 days; nothing opens before the year was opened. In its first year a programme
    that begins to hold after its window has opened asks everybody within the days of a joiner (rule 9): `start_due`.
    """

    programme_year: ProgrammeYear
    own: dict[int, tuple[date, date]]
    start_due: date | None = None

    @classmethod
    def of(cls, programme_year):
        """Two queries."""
        opened, year, programme = programme_year.opened_on, programme_year.year, programme_year.programme
        if is_first(programme_year) and programme.starts_on > year_of(programme, year).opens:
            start = due_after(programme.starts_on, programme.days_after_start)
            return cls(programme_year, {}, max(start, due_after(opened, LEAST_DAYS)))
        own = {}
        for window in OrganisationWindow.objects.filter(programme=programme):
            opens = max(day_in(year, window.opens_month, window.opens_day), opened)
            meant = day_in(year, window.due_month, window.due_day)
            own[window.organisation_id] = opens, max(meant, due_after(opens, LEAST_DAYS))
        return cls(programme_year, own)

    @property
    def kind(self) -> str:
        return Assignment.Kind.START if self.start_due else Assignment.Kind.YEARLY

    def terms(self, organisation: int) -> Terms:
        """What who was there at the opening gets."""
        return Terms(kind=self.kind, opens=self.opens(organisation), due=self.due(organisation))

    def opens(self, organisation: int) -> date:
        return self.own[organisation][0] if organisation in self.own else self.programme_year.opened_on

    def due(self, organisation: int) -> date:
        if self.start_due:
            return self.start_due
        return self.own[organisation][1] if organisation in self.own else self.programme_year.due


def is_first(programme_year) -> bool:
    """Whether no earlier year of this module was opened by the programme."""
    return not ProgrammeYear.objects.filter(
        programme=programme_year.programme_id, module=programme_year.module_id, year__lt=programme_year.year
    ).exists()
