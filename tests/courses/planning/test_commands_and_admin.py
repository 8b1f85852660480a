"""The manager's ways in: commands with Dutch sentences, and the screens in the admin."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from courses.members.models import Membership
from courses.planning.models import Assignment, Programme, ProgrammeYear
from elearning import groups
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def programme():
    return planned.programme(starts_on=date(YEAR - 1, 1, 1))


@pytest.fixture
def edition(programme):
    return planned.edition(programme.module, YEAR)


@pytest.fixture
def manager(client):
    user = factories.person("beheer@voorbeeld.example")
    groups.add(user, groups.MANAGER)
    client.force_login(user)
    return client


def test_open_year_says_what_it_did(programme, edition, capsys):
    factories.membership(start=date(YEAR - 2, 3, 26))
    call_command("open_year", YEAR)
    assert "1 nieuw, 0 gesloten" in capsys.readouterr().out
    call_command("open_year", YEAR, programme=str(programme.pk))
    assert "0 nieuw" in capsys.readouterr().out


@pytest.mark.parametrize("year, named", [(YEAR, "99999"), (YEAR + 1, None)])
def test_open_year_refuses_in_words(programme, edition, year, named):
    with pytest.raises(CommandError, match=r"\."):
        call_command("open_year", year, programme=named)
    assert not ProgrammeYear.objects.exists()


def test_with_two_programmes_one_must_be_named(programme, edition):
    planned.programme(programme.module)
    with pytest.raises(CommandError, match="welk programma"):
        call_command("open_year", YEAR)


def test_close_ended_closes_and_lets_in(programme, edition, capsys):
    member = factories.membership(start=date(YEAR - 2, 3, 26))
    call_command("open_year", YEAR)
    Membership.objects.filter(pk=member.pk).update(end=date(YEAR - 1, 12, 31))
    factories.membership(start=TODAY)
    call_command("close_ended")
    assert "Gesloten: 1. Nieuw: 1." in capsys.readouterr().out


FIELDS = {
    "title": "Nieuw programma",
    "kinds": ["gemeente", "provincie"],
    "offices": ["raadslid"],
    "days_after_start": 90,
    "opens_month": 3,
    "opens_day": 1,
    "due_month": 6,
    "due_day": 30,
    "counts_month": 9,
    "counts_day": 1,
    "earliest_month": 2,
    "earliest_day": 1,
    "latest_month": 8,
    "latest_day": 31,
    "starts_on": "2026-01-01",
    "ends_on": "",
}


def rows(*modules):
    """The modules of a programme as the form sends them, in this order."""
    head = {"modules-TOTAL_FORMS": len(modules), "modules-INITIAL_FORMS": 0}
    for number, module in enumerate(modules):
        head |= {
            f"modules-{number}-module": module.pk,
            f"modules-{number}-ORDER": number + 1,
            f"modules-{number}-id": "",
        }
    return head


def test_a_manager_makes_a_programme_by_ticking(manager, programme):
    other = planned.module("De norm")
    response = manager.post(reverse("programmas:add"), FIELDS | rows(programme.module, other))
    assert response.status_code == 302, response.context["form"].errors
    made = Programme.objects.get(title="Nieuw programma")
    assert (made.kinds, made.offices) == (["gemeente", "provincie"], ["raadslid"])
    assert [row.module for row in made.modules.all()] == [programme.module, other]


def test_a_window_that_ends_before_it_opens_is_refused(manager, programme):
    response = manager.post(reverse("programmas:add"), FIELDS | rows(programme.module) | {"due_month": 2, "due_day": 1})
    assert response.status_code == 200
    assert not Programme.objects.filter(title="Nieuw programma").exists()


def test_the_list_leads_to_the_years(manager, programme):
    assert reverse("programme_years", args=[programme.pk]) in manager.get(reverse("programmas:index")).content.decode()


def test_a_manager_opens_a_year_and_sees_how_far_it_is(manager, programme, edition, django_capture_on_commit_callbacks):
    factories.membership(start=date(YEAR - 2, 3, 26))
    years = reverse("programme_years", args=[programme.pk])
    assert manager.get(years).status_code == 200
    waiting = manager.get(reverse("programme_year_opening", args=[programme.pk, YEAR]))
    assert waiting["Refresh"]
    assert "0 van 1 leden" in waiting.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        response = manager.post(years, {"year": YEAR}, follow=True)
    assert f"Het jaar {YEAR} is open" in response.content.decode()
    assert "Refresh" not in response
    assert Assignment.objects.count() == 1


def test_what_cannot_be_opened_is_said_beside_the_form(manager, programme, edition):
    Programme.objects.update(ends_on=date(YEAR - 1, 12, 31))
    response = manager.post(reverse("programme_years", args=[programme.pk]), {"year": YEAR})
    assert "Het programma is afgelopen." in response.content.decode()
    assert not ProgrammeYear.objects.exists()


@pytest.mark.parametrize("name", ["programme_years", "programme_year_opening"])
def test_only_a_manager(client, programme, edition, name):
    address = reverse(name, args=[programme.pk] + ([YEAR] if name == "programme_year_opening" else []))
    trainer = factories.person("trainer@voorbeeld.example")
    groups.add(trainer, groups.TRAINER)
    for user in (trainer, factories.membership().user, factories.clerk(factories.organisation())):
        client.force_login(user)
        response = client.post(address, {"year": YEAR})
        assert response.status_code in (302, 403, 404, 405)
        assert not ProgrammeYear.objects.exists()


def test_no_members_in_the_admin(manager, programme, edition):
    member = factories.membership(factories.person("geheim.lid@voorbeeldstad.example", name="Geheim Lid"))
    for address in (
        reverse("programmas:index"),
        reverse("programme_years", args=[programme.pk]),
        reverse("programme_year_opening", args=[programme.pk, YEAR]),
    ):
        assert member.name not in manager.get(address).content.decode()
