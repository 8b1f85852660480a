"""The glass wall: whatever else a member did, at equal status and day of finishing the desk cannot tell.

A pair is one member, played twice in a transaction that is taken back: once with nothing but the status and the day,
once with everything that a member may have done besides. With 100 pairs alike, less than 3 % of such histories differ
(95 %).
"""

import ast
import dataclasses
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import models
from django.urls import reverse
from django.utils import timezone

from content.editions.models import EditionQuestion
from courses.learning.models import Answer, Attempt, Booster, Completion, Enrolment, Progress, Refresher, ScreenSeen
from courses.members.models import Absence
from courses.overview import selectors
from courses.planning.opening import open_year
from courses.reminders.asking import remind
from courses.reminders.models import Mail, MailLine
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.learning import returning
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.overview.desk import everything, keys_of, routes, taken_back
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import at

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year
ROOMS = Path(selectors.__file__).parent
QUERIES = ({"sorteer": "-datum"}, {"sorteer": "status"}, {"zoek": "wit"}, {"toon": "na-de-datum"})
DAILY, ALL = 4, 100


class House:
    """A council with three members in a year that is open; one of them is the member of the pairs."""

    def __init__(self):
        module = returning.a_wide_module()
        self.earlier, self.edition = returning.two_editions(module, years=(YEAR - 1, YEAR))
        self.organisation = factories.organisation()
        start = date(YEAR - 2, 3, 26)
        self.member, _second, _third = (
            factories.membership(factories.person(name=name), self.organisation, start=start)
            for name in ("Noor de Wit", "Bas de Boer", "Cem Kaya")
        )
        self.user = self.member.user
        self.clerk = factories.clerk(self.organisation)
        planned.complete(self.user, self.earlier, on=date(YEAR - 1, 5, 4))
        programme = planned.programme(module, starts_on=date(YEAR - 1, 1, 1))
        self.opened = TODAY - timedelta(days=30)
        open_year(programme=programme, year=YEAR, edition=self.edition, today=self.opened)
        self.year = programme.years.get()
        send_due(now=at(self.opened))
        remind(
            organisation=self.organisation, programme_year=self.year, members=[self.member.pk], by=self.clerk,
            now=at(TODAY - timedelta(days=10)),
        )  # fmt: skip

    def play(self, random, *, more):
        """The member comes to a status, the same for the same `random`; with `more` there is a history behind it."""
        state, late, away = (
            random.choice(["open", "busy", "done", "done", "done"]),
            random.random() < 0.3,
            random.random() < 0.3,
        )
        day = self.opened + timedelta(days=random.randrange(29))
        if late:
            self.member.assignments.update(due=TODAY - timedelta(days=1), unmoved_due=TODAY - timedelta(days=1))
        if away:
            # a sequence does not go back with what is taken back, and the page holds the key
            Absence.objects.create(pk=1, membership=self.member, start=TODAY - timedelta(days=2))
        began, ended = _moment(day, random), _moment(day, random)
        if not more:
            began = ended = at(day, 12)
        if state != "open":
            enrolment = Enrolment.objects.create(user=self.user, edition=self.edition, started_at=min(began, ended))
            if more:
                self._history(enrolment, random, done=state == "done")
        if state == "done":
            Completion.objects.create(
                user=self.user, edition=self.edition, module=self.edition.module, completed_at=ended, completed_on=day,
                reference=f"{YEAR}-{'ABCD' if more else 'ZYXW'}-0001", digest=("1" if more else "0") * 64,
                receipt={"route": "short"} if more else {},
            )  # fmt: skip
        return state, day

    def _history(self, enrolment, random, *, done):
        steps = list(self.edition.steps.select_related("frozen"))
        moment = enrolment.started_at
        if random.random() < 0.6:  # the short way, perhaps left again, with its entry check
            refresher = Refresher.objects.create(
                enrolment=enrolment, since=self.earlier, full=random.random() < 0.3, news_seen_at=moment,
                contacts_seen_at=moment if random.random() < 0.5 else None,
            )  # fmt: skip
            ScreenSeen.objects.create(refresher=refresher, step=steps[1], screen="x", frozen=steps[1].frozen)
            self._attempt(enrolment, None, 1, passed=random.random() < 0.5, random=random)
        for step in steps:
            if done or random.random() < 0.5:
                Progress.objects.create(
                    enrolment=enrolment, step=step, frozen=step.frozen, position=random.randrange(step.screens + 1),
                    shown=random.random() < 0.4, done_at=moment if random.random() < 0.6 else None,
                )  # fmt: skip
        quiz = next(step for step in steps if step.kind == "quiz")
        for number in range(1, random.choice([1, 2, 6, 40])):  # failed five times, and more
            self._attempt(enrolment, quiz, number, passed=False, random=random)
        if done and random.random() < 0.7:
            Booster.objects.create(user=self.user, edition=self.edition, wanted_on=TODAY - timedelta(days=60))

    def _attempt(self, enrolment, step, number, *, passed, random):
        attempt = Attempt.objects.create(
            enrolment=enrolment, step=step, number=number, rule={"rule": "mastery"}, started_at=enrolment.started_at,
            finished_at=enrolment.started_at + timedelta(minutes=random.randrange(90)), passed=passed,
        )  # fmt: skip
        question = EditionQuestion.objects.select_related("frozen").filter(step__edition=self.edition).first()
        Answer.objects.create(
            attempt=attempt, question=question, frozen=question.frozen, turn=1,
            response={"option": random.choice([RIGHT, WRONG])}, right=passed, given_at=enrolment.started_at,
        )  # fmt: skip


