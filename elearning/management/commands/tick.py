"""`manage.py tick`: for cron or a systemd timer, where the worker does not tick itself."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.clock import tick_once


class Command(BaseCommand):
    help = (
        "Does what is due by now: closes what ended, asks who joined, and tidies up. Safe to repeat, and safe beside "
        "another one. Says what it did in one line; exit status 1 when it failed."
    )

    def handle(self, *args, **options):
        try:
            done = tick_once(now=timezone.now())
        except (DatabaseError, InterfaceError) as error:
            raise CommandError(
                _("The database could not be used (%(error)s). What was done is kept; the next tick does the rest.")
                % {"error": str(error).partition("\n")[0]}
            ) from error
        if done is None:
            self.stdout.write(_("Another tick is at work. There was nothing to do for this one."))
        else:
            self.stdout.write(str(done))
