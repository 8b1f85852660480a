"""The choice of language and colours: what it changes, on which pages, and where its buttons may lead."""

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import get_language

from elearning.display import ADDRESS, DisplayMiddleware
from tests.elearning.factories import member, sign_in, trainer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.elearning.urls")]
A_YEAR = 365 * 24 * 60 * 60


@pytest.fixture
def no_database():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    return connection.execute_wrapper(refuse)


def prefers(client, **cookies):
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def start_of(response):
    return response.content.decode()[:200]


# --- where it holds ---------------------------------------------------------------------------------------------------

PAGES = [
    ("/account/login/", 200, "Inloggen", "Signing in"),
    ("/hulp/", 200, "Wij houden niet bij wie", "We do not keep who opens it"),
    ("/weergave/", 200, "Weergave", "Display"),
    ("/bestaat/niet/", 404, "Deze pagina is er niet", "This page is not here"),
    ("/leren/kapot/", 500, "ligt aan ons", "because of us"),
    ("/leren/zonder-database/", 503, "De site is er even niet", "The site is away for a moment"),
]


@pytest.mark.parametrize(("address", "status", "dutch", "english"), PAGES)
def test_every_kind_of_page_follows_the_cookies(client, address, status, dutch, english):
    client.raise_request_exception = False
    plain = client.get(address)
    assert plain.status_code == status and dutch in plain.content.decode()
    assert '<html lang="nl" data-theme="">' in start_of(plain)
    chosen = prefers(client, taal="en", thema="donker").get(address)
    assert chosen.status_code == status and english in chosen.content.decode()
    assert '<html lang="en" data-theme="dark">' in start_of(chosen)
    # and nobody else gets what this person chose, whatever stands in a cache
    again = Client(raise_request_exception=False).get(address)
    assert '<html lang="nl" data-theme="">' in start_of(again) and dutch in again.content.decode()


def test_a_wrong_host_is_told_so_in_the_chosen_language(client):
    client.raise_request_exception = False
    response = prefers(client, taal="en").get("/account/login/", HTTP_HOST="kwaad.example")
    assert response.status_code == 400 and "We could not read this" in response.content.decode()


def test_a_telephone_set_to_english_changes_nothing(client):
    response = client.get("/account/login/", headers={"accept-language": "en-GB,en;q=0.9"})
    assert '<html lang="nl"' in start_of(response)


@pytest.mark.parametrize("value", ["fr", "EN", "", "nl-NL", "../en", "x" * 4000, "dark", "auto"])
def test_a_cookie_with_another_value_counts_as_none(client, value):
    response = prefers(client, taal=value, thema=value).get("/hulp/")
    assert '<html lang="nl" data-theme="">' in start_of(response)


def test_the_language_of_one_request_is_not_that_of_the_next():
    before = get_language()
    prefers(Client(), taal="en").get("/hulp/")
    assert get_language() == before


def through(content, kind="text/html; charset=utf-8"):
    """What becomes of a response on its way out to somebody who chose dark."""
    request = RequestFactory().get("/")
    request.COOKIES["thema"] = "donker"
    return DisplayMiddleware(lambda request: HttpResponse(content, content_type=kind))(request).content


def test_only_the_attribute_of_the_page_itself_is_set():
    page = b'<html lang="nl" data-theme=""><p data-theme=""></p></html>'
    assert through(page) == b'<html lang="nl" data-theme="dark"><p data-theme=""></p></html>'
    assert through(page, "text/csv") == page
    decided = page.replace(b'""', b'"light"', 1)
    assert through(decided) == decided


def test_the_length_that_is_named_is_the_length(client):
    response = prefers(client, thema="donker").get("/account/login/")
    assert int(response["Content-Length"]) == len(response.content)


def test_what_is_kept_for_all_is_kept_apart_for_each_choice(client):
    response = client.get("/hulp/")
    assert "public" in response["Cache-Control"] and response["Vary"] == "Cookie"


def test_the_admin_speaks_dutch_until_its_own_profile_says_otherwise(client):
    user = trainer()
    sign_in(client, user.email)
    assert 'lang="nl"' in start_of(prefers(client, taal="en").get("/beheer/"))
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "en"})
    assert 'lang="en"' in start_of(client.get("/beheer/"))


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_both_choices_are_asked_with_what_holds_now(client):
    page = prefers(client, taal="en", thema="donker").get(ADDRESS).content.decode()
    assert 'value="en" checked' in page and 'value="donker" checked' in page and page.count('" checked') == 2


