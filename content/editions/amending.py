"""Change a step of an edition that is open: a new document, and an insert-only note of what, why and by whom."""

from django.db import transaction
from django.utils.translation import gettext as _

from content.editions.documents import Incomplete
from content.editions.freezing import freeze, questions_in
from content.editions.models import Amendment, EditionStep
from content.editions.opening import fill_step
from content.editions.upgrading import says_the_same


@transaction.atomic
def amend(*, step, kind, reason, by, now) -> Amendment:
    """Let `step` serve what is published of its page now. Other years and what members saw before stay as they were.

    `kind` is an Amendment.Kind; `reason` is also what members read of it in *What is new*. Raises Incomplete in words:
    nothing changed, no reason, a lesson that got shorter than members already are, or a quiz with other questions than
    the ones that are being answered.
    """
    if not reason.strip():
        raise Incomplete(_("Say why the edition changes."))
    step = EditionStep.objects.select_for_update().get(pk=step.pk)
    before, page = step.frozen, step.page.specific
    after = freeze(page)
    if says_the_same(before.document, after.document):
        raise Incomplete(_("“%(name)s” is what the edition already shows. Nothing was changed.") % {"name": page})
    if step.kind == EditionStep.Kind.LESSON and len(after.document["body"]) < step.screens:
        raise Incomplete(
            _("A lesson that is open cannot lose screens: members are already further. Nothing was changed.")
        )
    if step.kind == EditionStep.Kind.QUIZ:
        served = list(step.questions.values_list("question_id", flat=True))
        if [question.pk for question in questions_in(page)] != served:
            raise Incomplete(_("A quiz that is open keeps its questions and their order. Nothing was changed."))
    else:
        step.questions.all().delete()  # for practice: no answer to them is kept
    fill_step(step=step, page=page, stored=after)
    amendment = Amendment(step=step, before=before, after=after, kind=kind, reason=reason.strip(), by=by, at=now)
    amendment.full_clean()
    amendment.save()
    return amendment
