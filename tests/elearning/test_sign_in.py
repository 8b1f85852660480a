"""Signing in with a code by mail: who may, how often, and what the outside can tell."""

import re
import time
from unittest import mock

import pytest
from django.core import mail
from django.core.cache import cache

from elearning.accounts.models import User
from tests import factories
from tests.elearning.factories import CODE, LOGIN, clerk, days_ago, manager, member, sign_in, signed_in, trainer
from tests.harness.browser import code_for

pytestmark = pytest.mark.django_db
STRANGER = "niemand@elders.example"


def ask(client, email, **headers):
    return client.post(LOGIN, {"email": email}, **headers)


def test_a_member_signs_in_with_the_code_from_the_mail(client):
    user = member()
    response = sign_in(client, user.email)
    assert response.status_code == 302 and response["Location"] == "/leren/"
    assert client.session["_auth_user_id"] == str(user.pk)


def test_capitals_and_spaces_in_the_address_and_in_the_code_do_not_matter(client):
    user = member()
    ask(client, "  Noor.deWit@Voorbeeldstad.example ")
    code = code_for(user.email)
    client.post(CODE, {"code": f" {code[:3]} {code[3:]} "})
    assert signed_in(client)


def test_everybody_enters_where_the_work_waits(client):
    entrances = {"/leren/": [member()], "/griffie/": [clerk()], "/beheer/": [trainer(), manager()]}
    for user, entrance in [(user, entrance) for entrance, users in entrances.items() for user in users]:
        client.logout()
        assert sign_in(client, user.email)["Location"] == entrance


def test_next_leads_back_but_never_outside(client):
    user = member()
    assert sign_in(client, user.email, next_="/leren/3/")["Location"] == "/leren/3/"
    client.logout()
    assert sign_in(client, user.email, next_="https://elders.example/")["Location"] == "/leren/"


def test_the_mail_has_a_neutral_subject_a_code_and_a_link_to_help_alone(client, settings):
    settings.SITE_ORIGIN = "https://leren.voorbeeld.example"
    ask(client, member().email)
    message = mail.outbox[-1]
    assert message.subject == "Uw code om in te loggen"
    html = message.alternatives[0][0]
    for body in (message.body, html):
        assert len(re.findall(r"\b\d{6}\b", body.partition("</style>")[2] or body)) == 1
        assert "agressie" not in body.lower()
        assert set(re.findall(r"https?://[^\s<\"]+", body)) == {"https://leren.voorbeeld.example/hulp/"}


def test_the_mail_speaks_the_language_in_which_the_code_was_asked(client):
    ask(client, member("a@voorbeeldstad.example").email)
    client.cookies["taal"] = "en"
    ask(client, member("b@voorbeeldstad.example").email)
    assert [message.subject for message in mail.outbox] == ["Uw code om in te loggen", "Your code to sign in"]
    assert 'lang="en"' in mail.outbox[1].alternatives[0][0] and '<html lang="nl"' in mail.outbox[0].alternatives[0][0]


EVIL = ["kwaad.example", "kwaad.example:443", "testserver.kwaad.example", "testserver@kwaad.example", "[::1]"]
HOST_HEADERS = [
    "HTTP_HOST",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_FORWARDED",
    "HTTP_X_HOST",
    "HTTP_X_FORWARDED_SERVER",
    "HTTP_X_ORIGINAL_URL",
    "HTTP_ORIGIN",
    "HTTP_REFERER",
]


@pytest.mark.parametrize("value", EVIL)
@pytest.mark.parametrize("name", HOST_HEADERS)
@pytest.mark.parametrize("believed", [False, True], ids=["as-in-production", "with-a-proxy-that-is-too-kind"])
def test_no_header_gets_into_a_mail(client, settings, name, value, believed):
    settings.SITE_ORIGIN = "https://leren.voorbeeld.example"
    if believed:  # even where the site would answer to any name, a mail does not
        settings.ALLOWED_HOSTS, settings.USE_X_FORWARDED_HOST = ["*"], True
    address = f"http://{value}/account/login/"
    sent_as = {"HTTP_FORWARDED": f"host={value};proto=http", "HTTP_X_ORIGINAL_URL": address, "HTTP_REFERER": address}
    response = ask(client, member().email, **{name: sent_as.get(name, value)})
    assert len(mail.outbox) == (1 if response.status_code == 302 else 0)
    assert response.status_code == 302 or "HOST" in name
    sent = "".join(f"{message.subject}{message.body}{message.alternatives[0][0]}" for message in mail.outbox)
    assert set(re.findall(r"https?://([^/\s<\"]+)", sent)) <= {"leren.voorbeeld.example"}
    assert "kwaad" not in "".join(str(message.message()) for message in mail.outbox)


def test_asking_for_a_page_never_signs_in(client):
    user = member()
    ask(client, user.email)
    code = code_for(user.email)
    for method in (client.get, client.head):
        for _ in range(20):
            method(CODE, {"code": code, "action": "verify"})
            method(LOGIN, {"email": user.email, "code": code})
    assert not signed_in(client) and len(mail.outbox) == 1
    client.post(CODE, {"code": code})
    assert signed_in(client)


