"""Open a programme's year: `manage.py open_year 2027 --programme 1`."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.terminal import bar
from courses.planning.errors import PlanningError
from courses.planning.opening import open_programme
from courses.planning.selectors import programme_named


class Command(BaseCommand):
    help = "Opens a year of a programme: every module of it, with the edition of that year. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("--programme", help="key or title; may be left out when there is one programme")

    def handle(self, *args, year, programme, **options):
        try:
            found = programme_named(programme)
            with bar(f"{found.title} {year}") as progress:
                openings = open_programme(programme=found, year=year, today=timezone.localdate(), progress=progress)
        except PlanningError as refusal:
            raise CommandError(str(refusal)) from None
        for opening in openings:
            self.stdout.write(
                _("%(edition)s is open until and including %(due)s: %(assigned)d new, %(closed)d closed.")
                % {
                    "edition": opening.programme_year.edition,
                    "due": f"{opening.programme_year.due:%d-%m-%Y}",
                    "assigned": opening.assigned,
                    "closed": opening.closed,
                }
            )
