"""What others did makes no page slower: counted in the steps of SQLite's machine, which no busy computer changes."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress
from courses.members.models import Membership
from courses.planning.keeping import keep_up
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from tests import factories
from tests.courses.learning import factories as learning
from tests.courses.learning.walking import Walker
from tests.courses.planning import factories as planned

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

JOINED = date(2025, 4, 10), date(2026, 4, 10)
NEWCOMER = ("/leren/", "/leren/{edition}/")
MEMBER = (
    "/leren/",
    "/leren/{edition}/",
    "/leren/{edition}/1/1/",
    "/leren/{edition}/1/2/",
    "/leren/{edition}/2/situatie/",
    "/leren/{edition}/3/vraag/1/",
    "/leren/kaart/",
    "/leren/agenda/",
    "/leren/berichten/",
    "/leren/logboek/",
    "/leren/dit-ziet-uw-griffier/",
)
CLERK = (
    "/griffie/{code}/2026/",
    "/griffie/{code}/2026/?status=open",
    "/griffie/{code}/2026/?zoek=de",
    "/griffie/{code}/2026/modules/",
    "/griffie/{code}/vooruit/",
    "/griffie/{code}/berichten/",
    "/griffie/{code}/herinneren/",
    "/griffie/{code}/leden/",
    "/griffie/{code}/leden/{member}/",
    "/griffie/{code}/toegang/",
    "/griffie/{code}/logboek/",
    "/griffie/{code}/contact/",
    "/griffie/{code}/verslag/",
)


class World:
    """A council in which one member is under way and one did not begin, and a crowd elsewhere that finished it all."""

    def __init__(self):
        self.here, self.there = learning.with_contacts(factories.organisation()), factories.organisation()
        self.edition = learning.an_edition()
        self.programme = planned.programme(self.edition.module, starts_on=date(2025, 3, 1))
        self.member, self.newcomer = (factories.membership(None, self.here, start=date(2024, 3, 26)) for _ in "12")
        self.clerk = factories.clerk(self.here)
        self.opens(planned.edition(self.edition.module, 2025))
        self.examples = [factories.membership(None, self.there, start=day) for day in JOINED]
        keep_up(today=JOINED[0])
        self.opens(self.edition)
        keep_up(today=JOINED[1])
        owed = [list(example.assignments.values_list("kind", "programme_year__year")) for example in self.examples]
        # that of the first was not finished when the next year opened: it goes along
        assert owed == [[("onboarding", 2025)], [("onboarding", 2026)]]
        for example in self.examples:
            done = self.walker(example.user)
            done.finish_lesson()
            done.finish_dilemma()
            done.finish_quiz()
        assert Completion.objects.count() == 2
        begun = self.walker(self.member.user)
        begun.finish_lesson()
        begun.begin(2)
        begun.begin(3)

    def opens(self, edition):
        open_year(programme=self.programme, year=edition.year, edition=edition, today=date(edition.year, 3, 1))

    def walker(self, user):
        client = Client()
        client.force_login(user)
        return Walker(client, self.edition)

    def crowd(self, number):
        """So many more who did as the examples did."""
        for which in range(number):
            example = self.examples[which % 2]
            user = factories.person()
            mandate = again(Membership, {"pk": example.pk}, user=user)[example.pk]
            again(Assignment, {"membership": example}, membership=mandate)
            enrolment = again(Enrolment, {"user": example.user}, user=user).popitem()[1]
            again(Progress, {"enrolment__user": example.user}, enrolment=enrolment)
            for old, new in again(Attempt, {"enrolment__user": example.user}, enrolment=enrolment).items():
                again(Answer, {"attempt": old}, attempt=new)
            again(Completion, {"user": example.user}, user=user, reference=f"2026-{user.pk:08}")

    def steps(self):
        """What each page takes: its address, and how many steps of SQLite."""
        places = {"edition": self.edition.pk, "code": self.here.code, "member": self.member.pk}
        who = {
            "newcomer": (self.newcomer.user, NEWCOMER),
            "member": (self.member.user, MEMBER),
            "clerk": (self.clerk, CLERK),
        }
        return {
            (name, address): steps_of(client, address.format(**places))
            for name, (user, addresses) in who.items()
            for client in [self.walker(user).client]
            for address in addresses
        }


def again(model, where, **changes):
    """Copy the rows of `model`, with changes; return which became which."""
    made = {}
    for row in model.objects.filter(**where).order_by("pk"):
        old = row.pk
        row.pk = None
        for name, value in changes.items():
            setattr(row, name, value)
        row._state.adding = True
        row.save(force_insert=True)
        made[old] = row
    return made


def steps_of(client, address):
    client.get(address)  # what is kept in memory is kept by now
    taken = 0

    def one():
        nonlocal taken
        taken += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(one, 1)
    try:
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
    finally:
        connection.connection.set_progress_handler(None, 1)
    assert response.status_code == 200 and body, (address, response.status_code, response.headers.get("Location"))
    return taken


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does not count its steps: make bench")
def test_a_crowd_elsewhere_costs_nobody_a_step():
    world = World()
    world.crowd(10)
    before = world.steps()
    world.crowd(90)
    after = world.steps()
    assert Completion.objects.count() == 102
    slower = {page: (steps, after[page]) for page, steps in before.items() if after[page] > steps * 1.1}
    assert slower == {}
