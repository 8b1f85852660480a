"""`manage.py load_package FOLDER`: load a module, or a folder of loose pages, under the site's home page."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from content.home import home_page
from content.packages.checking import BadPackage
from content.packages.loading import load_package
from content.packages.loose import load_loose
from content.pages import HomePage
from content.terminal import bar


class Command(BaseCommand):
    help = "Load a package (a folder of readable files: a module or loose pages) and publish what changed in it."

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument(
            "--parent", type=int, help="Id of the page under which the module comes (default: the home page)."
        )

    def handle(self, *, folder, parent, **options):
        home = HomePage.objects.filter(pk=parent).first() if parent else home_page()
        if home is None:
            raise CommandError(_("There is no home page with the id %(id)s. Nothing was changed.") % {"id": parent})
        with bar(str(folder)) as progress:
            try:
                if (Path(folder) / "module.yaml").exists() or not any(Path(folder).glob("*.yaml")):
                    module = load_package(folder=folder, parent=home, progress=progress)
                else:
                    pages = load_loose(folder=folder, parent=home, progress=progress)
                    module = None
            except BadPackage as bad:
                problems = "\n".join(f"  {problem}" for problem in bad.problems)
                raise CommandError(
                    _("The package was not loaded; nothing was changed.\n%(problems)s") % {"problems": problems}
                ) from None
        if module is None:
            self.stdout.write(_("%(count)s pages are loaded.") % {"count": len(pages)})
            return
        self.stdout.write(
            _("“%(title)s” is loaded: %(steps)s steps.")
            % {"title": module.title, "steps": module.get_children().live().count()}
        )
