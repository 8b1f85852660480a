"""A list with names leaves the desk only for who has just shown, once more and for that desk, who they are."""

import pytest
from django.core import mail
from django.urls import reverse

from courses.members.log.models import DeskAction
from courses.overview.names import fresh
from courses.planning.models import NamesExport
from tests import factories
from tests.courses.overview.answers import text_of
from tests.courses.overview.council import TODAY, YEAR
from tests.courses.overview.freshness import show_again
from tests.elearning.factories import sign_in
from tests.harness.browser import code_for

pytestmark = pytest.mark.django_db
AGAIN = "/account/opnieuw/"
KINDS = ["csv", "xlsx"]


@pytest.fixture
def desk(client, council):
    client.force_login(council.clerk)
    return client


def names(council):
    return reverse("overview:names", args=[council.organisation.code])


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def nothing_left(response):
    return (
        not body(response).count(b"Noor")
        and "Content-Disposition" not in response
        and not NamesExport.objects.exists()
        and not DeskAction.objects.filter(kind="names").exists()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_post_without_the_mark_downloads_nothing(desk, council, kind):
    response = desk.post(council.url(kind))
    assert response.status_code == 302 and response["Location"].startswith(names(council))
    assert nothing_left(response)
    assert "geen lijst gemaakt" in text_of(desk.get(response["Location"]))


@pytest.mark.parametrize("kind", KINDS)
def test_who_signed_in_a_moment_ago_with_a_code_alone_is_asked_again(client, council, kind):
    """Without password and second step allauth lets this person pass its own question; ours does not."""
    sign_in(client, council.clerk.email)
    assert not council.clerk.has_usable_password() and not council.clerk.authenticator_set.exists()
    assert nothing_left(client.post(council.url(kind)))
    response = client.post(names(council))
    assert response["Location"] == AGAIN
    assert nothing_left(client.post(council.url(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_mark_of_another_desk_does_not_count(desk, council, kind):
    other = factories.organisation(name="Andersdam")
    council.clerk.desk_roles.create(organisation=other, start="2020-01-01")
    show_again(desk, other)
    assert nothing_left(desk.post(council.url(kind)))


@pytest.mark.parametrize(("ago", "works"), [(0, True), (299, True), (300, False), (301, False), (-60, False)])
def test_the_mark_holds_for_five_minutes(desk, council, ago, works):
    show_again(desk, council.organisation, ago=ago)
    response = desk.post(council.url("csv"))
    assert (response.status_code == 200) is works
    assert works or nothing_left(response)


@pytest.mark.parametrize("kind", KINDS)
def test_asking_for_the_page_never_downloads(desk, council, kind):
    show_again(desk, council.organisation)
    for method in (desk.get, desk.head):
        assert method(council.url(kind)).status_code == 405
        assert "Content-Disposition" not in method(names(council))
    assert not NamesExport.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_taken_stands_in_the_log_and_on_the_page_of_each_member(desk, council, kind):
    show_again(desk, council.organisation)
    assert b"Noor" in body(desk.post(council.url(kind))) or kind == "xlsx"
    noted = DeskAction.objects.get()
    assert (noted.kind, noted.by, noted.facts) == ("names", council.clerk, {"year": YEAR})
    for member in council.organisation.memberships.select_related("user"):
        desk.force_login(member.user)
        assert "een lijst met namen opgehaald" in text_of(desk.get(reverse("planning:home")))
    stranger = factories.membership(start=TODAY)
    desk.force_login(stranger.user)
    assert "een lijst met namen" not in text_of(desk.get(reverse("planning:home")))


def test_the_whole_way_with_a_code(desk, council):
    page = text_of(desk.get(names(council)))
    assert "Wat erin staat" in page and "Wie ziet dat u hem ophaalde" in page
    assert "Download" not in page
    assert desk.post(names(council))["Location"] == AGAIN
    assert desk.post(AGAIN, {"action": "send"})["Location"] == AGAIN
    back = desk.post(AGAIN, {"code": code_for(council.clerk.email)})
    assert back["Location"].startswith(names(council))
    page = desk.get(back["Location"]).content.decode()
    assert council.url("csv") in page and council.url("xlsx") in page
    assert b"Noor" in body(desk.post(council.url("csv")))


def test_one_year_and_module_can_be_chosen_and_no_other(desk, council):
    programme = f"{council.programme.pk}-{council.module.pk}"
    assert desk.get(names(council), {"jaar": YEAR, "programma": programme}).status_code == 200
    for query in ({"jaar": YEAR + 1}, {"jaar": "x"}, {"jaar": "9" * 30}, {"programma": "99999-99999"}):
        assert desk.get(names(council), query).status_code == 404
        assert desk.post(f"{names(council)}?jaar={YEAR + 1}").status_code == 404


def test_with_the_mark_the_question_is_not_asked_twice(desk, council):
    show_again(desk, council.organisation)
    assert desk.post(names(council))["Location"].startswith(names(council))
    assert fresh.ASKED not in desk.session and not mail.outbox
