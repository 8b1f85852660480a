"""The worksheets over HTTP: open to all, under the policy of a sealed page, and nothing of them is kept anywhere."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection
from django.urls import get_resolver

from elearning import open_urls, worksheets
from tests.elearning.factories import member, sign_in

pytestmark = pytest.mark.django_db
SHEETS = ["/werkblad/a/", "/werkblad/b/"]
ALL = ["/werkblad/", *SHEETS]
#: How a thing would be called that keeps what somebody answered here.
NAMES = re.compile(r"worksheet|werkblad|zelfscan|self.?scan|thuischeck|home.?check", re.I)
#: The same in source, where a spreadsheet has worksheets of its own.
NAMED_IN_SOURCE = re.compile(
    r"content.worksheets|'worksheets'|werkblad|zelfscan|self.?scan|thuischeck|home.?check", re.I
)
every_sheet = pytest.mark.parametrize("address", SHEETS)


@pytest.fixture
def no_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    return connection.execute_wrapper(refuse)


@every_sheet
def test_the_policy_has_not_a_word_more(client, address):
    response = client.get(address)
    assert response.status_code == 200
    digest = r"'sha256-[A-Za-z0-9+/]{43}='"
    assert re.fullmatch(
        rf"default-src 'none'; script-src {digest}; style-src {digest}; form-action 'none'; base-uri 'none'; "
        r"frame-ancestors 'none'; sandbox allow-scripts allow-modals",
        response["Content-Security-Policy"],
    )
    assert "self" not in response["Content-Security-Policy"]


@every_sheet
def test_the_other_headers(client, address):
    response = client.get(address)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Frame-Options"] == "DENY" and response["Cross-Origin-Opener-Policy"] == "same-origin"
    told = {"report-to", "reporting-endpoints", "nel", "content-security-policy-report-only", "link", "set-cookie"}
    assert told.isdisjoint(name.lower() for name in response.headers)
    assert not response.cookies


@pytest.mark.parametrize("address", ALL)
@pytest.mark.parametrize("cookie", ["", "x" * 32])
def test_no_database_no_session_no_cookie(client, no_database, address, cookie):
    client.cookies["sessionid"] = cookie
    with no_database:
        response = client.get(address)
    assert response.status_code == 200 and not response.cookies


@pytest.mark.parametrize("address", ALL)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_address_takes_an_answer(client, address, method):
    assert getattr(client, method)(address, {"wie-u-belt": "2"}).status_code == 405


@every_sheet
def test_what_is_asked_along_with_it_changes_nothing(client, address):
    assert client.get(address, {"wie-u-belt": "2"}).content == client.get(address).content


@every_sheet
def test_everybody_gets_the_same(client, address):
    stranger = client.get(address)
    sign_in(client, member().email)
    reader = client.get(address)
    assert reader.content == stranger.content and reader.headers == stranger.headers


@every_sheet
def test_opening_it_leaves_nothing_behind(client, address):
    sign_in(client, member().email)
    before, session = dump(), dict(client.session)
    client.get(address)
    assert dump() == before and dict(client.session) == session


def dump():
    """All rows of all tables."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = sorted(map(repr, cursor.fetchall()))
    assert any(rows.values())
    return rows


@every_sheet
def test_it_speaks_the_chosen_language_in_the_chosen_colours(client, address):
    assert '<html lang="nl" data-theme="">' in client.get(address).content.decode()
    client.cookies["taal"], client.cookies["thema"] = "en", "donker"
    html = client.get(address).content.decode()
    assert '<html lang="en" data-theme="dark">' in html and "<title>Worksheet</title>" in html
    assert "Stays on this screen" in html and '<h1 id="titel" tabindex="-1" lang="nl">' in html


def test_the_addresses_say_nothing_and_their_page_shows_the_fingerprint(client):
    html = client.get("/werkblad/").content.decode()
    assert all(f'href="{address}"' in html for address in SHEETS)
    digest = re.search(r"script-src '([^']+)'", client.get(SHEETS[0])["Content-Security-Policy"])[1]
    assert f'<span class="digest">{digest}</span>' in html


def test_no_model_table_or_address_is_there_for_answers():
    named = [field for model in apps.get_models() for field in (model, *model._meta.get_fields())]
    assert [one for one in named if NAMES.search(f"{getattr(one, '__name__', '')} {getattr(one, 'name', '')}")] == []
    assert [table for table in connection.introspection.table_names() if NAMES.search(table)] == []
    ours = [one for one in open_urls.urlpatterns if NAMES.search(f"{one.pattern} {one.name}")]
    assert [one.callback for one in ours] == [worksheets.index, worksheets.sheet, worksheets.sheet]
    everywhere = [str(one.pattern) for one in get_resolver().url_patterns if NAMES.search(str(one.pattern))]
    assert everywhere == []  # they stand in open_urls, and only there


def test_nobody_elses_script_or_code_speaks_of_them():
    """But for the door, the room itself, and the link on the first page of a member."""
    root = Path(settings.BASE_DIR)
    found = {
        path.relative_to(root).as_posix()
        for folder in ("elearning", "courses", "content", "templates")
        for path in (root / folder).rglob("*")
        if path.suffix in (".py", ".js", ".html", ".txt") and NAMED_IN_SOURCE.search(path.read_text(encoding="utf-8"))
    }
    # proofreading reads their texts as it reads all that comes with the software
    allowed = ("content/worksheets/", "templates/content/worksheets/", "content/proofreading/")
    assert {path for path in found if not path.startswith(allowed)} == {
        "elearning/open_urls.py",
        "elearning/worksheets.py",
        "templates/courses/planning/home.html",
    }


def test_the_style_of_the_site_is_taken_over_without_what_would_be_fetched():
    style = worksheets.site_style()
    assert "--basis-color-default-bg-document" in style and ".help-bar" in style and ".option" in style
    assert "url(" not in style and "@import" not in style and "local(" in style


def test_a_member_finds_them_on_the_overview_whatever_there_is_to_do(client):
    client.force_login(member())
    html = client.get("/leren/").content.decode()
    assert "Alleen voor u, vrijwillig" in html and 'href="/werkblad/"' in html
