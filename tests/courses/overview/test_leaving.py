"""A mandate ends at the desk: pages, mails and the desk's own tables stop that day, whatever was already on its way."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from courses.planning import mandates
from courses.planning.opening import open_year
from courses.reminders import outbox
from courses.reminders.models import Mail
from courses.reminders.sending import send_due
from elearning import roles
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.reminders.factories import OPENS, at, owing
from tests.elearning import factories as doors

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def end(membership, last_day, *, now):
    clerk = factories.clerk(membership.organisation)
    mandates.end_member(membership=membership, last_day=last_day, by=clerk, now=now)


@pytest.mark.parametrize(("last_day", "sent"), [(OPENS - DAY, 0), (OPENS, 1)])
def test_a_mail_that_was_planned_looks_again_before_it_goes(last_day, sent):
    owed = owing()
    outbox.plan(persons=[owed.membership.user_id], on=OPENS, now=at(OPENS, 9))
    assert Mail.objects.get().state == "planned"
    end(owed.membership, last_day, now=at(OPENS, 10))
    send_due(now=at(OPENS, 11))
    assert len(mail.outbox) == sent
    if not sent:
        assert (Mail.objects.get().state, Mail.objects.get().reason) == ("withheld", "ended")


def test_after_the_last_day_no_tick_mails(client):
    owed = owing()
    end(owed.membership, OPENS + DAY, now=at(OPENS))
    for number in range(2, 200, 7):
        send_due(now=at(OPENS + number * DAY))
    assert not mail.outbox


def test_a_running_session_sees_only_the_own_data(client):
    programme = planned.programme(starts_on=TODAY - 10 * DAY)
    edition = planned.edition(programme.module, TODAY.year, steps=[("lesson", "Les", 5, 3)])
    member = factories.membership(start=date(2020, 1, 1))
    client.force_login(member.user)
    assert client.get("/leren/kaart/").status_code == 200
    end(member, TODAY - DAY, now=timezone.now())
    for address in (f"/leren/{edition.pk}/", f"/leren/{edition.pk}/1/", "/leren/kaart/"):
        assert client.get(address).status_code == 404, address
    for address in ("/leren/", "/leren/berichten/", "/leren/logboek/"):
        assert client.get(address).status_code == 200, address
    assert member.organisation.name not in client.get("/leren/").content.decode()


@pytest.mark.urls("tests.elearning.urls")
@pytest.mark.parametrize(("days", "may"), [(0, True), (90, True), (91, False)])
def test_a_leaver_signs_in_for_ninety_days(client, days, may):
    user = doors.member()
    end(user.memberships.get(), TODAY - days * DAY, now=timezone.now())
    assert roles.may_sign_in(user=user, on=TODAY) is may
    if may:
        doors.sign_in(client, user.email)
    assert doors.signed_in(client) is may


def test_the_desk_counts_nobody_who_left_before_the_year_was_due(client):
    programme = planned.programme(starts_on=TODAY - 10 * DAY)
    edition = planned.edition(programme.module, TODAY.year)
    organisation = factories.organisation()
    member = factories.membership(factories.person(name="Weg Straks"), organisation, start=date(2020, 1, 1))
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY - 10 * DAY)
    client.force_login(factories.clerk(organisation))
    address = reverse("overview:year", args=[organisation.code, TODAY.year])
    assert "Straks, Weg" in client.get(address).content.decode()
    end(member, TODAY - DAY, now=timezone.now())
    assert "Straks, Weg" not in client.get(address).content.decode()
