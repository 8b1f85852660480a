"""`manage.py refresh_help`: write the copy of the help page again, on this machine."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.help.copying import copy_path, refresh_copy


class Command(BaseCommand):
    help = "Write what /hulp/ shows from the published help page; after a deployment, a restore, on a second machine."

    def handle(self, **options):
        try:
            digest = refresh_copy()
        except OSError as problem:
            raise CommandError(
                _("%(path)s cannot be written: %(problem)s. Help shows what it showed before.")
                % {"path": copy_path(), "problem": problem.strerror}
            ) from None
        if digest is None:
            self.stdout.write(_("No help page is published: help shows the texts that come with the software."))
        else:
            self.stdout.write(_("Help shows what is published (%(digest)s).") % {"digest": digest[:12]})
