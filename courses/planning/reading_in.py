"""A list that a clerk confirmed: into the register, with what new members owe, a line in the log and a way back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from courses.members import scope
from courses.members.importing.applying import ImportResult, apply_import
from courses.members.importing.comparing import ImportPlan
from courses.members.importing.undo import keep_undo
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.planning.closing import close_ended
from courses.planning.joining import assign_joiners


@transaction.atomic
def read_in(
    *, plan: ImportPlan, by, now: datetime, leaving: Mapping[int, date] | None = None, skipped: int = 0
) -> ImportResult:
    """Write `plan`, end the memberships in `leaving`, make what is owed, note it; all of it or nothing.

    `skipped` is how many rows the clerk left out, for the log. A list that changes nothing leaves the way back of the
    one before. Raises ProblemsLeft and PlanOutdated, as `apply_import`.
    """
    leaving = dict(leaving or {})
    result = apply_import(plan=plan, now=now, leaving=leaving)
    today = timezone.localdate(now)
    assign_joiners(today=today, memberships=scope.members(organisation=plan.organisation))
    about = [*result.new_ids, *result.changed_ids, *result.ended_ids]
    if about:
        close_ended(today=today)
    action = note_action(
        organisation=plan.organisation,
        by=by,
        kind=DeskAction.Kind.IMPORTED,
        now=now,
        about=about,
        new=len(result.new_ids),
        changed=len(result.changed_ids),
        ended=len(result.ended_ids),
        unchanged=result.unchanged,
        skipped=skipped,
    )
    if about:
        keep_undo(plan=plan, result=result, leaving=leaving, action=action, now=now)
    return result
