"""Who is signed in also finds the own organisation on the pages of help; who is not, or when the database is away or
slow, gets the same page without. Nothing is written, and nobody else ever gets it."""

import logging
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from elearning import help_contacts
from tests import factories as people
from tests.courses.learning import factories
from tests.elearning.factories import clerk

# the numbers are asked for in a thread, on a connection of its own: it sees only what was committed
pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = ("/hulp/", "/hulp/telefoon/")
OWN = 'href="tel:0123456789"'
CALM = "Bel uw griffier of secretaris."


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def reader(client):
    """A member of a council whose office filled in whom to call."""
    client.force_login(factories.a_member(factories.with_contacts(people.organisation(name="Voorbeeldstad"))))
    return client


@pytest.fixture
def away(monkeypatch):
    """No thread gets a connection."""

    def refuse(self):
        raise OperationalError("could not connect to server")

    monkeypatch.setattr(BaseDatabaseWrapper, "connect", refuse)


@pytest.fixture
def silent(monkeypatch):
    """A database that neither answers nor refuses, until the test is over."""
    over, real = threading.Event(), BaseDatabaseWrapper.connect

    def wait(self):
        over.wait(30)
        raise OperationalError("timed out")

    monkeypatch.setattr(BaseDatabaseWrapper, "connect", wait)
    monkeypatch.setattr(help_contacts, "WAIT", 0.2)
    yield
    over.set()
    for thread in threading.enumerate():
        if thread.name == "help-contacts":
            thread.join(10)
    monkeypatch.setattr(BaseDatabaseWrapper, "connect", real)


def main_of(response):
    assert response.status_code == 200
    return response.content.decode().split('<main id="inhoud"')[1]


# --- who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_member_finds_the_own_organisation_there_and_in_the_panel(reader, address):
    response = reader.get(address)
    html = response.content.decode()
    assert html.count(OWN) == 2 and html.index(OWN) < html.index('<main id="inhoud"')
    assert "Bij uw gemeente" in main_of(response) and "Hanna Brink" in main_of(response)
    assert response["Cache-Control"] == "private, no-store"


def test_in_a_situation_it_stands_right_after_what_to_do_now(reader):
    page = main_of(reader.get("/hulp/telefoon/"))
    assert page.index(CALM) < page.index(OWN) < page.index(">Vandaag</h2>")


def test_nobody_else_gets_it(reader):
    for address in ADDRESSES:
        reader.get(address)
        response = Client().get(address)
        assert OWN not in response.content.decode() and response["Cache-Control"] == "public, max-age=300"
    elsewhere = Client()
    elsewhere.force_login(factories.a_member(people.organisation(name="Elders")))
    page = main_of(elsewhere.get("/hulp/telefoon/"))
    assert "Hanna Brink" not in page and "Hier is nog niet ingevuld wie u belt" in page


def test_in_english_too(reader):
    reader.cookies["taal"] = "en"
    assert "At your municipality" in main_of(reader.get("/hulp/telefoon/"))


def test_an_unknown_situation_keeps_it_at_hand(reader):
    response = reader.get("/hulp/bestaat-niet/")
    assert response.status_code == 404 and OWN in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_a_clerk_without_a_mandate_gets_the_page_of_everybody(client):
    client.force_login(clerk())
    response = client.get("/hulp/telefoon/")
    assert "Bij uw gemeente" not in main_of(response) and response["Cache-Control"] == "private, no-store"


# --- a session that does not hold -------------------------------------------------------------------------------------


def ended(reader):
    Session.objects.update(expire_date=timezone.now())


def revoked(reader):
    """A new round ends all sessions of this person."""
    from django.contrib.auth import get_user_model

    get_user_model().objects.update(session_round=7)


def switched_off(reader):
    from django.contrib.auth import get_user_model

    get_user_model().objects.update(is_active=False)


def invented(reader):
    reader.cookies[site.SESSION_COOKIE_NAME] = "x" * 32


def broken(reader):
    reader.cookies[site.SESSION_COOKIE_NAME] = "\x00'; --"


@pytest.mark.parametrize("how", [ended, revoked, switched_off, invented, broken])
def test_a_session_that_does_not_hold_shows_nothing_and_is_not_touched(reader, how):
    how(reader)
    before = list(Session.objects.values())
    response = reader.get("/hulp/telefoon/")
    assert CALM in main_of(response) and OWN not in response.content.decode()
    assert list(Session.objects.values()) == before and not response.cookies


def test_nothing_is_written_and_the_session_is_not_prolonged(reader, caplog):
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=3))
    before = list(Session.objects.values())
    seen, real = [], help_contacts._contacts

    def watched(session_key):
        with CaptureQueriesContext(connection) as queries:
            found = real(session_key)
        seen.extend(query["sql"] for query in queries)
        return found

    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.DEBUG):
        patch.setattr(help_contacts, "_contacts", watched)
        response = reader.get("/hulp/telefoon/")
    assert OWN in response.content.decode() and not response.cookies
    assert list(Session.objects.values()) == before
    assert seen and all(sql.startswith("SELECT") for sql in seen)
    assert "help" not in caplog.text and "hulp" not in caplog.text


# --- when the database does not answer --------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_database_a_reader_with_a_session_gets_the_whole_page(reader, away, address, caplog):
    response = reader.get(address)
    page = main_of(response)
    assert OWN not in page and page.count("gecontroleerd op 1 november 2026") == 4
    assert response["Cache-Control"] == "private, no-store" and not response.cookies
    assert "OperationalError" in caplog.text


def test_a_silent_database_costs_one_wait_and_then_none(reader, silent):
    def took():
        begun = time.monotonic()
        assert CALM in main_of(reader.get("/hulp/telefoon/"))
        return time.monotonic() - begun

    first = [took() for _ in range(help_contacts.AT_ONCE)]
    assert max(first) < 5
    assert threading.active_count() >= help_contacts.AT_ONCE
    assert took() < 0.2, "all are still asking: the next one does not wait"


def test_after_it_the_numbers_are_there_again(reader, silent, monkeypatch):
    reader.get("/hulp/")
    monkeypatch.undo()
    deadline = time.monotonic() + 10
    while OWN not in reader.get("/hulp/").content.decode():
        assert time.monotonic() < deadline
        time.sleep(0.05)
