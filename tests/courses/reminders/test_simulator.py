"""The simulator's pages: numbers for the manager, names at the own desk, and nothing happens by looking."""

import random
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from courses.members.models import Office
from courses.planning.exempting import exempt_member
from courses.planning.keeping import keep_up
from courses.planning.models import Assignment, ProgrammeYear
from courses.planning.opening import open_programme
from courses.planning.pausing import set_absence
from courses.planning.selectors import next_opening
from courses.reminders.choosing import mails_for
from courses.reminders.foreseeing import ahead, summary
from courses.reminders.models import Mail, QuietPeriod
from courses.reminders.quiet import AMSTERDAM
from courses.reminders.sending import send_due
from elearning import groups
from tests import factories
from tests.courses.planning import factories as planned
from tests.harness.seeds import seeds
from tests.harness.tasks import WAITING, work_off

TODAY = timezone.localdate()
LONG_AGO = date(TODAY.year - 3, 3, 26)


@pytest.fixture
def year(db):
    return Year()


class Year:
    """A programme whose next year is still to be opened, with an edition for it, and a council of five."""

    def __init__(self):
        self.programme = planned.programme(starts_on=date(TODAY.year + 1, 1, 1))
        self.module = self.programme.module
        self.number, self.day = next_opening(self.programme, newest=None, on=TODAY)
        self.before = planned.edition(self.module, self.number - 1)
        self.edition = planned.edition(self.module, self.number, steps=[("lesson", "Les", 6, 3)])
        self.council = factories.organisation(name="Voorbeeldstad")
        self.clerk = factories.clerk(self.council)

    def member(self, name="Noor de Wit", **values):
        return factories.membership(factories.person(name=name), self.council, **{"start": LONG_AGO, **values})

    @property
    def members(self):
        return self.council.memberships.all()

    def ahead(self, on=None):
        return ahead(programme=self.programme, year=self.number, today=on or self.day, memberships=self.members)


@pytest.fixture
def manager(client, db):
    user = factories.person("beheer@voorbeeld.example")
    groups.add(user, groups.MANAGER)
    client.force_login(user)
    return client


def everybody(year):
    full, returns, counts, exempt, away = (
        year.member(name) for name in ("Vol Ledig", "Terug Keer", "Telt Mee", "Vrij Gesteld", "Weg Nu")
    )
    planned.complete(returns.user, year.before, on=year.day - timedelta(days=300))
    planned.complete(counts.user, year.before, on=year.day - timedelta(days=20))
    exempt_member(membership=exempt, programme=year.programme, start=TODAY, today=TODAY)
    set_absence(membership=away, start=TODAY)
    year.member("Burg Meester", office=Office.MAYOR)
    return full, returns, counts, exempt, away


@seeds(3, 20)
def test_every_mail_with_its_day_is_what_the_tick_then_sends(year, seed):
    """The forecast against the tick, day by day, when nobody does anything; some are away or leave."""
    dice = random.Random(seed)
    first = year.day + timedelta(days=dice.randrange(20, 100))
    QuietPeriod.objects.create(title="Reces", starts_on=first, ends_on=first + timedelta(days=dice.randrange(40)))
    for number in range(6):
        end = year.day + timedelta(days=dice.randrange(10, 150)) if dice.random() < 0.3 else None
        member = year.member(f"Lid {number}", end=end)
        if dice.random() < 0.5:
            away = year.day + timedelta(days=dice.randrange(-30, 140))
            last = None if dice.random() < 0.2 else away + timedelta(days=dice.randrange(60))
            set_absence(membership=member, start=away, end=last)
    promised = {
        row.membership.user_id: [(found.day, [line.kind for line in found.lines]) for found in row.mails]
        for row in year.ahead()
    }
    open_programme(programme=year.programme, year=year.number, today=year.day)
    noon = timezone.datetime(year.day.year, year.day.month, year.day.day, 12, tzinfo=AMSTERDAM)
    last = max(day for mails in promised.values() for day, _kinds in mails)
    for days in range((last - year.day).days + 2):
        keep_up(today=year.day + timedelta(days=days))
        send_due(now=noon + timedelta(days=days))
    sent = {
        person: [
            (one.day, list(one.lines.values_list("kind", flat=True)))
            for one in Mail.objects.filter(person=person, state="sent").order_by("day")
        ]
        for person in promised
    }
    assert promised == sent
    assert sum(map(len, promised.values())) >= 12


def test_looking_writes_nothing_and_sends_nothing(year):
    everybody(year)
    before = (Assignment.objects.count(), ProgrammeYear.objects.count(), Mail.objects.count())
    year.ahead()
    summary(programme=year.programme, year=year.number, today=year.day)
    assert (Assignment.objects.count(), ProgrammeYear.objects.count(), Mail.objects.count()) == before
    assert not mail.outbox
    assert not list(mails_for(on=year.day))


