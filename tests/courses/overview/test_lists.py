"""The lists that a clerk takes hold what the screen shows, no formula, and nothing that a clerk may not see."""

import io
import re

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from courses.learning.models import Answer, Attempt
from courses.members.models import Membership
from courses.planning.models import NamesExport
from tests.courses.overview.answers import csv_rows, xlsx_cells
from tests.courses.overview.council import TODAY
from tests.courses.overview.freshness import show_again

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_is_a_post_and_the_members_can_see_that_it_was_taken(client, council, kind):
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    assert client.get(council.url(kind)).status_code == 405
    assert not NamesExport.objects.exists()
    response = client.post(council.url(kind))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    noted = NamesExport.objects.get()
    assert (noted.organisation, noted.by, noted.taken_on, noted.kind) == (
        council.organisation,
        council.clerk,
        TODAY,
        kind,
    )


@pytest.mark.parametrize(
    ("taal", "heading", "statuses"),
    [
        ("nl", ["Naam", "Status", "Afgerond op"], {"Afgerond", "Bezig", "Niet begonnen"}),
        ("en", ["Name", "Status", "Finished on"], {"Finished", "Under way", "Not begun"}),
    ],
)
def test_a_list_speaks_the_language_of_who_takes_it(client, council, taal, heading, statuses):
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    client.cookies["taal"] = taal
    rows = csv_rows(client.post(council.url("csv")))
    book = load_workbook(io.BytesIO(b"".join(client.post(council.url("xlsx")).streaming_content)))
    for first, *rest in (rows, [[cell.value for cell in row] for row in book.active.rows]):
        assert first == heading and {row[1] for row in rest} == statuses


def test_the_lists_hold_what_the_screen_shows(client, council):
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    day = f"{TODAY:%d-%m-%Y}"
    expected = [
        ["Naam", "Status", "Afgerond op"],
        ["Afgerond, Noor", "Afgerond", day],
        ["Bezig, Bas", "Bezig", ""],
        ["Niets, Cem", "Niet begonnen", ""],
    ]
    assert csv_rows(client.post(council.url("csv"))) == expected
    cells = xlsx_cells(client.post(council.url("xlsx")))
    assert [[cell.value or "" for cell in row] for row in cells] == expected


FORMULAS = [
    "=1+1",
    "+31612345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    '=HYPERLINK("http://x.example","klik")',
    "=cmd|' /C calc'!A0",
    "Jan\t=1+1",
    "Jan\r\n=1+1",
    'Jan";=1+1;"',
    "\x00=1",
    "\u2028=1",
]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_becomes_a_formula(client, council, name):
    if "\x00" in name and connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps no NUL")
    Membership.objects.filter(sort_name="Bezig, Bas").update(sort_name=name)
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    rows = csv_rows(client.post(council.url("csv")))
    assert len(rows) == 4
    assert all(len(row) == 3 for row in rows)
    cells = xlsx_cells(client.post(council.url("xlsx")))
    for value in [cell for row in rows for cell in row] + [str(c.value or "") for row in cells for c in row]:
        assert not re.match(r"\s*[=+\-@＝＋－＠]", value)
        assert not re.search(r"[\t\r\n\x00]", value)
    assert {cell.data_type for row in cells for cell in row if cell.value} <= {"s", "inlineStr"}


def test_no_response_of_the_desk_carries_more_than_it_may(client, council):
    """Canaries in everything that a clerk must not see, searched in every byte of every clerk address."""
    done = council.organisation.memberships.order_by("pk").first()
    moment = timezone.now().replace(hour=3, minute=47, second=41)
    enrolment = done.user.enrolments.get()
    enrolment.started_at = moment
    enrolment.save()
    step = council.edition.steps.get()
    attempt = Attempt.objects.create(
        enrolment=enrolment, step=step, number=7777, rule={"rule": "canary-rule"}, started_at=moment
    )
    question = _question(step)
    Answer.objects.create(
        attempt=attempt,
        question=question,
        frozen=step.frozen,
        turn=8888,
        response={"chosen": "canary-response"},
        right=False,
        given_at=moment,
    )
    enrolment.progress.create(step=step, frozen=step.frozen, position=6666, done_at=moment)
    client.force_login(council.clerk)
    show_again(client, council.organisation)
    responses = [client.get(council.url()), client.get(reverse("overview:newest", args=[council.organisation.code]))]
    bodies = [response.content for response in responses]
    bodies.append(b"".join(client.post(council.url("csv")).streaming_content))
    bodies.append(repr([[c.value for c in row] for row in xlsx_cells(client.post(council.url("xlsx")))]).encode())
    canaries = ["canary", "7777", "8888", "6666", ":47", "47:41", done.user.email, "TEST-"]
    for body in bodies:
        assert b"Noor" in body
        for canary in canaries:
            assert canary.encode() not in body, canary


def _question(step):
    from content.editions.models import EditionQuestion
    from content.objectives import Objective
    from content.questions.statement import StatementQuestion

    objective = Objective.objects.create(code="M1", statement="Kent de route.")
    fields = {"prompt": "Juist?", "objective": objective}
    names = {field.name for field in StatementQuestion._meta.get_fields()}
    question = StatementQuestion.objects.create(**{name: value for name, value in fields.items() if name in names})
    return EditionQuestion.objects.create(step=step, position=1, question=question, frozen=step.frozen)
