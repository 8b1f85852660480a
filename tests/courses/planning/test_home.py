"""Mijn overzicht: one task, the place where one was, the deadline in words, and the clerk's own row."""

import re
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.learning.models import Progress
from courses.members.models import Kind
from courses.planning import words
from courses.planning.joining import assign_joiners
from courses.planning.models import NamesExport, ProgrammeYear
from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year
STEPS = [("lesson", "Het hoort er niet bij", 6, 4), ("lesson", "Eerst bewaren", 6, 3), ("dilemma", "De envelop", 4, 1)]
HOME = "/leren/"


@pytest.fixture
def member(client):
    return Member(client)


class Member:
    def __init__(self, client):
        self.client = client
        self.module = planned.module()
        self.programme = planned.programme(self.module, starts_on=date(YEAR - 1, 1, 1))
        self.edition = planned.edition(self.module, YEAR, steps=STEPS)
        self.organisation = factories.organisation(name="Voorbeeldstad")
        self.membership = factories.membership(
            factories.person(name="Noor de Wit"), self.organisation, start=date(YEAR - 2, 3, 26)
        )
        self.user = self.membership.user
        open_year(programme=self.programme, year=YEAR, edition=self.edition, today=TODAY)
        client.force_login(self.user)

    def reach(self, number, position, *, done=False):
        enrolment = self.user.enrolments.first() or planned.begin(self.user, self.edition, on=TODAY)
        step = self.edition.steps.get(position=number)
        return Progress.objects.create(
            enrolment=enrolment,
            step=step,
            frozen=step.frozen,
            position=position,
            done_at=timezone.now() if done else None,
        )

    def page(self):
        response = self.client.get(HOME)
        assert response.status_code == 200
        return response

    def text(self):
        return text_of(self.page())


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_signed_out_one_is_sent_to_sign_in(client):
    assert client.get(HOME).status_code == 302


def test_not_begun(member):
    page = member.page()
    text = text_of(page)
    assert "Begin wanneer het u past" in text
    assert "nog ongeveer 16 minuten" in text
    assert text.count("Niet begonnen") == 4  # three steps, and the row that the clerk sees
    assert reverse("learning:cover", args=[member.edition.pk]) in page.content.decode()


def test_half_way_it_goes_on_where_one_was(member):
    member.reach(1, 4, done=True)
    member.reach(2, 1)
    page = member.page()
    text = text_of(page)
    assert "Verder met les 2" in text
    assert "nog ongeveer 8 minuten" in text
    assert "Eerst bewaren: u was bij onderdeel 2 van 3." in text
    button = re.search(r'class="btn" href="([^"]+)"', page.content.decode())[1]
    assert button == reverse("learning:step", args=[member.edition.pk, 2])


def test_steps_may_be_done_in_any_order(member):
    member.reach(3, 1, done=True)
    assert "Verder met les 1" in member.text()


def test_the_deadline_in_words(member):
    due = TODAY + timedelta(days=70)
    member.membership.assignments.update(unmoved_due=due, due=due)
    text = member.text()
    assert f"Klaar uiterlijk {due.day} " in text
    assert "U hebt nog ongeveer 10 weken." in text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "Die dag is voorbij."),
        (0, "Vandaag is de laatste dag."),
        (1, "nog 1 dag."),
        (13, "nog 13 dagen."),
        (21, "3 weken."),
    ],
)
def test_time_left(days, said):
    assert said in words.time_left(date(2027, 6, 30), on=date(2027, 6, 30) - timedelta(days=days))


