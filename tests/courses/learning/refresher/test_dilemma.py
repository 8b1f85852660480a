"""Which dilemma a returning member is asked to do."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from courses.learning.models import Enrolment, Progress, Refresher
from tests.courses.learning import factories, returning
from tests.courses.learning.refresher.steps import DILEMMA, OTHER, all_but, finished
from tests.courses.learning.returning import Returning

pytestmark = pytest.mark.django_db


def done_before(member, edition, *positions):
    enrolment = Enrolment.objects.get(user=member, edition=edition)
    for step in edition.steps.filter(position__in=positions):
        Progress.objects.create(enrolment=enrolment, step=step, frozen_id=step.frozen_id, position=1,
                                done_at=datetime(2025, 5, 1, tzinfo=UTC))  # fmt: skip


def test_the_dilemma_is_one_that_this_person_never_did(walker, member, editions):
    done_before(member, editions[0], DILEMMA)
    walker.start()
    assert Refresher.objects.get().dilemma.position == OTHER


def test_else_one_that_changed_since(client):
    module = returning.a_wide_module()
    earlier = factories.an_edition(module, year=2025)
    page = module.get_children().get(slug="dilemma-2").specific
    page.closing = "<p>Een ander slot.</p>"
    page.save_revision().publish()
    edition = factories.an_edition(module, year=2026)
    member = returning.a_returning_member(earlier)
    done_before(member, earlier, DILEMMA, OTHER)
    client.force_login(member)
    Returning(client, edition).start()
    assert Refresher.objects.get().dilemma.position == OTHER


def test_else_the_first(walker, member, editions):
    done_before(member, editions[0], DILEMMA, OTHER)
    walker.start()
    assert Refresher.objects.get().dilemma.position == DILEMMA


def test_one_that_was_done_in_this_edition_already_is_the_one(walker, member, edition):
    enrolment = Enrolment.objects.create(user=member, edition=edition, started_at=timezone.now())
    step = edition.steps.get(position=OTHER)
    Progress.objects.create(enrolment=enrolment, step=step, frozen_id=step.frozen_id, position=1,
                            done_at=timezone.now())  # fmt: skip
    walker.post("route/", route="short")
    assert dict(walker.tasks)["Dilemma 2"] == "Afgerond" and "Dilemma 1" not in dict(walker.tasks)


def test_an_edition_without_a_dilemma_asks_none(client):
    earlier, edition = returning.two_editions(dilemmas=0)
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition)
    all_but(walker, "dilemma")
    assert finished(member, edition)
