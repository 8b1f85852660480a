"""The private feed: an address that cannot be guessed, made, renewed and withdrawn by its owner alone."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from courses.members.models import Membership
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from courses.reminders import feeds
from courses.reminders.feeds import CalendarFeed, feed_for, make_feed, renew_feed, token_of, withdraw_feed
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=800)
MINE = "/leren/agenda/"


@pytest.fixture
def member(client):
    """A member with a task and a browser."""
    module = planned.module()
    membership = factories.membership(start=LONG_AGO)
    edition = planned.edition(module, TODAY.year)
    programme = planned.programme(module, starts_on=LONG_AGO)
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    client.force_login(membership.user)
    membership.edition = edition
    return membership


def address(user):
    return reverse("calendar:feed", args=[token_of(feeds.feed_of(user=user))])


def events(response):
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def fetch(where):
    """As a calendar does: no cookies, no session."""
    return Client().get(where)


# --- the address ------------------------------------------------------------------------------------------------------


def test_the_feed_needs_no_session_and_begins_none(member):
    make_feed(user=member.user)
    response = fetch(address(member.user))
    (event,) = events(response)
    assert event["DTSTART"].dt == Assignment.objects.get().due
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert set(re.split(r",\s*", response["Cache-Control"])) == {"private", "no-store"}
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def test_every_address_that_is_none_is_the_same_404(member):
    make_feed(user=member.user)
    right = token_of(feeds.feed_of(user=member.user))
    withdrawn = make_feed(user=factories.person())
    gone = token_of(withdrawn)
    withdraw_feed(user=withdrawn.user)
    wrong = [
        right[:-1] + ("0" if right[-1] != "0" else "1"), right[:32] + "0" * 32, "0" * 32 + right[32:], right[:32],
        right.upper() if right.upper() != right else right + "0", right + "0", uuid4().hex * 2, "x", "é" * 64, "{" * 64,
        " " + right[1:], gone,
    ]  # fmt: skip
    answers = [fetch(reverse("calendar:feed", args=[token])) for token in wrong]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert all(feed_for(token=token) is None for token in wrong)


def test_an_address_that_we_never_sealed_costs_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert feed_for(token=uuid4().hex * 2) is None


def test_the_database_alone_does_not_give_the_address(member, settings):
    feed = make_feed(user=member.user)
    token = token_of(feed)
    assert token[32:] not in serializers.serialize("json", CalendarFeed.objects.all())
    settings.SECRET_KEY = "another-secret-of-another-site"
    assert feed_for(token=token) is None
    settings.SECRET_KEY_FALLBACKS = ["only-for-tests"]
    assert feed_for(token=token) == feed  # an older key of the site still opens what it sealed


def test_addresses_are_not_alike(member):
    tokens = {token_of(make_feed(user=factories.person())) for _number in range(50)}
    assert len(tokens) == len({token[:16] for token in tokens}) == len({token[32:48] for token in tokens}) == 50


def test_making_again_keeps_it_renewing_changes_it_withdrawing_ends_it(member):
    user = member.user
    first = token_of(make_feed(user=user))
    assert token_of(make_feed(user=user)) == first
    second = token_of(renew_feed(user=user))
    assert second != first and feed_for(token=first) is None and feed_for(token=second).user == user
    withdraw_feed(user=user)
    withdraw_feed(user=user)
    assert feed_for(token=second) is None and not CalendarFeed.objects.exists()
    assert token_of(make_feed(user=user)) not in (first, second)


def test_who_may_not_come_in_any_more_has_no_feed(member):
    make_feed(user=member.user)
    where = address(member.user)
    member.user.is_active = False
    member.user.save()
    assert fetch(where).status_code == 404


# --- what it gives ----------------------------------------------------------------------------------------------------


def test_what_was_done_is_gone_and_an_empty_calendar_is_no_error(member):
    make_feed(user=member.user)
    planned.complete(member.user, member.edition, on=TODAY)
    assert events(fetch(address(member.user))) == []


def test_who_left_gets_an_empty_calendar(member):
    make_feed(user=member.user)
    Membership.objects.update(end=TODAY - timedelta(days=1))
    response = fetch(address(member.user))
    assert events(response) == []
    assert response.content.startswith(b"BEGIN:VCALENDAR\r\n") and response.content.endswith(b"END:VCALENDAR\r\n")


def test_only_ones_own_tasks(member):
    stranger = factories.person()
    make_feed(user=stranger)
    assert events(fetch(address(stranger))) == []


def test_the_same_twice_is_the_same_to_the_byte(member):
    make_feed(user=member.user)
    assert fetch(address(member.user)).content == fetch(address(member.user)).content


def test_it_speaks_the_language_of_its_owner_whoever_fetches_it(member):
    make_feed(user=member.user)
    where = address(member.user)
    assert str(events(fetch(where))[0]["SUMMARY"]) == "Jaarlijkse module voor de raad"
    member.user.language = "en"
    member.user.save()
    response = fetch(where)
    assert str(events(response)[0]["SUMMARY"]) == "Yearly module for the council"
    assert "X-WR-CALNAME:Yearly module\r\n" in response.content.decode()


def test_two_queries_however_many_tasks(member):
    make_feed(user=member.user)
    where = address(member.user)
    for _number in range(3):
        module = planned.module()
        factories.membership(member.user, start=LONG_AGO)
        open_year(
            programme=planned.programme(module, starts_on=LONG_AGO), year=TODAY.year,
            edition=planned.edition(module, TODAY.year), today=TODAY,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as queries:
        response = fetch(where)
    assert len(events(response)) == 4 and len(queries) == 2


def test_fetching_writes_nothing(member):
    make_feed(user=member.user)
    where = address(member.user)
    with CaptureQueriesContext(connection) as queries:
        fetch(where)
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}
    assert Client().post(where).status_code == 405 and Client().head(where).status_code == 200


# --- the page ---------------------------------------------------------------------------------------------------------


def page(client):
    response = client.get(MINE)
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    return response.content.decode()


def test_signed_out_one_is_sent_to_sign_in():
    for where in (MINE, f"{MINE}1.ics", f"{MINE}volgende/1.ics"):
        assert fetch(where).status_code == 302
    for where in (f"{MINE}maak/", f"{MINE}vernieuw/", f"{MINE}trek-in/"):
        assert Client().post(where).status_code == 302
    assert not CalendarFeed.objects.exists()


def test_looking_makes_no_address_and_changes_none(member, client):
    assert "Maak mijn adres" in page(client) and not CalendarFeed.objects.exists()
    make_feed(user=member.user)
    before = CalendarFeed.objects.get().key
    for where in ("maak/", "vernieuw/", "trek-in/"):
        assert client.get(MINE + where).status_code == 405
    page(client)
    assert CalendarFeed.objects.get().key == before


def test_make_renew_and_withdraw_with_buttons(member, client, settings):
    settings.SITE_ORIGIN = "https://leren.voorbeeld.example"
    response = client.post(f"{MINE}maak/")
    assert response.status_code == 303 and response["Location"] == MINE
    shown = page(client)
    first = "https://leren.voorbeeld.example" + address(member.user)
    assert f'value="{first}" readonly' in shown and f'href="webcal{first.removeprefix("https")}"' in shown
    client.post(f"{MINE}vernieuw/")
    shown = page(client)
    assert first not in shown and address(member.user) in shown and "werkt niet meer" in shown
    client.post(f"{MINE}trek-in/")
    shown = page(client)
    assert "/agenda/" not in shown.replace("/leren/agenda/", "") and "Maak mijn adres" in shown


def test_forms_of_others_do_nothing(member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member.user)
    for where in ("maak/", "vernieuw/", "trek-in/"):
        assert strict.post(MINE + where).status_code == 403
    assert not CalendarFeed.objects.exists()


def test_a_task_as_a_file(member, client):
    where = f"{MINE}{member.edition.module_id}.ics"
    assert where in page(client) and where in client.get("/leren/").content.decode()
    response = client.get(where)
    assert response["Content-Disposition"] == 'attachment; filename="jaarlijkse-module.ics"'
    assert "private" in response["Cache-Control"] and "no-store" in response["Cache-Control"]
    (event,) = events(response)
    assert event["DTSTART"].dt == Assignment.objects.get().due


def test_the_file_of_what_is_not_ones_own_to_do_is_not_there(member, client):
    other = Client()
    other.force_login(factories.person())
    where = f"{MINE}{member.edition.module_id}.ics"
    assert other.get(where).status_code == 404
    assert client.get(f"{MINE}{member.edition.module_id + 1000}.ics").status_code == 404
    planned.complete(member.user, member.edition, on=TODAY)
    assert client.get(where).status_code == 404


def test_the_next_opening_comes_when_this_one_is_done(member, client):
    where = f"{MINE}volgende/{member.edition.module_id}.ics"
    assert where not in page(client)
    planned.complete(member.user, member.edition, on=TODAY)
    assert where in page(client)
    (event,) = events(client.get(where))
    assert event["DTSTART"].dt > TODAY and "weer open" in str(event["SUMMARY"])
    other = Client()
    other.force_login(factories.person())
    assert other.get(where).status_code == 404


def test_with_nothing_to_take_along_the_page_says_so(client):
    client.force_login(factories.person())
    assert "Er is nu geen dag om in uw agenda te zetten." in page(client)
