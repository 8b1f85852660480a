"""Work that takes longer than a page may wait."""

from datetime import date

from django_tasks import task

from courses.planning.models import Programme
from courses.planning.opening import open_programme


@task()
def open_year_in_background(programme: int, year: int, today: str) -> dict:
    """Open a year; keys and an ISO date, as a task's arguments must be plain. Cut off, it may simply run again."""
    openings = open_programme(programme=Programme.objects.get(pk=programme), year=year, today=date.fromisoformat(today))
    return {"assigned": sum(one.assigned for one in openings), "closed": sum(one.closed for one in openings)}
