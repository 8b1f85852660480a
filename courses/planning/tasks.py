"""Work that takes longer than a page may wait."""

from datetime import date

from django_tasks import task

from content.editions.models import Edition
from courses.planning.models import Programme
from courses.planning.opening import open_year


@task()
def open_year_in_background(programme: int, year: int, edition: int, today: str) -> dict:
    """Open a year; keys and an ISO date, as a task's arguments must be plain. Cut off, it may simply run again."""
    opening = open_year(
        programme=Programme.objects.get(pk=programme),
        year=year,
        edition=Edition.objects.get(pk=edition),
        today=date.fromisoformat(today),
    )
    return {"assigned": opening.assigned, "closed": opening.closed}
