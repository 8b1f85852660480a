"""`manage.py verify_editions`: recompute every digest; exit status 1 when something is wrong."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from content.editions.models import Frozen
from content.editions.verifying import verify_editions
from content.terminal import bar


class Command(BaseCommand):
    help = "Recompute the digest of every frozen document and check what editions point at."

    def handle(self, **options):
        with bar("verify_editions") as progress:
            problems = list(verify_editions(progress=progress))
        if problems:
            raise CommandError("\n".join(problems))
        count = Frozen.objects.count()
        self.stdout.write(
            ngettext(
                "%(count)s document checked: it is unchanged.", "%(count)s documents checked: all are unchanged.", count
            )
            % {"count": count}
        )
