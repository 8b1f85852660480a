"""The headers of every kind of answer, and the pages for when something goes wrong."""

import json
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, connection

from tests.elearning.factories import clerk, member, sign_in, signed_in, trainer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.elearning.urls")]
ANSWERS = ["/", "/account/login/", "/hulp/", "/gezond/", "/bestaat/niet/", "/leren/proef/", "/media/niets"]


def policy(response):
    return dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize(
    "address", [*ANSWERS, "/static/elearning/css/tokens.css", "/leren/zonder-database/", "/leren/kapot/"]
)
def test_every_kind_of_answer_carries_them(client, address):
    client.raise_request_exception = False
    response = client.get(address)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert "camera=()" in response["Permissions-Policy"]
    assert policy(response)["default-src"] == "'none'"
    assert "unsafe" not in response["Content-Security-Policy"] and "data:" not in response["Content-Security-Policy"]


def test_only_the_admin_has_a_looser_policy(client):
    sign_in(client, trainer().email)
    ours, admin = policy(client.get("/account/logout/")), policy(client.get("/beheer/"))
    assert ours["frame-ancestors"] == "'none'" and ours["script-src"] == "'self'" and ours["base-uri"] == "'none'"
    assert admin["frame-ancestors"] == "'self'" and admin["default-src"] == "'none'" and "unsafe-eval" not in str(admin)
    assert client.get("/beheer/")["X-Frame-Options"] == "SAMEORIGIN"


def test_nothing_that_somebody_read_stays_behind_in_the_browser(client):
    sign_in(client, member().email)
    for address in ("/", "/leren/proef/", "/account/logout/", "/bestaat/niet/"):
        assert "no-store" in client.get(address)["Cache-Control"]


# --- help, health, leaving: also without a database -------------------------------------------------------------------


@pytest.fixture
def no_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    return connection.execute_wrapper(refuse)


def test_help_shows_situations_and_numbers_to_call(client):
    page = client.get("/hulp/").content.decode()
    assert page.count('href="/hulp/') >= 14
    for number in ("112", "09008844", "0703738314", "09000101"):
        assert f'href="tel:{number}"' in page
    assert "gecontroleerd op 1 november 2026" in page


@pytest.mark.parametrize("cookie", ["", "x" * 32])
def test_help_and_the_pulse_need_neither_database_nor_session_and_set_no_cookie(client, no_database, cookie):
    client.cookies["sessionid"] = cookie
    with no_database:
        for address in ("/hulp/", "/hulp/telefoon/", "/gezond/"):
            response = client.get(address)
            assert response.status_code == 200
            assert not response.cookies


def test_ready_says_what_is_not(client, no_database):
    assert json.loads(client.get("/gezond/klaar/").content) == {"database": True, "cache": True}
    with no_database:
        response = client.get("/gezond/klaar/")
    assert response.status_code == 503 and json.loads(response.content) == {"database": False, "cache": True}


def test_leaving_ends_the_session_and_goes_to_the_weather(client):
    sign_in(client, member().email)
    assert client.get("/weg/")["Location"] == "https://www.knmi.nl/" and signed_in(client)
    response = client.post("/weg/")
    assert response.status_code == 303 and response["Location"] == "https://www.knmi.nl/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not signed_in(client)


def test_leaving_works_without_token_without_session_and_without_database(client, no_database):
    from django.test import Client

    assert Client(enforce_csrf_checks=True).post("/weg/").status_code == 303
    sign_in(client, clerk().email)
    with no_database:
        response = client.post("/weg/")
    assert response.status_code == 303 and response.cookies["sessionid"].value == ""


# --- when something goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/bestaat/niet/", 404, "Deze pagina is er niet"),
        ("/leren/kapot/", 500, "ligt aan ons"),
        ("/leren/zonder-database/", 503, "De site is er even niet"),
    ],
)
def test_each_page_says_what_happened_what_is_kept_and_what_to_do(client, address, status, says):
    client.raise_request_exception = False
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == status and says in page
    assert "Wat u eerder deed is bewaard" in page and 'class="btn"' in page and "!" not in page.replace("<!DOCTYPE", "")


def test_a_database_that_is_away_gives_503_also_when_the_session_cannot_be_read(client, no_database):
    sign_in(client, member().email)
    client.raise_request_exception = False
    with no_database:
        response = client.get("/leren/proef/")
    assert response.status_code == 503 and response["Retry-After"] == "30"


def test_a_wrong_host_gets_nothing(client):
    client.raise_request_exception = False
    assert client.get("/account/login/", HTTP_HOST="kwaad.example").status_code == 400


# --- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("frozen/a.png", "image/png", True),
        ("b.svg", "application/octet-stream", False),
        ("c.html", "application/octet-stream", False),
    ],
)
def test_pictures_are_shown_and_everything_else_is_a_download(client, name, kind, shown):
    name = default_storage.save(name, ContentFile(b"<script>"))
    response = client.get(f"/media/{name}")
    assert response["Content-Type"] == kind and ("attachment" in response.get("Content-Disposition", "")) is not shown
    assert "sandbox" in response["Content-Security-Policy"] and "public" in response["Cache-Control"]
    default_storage.delete(name)


@pytest.mark.parametrize("path", ["../manage.py", "..%2f..%2fmanage.py", "/etc/passwd", "", "frozen/", "a%00b"])
def test_nothing_outside_the_folder(client, path, tmp_path):
    with mock.patch("elearning.media.default_storage") as storage:
        from django.core.files.storage import FileSystemStorage

        storage.open = FileSystemStorage(location=tmp_path).open
        assert client.get(f"/media/{path}").status_code in (400, 404)
