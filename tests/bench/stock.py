"""What the bench measures on: the starter module with a quiz of ten, two organisations, members in every state.

Made with the product's own services, except for what members did before: thousands of learners are written straight
into the tables, as rows that the services would have left.
"""

import shutil
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import yaml
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.utils import timezone
from django.utils.crypto import get_random_string
from openpyxl import Workbook

from content.editions import documents, serving
from content.editions.models import EditionStep
from content.editions.opening import open_edition
from content.home import home_page
from content.packages.loading import load_package
from content.questions import registry
from courses.learning.models import Completion, Enrolment, Progress
from courses.members.local.contacts import read_local_texts, set_contacts
from courses.members.models import Kind, Membership, Office, Organisation
from courses.overview.names import fresh
from courses.planning.models import Programme, ProgrammeModule
from elearning.accounts.sessions import SessionStore
from elearning.roles import Role, grant_role

STARTER = settings.BASE_DIR / "content" / "starter" / "melden-helpt"
LOCAL_TEXTS = settings.BASE_DIR / "elearning" / "demo" / "lokaal-xg01.yaml"
HEADERS = ["Achternaam", "Tussenvoegsel", "Roepnaam", "E-mailadres", "Functie", "Begindatum", "Fractie", "Telefoon"]
QUESTIONS = 10
READERS = 64
SMALL = 29
BIG_CODE, SMALL_CODE, SPARE_CODE = "xbig", "xsmall", "xspare"


@dataclass
class Stock:
    """The names and keys that measurements need."""

    edition: object
    programme: object = None
    readers: list[str] = field(default_factory=list)  # session keys
    learners: list[str] = field(default_factory=list)  # session keys, each good for one quiz
    clerks: dict[str, str] = field(default_factory=dict)  # organisation code -> session key


