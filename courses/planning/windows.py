"""When an organisation's members get and owe a year: its own window, or that of the programme."""

from dataclasses import dataclass
from datetime import date

from courses.planning.calendar import LEAST_DAYS, day_in, due_after
from courses.planning.models import OrganisationWindow, ProgrammeYear


@dataclass(frozen=True)
class Windows:
    """The first and the last day of `programme_year` in each organisation that has a window of its own.

    Opened late nobody gets less than 30 days; nothing opens before the year was opened.
    """

    programme_year: ProgrammeYear
    own: dict[int, tuple[date, date]]

    @classmethod
    def of(cls, programme_year):
        """One query."""
        found = OrganisationWindow.objects.filter(programme=programme_year.programme_id)
        own = {}
        for window in found:
            year = programme_year.year
            opens = max(day_in(year, window.opens_month, window.opens_day), programme_year.opened_on)
            meant = day_in(year, window.due_month, window.due_day)
            own[window.organisation_id] = opens, max(meant, due_after(opens, LEAST_DAYS))
        return cls(programme_year, own)

    def opens(self, organisation: int) -> date:
        return self.own[organisation][0] if organisation in self.own else self.programme_year.opened_on

    def due(self, organisation: int) -> date:
        return self.own[organisation][1] if organisation in self.own else self.programme_year.due
