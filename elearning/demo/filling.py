"""Fill a database for the demo through the same services that clerks, trainers and managers use.

Every step looks first whether its work is there: a second run changes nothing.
"""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from content.editions.opening import open_edition
from content.help.copying import refresh_copy
from content.help.loading import load_help
from content.home import home_page
from content.models import Edition, ModulePage
from content.packages.starter import MODULES, load_starter
from content.terminal import bar
from courses.members.country.organisations import import_organisations
from courses.members.importing.applying import apply_import
from courses.members.importing.comparing import plan_import
from courses.members.local.contacts import read_local_texts, set_contacts
from courses.members.models import Kind, Office, Organisation
from courses.members.reading.member_list import read_member_list
from courses.planning.joining import assign_joiners
from courses.planning.models import Programme, ProgrammeModule
from courses.planning.opening import open_year
from elearning.demo import people
from elearning.demo.walking import walk_some
from elearning.roles import Role, grant_role

HERE = Path(__file__).resolve().parent
#: The module that the demo's programme asks of everybody; the others are there to choose.
MODULE = "melden-helpt"
#: What a programme of its own asks of who joins.
FIRST_WEEK = "eerste-week"


def fill_demo(*, say):
    """Make the demo complete; `say(sentence)` is told what is being done."""
    now = timezone.now()
    today = timezone.localdate(now)
    edition = _editions(today.year, now, say)
    load_help(parent=home_page())
    refresh_copy()
    if not Organisation.objects.filter(code__in=people.CLERKS).exists():
        say(_("Making three fictional organisations with members, clerks, a trainer and a manager…"))
        import_organisations(source=HERE / "organisaties.csv", today=today)
    for organisation in Organisation.objects.filter(code__in=people.CLERKS):
        _local(organisation, now)
    _roles(today)
    programme, opened = _programme(edition, today)
    open_year(programme=programme, year=today.year, edition=edition, today=today)
    _first_week(today)
    assign_joiners(today=today)
    if opened:
        walk_some(edition=edition, now=now)


def _editions(year, now, say):
    """Open this year's edition of every module that is not open yet; return the one of the programme."""
    opened = set(Edition.objects.filter(year=year).values_list("module__slug", flat=True))
    missing = [name for name in MODULES if name not in opened]
    if missing:
        say(_("Loading the modules that come with the software…"))
        with bar(_("modules")) as progress:
            load_starter(parent=home_page(), progress=progress)
        say(_("Opening them for %(year)s…") % {"year": year})
        with bar(_("editions")) as progress:
            for done, module in enumerate(ModulePage.objects.filter(slug__in=missing).order_by("path"), start=1):
                open_edition(module=module, year=year, now=now)
                progress(done, len(missing))
    return Edition.objects.get(year=year, module__slug=MODULE)


def _local(organisation, now):
    """Members and contacts of one organisation, from the files beside this one."""
    if not organisation.memberships.exists():
        content = (HERE / f"leden-{organisation.code}.csv").read_bytes()
        rows = read_member_list(content, kind=organisation.kind)
        apply_import(plan=plan_import(organisation=organisation, rows=rows, today=timezone.localdate(now)), now=now)
    if not organisation.contacts.exists():
        content = (HERE / f"lokaal-{organisation.code}.yaml").read_bytes()
        set_contacts(organisation=organisation, texts=read_local_texts(content, today=timezone.localdate(now)))


def _roles(today):
    for code, (email, name) in people.CLERKS.items():
        organisation = Organisation.objects.get(code=code)
        if not organisation.desk_roles.exists():
            grant_role(role=Role.CLERK, email=email, name=name, on=today, organisation_code=code)
    for role, (email, name) in ((Role.TRAINER, people.TRAINER), (Role.MANAGER, people.MANAGER)):
        if not people.account(email):
            grant_role(role=role, email=email, name=name, on=today)


def _programme(edition, today):
    """The demo's programme, and whether it is new."""
    offices = (Office.COUNCILLOR, Office.CITIZEN_COUNCILLOR, Office.STATES_MEMBER, Office.BOARD_MEMBER)
    programme, made = Programme.objects.get_or_create(
        title=_("Melden helpt for members"),
        defaults={
            "kinds": [str(kind) for kind in Kind.values],
            "offices": [str(office) for office in offices],
            "starts_on": today.replace(month=1, day=1),
        },
    )
    ProgrammeModule.objects.get_or_create(programme=programme, module=edition.module, defaults={"sort_order": 0})
    return programme, made


def _first_week(today):
    """A programme for who joins: a short module within a fortnight, once."""
    edition = Edition.objects.get(year=today.year, module__slug=FIRST_WEEK)
    programme, __ = Programme.objects.get_or_create(
        title=_("First week"),
        defaults={
            "kinds": [str(kind) for kind in Kind.values],
            "offices": [str(office) for office in Office.values if office != Office.CLERK],
            "days_after_start": 14,
            "each_year": False,
            "starts_on": today.replace(month=1, day=1),
        },
    )
    ProgrammeModule.objects.get_or_create(programme=programme, module=edition.module, defaults={"sort_order": 0})
    open_year(programme=programme, year=today.year, edition=edition, today=today)