@pytest.mark.parametrize(
    ("hour", "said"), [(5, "Goedenavond"), (6, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")]
)
def test_greeting(hour, said):
    assert words.greeting(time(hour)) == said


def test_two_mandates_are_one_task_with_the_earliest_date(member):
    states = factories.organisation(kind=Kind.PROVINCE, name="Laagland")
    second = factories.membership(member.user, states, start=TODAY)
    assign_joiners(today=TODAY)
    member.membership.assignments.update(unmoved_due=TODAY + timedelta(days=70), due=TODAY + timedelta(days=70))
    second.assignments.update(unmoved_due=TODAY + timedelta(days=7), due=TODAY + timedelta(days=7))
    text = member.text()
    assert "U hebt nog 7 dagen." in text
    assert text.count("De envelop") == 1
    assert "overzicht van Voorbeeldstad" in text
    assert "overzicht van Laagland" in text


def test_the_clerks_row_is_the_clerks_own_template(member):
    clerk = factories.clerk(member.organisation)
    member.reach(1, 1)
    mine = member.page().content.decode()
    member.client.force_login(clerk)
    theirs = member.client.get(reverse("overview:year", args=[member.organisation.code, YEAR])).content.decode()
    row = re.compile(r"<tr><th scope=\"row\">[^<]*</th><td><span class=\"status.*?</tr>", re.S)
    assert row.findall(mine) == row.findall(theirs) != []
    assert "Bezig" in row.findall(mine)[0]


def test_done_there_is_nothing_to_do_and_a_certificate(member):
    planned.complete(member.user, member.edition, on=TODAY)
    page = member.page()
    text = text_of(page)
    assert f"U bent klaar voor {YEAR}" in text
    assert "U hoeft nu niets te doen." in text
    assert reverse("evidence:certificate", args=[member.edition.pk]) in page.content.decode()
    assert "Verder met" not in text


def test_counts_already(client):
    module = planned.module()
    programme = planned.programme(module, starts_on=date(YEAR - 1, 1, 1))
    edition = planned.edition(module, YEAR - 1, steps=STEPS)
    membership = factories.membership(start=date(YEAR - 2, 3, 26))
    planned.complete(membership.user, edition, on=date(YEAR - 1, 10, 1))
    open_year(programme=programme, year=YEAR, edition=planned.edition(module, YEAR, steps=STEPS), today=TODAY)
    client.force_login(membership.user)
    text = text_of(client.get(HOME))
    assert f"U telt al mee voor {YEAR}" in text
    assert "telt al mee" in text


def test_certificates_stay_when_a_new_year_opens(member):
    planned.complete(member.user, member.edition, on=TODAY)
    old = reverse("evidence:certificate", args=[member.edition.pk])
    next_edition = planned.edition(member.module, YEAR + 1, steps=STEPS)
    planned.complete(member.user, next_edition, on=TODAY)
    page = member.page().content.decode()
    assert old in page
    assert reverse("evidence:certificate", args=[next_edition.pk]) in page


def test_without_a_mandate(client):
    client.force_login(factories.person())
    assert "Er is nu geen module voor u." in text_of(client.get(HOME))
    organisation = factories.organisation()
    client.force_login(factories.clerk(organisation))
    assert reverse("overview:home") in client.get(HOME).content.decode()


def test_a_mandate_without_any_year(client):
    client.force_login(factories.membership().user)
    assert "Er is nu niets wat u moet doen." in text_of(client.get(HOME))


def test_the_member_sees_that_a_list_was_taken(member):
    """Also one of a year that is past; not one that was taken elsewhere, or before the mandate began."""
    this_year = member.programme.years.get()
    last_year = ProgrammeYear.objects.create(
        programme=member.programme,
        module=member.module,
        year=YEAR - 1,
        edition=planned.edition(member.module, YEAR - 1),
        opens=date(YEAR - 1, 3, 1),
        due=date(YEAR - 1, 6, 30),
        counts_from=date(YEAR - 2, 9, 1),
        opened_on=date(YEAR - 1, 3, 1),
    )
    elsewhere, before = factories.organisation(), member.membership.start - timedelta(days=1)
    for organisation, year, day in (
        (member.organisation, this_year, TODAY),
        (member.organisation, last_year, TODAY),
        (elsewhere, this_year, TODAY),
        (member.organisation, this_year, before),
    ):
        NamesExport.objects.create(organisation=organisation, programme_year=year, taken_on=day, kind="csv")
    said = re.findall(r"is een lijst met namen opgehaald uit het overzicht van (\w+), (\d+)", member.text())
    assert sorted(said) == [("Voorbeeldstad", str(YEAR - 1)), ("Voorbeeldstad", str(YEAR))]


def test_what_is_another_persons_is_not_there(member):
    other = factories.membership(factories.person(name="Bas Ander"), member.organisation, start=date(YEAR - 2, 3, 26))
    planned.complete(other.user, member.edition, on=TODAY)
    text = member.text()
    assert "Bas" not in text
    assert "certificat" not in text


def test_at_most_nine_queries(member):
    member.reach(1, 1)
    member.page()  # from then on the organisation's own numbers, in the help panel, stand in the cache
    with CaptureQueriesContext(connection) as queries:
        member.page()
    assert len(queries) <= 9


def test_reading_changes_nothing(member):
    with CaptureQueriesContext(connection) as queries:
        member.page()
    assert not [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
