"""Whoever has an active mandate may learn what is open; for everybody else it is not there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories as people
from tests.courses.learning import factories

pytestmark = pytest.mark.django_db

PLACES = [
    "", "klaar/", "1/", "1/1/", "1/oefenen/2/welke-dan-ook/", "2/", "2/situatie/", "2/alles/", "3/", "3/vraag/1/",
    "nieuw/", "contacten/", "startcheck/", "startcheck/1/", "dit-ziet-iedereen/", "dit-ziet-iedereen/1/",
    "dit-ziet-iedereen/1/oefenen/welke-dan-ook/", "twee-vragen/1/",
]  # fmt: skip


def every_page(edition):
    page = edition.steps.first().page_id
    return [f"/leren/{edition.pk}/{place}" for place in PLACES] + [f"/leren/onderdeel/{page}/"]


def today():
    return timezone.localdate()


@pytest.fixture(params=["nobody", "left", "still to come", "clerk"])
def stranger(request):
    day = timedelta(days=1)
    if request.param == "nobody":
        return people.person()
    if request.param == "clerk":
        return people.clerk(people.organisation())
    if request.param == "left":
        return factories.a_member(start=today() - 400 * day, end=today() - day)
    return factories.a_member(start=today() + day)


def test_without_an_active_mandate_nothing_is_there(client, edition, stranger):
    client.force_login(stranger)
    for url in every_page(edition):
        assert client.get(url).status_code in (404, 303), url
        assert client.get(url, follow=True).status_code == 404, url
        assert client.post(url, follow=True).status_code in (404, 405), url


def test_nothing_is_recorded_of_who_may_not_learn(client, edition, stranger):
    client.force_login(stranger)
    for url in every_page(edition):
        client.post(url)
    assert not stranger.enrolments.exists()


def test_what_only_takes_a_press_is_not_there_either(client, edition, stranger):
    client.force_login(stranger)
    for place in ("route/", "twee-vragen/"):
        assert client.get(f"/leren/{edition.pk}/{place}").status_code == 405
        assert client.post(f"/leren/{edition.pk}/{place}", {"wanted": "1"}).status_code == 404
    assert not stranger.enrolments.exists() and not stranger.boosters.exists()


def test_leaving_ends_it_halfway(client, edition, walker, member):
    walker.begin(1)
    assert walker.status == 200
    member.memberships.update(end=today() - timedelta(days=1))
    for url in every_page(edition):
        assert client.get(url, follow=True).status_code == 404, url


def test_the_last_day_still_counts(client, edition):
    member = factories.a_member(end=today())
    client.force_login(member)
    assert client.get(f"/leren/{edition.pk}/").status_code == 200


def test_who_is_not_signed_in_is_asked_to(client, edition):
    for url in every_page(edition):
        assert client.get(url)["Location"].startswith("/account/login/"), url


def test_an_edition_that_does_not_exist(client, member, edition):
    client.force_login(member)
    for place in PLACES:
        assert client.get(f"/leren/{edition.pk + 99}/{place}", follow=True).status_code == 404


def test_a_step_of_another_kind_is_not_there(walker):
    walker.begin(1)
    assert walker.get("1/situatie/").status == 404
    walker.begin(2)
    assert walker.get("2/1/").status == 404
    walker.begin(3)
    assert walker.get("3/1/").status == 404


def test_what_another_member_did_does_not_show(client, edition, walker):
    walker.finish_lesson()
    client.force_login(factories.a_member())
    assert client.get(f"/leren/{edition.pk}/1/2/")["Location"] == f"/leren/{edition.pk}/1/"


def test_another_members_turn_is_not_there(client, edition, walker):
    walker.begin(3)
    turn = walker.hidden("turn")
    client.force_login(factories.a_member())
    response = client.post(f"/leren/{edition.pk}/3/vraag/1/", {"turn": turn, "answer": factories.RIGHT})
    assert response.status_code == 404


def test_reading_changes_nothing(client, edition, walker, member):
    from courses.learning.models import Attempt, Completion, Enrolment, Progress

    walker.begin(1)
    walker.go_on()
    walker.begin(3)

    def rows():
        return [list(model.objects.order_by("pk").values()) for model in (Enrolment, Progress, Attempt, Completion)]

    before = rows()
    for url in every_page(edition):
        client.get(url)
        client.head(url)
    assert rows() == before
