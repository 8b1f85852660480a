"""An answer after the session expired, and one from a page that got old: neither is lost, neither is anybody else's."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from elearning.accounts.models import StashedPost
from tests.courses.learning import factories as learning
from tests.elearning import urls
from tests.elearning.factories import CODE, LOGIN, member, sign_in
from tests.harness.browser import code_for

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.elearning.urls")]
TRIAL = "/leren/proef/"
SECRET = "mijn heel eigen antwoord"


@pytest.fixture(autouse=True)
def answers():
    urls.answers.clear()
    return urls.answers


def expire(client, minutes_ago=1):
    key = client.cookies["sessionid"].value
    Session.objects.filter(session_key=key).update(expire_date=timezone.now() - timedelta(minutes=minutes_ago))


def late_answer(client, user, **when):
    """`user` signs in, stays away too long, and sends an answer."""
    sign_in(client, user.email)
    expire(client, **when)
    return client.post(TRIAL, {"antwoord": [SECRET, "en nog een"]})


def resend(client, page):
    """Press the one button of the page that offers the answer."""
    assert "Verstuur mijn antwoord nu" in page.content.decode()
    fields = [value for name, value in page.context["fields"] if name == "antwoord"]
    return client.post(page.context["path"], {"antwoord": fields})


def test_the_same_person_sends_it_again_with_one_button(client, answers):
    user = member()
    assert late_answer(client, user)["Location"].startswith(LOGIN)
    assert answers == [] and StashedPost.objects.count() == 1
    response = sign_in(client, user.email, next_=TRIAL)
    assert response["Location"] == "/account/bewaard/"
    page = client.get(response["Location"])
    resend(client, page)
    assert answers == [(user.email, [SECRET, "en nog een"])]
    assert StashedPost.objects.count() == 0 and client.cookies["bewaard"].value == ""
    assert client.get("/account/bewaard/")["Location"] == "/leren/"


def test_another_person_in_the_same_browser_never_sees_it(client, answers):
    user, other = member(), member("ander@voorbeeldstad.example")
    late_answer(client, user)
    assert sign_in(client, other.email)["Location"] == "/leren/"
    page = client.get("/account/bewaard/", follow=False)
    assert page.status_code == 302 and SECRET not in page.content.decode()
    client.post("/account/bewaard/")
    assert StashedPost.objects.count() == 1
    client.post("/account/logout/")
    assert sign_in(client, user.email)["Location"] == "/account/bewaard/"


def test_nobody_sees_it_in_another_browser(client):
    user = member()
    late_answer(client, user)
    elsewhere = Client()
    assert sign_in(elsewhere, user.email)["Location"] == "/leren/"
    assert elsewhere.get("/account/bewaard/")["Location"] == "/leren/"


def test_who_is_not_signed_in_sees_nothing(client):
    late_answer(client, member())
    assert client.get("/account/bewaard/")["Location"].startswith(LOGIN)


def test_after_a_quarter_of_an_hour_it_is_gone(client):
    user = member()
    late_answer(client, user)
    StashedPost.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert sign_in(client, user.email)["Location"] == "/leren/"
    late_answer(client, user)
    assert StashedPost.objects.count() == 1


def test_an_answer_that_comes_later_than_that_is_not_kept(client):
    late_answer(client, member(), minutes_ago=16)
    assert StashedPost.objects.count() == 0


def test_the_table_alone_gives_nothing_away(client):
    late_answer(client, member())
    row = StashedPost.objects.get()
    assert SECRET.encode() not in bytes(row.sealed_fields)
    assert client.cookies["bewaard"].value not in row.token_hash
    assert client.cookies["bewaard"]["httponly"] and client.cookies["bewaard"]["max-age"] == 900


def test_who_signed_out_or_never_was_signed_in_gets_nothing_kept(client):
    client.post(TRIAL, {"antwoord": SECRET})
    user = member()
    sign_in(client, user.email)
    key = client.cookies["sessionid"].value
    client.post("/account/logout/")
    client.cookies["sessionid"] = key
    client.post(TRIAL, {"antwoord": SECRET})
    assert StashedPost.objects.count() == 0


def test_a_forged_answer_is_not_kept():
    strict, user = Client(enforce_csrf_checks=True), member()
    strict.get(LOGIN)
    token = strict.cookies["csrftoken"].value
    strict.post(LOGIN, {"email": user.email, "csrfmiddlewaretoken": token})
    strict.post(CODE, {"code": code_for(user.email), "csrfmiddlewaretoken": token})
    expire(strict)
    assert strict.post(TRIAL, {"antwoord": SECRET}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert StashedPost.objects.count() == 0


def test_looking_around_in_between_does_not_lose_it(client):
    user = member()
    sign_in(client, user.email)
    expire(client)
    client.get("/")
    client.post(TRIAL, {"antwoord": SECRET})
    assert StashedPost.objects.count() == 1


def test_it_can_be_thrown_away(client):
    user = member()
    late_answer(client, user)
    sign_in(client, user.email)
    client.post("/account/bewaard/")
    assert StashedPost.objects.count() == 0


# --- a page that got old: signed in again in another tab --------------------------------------------------------------


@pytest.fixture
def old_page():
    """A browser whose page was loaded before its person signed in once more."""
    browser, user = Client(enforce_csrf_checks=True), member()
    browser.get(LOGIN)
    stale = browser.cookies["csrftoken"].value
    browser.post(LOGIN, {"email": user.email, "csrfmiddlewaretoken": stale})
    browser.post(CODE, {"code": code_for(user.email), "csrfmiddlewaretoken": stale})
    assert browser.cookies["csrftoken"].value != stale
    return browser, user, {"antwoord": SECRET, "csrfmiddlewaretoken": stale}


def test_the_page_for_an_old_token_keeps_the_answer(old_page, answers):
    browser, user, fields = old_page
    page = browser.post(TRIAL, fields, HTTP_SEC_FETCH_SITE="same-origin")
    assert page.status_code == 403 and answers == []
    assert f'value="{SECRET}"' in page.content.decode() and fields["csrfmiddlewaretoken"] not in page.content.decode()
    token = page.context["csrf_token"]
    browser.post(page.context["path"], {**dict(page.context["fields"]), "csrfmiddlewaretoken": token})
    assert answers == [(user.email, [SECRET])]


@pytest.mark.parametrize(
    "header", [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://elders.example"}]
)
def test_another_site_cannot_lay_words_ready(old_page, header):
    browser, _, fields = old_page
    page = browser.post(TRIAL, fields, **header)
    assert page.status_code == 403 and SECRET not in page.content.decode()


def test_outside_the_lessons_nothing_is_offered_again(old_page):
    browser, _, fields = old_page
    page = browser.post("/account/logout/", fields, HTTP_SEC_FETCH_SITE="same-origin")
    assert page.status_code == 403 and SECRET not in page.content.decode()


# --- what may not be kept, or not any longer --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("2/situatie/", {"scene": "avond", "choice": "weggooien"}),
        ("1/oefenen/2/{practice}/", {"answer": "wachten"}),
    ],
)
def test_what_a_page_promises_not_to_keep_is_not_kept_here_either(client, address, fields):
    edition, user = learning.an_edition(), member()
    practice = edition.steps.get(position=1).questions.get().question.key
    sign_in(client, user.email)
    expire(client)
    response = client.post(f"/leren/{edition.pk}/{address.format(practice=practice)}", fields)
    assert response["Location"].startswith(LOGIN)
    assert StashedPost.objects.count() == 0


def test_an_answer_to_a_question_is_kept(client):
    edition, user = learning.an_edition(), member()
    sign_in(client, user.email)
    expire(client)
    client.post(f"/leren/{edition.pk}/3/vraag/1/", {"turn": "…", "answer": "bellen"})
    assert StashedPost.objects.count() == 1


@contextmanager
def deferred():
    """Tasks wait in the table for the worker, as they do outside the tests."""
    before = task_backends["default"]
    task_backends["default"] = DatabaseBackend("default", {})
    try:
        yield
    finally:
        task_backends["default"] = before


def test_the_worker_throws_away_what_nobody_came_back_for(client):
    sign_in(client, member().email)
    expire(client)
    with deferred():
        client.post(TRIAL, {"antwoord": SECRET})
        row, job = StashedPost.objects.get(), DBTaskResult.objects.get()
        assert job.run_after == row.expires_at
        job.task.call()
        assert StashedPost.objects.count() == 1, "not before its time"
        StashedPost.objects.update(expires_at=timezone.now())
        job.task.call()
    assert StashedPost.objects.count() == 0
