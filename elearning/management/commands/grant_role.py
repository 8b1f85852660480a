"""`manage.py grant_role`: the first clerk, trainer and manager; nobody can make them from the outside."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from elearning.roles import Role, RoleProblem, grant_role, withdraw_role


class Command(BaseCommand):
    help = "Give a person the role of clerk (of an organisation), trainer or manager; or take it away."

    def add_arguments(self, parser):
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("email")
        parser.add_argument("--organisation", metavar="CODE", help="For a clerk: government code, such as gm0344.")
        parser.add_argument("--name", default="", help="How the person is called, for a new account.")
        parser.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="For a clerk: the last day.")
        parser.add_argument("--withdraw", action="store_true", help="Take the role away; running sessions end.")

    def handle(self, *, role, email, organisation, name, until, withdraw, **options):
        today = timezone.localdate()
        try:
            if withdraw:
                user = withdraw_role(role=role, email=email, on=today, organisation_code=organisation)
                sentence = _("%(email)s is no longer %(role)s.")
            else:
                user = grant_role(
                    role=role, email=email, on=today, organisation_code=organisation, name=name, until=until
                )
                sentence = _("%(email)s is now %(role)s.")
        except RoleProblem as problem:
            raise CommandError(str(problem)) from None
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from None
        self.stdout.write(sentence % {"email": user.email, "role": Role(role).label})
