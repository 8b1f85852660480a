"""Afgerond: written once, when nothing is left to do: of the whole edition, or of the refresher."""

from django.db import transaction
from django.utils import timezone

from content.editions.documents import digest
from courses.learning.models import Answer, Attempt, Completion, Enrolment, ScreenSeen
from courses.learning.receipts import new_reference, receipt_of
from courses.learning.routes import route_of


@transaction.atomic(savepoint=False)
def complete_if_ready(*, enrolment: Enrolment | int, now) -> Completion | None:
    """Return the completion of `enrolment`, made now when its way is walked (`Route.all_done`); None when it is not.

    Makes one however often and from however many places it is called. `now` is an aware datetime.
    """
    pk = getattr(enrolment, "pk", enrolment)
    # whoever comes second waits here and then sees what the first one did
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("edition").get(pk=pk)
    edition = enrolment.edition
    standing = Completion.objects.filter(user=enrolment.user_id, edition=edition).first()
    if standing:
        return standing
    route = route_of(user=enrolment.user_id, edition=edition.pk)
    if not route.all_done:
        return None
    local = timezone.localtime(now)
    reference = _free_reference(edition.year)
    receipt = receipt_of(
        reference=reference,
        edition=edition,
        steps=[(step.position, step.page, step.seen, not step.done) for step in route.steps],
        questions=_questions(enrolment, step__isnull=False),
        rules=_rules(enrolment),
        **(_refreshed(enrolment, route) if route.refreshing else {}),
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


def _refreshed(enrolment, route):
    """What a receipt says besides of who has a refresher, whichever way it went in the end."""
    return {
        "since": route.refreshing.since if any(not step.done for step in route.steps) else None,
        "check": _questions(enrolment, step__isnull=True),
        "must_see": _must_see(enrolment),
    }


def _questions(enrolment, **attempts):
    """Key and digest of every question answered in the attempts that were passed, each version once."""
    passed = Attempt.objects.filter(enrolment=enrolment, passed=True, **attempts)
    rows = (
        Answer.objects.filter(attempt__in=passed)
        .order_by("attempt__step__position", "question__step__position", "question__position", "turn")
        .values_list("question__question__key", "frozen_id")
    )
    return list(dict.fromkeys(rows))


def _rules(enrolment):
    passed = Attempt.objects.filter(enrolment=enrolment, passed=True, step__isnull=False)
    rows = passed.order_by("step__position", "number")
    return list(dict(rows.values_list("step__position", "rule")).items())


def _must_see(enrolment):
    """Position of the step, id of the screen and digest of every must-see screen that was seen by itself."""
    rows = ScreenSeen.objects.filter(refresher__enrolment=enrolment).order_by("step__position", "pk")
    return list(rows.values_list("step__position", "screen", "frozen_id"))


def _free_reference(year):
    while True:
        reference = new_reference(year)
        if not Completion.objects.filter(reference=reference).exists():
            return reference
