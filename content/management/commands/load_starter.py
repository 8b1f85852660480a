"""`manage.py load_starter`: load the modules, pages and help texts that come with the software."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.help.copying import refresh_copy
from content.home import home_page
from content.packages.checking import BadPackage
from content.packages.starter import load_starter
from content.terminal import bar


class Command(BaseCommand):
    help = "Load the modules, pages and help texts that come with the software; what trainers changed stays."

    def handle(self, **options):
        with bar("starter") as progress:
            try:
                modules = load_starter(parent=home_page(), progress=progress)
            except BadPackage as bad:
                problems = "\n".join(f"  {problem}" for problem in bad.problems)
                raise CommandError(
                    _("A package was not loaded; those before it were.\n%(problems)s") % {"problems": problems}
                ) from None
        refresh_copy()
        self.stdout.write(_("%(count)s modules are loaded and published.") % {"count": len(modules)})
