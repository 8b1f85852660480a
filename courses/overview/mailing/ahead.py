"""Vooruitblik at the desk: what the next year asks of each of the own members, and when they are mailed."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.members import scope
from courses.overview.desk import at_desk, desk_page
from courses.planning.errors import PlanningError
from courses.planning.models import Programme
from courses.planning.selectors import next_openings
from courses.reminders.foreseeing import Ahead
from courses.reminders.foreseeing import ahead as look_ahead


@dataclass
class Coming:
    """One programme's next year; `refusal` says in words why it cannot be foreseen yet."""

    programme: Programme
    year: int
    day: date
    rows: list[Ahead]
    refusal: str = ""


@require_safe
@at_desk
def ahead(request, organisation, on):
    """The next year of every programme that binds this organisation. Nothing is opened by looking."""
    members, coming = scope.members(organisation=organisation), []
    for opening in next_openings(organisation=organisation, on=timezone.localdate()):
        one = Coming(*opening, rows=[])
        try:
            one.rows = look_ahead(programme=one.programme, year=one.year, today=one.day, memberships=members)
        except PlanningError as refusal:
            one.refusal = str(refusal)
        coming.append(one)
    return desk_page(request, "courses/overview/ahead.html", organisation, coming=coming)
