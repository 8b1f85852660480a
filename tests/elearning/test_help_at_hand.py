"""“Hulp nodig?” stands on every page, complete, also when the database is what is broken."""

import re

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.utils import timezone

from content.help.copying import refresh_copy
from content.help.documents import starter
from content.help.loading import load_help
from content.home import home_page
from courses.members.models import LocalContact
from elearning import errors
from tests import factories as people
from tests.courses.learning import factories
from tests.courses.learning.walking import Walker
from tests.elearning.factories import clerk, member, trainer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.elearning.urls")]

ERRORS = {
    400: lambda request: errors.bad_request(request),
    403: lambda request: errors.forbidden(request),
    404: lambda request: errors.not_found(request),
    429: lambda request: errors.too_many(request, wait=90),
    500: lambda request: errors.server_error(request),
}


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def no_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    return connection.execute_wrapper(refuse)


@pytest.fixture
def lesson(client):
    """A member, with a colleague's number filled in, before a module."""
    edition = factories.an_edition()
    organisation = factories.with_contacts(people.organisation(name="Voorbeeldstad"))
    client.force_login(factories.a_member(organisation))
    return Walker(client, edition)


def panel_of(html):
    """The panel, which stands in the page once."""
    (panel,) = re.findall(r'<details class="help-panel">.*?</details>', html, re.S)
    return panel


def assert_complete(html):
    panel = panel_of(html)
    assert "Hulp nodig?" in panel and 'href="/hulp/"' in panel and "Kijk wat u nu kunt doen" in panel
    assert "Is er nu gevaar? Bel 112." in panel and "[[" not in panel
    for number in starter()["numbers"]:
        assert panel.count(f'href="tel:{number["dialled"]}"') == 1
        assert number["dialled"] == "112" or number["name"] in panel
    assert panel.count("gecontroleerd op 1 november 2026 door de redactie") == len(starter()["numbers"])


# --- everywhere -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/hulp/", "/account/login/", "/account/login/code/", "/bestaat-niet/"])
def test_for_who_is_not_signed_in(client, address):
    assert_complete(client.get(address, follow=True).content.decode())


@pytest.mark.parametrize("status", ERRORS)
def test_on_every_error_page(status):
    response = ERRORS[status](RequestFactory().get("/"))
    assert response.status_code == status
    assert_complete(response.content.decode())


def test_on_the_page_for_an_old_form():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/account/login/", {"email": "noor@voorbeeldstad.example"})
    assert response.status_code == 403
    assert_complete(response.content.decode())


def test_on_the_503_page_while_the_database_is_away(client, no_database):
    client.force_login(member())
    client.raise_request_exception = False
    with no_database:
        response = client.get("/leren/proef/")
    assert response.status_code == 503
    assert_complete(response.content.decode())


def test_on_the_clerks_pages_but_without_the_quick_exit(client):
    client.force_login(clerk())
    html = client.get("/griffie/", follow=True).content.decode()
    assert_complete(html)
    assert "Verlaat deze pagina" not in html


def test_on_the_pages_of_a_member(lesson):
    for address in ("", "1/", "3/"):
        assert_complete(lesson.get(address).html)
    assert_complete(lesson.begin(1).html)


# --- the own organisation ---------------------------------------------------------------------------------------------


def test_the_own_contact_stands_in_it_on_every_page_of_a_member(lesson):
    def own():
        panel = panel_of(lesson.html)
        return "Bij uw gemeente" in panel and panel.count('href="tel:0123456789"') == 1 and "Hanna Brink" in panel

    for address in ("/leren/", "", "1/"):
        assert lesson.get(address) and own(), address
    lesson.begin(1)
    assert own(), "a lesson"
    while "1/" in lesson.url.removeprefix(lesson.root)[:2]:
        lesson.go_on()
        assert own(), lesson.url
    lesson.begin(2)
    assert own(), "a dilemma"
    lesson.choose("bewaren", "avond")
    assert own(), "what comes of a choice"
    lesson.post(lesson.url, finish="1", seen=lesson.hidden("seen"))
    lesson.begin(3)
    assert own(), "a question"
    lesson.answer("wachten")
    assert own(), "feedback"
    lesson.finish_quiz()
    lesson.get("klaar/")
    assert own(), "the result"


def test_nobody_sees_another_organisations_contact(client, lesson):
    lesson.begin(1)
    client.force_login(factories.a_member(people.organisation(name="Elders")))
    panel = panel_of(lesson.begin(1).html)
    assert "Hanna Brink" not in panel and "Hier is nog niet ingevuld wie u belt" in panel


def test_who_reports_and_listens_are_named_and_nobody_twice(client):
    organisation = people.organisation()
    for kind, name, phone in (
        ("chair", "Voorzitter", "0123 - 1"),
        ("adviser", "Ineke Vos", "0123 - 45 67 81"),
        ("clerk", "Hanna <Brink>", "0123 - 45 67 89"),
        ("report", "Hanna <Brink>", "0123 - 45 67 89"),
    ):
        LocalContact.objects.create(
            organisation=organisation, kind=kind, name=name, phone=phone, verified_on=timezone.localdate()
        )
    client.force_login(factories.a_member(organisation))
    panel = panel_of(client.get("/leren/").content.decode())
    assert re.findall("Hanna &lt;Brink&gt;|Ineke Vos|Voorzitter", panel) == ["Hanna &lt;Brink&gt;", "Ineke Vos"]


def test_a_lesson_that_is_kept_in_memory_shows_a_new_number_at_once(lesson):
    load_help(parent=home_page())
    refresh_copy()
    assert "Nieuwe naam" not in lesson.begin(1).html
    page = load_help(parent=home_page())
    page.numbers[1].value["name"] = "Nieuwe naam"
    page.save_revision().publish()
    refresh_copy()
    assert "Nieuwe naam" in panel_of(lesson.get("1/1/").html)


# --- leaving, explained first -----------------------------------------------------------------------------------------


def test_the_way_out_is_explained_before_the_first_lesson_and_then_no_more(lesson):
    cover = lesson.get("").html
    assert cover.index("Snel weg van deze site") < cover.index(">Begin<svg")
    assert "Uw browser onthoudt wel" in cover
    lesson.begin(1)
    assert "Snel weg van deze site" not in lesson.get("").html


def test_the_first_two_stops_are_the_content_and_the_way_out(lesson):
    html = lesson.begin(1).html
    stops = re.findall(r"<(?:a|button|summary|input)\b[^>]*>", html.split("<body>")[1])
    assert 'href="#inhoud"' in stops[0] and 'form="verlaat"' in stops[1]
    assert html.count('id="verlaat"') == 1
    (form,) = re.findall(r'<form method="post" action="/weg/"[^>]*>', html)
    assert f'data-outside="{settings.OUTSIDE}"' in form and 'data-title="Een ogenblik"' in form


def test_a_page_without_the_button_has_no_second_way_to_it():
    """A template that empties `exit` empties `exit_skip` too: its button would belong to a form that is not there."""
    templates = settings.BASE_DIR / "templates"
    for file in templates.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert ("{% block exit %}{% endblock %}" in text) == ("{% block exit_skip %}{% endblock %}" in text), file


def test_asking_for_the_way_out_ends_nothing(client):
    client.force_login(trainer())
    for _ in range(2):
        assert client.get("/weg/")["Location"] == settings.OUTSIDE
        assert "_auth_user_id" in client.session
