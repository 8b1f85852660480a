"""What a page may ask of the database: counted, cold and warm."""

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editions import serving
from courses.learning.views import lesson
from courses.members.models import Kind
from tests import factories as people
from tests.courses.learning import factories
from tests.courses.learning.walking import Walker

pytestmark = pytest.mark.django_db


class Counting(Walker):
    exchanges = queries = 0

    def _arrived(self, response):
        self.exchanges += 1 + len(response.redirect_chain)
        return super()._arrived(response)

    def get(self, url):
        with CaptureQueriesContext(connection) as queries:
            super().get(url)
        self.queries += len(queries)
        return self

    def post(self, url, **data):
        with CaptureQueriesContext(connection) as queries:
            super().post(url, **data)
        self.queries += len(queries)
        return self


def cold():
    serving.forget()
    lesson._page.cache_clear()


def test_a_lesson_page_costs_at_most_five_queries(client, edition, member):
    organisation = member.memberships.get().organisation
    factories.with_contacts(organisation)
    people.membership(member, factories.with_contacts(people.organisation(kind=Kind.WATER_AUTHORITY)))
    client.force_login(member)
    walker = Walker(client, edition).begin(1)
    for screen in (1, 2):
        with CaptureQueriesContext(connection) as queries:
            assert walker.get(f"1/{screen}/").status == 200
        assert len(queries) <= 5
        # session, user, and one for mandate, step and progress
        assert len(queries) == 3
        walker.go_on()


def test_a_quiz_of_ten_from_start_to_result(client, member):
    edition = factories.an_edition(questions=10)
    client.force_login(member)
    walker = Walker(client, edition)
    walker.finish_lesson()
    walker.finish_dilemma()
    cold()
    counting = Counting(client, edition)
    counting.finish_quiz()
    counting.get(counting.link("Ga verder"))
    assert counting.heading == "U bent klaar voor 2026"
    assert counting.exchanges <= 24
    assert counting.queries <= 150


def test_the_cover_of_a_finished_lesson_costs_as_little(walker):
    walker.finish_lesson()
    walker.get("")
    with CaptureQueriesContext(connection) as queries:
        walker.get("")
    assert len(queries) <= 5


def test_two_readers_share_a_page_but_nothing_of_their_own(client, edition):
    """The page in memory was made for nobody: not the first reader's token, organisation or numbers."""
    cold()
    first = factories.a_member(factories.with_contacts(people.organisation(name="Eerstestad")))
    second = factories.a_member(people.organisation(name="Tweedestad"))
    pages = []
    for member in (first, second):
        client = type(client)()
        client.force_login(member)
        pages.append(Walker(client, edition).begin(1))
    assert "Eerstestad" in pages[0].html and "Hanna Brink" in pages[0].html
    assert "Tweedestad" in pages[1].html
    for own in ("Eerstestad", "Hanna Brink", pages[0].hidden("csrfmiddlewaretoken"), first.email, first.name):
        assert own not in pages[1].html


def test_a_waiting_message_is_shown_on_a_shared_page_once(client, edition, member, rf):
    client.force_login(member)
    walker = Walker(client, edition).begin(1)
    storage = CookieStorage(rf.get("/"))
    client.cookies["messages"] = storage._encode([Message(25, "Uw antwoord is <verstuurd>.")])
    assert "Uw antwoord is &lt;verstuurd&gt;." in walker.get("1/1/").html
    assert "verstuurd" not in walker.get("1/1/").html
