"""How long a session lasts, for whom, and what that costs."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from elearning.accounts import sessions
from tests.elearning.factories import clerk, manager, member, sign_in, signed_in, trainer

pytestmark = pytest.mark.django_db
MINUTES = {"member": 60, "strict": 30}
HOURS = {"member": 12, "strict": 8}


class Clock:
    """Moves everything that sessions look at."""

    def __init__(self, monkeypatch):
        self.offset = timedelta()
        real_now, real_time = timezone.now, sessions.time.time
        monkeypatch.setattr(timezone, "now", lambda: real_now() + self.offset)
        monkeypatch.setattr(sessions.time, "time", lambda: real_time() + self.offset.total_seconds())

    def forward(self, **time):
        self.offset += timedelta(**time)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture(params=["member", "clerk", "trainer", "manager"])
def who(request, client):
    person = {"member": member, "clerk": clerk, "trainer": trainer, "manager": manager}[request.param]()
    sign_in(client, person.email)
    return "member" if request.param == "member" else "strict"


def visit(client):
    return client.get("/")["Location"] != "/account/login/"


def test_idle_ends_it(client, clock, who):
    clock.forward(minutes=MINUTES[who] - 1)
    assert visit(client)
    clock.forward(minutes=MINUTES[who] + 1)
    assert not visit(client)


def test_who_keeps_working_is_stopped_at_the_end_of_the_day(client, clock, who):
    for _ in range(HOURS[who] * 3 - 1):
        clock.forward(minutes=20)
        assert visit(client)
    clock.forward(minutes=21)
    assert not visit(client)


def test_a_page_costs_one_query_for_the_session_and_the_row_is_written_once_in_five_minutes(client, clock):
    sign_in(client, member().email)

    def writes():
        with CaptureQueriesContext(connection) as queries:
            visit(client)
        about = [query["sql"] for query in queries if "django_session" in query["sql"]]
        assert sum(sql.startswith("SELECT") for sql in about) == 1
        return sum(not sql.startswith("SELECT") for sql in about)

    assert [writes(), writes()] == [0, 0]
    clock.forward(minutes=6)
    assert [writes(), writes()] == [1, 0]


def test_the_cookie_goes_with_the_browser_and_is_out_of_reach_for_scripts(client):
    sign_in(client, member().email)
    cookie = client.cookies["sessionid"]
    assert cookie["max-age"] == "" and cookie["httponly"] and cookie["samesite"] == "Lax"


def test_an_expired_session_tells_whose_it_was_for_a_quarter_of_an_hour_and_opens_nothing(client, clock):
    user = member()
    sign_in(client, user.email)
    clock.forward(minutes=61)
    session = sessions.SessionStore(client.cookies["sessionid"].value)
    assert session.get("_auth_user_id") is None and session.session_key is None
    assert session.lapsed_user_id == str(user.pk)
    clock.forward(minutes=15)
    session = sessions.SessionStore(client.cookies["sessionid"].value)
    assert session.get("_auth_user_id") is None and session.lapsed_user_id is None


def test_who_signed_out_left_nothing_behind(client):
    sign_in(client, member().email)
    key = client.cookies["sessionid"].value
    client.post("/account/logout/")
    session = sessions.SessionStore(key)
    assert session.get("_auth_user_id") is None and session.lapsed_user_id is None
    assert not Session.objects.filter(session_key=key).exists()
    assert not signed_in(client)
