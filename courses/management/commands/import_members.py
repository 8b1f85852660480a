"""manage.py import_members FILE --organisation CODE: a clerk's list into one organisation."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from content.terminal import bar
from courses.members import scope
from courses.members.errors import MembersError
from courses.members.importing import reporting
from courses.members.importing.applying import apply_import
from courses.members.importing.comparing import plan_import
from courses.members.models import Organisation
from courses.members.reading.columns import keep_columns
from courses.members.reading.member_list import members_in
from courses.members.reading.spreadsheet import read_file, read_workbook
from courses.planning.joining import assign_joiners


class Command(BaseCommand):
    help = "Brings a list of members (.xlsx, .ods, .csv) into one organisation. With a problem nothing is written."

    def add_arguments(self, parser):
        parser.add_argument("file", help="the list: .xlsx, .ods or .csv")
        parser.add_argument(
            "--organisation", required=True, metavar="CODE", help="government code of the organisation, such as gm0344"
        )
        parser.add_argument("--dry-run", action="store_true", help="compare only; write nothing")
        parser.add_argument("--json", action="store_true", help="give the result as JSON on standard output")
        parser.add_argument(
            "--leave-out-problems", action="store_true", help="write the other rows and list what was left out"
        )

    def handle(self, *, file, organisation, dry_run, json, leave_out_problems, **options):
        self.as_json = json
        try:
            self._import(file, organisation, dry_run, leave_out_problems)
        except MembersError as error:
            self._refuse(str(error), error)
        except DatabaseError as error:
            self._refuse(_("The database could not take the list. Nothing was saved. Try again later."), error)

    def _import(self, file, code, dry_run, leave_out_problems):
        now = timezone.now()
        today = timezone.localdate(now)
        table = keep_columns(read_workbook(read_file(file)))
        organisation = Organisation.objects.filter(code=code).first()
        if organisation is None:
            raise MembersError(
                _("There is no organisation with the code %(code)s. Nothing was saved.") % {"code": code[:20]}
            )
        members = members_in(table, kind=organisation.kind)
        plan = plan_import(organisation=organisation, rows=members, today=today)
        write = not dry_run and (leave_out_problems or not plan.problems)
        result = self._write(plan, now, today, leave_out_problems) if write else None
        left_out = result.left_out if result else ()
        if self.as_json:
            self.stdout.write(
                json.dumps(reporting.as_data(plan, written=write, left_out=left_out), ensure_ascii=False, indent=1)
            )
        else:
            self.stdout.write(f"{organisation.display_name} ({organisation.code})")
            for line in reporting.lines(plan):
                self.stdout.write(line)
            self.stdout.write("\n" + _closing(plan, written=write, dry_run=dry_run))
        if plan.problems and not (write and leave_out_problems):
            raise CommandError(_("Nothing was saved: there are rows with a problem."))

    def _write(self, plan, now, today, leave_out_problems):
        with bar(plan.organisation.name) as progress:
            result = apply_import(plan=plan, now=now, leave_out_problems=leave_out_problems, progress=progress)
        # The one place where an import meets planning. Its batches are transactions of their own, so the same list
        # again must also make what an import that was cut off left out: everybody here, and not only who changed.
        assign_joiners(today=today, memberships=scope.members(organisation=plan.organisation))
        return result

    def _refuse(self, sentence, error):
        if self.as_json:
            self.stdout.write(json.dumps({"written": False, "refused": sentence}, ensure_ascii=False))
        raise CommandError(sentence) from error


def _closing(plan, *, written, dry_run):
    if written and plan.problems:
        return _("Saved, except for the rows with a problem.")
    if written:
        return _("Saved.") if plan.new or plan.changed else _("Nothing had to change.")
    if dry_run:
        return _("This was a trial: nothing was saved.")
    return _("Nothing was saved. Put the problems right, or use --leave-out-problems to save the other rows.")
