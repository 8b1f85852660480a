"""A tick asks the database the same number of questions for few and for many (`make bench` takes the time)."""

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
from courses.reminders.ticking import tick
from tests import factories
from tests.courses.reminders.factories import OPENS, at, year

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 300


def more(number, programme_year, organisation):
    """So many members more who owe the year and got their invitation."""
    there = Membership.objects.count()
    users = get_user_model().objects.bulk_create(
        get_user_model()(email=f"lid{there + row}@groot.example", name=f"Lid {row}") for row in range(number)
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


def questions(do):
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def test_with_nothing_due_a_tick_asks_the_same_number_of_questions_for_few_and_for_many():
    programme_year, organisation = year(), factories.organisation()
    quiet, found = at(OPENS + timedelta(days=20)), []
    for number in (FEW, MANY):
        more(number, programme_year, organisation)
        found.append((questions(lambda: tick(now=quiet)), questions(lambda: send_due(now=quiet))))
    assert mail.outbox == []
    assert Assignment.objects.filter(closed_on=None).count() == FEW + MANY
    assert found[0] == found[1]