class TestManager:
    @pytest.fixture(autouse=True)
    def worker(self, settings):
        settings.TASKS = WAITING

    def count(self, manager, year, changed=()):
        address = reverse("programme_simulator", args=[year.programme.pk])
        return manager.post(address, {"year": year.number, "day": year.day.isoformat(), **dict(changed)})

    def test_numbers_by_organisation_and_no_name_of_anybody(self, manager, year):
        people = everybody(year)
        waiting = self.count(manager, year)
        page = manager.get(waiting.url)
        assert page["Refresh"]
        assert "wordt geteld" in page.content.decode()
        work_off()
        page = manager.get(waiting.url)
        assert "Refresh" not in page
        text = page.content.decode()
        row = re.search(r"<tr><th scope=\"row\">Voorbeeldstad</th>(.*?)</tr>", text, re.S).group(1)
        assert re.findall(r"<td>(\d+)</td>", row) == ["2", "1", "1", "0", "1", "1"]
        listed = manager.get(reverse("programme_simulated_csv", args=[year.programme.pk, waiting.url.split("/")[-2]]))
        everything = text + listed.content.decode()
        for person in people:
            assert person.sort_name not in everything
            assert person.name not in everything
        assert "uitnodiging" in everything

    def test_the_form_comes_with_the_next_window(self, manager, year):
        page = manager.get(reverse("programme_simulator", args=[year.programme.pk])).content.decode()
        assert 'type="date"' in page

    @pytest.mark.parametrize(
        "changed, said",
        [
            ({"year": TODAY.year + 4}, "nog geen jaargang"),
            ({"day": (TODAY - timedelta(days=1)).isoformat()}, "is voorbij"),
            ({"day": "morgen"}, "geldige datum"),
        ],
    )
    def test_what_cannot_be_counted_is_said_beside_the_form(self, manager, year, changed, said):
        response = self.count(manager, year, changed)
        assert response.status_code == 200
        assert said in response.content.decode()

    def test_a_count_of_another_programme_does_not_exist(self, manager, year):
        other = planned.programme(planned.module())
        number = self.count(manager, year).url.split("/")[-2]
        assert manager.get(reverse("programme_simulated", args=[other.pk, number])).status_code == 404
        assert manager.get(reverse("programme_simulated_csv", args=[year.programme.pk, number])).status_code == 404

    @pytest.mark.parametrize("name", ["programme_simulator", "programme_simulated", "programme_simulated_csv"])
    def test_only_a_manager(self, manager, client, year, name):
        counted = self.count(manager, year).url.split("/")[-2]
        work_off()
        arguments = [year.programme.pk] + ([] if name == "programme_simulator" else [counted])
        assert manager.get(reverse(name, args=arguments)).status_code == 200
        trainer = factories.person("trainer@voorbeeld.example")
        groups.add(trainer, groups.TRAINER)
        for user in (trainer, year.member().user, year.clerk):
            client.force_login(user)
            assert client.get(reverse(name, args=arguments)).status_code in (302, 403, 404)


class TestDesk:
    def page(self, client, year, user=None, code=None):
        client.force_login(user or year.clerk)
        return client.get(reverse("overview:ahead", args=[code or year.council.code]))

    def test_each_member_with_what_is_asked_until_when_and_which_mails(self, client, year):
        everybody(year)
        text = re.sub(r"<[^>]+>", " ", self.page(client, year).content.decode())
        text = re.sub(r"\s+", " ", text)
        assert "Ledig, Vol de hele module 30 juni" in text
        assert "Keer, Terug de korte route 30 juni" in text
        assert "Mee, Telt telt al mee – –" in text
        assert "Gesteld, Vrij niet van toepassing – –" in text
        assert "Nu, Weg de hele module afwezig op die dag na terugkomst –" in text
        assert re.search(r"Ledig, Vol .*?uitnodiging .*?herinnering, 30 dagen van tevoren", text)

    def test_another_desk_does_not_exist_and_a_mandate_elsewhere_is_not_seen(self, client, year):
        other = factories.organisation(name="Zandoever")
        member = year.member("Twee Zetels")
        factories.membership(member.user, other, start=LONG_AGO)
        factories.membership(factories.person(name="Elders Lid"), other, start=LONG_AGO)
        shown = self.page(client, year).content.decode()
        assert shown.count("Zetels, Twee") == 1 and "Elders" not in shown
        assert self.page(client, year, code=other.code).status_code == 404
        assert "Zandoever" not in self.page(client, year).content.decode()
        assert self.page(client, year, user=member.user).status_code == 404

    def test_without_an_edition_it_says_what_is_missing(self, client, year):
        year.edition.steps.all().delete()
        year.edition.delete()
        text = self.page(client, year).content.decode()
        assert "nog geen jaargang" in text

    def test_the_number_of_queries_does_not_grow(self, client, year, django_assert_max_num_queries):
        for number in range(2):
            year.member(f"Lid {number}")
        self.page(client, year)
        with django_assert_max_num_queries(60) as few:
            year.ahead()
        for number in range(12):
            year.member(f"Erbij {number}")
        with django_assert_max_num_queries(60) as many:
            year.ahead()
        assert len(many.captured_queries) == len(few.captured_queries)