def _moment(day, random):
    return at(day, random.randrange(24), random.randrange(60))


def seen(client, house, seed, *, more):
    """All that leaves the desk of this member, and every mail to others, before and after a tick."""
    cache.clear()  # the desk counts how many lists were offered in an hour
    with taken_back():
        state = house.play(Random(seed), more=more)
        pages = everything(client, house.organisation, year=YEAR, queries=QUERIES)
        mail.outbox.clear()
        send_due(now=at(TODAY, 11))
        pages["mails to others"] = repr(
            sorted((one.to, one.subject, one.body) for one in mail.outbox if one.to != [house.user.email])
        ).encode()
        after = everything(client, house.organisation, year=YEAR, press=False)
        pages |= {f"after a tick: {name}": page for name, page in after.items()}
    return state, pages


@pytest.fixture
def house(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(TODAY, 10))
    house = House()
    client.force_login(house.clerk)
    return house


def differing(client, house, seeds):
    """The pairs that can be told apart, each with the pages that tell; and the statuses that were played."""
    found, played = {}, set()
    for seed in seeds:
        (state, plain), (same, full) = (seen(client, house, seed, more=more) for more in (False, True))
        assert state == same
        played.add(state[0])
        if wrong := [name for name in plain if plain[name] != full[name]]:
            found[seed] = wrong
    return found, played


def test_four_pairs_are_the_same_in_every_byte(client, house):
    found, played = differing(client, house, range(DAILY))
    assert not found, found
    assert played == {"open", "busy", "done"}


@pytest.mark.proof
def test_a_hundred_pairs_are_the_same_in_every_byte(client, house):
    found, _played = differing(client, house, range(ALL))
    assert not found


def test_the_pages_that_are_compared_say_something_of_the_member(client, house):
    """Or the pairs would be alike because nothing is there."""
    with taken_back():
        house.play(Random(3), more=True)
        pages = everything(client, house.organisation, year=YEAR)
    telling = {name for name, page in pages.items() if b"Wit, Noor" in page}
    assert {"GET year {}", "GET modules {}", "GET mails {}", "GET reminded {}", "POST csv", "POST xlsx"} <= telling
    states = {name: page[:3] for name, page in pages.items() if name.startswith("GET")}
    assert states["GET year {}"] == b"200"


# --- the one selector -------------------------------------------------------------------------------------------------


def test_these_six_are_all_that_is_read_of_learning():
    assert selectors.FIELDS == ("sort_name", "status", "overdue", "paused", "counts_already", "completed_on")
    assert tuple(field.name for field in dataclasses.fields(selectors.Row)) == selectors.FIELDS


#: What gives more of a member than FIELDS: only the selectors may take it.
ONLY_SELECTORS = {
    "courses.planning.status": {"standing", "listed", "numbers", "counts", "of_person", "status"},
    "courses.planning": {"status", "selectors", "facts", "report"},
    "courses.planning.selectors": {"overview_of", "Duty", "Overview"},
    "courses.planning.facts": {"*"},
    "courses.evidence": {"*"},
    "courses.learning": {"*"},
}


