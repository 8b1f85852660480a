"""A clerk reminds: whom, once a day, within the week's one mail, by day; and what is told of it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.members.log.models import DeskAction
from courses.planning.pausing import set_absence
from courses.reminders import by_clerk
from courses.reminders.asking import goes_on, remind
from courses.reminders.bounces import record_bounce
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.sending import send_due, send_planned
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import DUE, OPENS, at, owe, owing, quiet, year

pytestmark = pytest.mark.django_db
#: Nobody had a mail in the week before, and the ladder says nothing on it.
DAY = OPENS + timedelta(days=20)


class Council:
    def __init__(self, *names):
        self.organisation = factories.organisation()
        self.clerk = factories.clerk(self.organisation)
        self.year = year()
        self.members = {
            name: owing(self.year, self.organisation, user=factories.person(name=name)).membership for name in names
        }
        send_due(now=at(OPENS))
        mail.outbox.clear()

    def remind(self, members=None, *, now=None, organisation=None):
        members = self.members.values() if members is None else members
        return remind(
            organisation=organisation or self.organisation,
            programme_year=self.year,
            members=[one.pk for one in members],
            by=self.clerk,
            now=now or at(DAY),
        )

    def send(self, asked, now=None):
        return send_planned(mails=asked.mails, now=now or at(DAY), seconds=60)


@pytest.fixture
def council():
    return Council("Noor Een", "Bas Twee", "Cem Drie")


def asked_lines():
    return MailLine.objects.filter(kind="by_clerk")


def states(action):
    return [(one.sort_name, one.state, one.reason) for one in by_clerk.results_of(action=action)]


def test_who_owes_gets_the_clerks_mail_and_the_log_says_so(council):
    asked = council.remind()
    assert len(asked.mails) == 3 and not mail.outbox
    council.send(asked)
    assert {one.to[0] for one in mail.outbox} == {one.user.email for one in council.members.values()}
    assert mail.outbox[0].subject == "Van uw griffier: uw jaarlijkse module staat nog open"
    assert "30 juni 2027" in mail.outbox[0].body
    action = DeskAction.objects.get()
    assert (action.kind, action.by, action.facts["members"]) == ("reminded", council.clerk, 3)
    assert set(action.members.values_list("membership", flat=True)) == {one.pk for one in council.members.values()}
    assert {state for _name, state, _reason in states(action)} == {"sent"}


def test_what_the_clerk_sees_beforehand_is_what_is_sent(council):
    letter = by_clerk.letter_of(organisation=council.organisation, programme_year=council.year, on=DAY)
    council.send(council.remind())
    sent = next(one for one in mail.outbox if "Noor" in one.body)
    assert sent.body.replace("Dag Noor,", "Goedendag,") == letter.body
    assert sent.subject == letter.subject


@pytest.mark.parametrize(
    "change",
    [
        lambda member, year: planned.complete(member.user, year.edition, on=DAY - timedelta(days=1)),
        lambda member, year: set_absence(membership=member, start=DAY),
        lambda member, year: type(member).objects.filter(pk=member.pk).update(end=DAY - timedelta(days=1)),
        lambda member, year: member.exemptions.create(programme=year.programme, start=DAY),
    ],
    ids=["finished", "away", "gone", "not applicable"],
)
def test_who_owes_nothing_is_left_out_whatever_was_ticked(council, change):
    change(council.members["Noor Een"], council.year)
    council.send(council.remind())
    assert len(mail.outbox) == 2
    assert council.members["Noor Een"].pk not in asked_lines().values_list("membership", flat=True)


def test_another_organisations_members_are_nobody(council):
    elsewhere = owing(council.year, factories.organisation()).membership
    asked = council.remind([elsewhere])
    assert asked.action is None and not asked_lines().exists()
    assert not DeskAction.objects.exists()


def test_pressing_twice_asks_once(council):
    first, second = council.remind(), council.remind()
    assert second.action == first.action and not second.mails
    council.send(first)
    council.send(first)
    assert len(mail.outbox) == 3 and asked_lines().count() == 3
    assert DeskAction.objects.count() == 1


def test_the_database_keeps_one_a_day(council):
    council.remind()
    line = asked_lines().first()
    line.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def test_one_mail_a_week_holds_for_a_clerk_too(council):
    soon = at(OPENS + timedelta(days=6))
    asked = council.remind(now=soon)
    assert not asked.mails
    # the desk's own list shows the mail of that week, so it may be named
    assert states(asked.action) == [
        (name, "withheld", "budget") for name in ("Drie, Cem", "Een, Noor", "Twee, Bas")
    ]  # fmt: skip
    send_due(now=soon)
    assert not mail.outbox


def test_after_a_week_the_clerk_may_again_and_the_ladder_waits_its_week(council):
    council.send(council.remind())
    again = at(DAY + timedelta(days=7))
    council.send(council.remind(now=again), again)
    assert len(mail.outbox) == 6
    by_itself = DUE - timedelta(days=30)
    asked = council.remind(now=at(by_itself - timedelta(days=1)))
    council.send(asked, at(by_itself - timedelta(days=1)))
    mail.outbox.clear()
    send_due(now=at(by_itself))
    assert not mail.outbox
    send_due(now=at(by_itself + timedelta(days=6)))
    assert len(mail.outbox) == 3
    assert not MailLine.objects.exclude(kind__in=["invitation", "by_clerk", "days_30"]).exists()


def test_a_mail_of_elsewhere_or_about_something_else_is_not_told(council):
    """Another mandate, or two questions that the member asked for: the desk learns of neither."""
    member = council.members["Noor Een"]
    other = year(title="Iets anders")
    owe(factories.membership(member.user, factories.organisation()), other, opens=DAY - timedelta(days=2))
    send_due(now=at(DAY - timedelta(days=2)))
    asked = council.remind()
    assert ("Een, Noor", "withheld", "") in states(asked.action)
    assert asked_lines().get(membership=member).withheld == Reason.BUDGET  # the member reads why


def test_an_address_that_came_back_is_said(council):
    member = council.members["Noor Een"]
    record_bounce(mail=Mail.objects.get(person=member.user), on=DAY)
    asked = council.remind()
    council.send(asked)
    assert len(mail.outbox) == 2
    assert ("Een, Noor", "withheld", "came_back") in states(asked.action)


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [(8, 59, DAY), (9, 0, DAY), (19, 59, DAY), (20, 0, DAY + timedelta(days=1)), (23, 30, DAY + timedelta(days=1))],
)
def test_by_day_only(council, hour, minute, day):
    now = at(DAY, hour, minute)
    asked = council.remind(now=now)
    assert asked.goes_on == day
    council.send(asked, now)
    assert bool(mail.outbox) == (9 <= hour < 20)
    send_due(now=at(day, 9, 0))
    assert len(mail.outbox) == 3
    assert {one.day for one in Mail.objects.filter(lines__kind="by_clerk")} == {day}


def test_in_recess_it_waits_and_who_finishes_meanwhile_gets_none(council):
    quiet(DAY - timedelta(days=1), DAY + timedelta(days=10))
    assert goes_on(organisation=council.organisation, now=at(DAY)) == DAY + timedelta(days=11)
    asked = council.remind()
    council.send(asked)
    send_due(now=at(DAY + timedelta(days=5)))
    assert not mail.outbox
    planned.complete(council.members["Bas Twee"].user, council.year.edition, on=DAY + timedelta(days=6))
    send_due(now=at(DAY + timedelta(days=11)))
    assert len(mail.outbox) == 2
    assert ("Twee, Bas", "withheld", "done") in states(asked.action)


def test_two_mandates_the_line_is_the_asking_clerks(council):
    """Elsewhere the same module is due earlier; the mail says this organisation's date, and only its clerk sees it."""
    member = council.members["Noor Een"]
    elsewhere = factories.membership(member.user, factories.organisation())
    owe(elsewhere, council.year, due=date(2027, 5, 1))
    council.send(council.remind([member]))
    assert asked_lines().get().membership == member
    assert "Voorbeeldstad" not in mail.outbox[0].body


