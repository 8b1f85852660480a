"""For the daily timer: mergers, who left or is exempt owes nothing any more, who joined gets the onboarding."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.planning.keeping import keep_up


class Command(BaseCommand):
    help = (
        "Closes what ended memberships still owed, and gives memberships that began their onboarding. Safe to repeat."
    )

    def handle(self, *args, **options):
        kept = keep_up(today=timezone.localdate())
        self.stdout.write(_("Closed: %(closed)d. New: %(joined)d.") % {"closed": kept.closed, "joined": kept.joined})
