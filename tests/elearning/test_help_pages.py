"""The pages of help: a list to choose from, and for each situation its own page, for everybody and by any road."""

import re

import pytest
from django.db import OperationalError, connection
from django.test import Client

from content.help.documents import starter
from elearning.settings.environment import BASE_DIR

SITUATIONS = {one["key"]: one for one in starter()["situations"]}
each_situation = pytest.mark.parametrize("key", SITUATIONS)


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def no_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        yield


def main_of(response):
    return response.content.decode().split('<main id="inhoud"')[1].split("</main>")[0]


def test_the_list_leads_to_every_situation_and_old_links_still_find_their_place(client):
    page = main_of(client.get("/hulp/"))
    for key, situation in SITUATIONS.items():
        assert re.search(rf'<li id="{key}"><a href="/hulp/{key}/">{re.escape(situation["title"])}<', page)
        assert client.get(f"/hulp/{key}/").status_code == 200


@pytest.mark.django_db
@each_situation
def test_a_situation_needs_no_database_and_says_everything_in_order(client, no_database, key):
    response = client.get(f"/hulp/{key}/")
    page, situation = main_of(response), SITUATIONS[key]
    order = [">112</a>", situation["first"].removeprefix("<p>"), ">Nu</h2>", *situation["now"], ">Vandaag</h2>"]
    order += [*situation["today"], ">Deze week</h2>", *situation["week"], ">Nummers</h2>"]
    places, at = [], 0
    for part in order:
        at = page.index(part, at)
        places.append(at)
    for number in starter()["numbers"]:
        assert f'href="tel:{number["dialled"]}"' in page[places[-1] :]
    assert page[places[-1] :].count("gecontroleerd op 1 november 2026 door de redactie") == 4
    assert response["Cache-Control"] == "public, max-age=300" and response["Vary"] == "Cookie"
    assert not response.cookies


@each_situation
def test_its_title_betrays_nothing(client, key):
    for language in ("nl", "en"):
        client.cookies["taal"] = language
        title = re.search("<title>(.*?)</title>", client.get(f"/hulp/{key}/").content.decode())[1]
        assert title.startswith(("Hulp – ", "Help – ")) and len(title) < 40


def test_in_english_the_steps_say_that_they_are_dutch(client):
    client.cookies["taal"] = "en"
    page = main_of(client.get("/hulp/telefoon/"))
    assert '<h1 lang="nl">' in page and page.count('<ol lang="nl">') == 3
    assert [re.sub("<.*?>", "", heading) for heading in re.findall("<h2 id=.stappen.*?</h2>", page)] == [
        "Now", "Today", "This week"
    ]  # fmt: skip
    assert "Print this sheet" in page and "Choose another situation" in page


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["bestaat-niet", "Telefoon", "<script>", "é", "x" * 300, "0", "page", "lost"])
def test_an_unknown_situation_is_the_list_with_a_calm_sentence(client, no_database, key):
    response = client.get(f"/hulp/{key}/")
    page = main_of(response)
    assert response.status_code == 404 and "Wat u zocht, staat hier niet" in page
    assert page.count('<li id="') == len(SITUATIONS) and 'href="tel:112"' in page
    assert key in ("0", "page", "lost") or key not in page, "what somebody typed is not said back"
    assert response["Cache-Control"] == "no-store"
    assert "Wat u zocht" not in main_of(client.get("/hulp/"))


def test_without_its_last_slash_it_is_found(client):
    response = client.get("/hulp/telefoon")
    assert response.status_code == 301 and response["Location"] == "/hulp/telefoon/"


@pytest.mark.parametrize("address", ["/hulp/", "/hulp/telefoon/"])
def test_help_is_only_asked_for(address):
    client = Client(enforce_csrf_checks=True)
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_a_drawing_is_shown_where_there_is_one_and_says_nothing(client, settings, tmp_path):
    from content.help import rendering

    without = main_of(client.get("/hulp/telefoon/"))
    drawn = tmp_path / "components" / "drawings" / "situations"
    drawn.mkdir(parents=True)
    (drawn / "telefoon.html").write_text('<svg class="drawing" aria-hidden="true"></svg>')
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, BASE_DIR / "templates"]}]
    rendering._kept.clear()
    page = main_of(client.get("/hulp/telefoon/"))
    rendering._kept.clear()
    assert '<div class="situation-drawing" aria-hidden="true"><svg' in page
    if not (BASE_DIR / "templates/components/drawings/situations/telefoon.html").exists():
        assert "situation-drawing" not in without