def list_of_members(path: Path, *, number: int, domain: str, start: date) -> Path:
    """Write an .xlsx with a title above the header and two columns that must be dropped; return `path`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Leden")
    sheet.append(["Ledenlijst, fictief"])
    sheet.append(HEADERS)
    given = ("Noor", "Thijs", "Farah", "Willem", "Aylin", "Eelke", "Anouk")
    for place in range(number):
        name = get_random_string(9, "abdeiklmnorstv").capitalize()
        email = f"lid{place}@{domain}.example"
        prefix = "van" if place % 5 == 0 else ""
        sheet.append([name, prefix, given[place % 7], email, "raadslid", start, "Lijst 1", "0612345678"])
    book.save(path)
    return path


def module_with_quiz_of_ten(folder: Path):
    """Load the starter with two questions fewer; the edition of this year."""
    package = folder / "melden-helpt"
    shutil.copytree(STARTER, package)
    shutil.copytree(STARTER.parent / "cijfers", folder / "cijfers")  # its figures stand in a package beside it
    quiz = yaml.safe_load((package / "quiz.yaml").read_text())
    quiz["questions"] = quiz["questions"][:QUESTIONS]
    (package / "quiz.yaml").write_text(yaml.safe_dump(quiz, allow_unicode=True))
    module = load_package(folder=package, parent=home_page())
    now = timezone.now()
    return open_edition(module=module, year=timezone.localdate(now).year, now=now)


def organisations():
    """The one with many members, the small one, and a spare one for counting an import; with contacts and protocol."""
    today = timezone.localdate()
    texts = read_local_texts(LOCAL_TEXTS.read_bytes(), today=today)
    for code in (BIG_CODE, SMALL_CODE, SPARE_CODE):
        made = Organisation.objects.create(
            kind=Kind.MUNICIPALITY, code=code, name=code.capitalize(), display_name=f"gemeente {code.capitalize()}"
        )
        set_contacts(organisation=made, texts=texts)


def programme(edition) -> Programme:
    """All councillors, every year."""
    today = timezone.localdate()
    made = Programme.objects.create(
        title="Bench", kinds=[Kind.MUNICIPALITY], offices=[Office.COUNCILLOR],
        starts_on=today - timedelta(days=30),
    )  # fmt: skip
    ProgrammeModule.objects.create(programme=made, module=edition.module)
    return made


def histories(edition, *, learners: int) -> tuple[list, list]:
    """Let 40 % of the members have finished and 20 % be under way; return (readers, learners) as people.

    Readers are halfway through every lesson but have all its screens behind them save the last; learners have done
    every step but the quiz. Both come from those who had not begun.
    """
    now = timezone.now()
    # before the next year's counting date, so that nobody has done next year already
    day = max(timezone.localdate(now) - timedelta(days=200), date(edition.year - 1, 9, 1))
    steps = list(EditionStep.objects.filter(edition=edition).order_by("position"))
    people = [row.user for row in Membership.objects.select_related("user").order_by("pk")]
    done, busy, rest = [], [], []
    for place, person in enumerate(people):
        (done if place % 10 < 4 else busy if place % 10 < 6 else rest).append(person)
    readers, takers = rest[:READERS], rest[READERS : READERS + learners]
    if len(takers) < learners:
        raise ValueError("too few members for so many quizzes: give --members a larger number")
    everybody = [*done, *busy, *readers, *takers]
    Enrolment.objects.bulk_create(
        [Enrolment(user=person, edition=edition, started_at=now) for person in everybody], batch_size=500
    )
    enrolment_of = dict(Enrolment.objects.values_list("user", "pk"))
    rows = []
    for person in everybody:
        for step in steps:
            rows.append(Progress(enrolment_id=enrolment_of[person.pk], step=step, frozen_id=step.frozen_id))
    states = {"done": {p.pk for p in done}, "busy": {p.pk for p in busy}, "taking": {p.pk for p in takers}}
    owner = {pk: user for user, pk in enrolment_of.items()}
    kept = [row for row in rows if _as_it_was(row, states, owner[row.enrolment_id], now)]
    Progress.objects.bulk_create(kept, batch_size=500)
    Completion.objects.bulk_create(
        [
            Completion(
                user=person, edition=edition, module_id=edition.module_id, completed_at=now, completed_on=day,
                reference=f"bench-{person.pk}", receipt=(receipt := {"v": 1, "bench": person.pk}),
                digest=documents.digest(receipt),
            )
            for person in done
        ],
        batch_size=500,
    )  # fmt: skip
    return readers, takers


def _as_it_was(row, states, user, now):
    """Fill in how far this progress is; False when there would be no such row."""
    step = row.step
    quiz = step.kind == EditionStep.Kind.QUIZ
    if user in states["done"]:
        row.position, row.done_at = step.screens, now
    elif user in states["busy"]:
        return step.position == 1
    elif user in states["taking"]:
        row.position, row.done_at = step.screens, now
        return not quiz
    else:
        row.position = step.screens - 1
        return not quiz
    return True


def session_of(user, *, strict=False) -> str:
    """Sign `user` in through the session engine; the cookie's value. A clerk's says that an app was shown."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["strict"] = strict
    if strict:
        record_authentication(SimpleNamespace(session=session), user, "mfa", type="totp")
    session.save()
    return session.session_key


def clerk_of(code: str) -> str:
    """A clerk at the desk of `code`; the session key."""
    email = f"griffie@{code}.example"
    grant_role(role=Role.CLERK, email=email, name="Hanna Brink", on=timezone.localdate(), organisation_code=code)
    return session_of(get_user_model().objects.get(email=email), strict=True)


def show_again(key: str, *, code: str) -> None:
    """Let the session `key` be one in which somebody has just shown who they are, for the desk of `code`."""
    session = SessionStore(session_key=key)
    fresh.ask(session, organisation=Organisation.objects.get(code=code), back="")
    fresh.note_shown(session, now=timezone.now())
    session.save()


def right_answers(edition) -> dict[str, list]:
    """What a form of each quiz question sends when it is answered rightly: question key -> pairs of name and value."""
    quiz = edition.steps.get(kind=EditionStep.Kind.QUIZ)
    return {
        document["key"]: _sent(registry.examples(document)[0])
        for document in (serving.document(digest) for digest in quiz.questions.values_list("frozen_id", flat=True))
    }


def _sent(response: dict) -> list[tuple[str, str]]:
    [(kind, value)] = response.items()
    if kind == "options":
        return [("answer", key) for key in value]
    if kind == "pairs":
        return [(f"answer-{left}", right) for left, right in value.items()]
    if kind == "order":
        return [(f"answer-{key}", str(place)) for place, key in enumerate(value, start=1)]
    return [("answer", str(value).lower() if isinstance(value, bool) else str(value))]
