"""The mail with the code: neutral, in the language of who asked, and without anything that a header brought."""

import re

import pytest
from django.core import mail

from tests.elearning.factories import ask, member

pytestmark = pytest.mark.django_db


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
