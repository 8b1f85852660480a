"""manage.py set_contacts FILE --organisation CODE: an organisation's own contacts and pieces of protocol, from YAML."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.members.errors import MembersError
from courses.members.local.contacts import read_local_texts, set_contacts
from courses.members.models import Organisation
from courses.members.reading.spreadsheet import read_file


class Command(BaseCommand):
    help = "Sets the contacts and pieces of protocol of one organisation from a YAML file; see "
    "courses/members/local/contacts.py for its form."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the YAML file")
        parser.add_argument(
            "--organisation", required=True, metavar="CODE", help="government code of the organisation, such as gm0344"
        )

    def handle(self, *, file, organisation, **options):
        try:
            result = self._set(file, organisation)
        except MembersError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                _("The database could not take the list. Nothing was saved. Try again later.")
            ) from error
        self.stdout.write(
            _("%(contacts)d contacts and %(excerpts)d pieces of protocol.")
            % {"contacts": result.contacts, "excerpts": result.excerpts}
        )
        self.stdout.write(_("Saved.") if result.changed else _("Nothing had to change."))

    def _set(self, file, code):
        texts = read_local_texts(read_file(file), today=timezone.localdate())
        organisation = Organisation.objects.filter(code=code).first()
        if organisation is None:
            raise MembersError(
                _("There is no organisation with the code %(code)s. Nothing was saved.") % {"code": code[:20]}
            )
        return set_contacts(organisation=organisation, texts=texts)
