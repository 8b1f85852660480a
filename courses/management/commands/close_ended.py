"""For the daily timer: who left owes nothing any more, who joined today gets the onboarding."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.planning.joining import assign_joiners
from courses.planning.leaving import close_ended


class Command(BaseCommand):
    help = (
        "Closes what ended memberships still owed, and gives memberships that began their onboarding. Safe to repeat."
    )

    def handle(self, *args, **options):
        today = timezone.localdate()
        closed, joined = close_ended(today=today), assign_joiners(today=today)
        self.stdout.write(_("Closed: %(closed)d. New: %(joined)d.") % {"closed": closed, "joined": joined})
