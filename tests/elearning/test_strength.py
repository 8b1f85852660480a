"""In production a code by mail alone opens nothing for clerks, trainers and managers; members are not asked."""

import time
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from elearning.accounts import strength
from tests import factories
from tests.elearning.factories import clerk, manager, member, sign_in, signed_in, trainer

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.elearning.urls")]
PAGES = ["/", "/leren/proef/", "/griffie/", "/beheer/", "/beheer/pages/", "/account/bewaard/"]
SETUP = "/account/twee-stappen/"


@pytest.fixture(autouse=True)
def strong(settings):
    settings.STRONG_SIGN_IN = True


def app_code(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def set_up_app(client):
    """Sets up an app for who is signed in; returns its secret."""

    def set_up():
        page = client.get(SETUP + "totp/activate/")
        secret = page.context["form"].secret
        client.post(SETUP + "totp/activate/", {"code": app_code(secret)})
        return secret

    return set_up


@pytest.mark.parametrize("make", [clerk, trainer, manager])
def test_with_a_code_alone_there_is_only_setting_up_and_leaving(client, make):
    sign_in(client, make().email)
    for page in PAGES:
        response = client.get(page)
        assert response.status_code == 302 and response["Location"].startswith(SETUP), page
    assert client.get(SETUP).status_code == 200
    assert client.get(SETUP + "totp/activate/").status_code == 200
    assert client.get(SETUP + "webauthn/add/").status_code == 200
    assert client.get("/hulp/").status_code == 200
    assert client.post("/weg/").status_code == 303


@pytest.mark.django_db(transaction=True)  # allauth tells about a new app after the commit
@pytest.mark.parametrize("make", [clerk, trainer])
def test_after_setting_up_an_app_the_door_is_open_and_next_time_it_is_asked(client, set_up_app, make):
    user = make()
    sign_in(client, user.email)
    set_up_app()
    assert not client.get("/").headers["Location"].startswith(SETUP)
    client.post("/account/logout/")
    assert sign_in(client, user.email)["Location"] == SETUP + "authenticate/"
    assert not signed_in(client)
    for page in PAGES:
        assert client.get(page).status_code in (302, 404) and not signed_in(client)


def test_the_code_of_the_app_is_the_second_step(client, set_up_app):
    user = clerk()
    sign_in(client, user.email)
    secret = set_up_app()
    client.post("/account/logout/")
    sign_in(client, user.email)
    page = client.post(SETUP + "authenticate/", {"code": "000000"})
    assert "klopt niet" in page.content.decode() and not signed_in(client)
    cache.clear()  # the code of this half minute was used for setting up
    client.post(SETUP + "authenticate/", {"code": app_code(secret)})
    assert signed_in(client) and client.get("/")["Location"] == "/griffie/"


def test_who_has_an_app_but_did_not_show_it_in_this_session_is_asked_again(client, set_up_app):
    user = clerk()
    sign_in(client, user.email)
    set_up_app()
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    assert client.get("/griffie/")["Location"].startswith(SETUP + "reauthenticate/")
    assert client.get(SETUP + "totp/deactivate/").status_code == 302
    assert client.get(SETUP + "totp/activate/").status_code == 302


def test_a_code_from_paper_leads_to_a_new_app_and_to_nothing_else(client, set_up_app):
    user = clerk()
    sign_in(client, user.email)
    set_up_app()
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    client.post("/account/logout/")
    sign_in(client, user.email)
    client.post(SETUP + "authenticate/", {"code": codes[0]})
    assert signed_in(client)
    assert client.get("/griffie/")["Location"].startswith(SETUP)
    assert client.get(SETUP).status_code == 200


def test_a_role_that_was_given_during_a_session_opens_the_desk_only_with_proof(client):
    user = member()
    sign_in(client, user.email)
    factories.DeskRole.objects.create(user=user, organisation=factories.organisation(), start="2020-01-01")
    assert client.get("/leren/proef/").status_code == 200
    assert client.get("/griffie/")["Location"].startswith(SETUP)


@pytest.mark.django_db(transaction=True)  # allauth tells about a new app after the commit
@pytest.mark.parametrize("make", [clerk, manager])
def test_giving_a_way_in_asks_for_the_second_step_again(client, set_up_app, make, monkeypatch):
    user = make()
    sign_in(client, user.email)
    secret = set_up_app()
    if make is clerk:
        code = user.desk_roles.get().organisation.code
        overview, giving = f"/griffie/{code}/toegang/", f"/griffie/{code}/toegang/geven/"
    else:
        overview, giving = "/beheer/griffies/", f"/beheer/griffies/{factories.organisation().code}/"
    fields = {"name": "Petra", "email": "petra@voorbeeld.example", "start": timezone.localdate().isoformat()}
    assert client.get(giving).status_code == 200  # the app was just set up
    now = time.time()
    monkeypatch.setattr(strength.time, "time", lambda: now + 20 * 60)
    assert client.get(overview).status_code == 200
    assert client.get(giving)["Location"] == f"{SETUP}reauthenticate/?{urlencode({'next': giving})}"
    # whoever opened the form in time may still send it; later than that nothing is kept
    monkeypatch.setattr(strength.time, "time", lambda: now + 31 * 60)
    assert client.post(giving, fields)["Location"].startswith(SETUP)
    assert not factories.DeskRole.objects.filter(user__email=fields["email"]).exists()
    monkeypatch.setattr(strength.time, "time", lambda: now)
    cache.clear()  # the code of this half minute was used for setting up
    assert client.post(f"{SETUP}reauthenticate/?next={giving}", {"code": app_code(secret)})["Location"] == giving
    monkeypatch.setattr(strength.time, "time", lambda: now + 20 * 60)
    assert client.post(giving, fields)["Location"].startswith(("/griffie/", "/beheer/"))
    assert factories.DeskRole.objects.filter(user__email=fields["email"]).exists()


def test_members_are_not_asked_and_pay_nothing(client, settings):
    sign_in(client, member().email)
    counts = []
    for strong in (False, True):
        settings.STRONG_SIGN_IN = strong
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/leren/proef/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_secret_of_the_app_is_sealed_in_the_database(client, set_up_app):
    user = clerk()
    sign_in(client, user.email)
    secret = set_up_app()
    assert secret not in str(Authenticator.objects.get(user=user, type="totp").data)


def test_without_the_setting_a_code_is_enough(client, settings):
    settings.STRONG_SIGN_IN = False
    sign_in(client, trainer().email)
    assert client.get("/beheer/").status_code == 200
