"""A tick costs the same number of queries for few and for many, and next to nothing when nothing is due."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.members.models import Membership
from courses.planning.models import Assignment
from courses.reminders.models import Mail, MailLine
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.reminders.factories import OPENS, at, year

pytestmark = pytest.mark.django_db


def many(number, programme_year):
    """So many members who owe the year and got their invitation."""
    organisation = factories.organisation()
    users = get_user_model().objects.bulk_create(
        get_user_model()(email=f"lid{row}@groot.example", name=f"Lid {row}") for row in range(number)
    )
    members = Membership.objects.bulk_create(
        Membership(
            user=user, organisation=organisation, name=user.name, sort_name=user.name, sort_key=user.name,
            office="raadslid", start="2026-03-26", registered_on="2026-03-26",
        )
        for user in users
    )  # fmt: skip
    Assignment.objects.bulk_create(
        Assignment(
            membership=member, programme_year=programme_year, kind="yearly", edition=programme_year.edition,
            opens=programme_year.opens, due=programme_year.due, unmoved_due=programme_year.due,
            counts_from=programme_year.counts_from,
        )
        for member in members
    )  # fmt: skip
    mails = Mail.objects.bulk_create(
        Mail(
            person=user, message_id=f"<{user.pk}@groot.example>", state="sent", day=programme_year.opens,
            planned_at=at(programme_year.opens), claimed_at=at(programme_year.opens),
        )
        for user in users
    )  # fmt: skip
    MailLine.objects.bulk_create(
        MailLine(
            mail=mail, person_id=mail.person_id, kind="invitation", programme_year=programme_year,
            membership=member, due=programme_year.due,
        )
        for mail, member in zip(mails, members, strict=True)
    )  # fmt: skip


@pytest.mark.parametrize("number", [500, pytest.param(100_000, marks=pytest.mark.proof)])
def test_with_nothing_due_a_tick_is_two_seconds_at_most(number):
    many(number, year())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for days in (20, 60):
        begun = time.monotonic()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            send_due(now=at(OPENS + timedelta(days=days)))
        took = time.monotonic() - begun
        print(number, days, round(took, 3), len(queries))
        assert took < 2
    assert mail.outbox == []
