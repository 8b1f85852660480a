"""`manage.py load_help`: make the help page from the texts that come with the software."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from content.help.copying import refresh_copy
from content.help.loading import load_help
from content.home import home_page


class Command(BaseCommand):
    help = "Make and publish the help page, unless trainers have it already; write its copy."

    def handle(self, **options):
        page = load_help(parent=home_page())
        refresh_copy()
        self.stdout.write(_("“%(title)s” is the help page. Trainers edit it in /beheer/.") % {"title": page.title})
