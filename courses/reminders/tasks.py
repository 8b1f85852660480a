"""Counting that takes longer than a page may wait."""

from datetime import date

from django_tasks import task

from courses.planning.models import Programme
from courses.reminders.foreseeing import summary


@task()
def foresee_in_background(programme: int, year: int, today: str) -> dict:
    """Simulate the opening of a year; keys and an ISO date in, plain numbers without names out."""
    found = summary(programme=Programme.objects.get(pk=programme), year=year, today=date.fromisoformat(today))
    return {
        "organisations": [[name, dict(counted)] for name, counted in sorted(found.organisations.items())],
        "mails": [[day.isoformat(), kind, number] for (day, kind), number in sorted(found.mails.items())],
    }