def test_five_wrong_codes_and_it_is_over(client):
    user = member()
    ask(client, user.email)
    code = code_for(user.email)
    wrong = "000000" if code != "000000" else "000001"
    for left in ("4 keer", "3 keer", "2 keer", "één keer"):
        page = client.post(CODE, {"code": wrong}).content.decode()
        assert f"nog {left} proberen" in page and "Fout:" in page
    assert client.post(CODE, {"code": wrong})["Location"] == LOGIN
    client.post(CODE, {"code": code})
    assert not signed_in(client)
    assert "Vijf codes klopten niet" in client.get(LOGIN).content.decode()


def test_a_code_older_than_ten_minutes_is_worth_nothing(client):
    user = member()
    ask(client, user.email)
    code = code_for(user.email)
    later = time.time() + 601
    with mock.patch("allauth.account.internal.flows.code_verification.time.time", return_value=later):
        assert client.post(CODE, {"code": code})["Location"] == LOGIN
    assert not signed_in(client)
    assert "ouder dan tien minuten" in client.get(LOGIN).content.decode()


def test_going_back_to_fill_in_another_address(client):
    user = member()
    ask(client, STRANGER)
    assert client.get(LOGIN).status_code == 200
    sign_in(client, user.email)
    assert signed_in(client)


def test_a_code_works_once_and_only_in_the_browser_that_asked(client):
    from django.test import Client

    user = member()
    other = Client()
    ask(client, user.email)
    code = code_for(user.email)
    other.post(CODE, {"code": code})
    assert not signed_in(other)
    client.post(CODE, {"code": code})
    client.post("/account/logout/")
    client.post(CODE, {"code": code})
    assert not signed_in(client)


def test_a_new_code_ends_the_old_one(client):
    user = member()
    ask(client, user.email)
    old = code_for(user.email)
    client.post(CODE, {"action": "resend"})
    assert len(mail.outbox) == 2
    new = code_for(user.email)
    if old != new:
        client.post(CODE, {"code": old})
        assert not signed_in(client)
    client.post(CODE, {"code": new})
    assert signed_in(client)


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "may"),
    [(10, None, True), (0, None, True), (-1, None, False), (400, 0, True), (400, 90, True), (400, 91, False)],
)
def test_a_membership_opens_the_door_from_its_first_day_until_ninety_days_after_the_last(client, start, end, may):
    user = factories.person("lid@voorbeeldstad.example")
    factories.membership(user, start=days_ago(start), end=None if end is None else days_ago(end))
    ask(client, user.email)
    assert len(mail.outbox) == int(may)


def test_a_clerk_whose_last_day_has_passed_gets_no_code(client):
    user = factories.clerk(factories.organisation(), "oud@voorbeeldstad.example", end=days_ago(1))
    ask(client, user.email)
    assert mail.outbox == []


def test_who_left_too_long_ago_between_code_and_signing_in_or_uses_a_passkey_is_told_so(client):
    user = factories.person("lid@voorbeeldstad.example")
    mandate = factories.membership(user, start=days_ago(900))
    ask(client, user.email)
    mandate.end = days_ago(91)
    mandate.save()
    response = client.post(CODE, {"code": code_for(user.email)}, follow=True)
    assert "geen toegang" in response.content.decode() and not signed_in(client)


def test_an_account_without_membership_or_role_and_a_closed_one_get_no_code(client):
    ask(client, factories.person("los@voorbeeldstad.example").email)
    closed = member()
    User.objects.update(is_active=False)
    ask(client, closed.email)
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["signup/", "password/reset/", "password/change/", "email/", "confirm-email/"])
def test_there_is_no_sign_up_and_there_are_no_passwords(client, address):
    assert client.get(f"/account/{address}").status_code == 404


def test_a_password_opens_nothing():
    from django.contrib.auth import authenticate

    User.objects.create_superuser("baas@voorbeeld.example", "geheim")
    assert authenticate(email="baas@voorbeeld.example", username="baas@voorbeeld.example", password="geheim") is None


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


# --- what a session is ------------------------------------------------------------------------------------------------


def test_the_session_key_changes_at_signing_in_and_the_old_one_opens_nothing(client):
    from django.test import Client

    user = member()
    ask(client, user.email)
    before = client.cookies["sessionid"].value
    client.post(CODE, {"code": code_for(user.email)})
    assert client.cookies["sessionid"].value != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert not signed_in(thief)


def test_signing_out_takes_a_button_and_ends_the_session_for_good(client):
    from django.test import Client

    user = member()
    sign_in(client, user.email)
    key = client.cookies["sessionid"].value
    client.get("/account/logout/")
    assert signed_in(client)
    client.post("/account/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert not signed_in(client) and not signed_in(thief)


def test_a_new_round_ends_every_session_of_one_person(client):
    user = member()
    sign_in(client, user.email)
    assert client.get("/")["Location"] == "/leren/"
    User.objects.filter(pk=user.pk).update(session_round=1)
    assert client.get("/")["Location"] == LOGIN
