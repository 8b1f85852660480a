"""Toegang at the desk and in the admin; neighbours, and the second step that is asked again."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.members.models import DeskRole, Kind
from courses.overview.access import urls as access
from courses.overview.people import urls as people
from tests import factories
from tests.courses.overview.people import desk as register
from tests.elearning import factories as doors

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
WHO = {"name": "Petra Jansen", "email": "petra@voorbeeld.example"}


@pytest.fixture
def organisation():
    return factories.organisation()


@pytest.fixture
def clerk(client, organisation):
    user = factories.clerk(organisation)
    client.force_login(user)
    return user


def url(organisation, name, *arguments):
    return reverse(f"overview:{name}", args=[organisation.code, *arguments])


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_page_says_who_has_access_and_had_it(client, clerk, organisation):
    factories.clerk(organisation, name="Oud Griffier", end=TODAY - DAY)
    factories.clerk(organisation, name="Nieuw Griffier", start=TODAY + DAY)
    text = words_of(client.get(url(organisation, "access")))
    assert text.index("Hanna Brink") < text.index("Nieuw Griffier") < text.index("Hadden eerder toegang")
    assert text.index("Hadden eerder toegang") < text.index("Oud Griffier")


def test_give_and_end(client, clerk, organisation):
    given = {**WHO, "start": TODAY.isoformat(), "end": ""}
    page = client.post(url(organisation, "access_give"), given, follow=True)
    assert "Petra Jansen heeft toegang" in words_of(page)
    role = DeskRole.objects.get(user__email=WHO["email"])
    page = client.post(url(organisation, "access_end", role.pk), {"last_day": TODAY.isoformat()}, follow=True)
    role.refresh_from_db()
    assert role.end == TODAY and "bewaard" in words_of(page)


def test_the_last_clerk_is_told_to_hand_over(client, clerk, organisation):
    own = clerk.desk_roles.get()
    page = client.post(url(organisation, "access_end", own.pk), {"last_day": TODAY.isoformat()})
    assert "draag over" in words_of(page) and "<title>Fout:" in page.content.decode()
    client.post(url(organisation, "hand_over"), {**WHO, "start": (TODAY + DAY).isoformat()})
    own.refresh_from_db()
    assert own.end == TODAY


def test_who_leaves_at_once_comes_to_the_front_door(client, clerk, organisation):
    factories.clerk(organisation, name="Petra Jansen")
    own = clerk.desk_roles.get()
    fields = {"last_day": (TODAY - DAY).isoformat()}
    assert client.post(url(organisation, "access_end", own.pk), fields)["Location"] == "/"
    assert client.get(url(organisation, "members")).status_code in (302, 404)


@pytest.mark.parametrize("name", ["access_give", "hand_over", "access_end"])
def test_asking_for_the_page_changes_nothing(client, clerk, organisation, name):
    arguments = [clerk.desk_roles.get().pk] if name == "access_end" else []
    fields = {**WHO, "start": (TODAY + DAY).isoformat(), "last_day": (TODAY + DAY).isoformat()}
    assert client.get(url(organisation, name, *arguments), fields).status_code == 200
    assert DeskRole.objects.get().end is None


PAGES = ["access", "access_give", "hand_over", "access_end", "log"]


def test_every_address_of_people_is_in_a_matrix():
    patterns = [*people.urlpatterns, *access.urlpatterns]
    assert {pattern.name for pattern in patterns} == {*PAGES, *register.PAGES}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["other clerk", "member", "former clerk", "future clerk", "superuser", "nobody"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_desk_does_not_exist(client, organisation, name, who, method):
    own = factories.clerk(organisation, name="Kanarie Griffier").desk_roles.get()
    makers = {
        "other clerk": lambda: factories.clerk(factories.organisation()),
        "member": lambda: factories.membership(organisation_=organisation).user,
        "former clerk": lambda: factories.clerk(organisation, end=TODAY - DAY),
        "future clerk": lambda: factories.clerk(organisation, start=TODAY + DAY),
        "superuser": lambda: factories.person(is_superuser=True, is_staff=True),
    }
    if who in makers:
        client.force_login(makers[who]())
    before = list(DeskRole.objects.order_by("pk").values())
    fields = {**WHO, "start": (TODAY + DAY).isoformat(), "last_day": TODAY.isoformat()} if method == "post" else {}
    arguments = [own.pk] if name == "access_end" else []
    response = getattr(client, method)(url(organisation, name, *arguments), fields)
    if method == "post" and name in ("access", "log"):
        assert response.status_code == 405
    elif who == "nobody":
        assert "/account/login/" in response["Location"]
    else:
        assert response.status_code == 404
    assert b"Kanarie" not in response.content
    assert list(DeskRole.objects.order_by("pk").values()) == before


def test_a_role_at_another_desk_is_not_here(client, clerk, organisation):
    other = factories.clerk(factories.organisation(), name="Kanarie Griffier").desk_roles.get()
    address = url(organisation, "access_end", other.pk)
    for response in (client.get(address), client.post(address, {"last_day": TODAY.isoformat()})):
        assert response.status_code == 404 and b"Kanarie" not in response.content
    other.refresh_from_db()
    assert other.end is None


# --- the manager ------------------------------------------------------------------------------------------------------


@pytest.fixture
def manager(client):
    user = doors.manager()
    user.refresh_from_db()
    client.force_login(user)
    return user


def test_the_manager_sees_numbers_and_desks_without_a_clerk_and_no_members(client, manager, organisation):
    factories.membership(factories.person(name="Kanarie Lid"), organisation)
    served = factories.organisation(name="Andersdam")
    factories.clerk(served)
    soon = factories.organisation(kind=Kind.PROVINCE, name="Zandoever")
    factories.clerk(soon, end=TODAY + 9 * DAY)
    page = client.get(reverse("all_desks")).content.decode()
    assert re.search(r"gemeente</th><td>2</td><td>1</td><td>0</td>", page)
    assert re.search(r"provincie</th><td>1</td><td>0</td><td>1</td>", page)
    assert organisation.display_name in page and "Andersdam" not in page
    assert "Andersdam" in client.get(reverse("all_desks"), {"zoek": "anders"}).content.decode()
    for address in ("one_desk", "desk_log"):
        assert "Kanarie" not in client.get(reverse(address, args=[organisation.code])).content.decode()


def test_the_manager_gives_the_first_and_ends_the_last(client, manager, organisation):
    address = reverse("one_desk", args=[organisation.code])
    client.post(address, {**WHO, "start": TODAY.isoformat()})
    role = organisation.desk_roles.get()
    assert role.user.email == WHO["email"]
    client.post(reverse("end_desk_role", args=[organisation.code, role.pk]), {"last_day": (TODAY - DAY).isoformat()})
    assert not organisation.desk_roles.active(on=TODAY).exists()
    log = words_of(client.get(reverse("desk_log", args=[organisation.code])))
    assert "Ruben Smit" in log and "Petra Jansen" in log


def test_a_day_that_is_none_ends_nothing_and_is_said(client, manager, organisation):
    role = factories.clerk(organisation).desk_roles.get()
    address = reverse("end_desk_role", args=[organisation.code, role.pk])
    assert "bestaat niet" in client.post(address, {"last_day": "31-02-2027"}, follow=True).content.decode()
    role.refresh_from_db()
    assert role.end is None


def test_a_refusal_is_said_with_what_was_filled_in(client, manager, organisation):
    page = client.post(reverse("one_desk", args=[organisation.code]), {**WHO, "start": "2020-01-01"})
    assert "vandaag of later" in page.content.decode() and WHO["email"] in page.content.decode()


@pytest.mark.parametrize("who", ["trainer", "clerk", "member", "nobody"])
@pytest.mark.parametrize("name", ["all_desks", "one_desk", "end_desk_role", "desk_log"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_managers_come_in(client, organisation, who, name, method):
    own = factories.clerk(organisation, name="Kanarie Griffier")
    user = {"trainer": doors.trainer, "clerk": lambda: own, "member": doors.member, "nobody": lambda: None}[who]()
    if user:
        user.refresh_from_db()
        client.force_login(user)
    arguments = {"all_desks": [], "end_desk_role": [organisation.code, own.desk_roles.get().pk]}
    fields = {**WHO, "start": TODAY.isoformat(), "last_day": TODAY.isoformat()} if method == "post" else {}
    response = getattr(client, method)(reverse(name, args=arguments.get(name, [organisation.code])), fields)
    assert response.status_code in (302, 403, 405) and b"Kanarie" not in response.content
    assert DeskRole.objects.get().end is None


def test_many_desks_cost_the_same_number_of_queries(client, manager):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("all_desks")).status_code == 200
        return len(queries)

    factories.organisation()
    cost()
    few = cost()
    for _number in range(60):
        factories.clerk(factories.organisation(), start=date(2020, 1, 1), end=TODAY + DAY)
        factories.organisation()
    assert cost() == few