def taken(source):
    """The forbidden names that a module takes."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [(node.module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [(alias.name, "*") for alias in node.names]
        for module, name in names:
            for room, kept in ONLY_SELECTORS.items():
                inside = module == room or ("*" in kept and module.startswith(f"{room}."))
                if inside and (name in kept or "*" in kept or name == "*"):
                    yield f"{module}.{name}"


#: What is of nobody: a screen as members see it, the country's answers in groups, how a PDF is made.
OF_NOBODY = {
    "local/shown.py": (
        "courses.learning.errors.", "courses.learning.showing.", "courses.learning.views.doors.",
        "courses.learning.views.practice.",
    ),
    "evening/agenda.py": ("courses.evidence.national.",),
    "report/files.py": ("courses.evidence.pdf",),
    "report/views.py": ("courses.evidence.pdf",),
}  # fmt: skip


def test_nothing_at_the_desk_but_the_selectors_reads_what_members_did():
    files = {path.relative_to(ROOMS).as_posix(): path for path in ROOMS.rglob("*.py")}
    assert files.keys() > OF_NOBODY.keys()
    del files["selectors.py"]
    wrong = {
        file: [name for name in taken(path.read_text()) if not name.startswith(OF_NOBODY.get(file, ()))]
        for file, path in files.items()
    }
    assert not {name: names for name, names in wrong.items() if names}


def learning_in(value, path="", seen=None, depth=0):
    """Where in the context of a page an object of learning stands, with what it holds."""
    seen = set() if seen is None else seen
    if id(value) in seen or depth > 8 or isinstance(value, str | bytes | int | float | type(None) | type):
        return
    seen.add(id(value))
    of = value.model if isinstance(value, models.QuerySet | models.Manager) else type(value)
    if of.__module__.startswith("courses.learning"):
        yield f"{path}: {of.__name__}"
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list | tuple | set | frozenset | models.QuerySet):
        inside = enumerate(value)
    elif isinstance(value, models.Model):
        inside = [*value._state.fields_cache.items(), *vars(value).items()]
    elif type(value).__module__.startswith(("courses.", "content.")) and not callable(value):
        inside = ((name, getattr(value, name, None)) for name in getattr(value, "__slots__", None) or vars(value))
    else:
        return
    for name, one in inside:
        yield from learning_in(one, f"{path}.{name}", seen, depth + 1)


#: The lessons as members see them, with steps and editions and without any member.
SCREENS_OF_NOBODY = ("contacts_shown", "screen_shown", "practice_shown")


def test_no_page_of_the_desk_is_given_an_object_of_learning(client, house):
    house.play(Random(3), more=True)
    contexts, keys = {}, keys_of(house.organisation, YEAR)
    for name, arguments in routes():
        address = reverse(f"overview:{name}", kwargs={one: keys.get(one, keys[None]) for one in arguments})
        contexts[name] = client.get(address).context
    found = [
        where
        for name, context in contexts.items()
        if name not in SCREENS_OF_NOBODY
        for layer in (context or [])
        for part in getattr(layer, "dicts", [layer])
        for key, value in part.items()
        if key not in ("request", "user", "perms", "view", "messages")
        for where in learning_in(value, f"{name} {key}")
    ]
    assert not found
    assert contexts["year"] and contexts["remind"]


def test_a_mail_about_something_else_moves_no_day_that_the_desk_foresees(client, house):
    """Two questions that the member asked for went this week; what the desk foresees does not know of it."""
    planned.edition(house.edition.module, YEAR + 1)
    before = everything(client, house.organisation, year=YEAR, press=False)["GET ahead {}"]
    booster = Mail.objects.create(
        person=house.user, message_id="<b@voorbeeld.example>", state="sent", day=TODAY, planned_at=at(TODAY),
        claimed_at=at(TODAY), address=house.user.email,
    )  # fmt: skip
    MailLine.objects.create(mail=booster, person=house.user, kind="booster_1", edition=house.earlier)
    assert everything(client, house.organisation, year=YEAR, press=False)["GET ahead {}"] == before
