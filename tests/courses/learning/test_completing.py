"""Afgerond: once, with a receipt that names what was really seen."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.editions.documents import digest
from courses.learning.completing import complete_if_ready
from courses.learning.models import Answer, Completion, Enrolment, Progress
from courses.members.models import Kind
from tests import factories as people
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.walking import Walker

pytestmark = pytest.mark.django_db


def finish(walker):
    walker.finish_lesson()
    walker.finish_dilemma()
    return walker.finish_quiz()


def test_every_step_done_is_a_completion(walker, member, edition):
    walker.finish_lesson()
    walker.finish_dilemma()
    assert not Completion.objects.exists()
    walker.finish_quiz()
    completion = Completion.objects.get()
    assert (completion.user, completion.edition, completion.module) == (member, edition, edition.module)
    assert completion.completed_on == timezone.localdate(completion.completed_at)
    assert completion.reference.startswith("2026-")


def test_the_receipt_names_the_digests_really_seen(walker, member, edition):
    finish(walker)
    completion = Completion.objects.get()
    receipt = completion.receipt
    assert completion.digest == digest(receipt)
    seen = {progress.step.position: progress.frozen_id for progress in Progress.objects.select_related("step")}
    assert receipt["steps"] == [
        {"position": step.position, "page": step.page_id, "digest": seen[step.position], "how": "seen"}
        for step in edition.steps.all()
    ]
    assert (receipt["v"], receipt["route"], receipt["check"]) == (2, "full", [])
    questions = edition.steps.get(position=3).questions.all()
    assert receipt["questions"] == [{"key": row.question.key, "digest": row.frozen_id} for row in questions]
    assert receipt["rules"] == [{"position": 3, "rule": "mastery"}]
    assert (receipt["edition"], receipt["module"], receipt["year"]) == (edition.pk, edition.module_id, 2026)
    assert receipt["edition_digest"] == edition.frozen_id
    assert datetime.fromisoformat(receipt["completed_at"]) == completion.completed_at.replace(microsecond=0)


def test_a_question_that_was_answered_twice_stands_there_once(walker):
    walker.finish_lesson()
    walker.finish_dilemma()
    walker.begin(3)
    walker.answer(WRONG)
    walker.get(walker.link("Probeer opnieuw"))
    walker.answer(RIGHT)
    walker.finish_quiz()
    assert Answer.objects.count() == 4
    assert len(Completion.objects.get().receipt["questions"]) == 3


def test_calling_it_again_changes_nothing(walker):
    finish(walker)
    before = Completion.objects.values().get()
    again = complete_if_ready(enrolment=Enrolment.objects.get(), now=timezone.now())
    assert again.pk == before["id"]
    assert Completion.objects.values().get() == before


def test_an_unfinished_enrolment_is_not_completed(walker):
    walker.finish_lesson()
    assert complete_if_ready(enrolment=Enrolment.objects.get(), now=timezone.now()) is None


def test_it_counts_on_the_local_day(walker):
    finish(walker)
    Completion.objects.all().delete()
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    completion = complete_if_ready(enrolment=Enrolment.objects.get(), now=late)
    assert completion.completed_on == date(2026, 7, 1)
    assert completion.receipt["completed_at"] == "2026-07-01T00:30:00+02:00"


def test_a_completion_is_never_changed(walker):
    finish(walker)
    completion = Completion.objects.get()
    completion.completed_on = date(2020, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        completion.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Completion.objects.update(reference="2026-AAAA-AAAA")


def test_the_result_has_no_score_and_says_what_to_remember(walker):
    assert walker.get("klaar/").url == walker.root
    finish(walker)
    walker.get(walker.link("Ga verder"))
    assert walker.heading == "U bent klaar voor 2026"
    assert "Dank u wel, Noor." in walker.html and "Bewaar eerst." in walker.html and "Meld altijd." in walker.html
    assert "Uw griffier ziet dat u de module hebt afgerond en op welke dag. Een cijfer is er niet." in walker.html
    assert Completion.objects.get().reference in walker.html
    assert walker.post("").url.endswith("/klaar/")


def test_a_water_authority_has_no_clerk(client, edition, member):
    other = people.membership(None, people.organisation(kind=Kind.WATER_AUTHORITY, name="Nieuwediep")).user
    client.force_login(other)
    walker = finish(Walker(client, edition))
    assert "Uw secretaris ziet" in walker.get("klaar/").html


def test_last_years_completion_stays_when_this_year_is_done(walker, client, edition, member):
    finish(walker)
    before = Completion.objects.values().get()
    finish(Walker(client, factories.an_edition(edition.module, year=2027)))
    assert Completion.objects.count() == 2
    assert Completion.objects.values().get(pk=before["id"]) == before
