"""manage.py import_organisations FILE: municipalities, provinces and water authorities from a TOOI list or a CSV."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.terminal import bar
from courses.members.country.organisations import import_organisations
from courses.members.errors import MembersError
from courses.members.models import Organisation


class Command(BaseCommand):
    help = "Reads a list of organisations: a TOOI value list (JSON) as published, or a CSV with type, code, name, "
    "province, display_name."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="+", help="one or more lists")
        parser.add_argument(
            "--include-ended", action="store_true", help="also bodies that ended before today and are not known here"
        )
        parser.add_argument("--json", action="store_true", help="give the result as JSON on standard output")

    def handle(self, *, file, include_ended, json, **options):
        self.as_json = json
        for path in file:
            self._import(path, include_ended)
        if not json:
            valid = Organisation.objects.valid(on=timezone.localdate()).count()
            self.stdout.write(_("There are now %(count)d organisations.") % {"count": valid})

    def _import(self, path, include_ended):
        try:
            with bar(path) as progress:
                result = import_organisations(
                    source=path, today=timezone.localdate(), include_ended=include_ended, progress=progress
                )
        except MembersError as error:
            self._refuse(str(error), error)
        except DatabaseError as error:
            self._refuse(_("The database could not take the list. Nothing was saved. Try again later."), error)
        if self.as_json:
            self.stdout.write(
                json.dumps(
                    {
                        "file": path,
                        "new": list(result.new),
                        "changed": list(result.changed),
                        "unchanged": len(result.unchanged),
                        "left_out": list(result.left_out),
                    }
                )
            )
            return
        self.stdout.write(
            _(
                "%(file)s: %(new)d new, %(changed)d changed, %(unchanged)d unchanged, %(left_out)d left out because "
                "they ended before today."
            )
            % {
                "file": path,
                "new": len(result.new),
                "changed": len(result.changed),
                "unchanged": len(result.unchanged),
                "left_out": len(result.left_out),
            }
        )

    def _refuse(self, sentence, error):
        if self.as_json:
            self.stdout.write(json.dumps({"refused": sentence}, ensure_ascii=False))
        raise CommandError(sentence) from error
