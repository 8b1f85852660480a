"""Open a programme's year: `manage.py open_year 2027 --programme 1`."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.terminal import bar
from courses.planning.errors import PlanningError
from courses.planning.opening import open_year
from courses.planning.selectors import edition_for_year, programme_named


class Command(BaseCommand):
    help = "Opens a year of a programme with the edition of that year. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("--programme", help="key or title; may be left out when there is one programme")
        parser.add_argument("--edition-year", type=int, help="the year of the edition; the year itself when left out")

    def handle(self, *args, year, programme, edition_year, **options):
        try:
            found = programme_named(programme)
            edition = edition_for_year(programme=found, year=edition_year or year)
            with bar(f"{found.title} {year}") as progress:
                opening = open_year(
                    programme=found, year=year, edition=edition, today=timezone.localdate(), progress=progress
                )
        except PlanningError as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            _("%(programme)s %(year)d is open until and including %(due)s: %(assigned)d new, %(closed)d closed.")
            % {
                "programme": found.title,
                "year": year,
                "due": f"{opening.programme_year.due:%d-%m-%Y}",
                "assigned": opening.assigned,
                "closed": opening.closed,
            }
        )
