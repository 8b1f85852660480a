"""A mail that was planned is looked at again before it goes: what happened since is silence, with its reason."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from courses.planning.models import Exemption
from courses.planning.pausing import set_absence
from courses.reminders import choosing, outbox
from courses.reminders.models import Mail, Reason
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import NEXT, OPENS, at, owe, owing, quiet, year

pytestmark = pytest.mark.django_db


def plan(assignment, day=OPENS):
    """The mail of this person, planned by a tick that died before it sent it."""
    outbox.plan(persons=[assignment.membership.user_id], on=day, now=at(day))
    return Mail.objects.get(person=assignment.membership.user)


def left(assignment):
    assignment.membership.end = OPENS - timedelta(days=1)
    assignment.membership.save()


def finished(assignment):
    planned.complete(assignment.membership.user, assignment.edition, on=OPENS)


def closed(assignment):
    assignment.closed_on, assignment.closed_reason = OPENS, "next_year"
    assignment.save()


def away(assignment):
    set_absence(membership=assignment.membership, start=OPENS, end=NEXT)


def exempt(assignment):
    programme = assignment.programme_year.programme
    Exemption.objects.create(membership=assignment.membership, programme=programme, start=OPENS)


def taken_offline(assignment):
    type(assignment.edition.module).objects.filter(pk=assignment.edition.module_id).update(live=False)


def programme_over(assignment):
    assignment.programme_year.programme.ends_on = OPENS - timedelta(days=1)
    assignment.programme_year.programme.save()


def account_closed(assignment):
    get_user_model().objects.filter(pk=assignment.membership.user_id).update(is_active=False)


def address_came_back(assignment):
    user = assignment.membership.user
    user.bounces.create(address=user.email, on=OPENS)


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (left, Reason.ENDED), (finished, Reason.DONE), (closed, Reason.CLOSED), (away, Reason.ABSENT),
        (exempt, Reason.EXEMPT), (taken_offline, Reason.UNPUBLISHED), (programme_over, Reason.PROGRAMME_ENDED),
        (account_closed, Reason.ACCOUNT), (address_came_back, Reason.CAME_BACK),
    ],
)  # fmt: skip
def test_what_happened_since_the_planning_is_silence_with_its_reason(happened, reason):
    assignment = owing()
    planned_ = plan(assignment)
    happened(assignment)
    tally = send_due(now=at(OPENS, 11))
    planned_.refresh_from_db()
    assert (planned_.state, planned_.reason, tally.withheld, mail.outbox) == ("withheld", reason, 1, [])
    assert planned_.lines.get().withheld == reason
    assert send_due(now=at(OPENS, 12)).handled == 0


def test_a_mail_that_waited_too_long_says_what_holds_now():
    assignment = owing()
    first = plan(assignment)
    send_due(now=at(date(2027, 6, 1)))
    lines = dict(first.lines.values_list("kind", "withheld"))
    assert lines == {"invitation": Reason.LAPSED, "days_30": ""}
    assert [message.subject for message in mail.outbox] == ["Nog 29 dagen voor uw jaarlijkse module"]
    assert Mail.objects.get().day == date(2027, 6, 1)


def test_one_of_two_lines_falls_away_and_the_mail_goes_without_it():
    member = factories.membership()
    one, other = owe(member, year(title="Melden helpt")), owe(member, year(title="Online bedreigd"))
    planned_ = plan(one)
    finished(other)
    send_due(now=at(OPENS, 11))
    assert "Online bedreigd" not in mail.outbox[0].body
    assert sorted(planned_.lines.values_list("withheld", flat=True)) == ["", Reason.DONE]


def test_what_was_planned_waits_out_a_quiet_day():
    planned_ = plan(owing())
    quiet(OPENS, OPENS)
    assert send_due(now=at(OPENS)).handled == 0
    planned_.refresh_from_db()
    assert planned_.state == "planned"
    assert send_due(now=at(NEXT)).sent == 1
    planned_.refresh_from_db()
    assert (planned_.state, planned_.day) == ("sent", NEXT)


def test_the_address_is_the_one_of_the_moment_of_sending():
    assignment = owing()
    plan(assignment)
    get_user_model().objects.filter(pk=assignment.membership.user_id).update(email="nieuw@voorbeeldstad.example")
    send_due(now=at(OPENS))
    assert mail.outbox[0].to == ["nieuw@voorbeeldstad.example"]
    assert Mail.objects.get().address == "nieuw@voorbeeldstad.example"


def test_a_person_who_chose_english_gets_english(monkeypatch):
    assignment = owing()
    real = choosing._people

    def people(*arguments):
        found = real(*arguments)
        return {pk: (type(one)(one.pk, one.email, one.name, "en"), back) for pk, (one, back) in found.items()}

    monkeypatch.setattr(choosing, "_people", people)
    send_due(now=at(OPENS))
    assert mail.outbox[0].subject == "Your yearly module for the council (25 minutes)"
    assert assignment.membership.user.email == mail.outbox[0].to[0]