def test_a_choice_is_kept_for_a_year_and_out_of_the_reach_of_scripts(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    response = client.post(ADDRESS, {"taal": "en", "thema": "licht"})
    assert response.status_code == 303 and response["Location"] == f"{ADDRESS}?bewaard"
    assert set(response.cookies) == {"taal", "thema"}
    for cookie in response.cookies.values():
        assert cookie["max-age"] == A_YEAR and cookie["samesite"] == "Lax"
        assert cookie["httponly"] and cookie["secure"] and cookie["path"] == "/"
    assert "Your choice is kept" in client.get(response["Location"]).content.decode()


def test_one_button_changes_one_thing(client):
    assert set(client.post(ADDRESS, {"taal": "en"}).cookies) == {"taal"}


@pytest.mark.parametrize("sent", [{}, {"taal": "fr"}, {"thema": "paars"}, {"taal": "en\r\nX: y"}, {"taal": ""}])
def test_what_does_not_exist_is_not_kept(client, sent):
    response = client.post(ADDRESS, sent)
    assert response.status_code == 303 and not response.cookies


def test_it_works_without_session_token_and_database(no_database):
    client = Client(enforce_csrf_checks=True)
    with no_database:
        assert client.get(ADDRESS).status_code == 200
        assert client.post(ADDRESS, {"taal": "en"}).cookies["taal"].value == "en"
        assert client.head(ADDRESS).status_code == 200
        assert client.put(ADDRESS).status_code == 405


def test_looking_at_the_page_changes_nothing(client):
    assert not client.get(f"{ADDRESS}?taal=en&thema=donker").cookies


# --- and back ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://testserver/leren/3/", "/leren/3/"),
        ("http://testserver/griffie/xg01/2027/?toon=bezig", "/griffie/xg01/2027/?toon=bezig"),
        ("http://testserver/", "/"),
        # not ours, not an address, or this page itself
        ("http://testserver/weergave/", f"{ADDRESS}?bewaard"),
        ("http://kwaad.example/leren/", f"{ADDRESS}?bewaard"),
        ("http://testserver@kwaad.example/", f"{ADDRESS}?bewaard"),
        ("http://testserver//kwaad.example/", f"{ADDRESS}?bewaard"),
        ("http://testserver/\\kwaad.example/", f"{ADDRESS}?bewaard"),
        ("javascript:alert(1)//testserver/", f"{ADDRESS}?bewaard"),
        ("http://[testserver/", f"{ADDRESS}?bewaard"),
        ("testserver", f"{ADDRESS}?bewaard"),
        ("", f"{ADDRESS}?bewaard"),
    ],
)
def test_the_button_in_the_footer_leads_back_to_the_page_it_stood_on(client, came_from, leads_to):
    response = client.post(ADDRESS, {"taal": "en"}, headers={"referer": came_from})
    assert response["Location"] == leads_to and response.cookies["taal"].value == "en"


@pytest.mark.parametrize(
    ("next_", "leads_to"),
    [
        ("/leren/", "/leren/"),
        ("//kwaad.example/", f"{ADDRESS}?bewaard"),
        ("/\\kwaad.example", f"{ADDRESS}?bewaard"),
        ("///kwaad.example", f"{ADDRESS}?bewaard"),
        ("https://kwaad.example/", f"{ADDRESS}?bewaard"),
        ("http://testserver/leren/", f"{ADDRESS}?bewaard"),
        ("javascript:alert(1)", f"{ADDRESS}?bewaard"),
        ("leren/", f"{ADDRESS}?bewaard"),
        ("/\t/kwaad.example", f"{ADDRESS}?bewaard"),
    ],
)
def test_next_leads_back_but_never_outside(client, next_, leads_to):
    assert client.post(ADDRESS, {"taal": "en", "next": next_})["Location"] == leads_to


def test_the_page_with_choices_leads_back_to_where_it_was_opened(client):
    page = client.get(ADDRESS, headers={"referer": "http://testserver/leren/3/"}).content.decode()
    assert '<input type="hidden" name="next" value="/leren/3/">' in page and 'href="/leren/3/"' in page
    page = client.get(ADDRESS, headers={"referer": "http://kwaad.example/leren/3/"}).content.decode()
    assert 'name="next"' not in page


# --- in the footer of every page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/account/login/", "/hulp/", "/bestaat/niet/", "/weergave/", "/account/logout/"])
def test_every_footer_offers_the_other_language_in_that_language(client, address):
    sign_in(client, member().email)
    footer = client.get(address, follow=True).content.decode().partition("<footer")[2]
    assert '<button name="taal" value="en" lang="en">English</button>' in footer and 'href="/weergave/"' in footer
    footer = prefers(client, taal="en").get(address, follow=True).content.decode().partition("<footer")[2]
    assert '<button name="taal" value="nl" lang="nl">Nederlands</button>' in footer
