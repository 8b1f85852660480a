"""What the outside can tell about an address, and how often anybody may ask for a code."""

import re
import time
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache

from tests.elearning.factories import CODE, LOGIN, STRANGER, ask, member, signed_in

pytestmark = pytest.mark.django_db


# --- what the outside can tell ----------------------------------------------------------------------------------------


def faceless(response, email):
    """What a stranger gets to see, without the parts that are random each time and the address they typed."""
    body = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content).replace(email.encode(), b"@")
    cookies = {name: {**morsel, "expires": ""} for name, morsel in response.cookies.items()}
    headers = {name: value for name, value in response.headers.items() if name != "Expires"}
    return response.status_code, headers, cookies, body


def walk(client, email):
    """Everything somebody can do with an address without knowing its mailbox."""
    yield client.get(LOGIN)
    yield ask(client, email)
    yield client.get(CODE)
    yield client.post(CODE, {"code": "12"})
    yield client.post(CODE, {"action": "resend"})
    yield client.get(CODE)
    for _ in range(4):
        yield client.post(CODE, {"code": "12"})
    yield client.get(LOGIN)
    yield ask(client, email)
    yield ask(client, email)


def test_a_known_and_an_unknown_address_cannot_be_told_apart():
    from django.test import Client

    known, unknown = member("wel@voorbeeldstad.example").email, "nee@voorbeeldstad.example"
    seen = {}
    for email in (known, unknown):
        cache.clear()
        seen[email] = [faceless(response, email) for response in walk(Client(), email)]
    for step, (one, other) in enumerate(zip(seen[known], seen[unknown], strict=True)):
        assert one == other, f"step {step}"
    assert seen[known][-1][0] == 429


def test_a_known_address_gives_the_worker_no_more_work_to_note_down(client):
    with mock.patch("elearning.accounts.mail.mail_code") as task:
        ask(client, member().email)
        ask(client, STRANGER)
    (known,), (unknown,) = (call.args for call in task.enqueue.call_args_list)
    assert len(known) == len(unknown)
    assert "voorbeeldstad" not in known and "elders" not in unknown


def test_a_guess_for_an_unknown_address_never_fits(client):
    ask(client, STRANGER)
    client.post(CODE, {"action": "resend"})
    made = client.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"]
    response = client.post(CODE, {"code": made})
    assert response.status_code == 200 and not signed_in(client)


# --- how often --------------------------------------------------------------------------------------------------------


def test_three_codes_a_quarter_for_one_address_from_wherever(client):
    user = member()
    for number in range(3):
        assert ask(client, user.email, REMOTE_ADDR=f"192.0.2.{number}").status_code == 302
    response = ask(client, user.email, REMOTE_ADDR="192.0.2.9")
    assert response.status_code == 429 and 0 < int(response["Retry-After"]) <= 15 * 60
    assert "te vaak" in response.content.decode() and "15 minuten" in response.content.decode()
    assert len(mail.outbox) == 3


def test_a_new_code_counts_too(client):
    user = member()
    ask(client, user.email)
    statuses = [client.post(CODE, {"action": "resend"}).status_code for _ in range(3)]
    assert statuses == [302, 302, 429] and len(mail.outbox) == 3


def test_ten_codes_a_day_for_one_address():
    from django.test import Client

    user = member()
    begin = time.time()
    for hour in range(5):
        with mock.patch("allauth.core.internal.ratelimit.time.time", return_value=begin + 3600 * hour):
            for _ in range(3):
                ask(Client(), user.email)
    assert len(mail.outbox) == 10


def test_thirty_codes_an_hour_for_one_visitor_where_ipv6_counts_by_network():
    from django.test import Client

    statuses = [ask(Client(), f"n{n}@elders.example", REMOTE_ADDR=f"2001:db8::{n}").status_code for n in range(1, 32)]
    assert statuses == [302] * 30 + [429]