def test_two_clerks_on_one_day_are_one_mail(council):
    member = council.members["Noor Een"]
    there = factories.organisation()
    elsewhere = factories.membership(member.user, there)
    owe(elsewhere, council.year)
    council.send(council.remind([member]))
    second = council.remind([elsewhere], organisation=there)
    assert states(second.action) == [("Een, Noor", "withheld", "")]
    assert len(mail.outbox) == 1


def test_an_onboarding_of_last_year_that_is_open_is_reminded_in_this_year(council):
    edition = planned.edition(council.year.module, 2028, steps=[("lesson", "Les", 15, 3)])
    newer = type(council.year).objects.create(
        programme=council.year.programme, module=council.year.module, year=2028, edition=edition,
        opens=date(2027, 3, 10), due=date(2028, 6, 30), counts_from=date(2027, 9, 1), opened_on=date(2027, 3, 10),
    )  # fmt: skip
    council.year = newer
    assert len(council.remind().mails) == 3


def test_the_number_of_queries_does_not_grow(council):
    with CaptureQueriesContext(connection) as few:
        council.remind()
    many = Council(*[f"Lid Nummer{number}" for number in range(30)])
    with CaptureQueriesContext(connection) as more:
        many.remind()
    assert len(more) == len(few) <= 23


def test_who_was_reminded_before_the_invitation_needs_none():
    """A year that was quiet until now: the clerk is first, and nobody is invited after that."""
    recess = quiet(OPENS, OPENS + timedelta(days=2))
    council = Council("Noor Een")
    assert not Mail.objects.exists()
    recess.delete()
    council.send(council.remind(now=at(OPENS + timedelta(days=3))), at(OPENS + timedelta(days=3)))
    assert len(mail.outbox) == 1
    for days in range(4, 40):
        send_due(now=at(OPENS + timedelta(days=days)))
    assert len(mail.outbox) == 1


def test_by_itself_says_what_is_to_come(council):
    rungs = by_clerk.by_itself(organisation=council.organisation, programme_year=council.year, on=DAY)
    assert [(one.kind, one.day) for one in rungs] == [
        ("days_30", date(2027, 5, 31)), ("days_14", date(2027, 6, 16)), ("days_3", date(2027, 6, 27)),
        ("overdue", date(2027, 7, 1)),
    ]  # fmt: skip
    assert by_clerk.by_itself(organisation=council.organisation, programme_year=council.year, on=date(2028, 1, 1)) == []
