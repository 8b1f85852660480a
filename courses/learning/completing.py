"""Afgerond: written once, when every step of the edition is done."""

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from content.editions.documents import digest
from content.editions.models import EditionStep
from courses.learning.models import Answer, Attempt, Completion, Enrolment
from courses.learning.receipts import new_reference, receipt_of


@transaction.atomic(savepoint=False)
def complete_if_ready(*, enrolment: Enrolment | int, now) -> Completion | None:
    """Return the completion of `enrolment`, made now when all its steps are done; None when they are not.

    Makes one however often and from however many places it is called. `now` is an aware datetime.
    """
    pk = getattr(enrolment, "pk", enrolment)
    # whoever comes second waits here and then sees what the first one did
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("edition").get(pk=pk)
    edition = enrolment.edition
    standing = Completion.objects.filter(user=enrolment.user_id, edition=edition).first()
    if standing:
        return standing
    steps = _steps(enrolment)
    if not steps or any(done_at is None for *_rest, done_at in steps):
        return None
    local = timezone.localtime(now)
    reference = _free_reference(edition.year)
    receipt = receipt_of(
        reference=reference,
        edition=edition,
        steps=[step[:3] for step in steps],
        questions=_questions(enrolment),
        rules=_rules(enrolment),
        completed_at=local,
    )
    return Completion.objects.create(
        user_id=enrolment.user_id,
        edition=edition,
        module_id=edition.module_id,
        completed_at=now,
        completed_on=local.date(),
        reference=reference,
        receipt=receipt,
        digest=digest(receipt),
    )


def _steps(enrolment):
    """Every step: position, page, digest of what was seen, moment it was done."""
    mine = FilteredRelation("progress", condition=Q(progress__enrolment=enrolment.pk))
    rows = EditionStep.objects.filter(edition=enrolment.edition_id).annotate(mine=mine).order_by("position")
    return list(rows.values_list("position", "page_id", "mine__frozen_id", "mine__done_at"))


def _questions(enrolment):
    """Key and digest of every question answered in the attempts that were passed, each version once."""
    rows = (
        Answer.objects.filter(attempt__enrolment=enrolment, attempt__passed=True)
        .order_by("attempt__step__position", "question__position", "turn")
        .values_list("question__question__key", "frozen_id")
    )
    return list(dict.fromkeys(rows))


def _rules(enrolment):
    rows = Attempt.objects.filter(enrolment=enrolment, passed=True).order_by("step__position", "number")
    return list(dict(rows.values_list("step__position", "rule")).items())


def _free_reference(year):
    while True:
        reference = new_reference(year)
        if not Completion.objects.filter(reference=reference).exists():
            return reference
