"""The language in which a person is written to: chosen by that person while signed in, and by nothing else."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.letters import language_of
from courses.overview import selectors
from courses.overview.names import exporting
from courses.planning.models import ProgrammeYear
from courses.planning.opening import open_year
from elearning.display import ADDRESS
from tests import factories
from tests.courses.planning import factories as planned
from tests.elearning.factories import LOGIN, member, sign_in

pytestmark = pytest.mark.django_db
SUBJECTS = {"nl": "Uw code om in te loggen", "en": "Your code to sign in"}


@pytest.fixture
def user():
    return member()


def language(user):
    return get_user_model().objects.get(pk=user.pk).language


def ask_for_a_code(client, email):
    mail.outbox.clear()
    client.post(LOGIN, {"email": email})
    return [message.subject for message in mail.outbox]


def test_nobody_chose_until_somebody_did(user):
    assert language(user) == "" and language_of(user) == "nl"


def test_a_choice_while_signed_in_is_kept_on_the_account(user, client):
    client.force_login(user)
    client.post(ADDRESS, {"taal": "en"})
    assert language(user) == "en"
    client.post(ADDRESS, {"taal": "nl", "thema": "donker"})
    assert language(user) == "nl"


@pytest.mark.parametrize("sent", [{"thema": "donker"}, {"taal": "fr"}, {"taal": ""}, {}])
def test_what_is_no_choice_of_a_language_changes_nothing(user, client, sent):
    user.language = "en"
    user.save()
    client.force_login(user)
    client.post(ADDRESS, sent)
    assert language(user) == "en"


def test_looking_changes_nothing(user, client):
    client.force_login(user)
    client.get(f"{ADDRESS}?taal=en")
    assert language(user) == ""


def test_signed_out_it_is_only_a_cookie(user, client):
    client.force_login(user)
    client.post(reverse("account_logout"))
    assert client.post(ADDRESS, {"taal": "en"}).cookies["taal"].value == "en"
    assert language(user) == ""


def test_a_session_that_ended_chooses_nothing(user, client):
    client.force_login(user)
    Session.objects.update(expire_date=timezone.now())
    client.post(ADDRESS, {"taal": "en"})
    assert language(user) == ""
    client.force_login(user)
    get_user_model().objects.filter(pk=user.pk).update(session_round=7)  # all sessions ended elsewhere
    client.post(ADDRESS, {"taal": "en"})
    assert language(user) == ""


def test_signing_in_changes_nothing_silently(user, client):
    get_user_model().objects.filter(pk=user.pk).update(language="nl")
    client.cookies["taal"] = "en"
    sign_in(client, user.email)
    page = client.get("/leren/").content.decode()
    assert language(user) == "nl" and '<html lang="en"' in page
    assert "taal" not in client.get("/leren/").cookies


def test_nobody_elses_account(user, client):
    other = member("bas@voorbeeldstad.example")
    client.force_login(user)
    client.post(ADDRESS, {"taal": "en", "user": other.pk})
    assert (language(user), language(other)) == ("en", "")


def test_the_cookie_is_set_when_the_database_is_away(user, client):
    client.force_login(user)

    def refuse(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        response = client.post(ADDRESS, {"taal": "en"})
    assert response.status_code == 303 and response.cookies["taal"].value == "en"
    assert language(user) == ""


def test_the_same_choice_again_writes_nothing_new(user, client):
    client.force_login(user)
    client.post(ADDRESS, {"taal": "en"})
    with CaptureQueriesContext(connection) as queries:
        client.post(ADDRESS, {"taal": "en"})
    assert len(queries) <= 5 and language(user) == "en"  # session, person, and the update that finds nothing to change


def test_only_languages_that_are_spoken_here(user):
    for wrong in ("fr", "NL", "nl-NL"):
        with pytest.raises(IntegrityError), transaction.atomic():
            get_user_model().objects.filter(pk=user.pk).update(language=wrong)


def test_a_code_comes_in_the_language_of_the_page_until_its_owner_chose(user):
    reader = Client()
    reader.cookies["taal"] = "en"
    assert ask_for_a_code(reader, user.email) == [SUBJECTS["en"]]
    get_user_model().objects.filter(pk=user.pk).update(language="nl")
    assert ask_for_a_code(reader, user.email) == [SUBJECTS["nl"]]  # whoever typed the address decides nothing
    get_user_model().objects.filter(pk=user.pk).update(language="en")
    assert ask_for_a_code(Client(), user.email) == [SUBJECTS["en"]]


def test_clerks_do_not_see_it(client):
    """Two members who differ in nothing but this look the same at the desk and in its list."""
    today = timezone.localdate()
    module, organisation = planned.module(), factories.organisation()
    people = [factories.person(name=name) for name in ("Noor de Wit", "Noor de Wit")]
    for person in people:
        factories.membership(person, organisation, start=today.replace(day=1))
    open_year(
        programme=planned.programme(module, starts_on=today.replace(day=1)), year=today.year,
        edition=planned.edition(module, today.year), today=today,
    )  # fmt: skip
    get_user_model().objects.filter(pk=people[0].pk).update(language="en")
    client.force_login(factories.clerk(organisation))
    page = client.get(reverse("overview:year", args=[organisation.code, today.year])).content.decode()
    rows = re.findall(r'<tr><th scope="row">[^<]*</th><td><span class="status.*?</tr>', page, re.S)
    assert len(rows) == 2 and rows[0] == rows[1]
    rows = selectors.export_rows(organisation=organisation, programme_year=ProgrammeYear.objects.get(), on=today)
    lines = b"".join(part if isinstance(part, bytes) else part.encode() for part in exporting.csv_lines(rows))
    assert len(set(lines.split(b"\r\n")[1:3])) == 1
