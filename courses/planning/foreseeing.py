"""What something would do to due dates: it is done, looked at, and taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists

from courses.members.models import Membership
from courses.planning.facts import satisfying
from courses.planning.models import NO_DAY_YET, Assignment, ProgrammeYear


@dataclass(frozen=True)
class Due:
    """Until when something is asked. `asked` is False when it is not (any more); without a `day` it is paused."""

    asked: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Effect:
    """What becomes of one obligation that is not finished."""

    programme_year: ProgrammeYear
    before: Due
    after: Due


@transaction.atomic
def foresee(act: Callable[[], Membership | None], *, membership: Membership | None = None) -> list[Effect]:
    """Return what `act` changes in what is still owed by `membership`, or by the membership that it returns.

    Nothing of it stays. What `act` raises goes through. `membership` is as the database has it again afterwards.
    """
    before = dues_of(membership) if membership else {}
    with transaction.atomic():
        after = dues_of(act() or membership)
        transaction.set_rollback(True)
    if membership:
        membership.refresh_from_db()
    years = {year.pk: year for year in [*before, *after]}
    found = [Effect(year, before.get(year, Due()), after.get(year, Due())) for year in years.values()]
    return [one for one in found if one.before != one.after]


def dues_of(membership: Membership) -> dict[ProgrammeYear, Due]:
    """Return what `membership` does or did owe, not finished, by year of a programme, the newest first; one query."""
    rows = Assignment.objects.filter(membership=membership).exclude(Exists(satisfying()))
    rows = rows.select_related("programme_year__edition").order_by("-programme_year__year", "programme_year")
    return {row.programme_year: _due(row) for row in rows}


def _due(assignment):
    if assignment.closed_on:
        return Due()
    return Due(asked=True, day=None if assignment.due == NO_DAY_YET else assignment.due)
