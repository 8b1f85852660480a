"""`manage.py open_edition SLUG YEAR`: freeze a published module as the edition of a year."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.editions.documents import Incomplete
from content.editions.opening import AlreadyOpen, open_edition
from content.pages import ModulePage
from content.terminal import bar


class Command(BaseCommand):
    help = "Freeze a published module as the edition of a year."

    def add_arguments(self, parser):
        parser.add_argument("module", help="The slug of the module.")
        parser.add_argument("year", type=int)

    def handle(self, *, module, year, **options):
        page = ModulePage.objects.filter(slug=module).first()
        if page is None:
            raise CommandError(_("There is no module named “%(slug)s”. Nothing was changed.") % {"slug": module})
        with bar(f"{page.title} {year}") as progress:
            try:
                edition = open_edition(module=page, year=year, now=timezone.now(), progress=progress)
            except AlreadyOpen as already:
                raise CommandError(str(already)) from None
            except Incomplete as incomplete:
                problems = "\n".join(f"  {problem}" for problem in incomplete.problems)
                raise CommandError(
                    _("The edition was not opened; nothing was changed.\n%(problems)s") % {"problems": problems}
                ) from None
        self.stdout.write(
            _("“%(title)s” %(year)s is open: %(steps)s steps.")
            % {"title": edition.title, "year": year, "steps": edition.steps.count()}
        )
