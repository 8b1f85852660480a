"""Two short questions, six weeks and four months after finishing: for who asked for them, until withdrawn.

They serve memory alone. What is answered is kept nowhere, and nothing depends on it.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Subquery

from content.editions.models import EditionQuestion
from courses.learning.checking import drawn_for
from courses.learning.drawing import IN_BOOSTER, of_booster
from courses.learning.errors import NotHere
from courses.learning.models import Booster, Completion
from courses.learning.sittings import questions_to_draw
from courses.members.models import Membership

FIRST_DAYS = 42
SECOND_MONTHS = 4
NUMBERS = (1, 2)
#: So long after its day a booster may still be mailed; later it lapses. Shorter than from the first to the second.
MAILED_WITHIN = timedelta(days=60)


@dataclass(frozen=True)
class Due:
    """A booster that may be mailed: whose, of which edition, the first or the second, and since which day."""

    user: int
    edition: int
    number: int
    on: date


def due_day(*, completed_on: date, number: int) -> date:
    """Return the day on which booster `number` opens: 42 days, or 4 calendar months, after finishing.

    A day that the month does not have becomes its last: 31 October → 28 or 29 February.
    """
    if number == 1:
        return completed_on + timedelta(days=FIRST_DAYS)
    months = completed_on.year * 12 + completed_on.month - 1 + SECOND_MONTHS
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(completed_on.day, calendar.monthrange(year, month)[1]))


@transaction.atomic
def want_boosters(*, user, edition: int, on: date):
    """Note that `user` wants the two boosters of an edition; again changes nothing. Raises NotHere for who did not
    finish it, or when it has no question to ask.
    """
    finished = Completion.objects.filter(user=user, edition=edition).exists()
    if not finished or wants_boosters(user=user, edition=edition) is None:
        raise NotHere
    Booster.objects.bulk_create([Booster(user=user, edition_id=edition, wanted_on=on)], ignore_conflicts=True)


def withdraw_boosters(*, user, edition: int):
    """Forget that `user` wanted boosters of an edition; also when it was not so."""
    Booster.objects.filter(user=user, edition=edition).delete()


def wants_boosters(*, user, edition: int) -> bool | None:
    """Return whether `user` wants the boosters of an edition; None when it has no questions to ask again."""
    wanted = Booster.objects.filter(user=user, edition=edition)
    return questions_to_draw(edition=edition).annotate(wanted=Exists(wanted)).values_list("wanted", flat=True).first()


def booster_questions(*, user, edition: int, number: int) -> list[EditionQuestion]:
    """Return the questions that booster `number` asks of `user`, the same each time: at most two."""
    keys = drawn_for(edition=edition, seed=f"booster:{user.pk}:{edition}", number=len(NUMBERS) * IN_BOOSTER)
    chosen = of_booster(keys, number)
    rows = {}
    for row in questions_to_draw(edition=edition).filter(question__key__in=chosen).annotate(key=F("question__key")):
        rows.setdefault(row.key, row)
    return [rows[key] for key in chosen]


def boosters_due(*, on: date, users=None) -> list[Due]:
    """Return the boosters that may be mailed on the day `on`, longest due first; one query for each of the two.

    Of who wants them and has an active mandate; a booster whose day had passed when it was asked for is not mailed, nor
    one that could not be sent within `MAILED_WITHIN`. `users`: only of these (a queryset or keys).
    """
    found = [due for number in NUMBERS for due in _due(on, number, users)]
    return sorted(found, key=lambda due: (due.on, due.user, due.edition))


def _due(on, number, users):
    oldest, newest = (_finished(day, number) for day in (on - MAILED_WITHIN, on))
    mine = Completion.objects.filter(user=OuterRef("user"), edition=OuterRef("edition"))
    active = Membership.objects.active(on=on).filter(user=OuterRef("user"))
    rows = Booster.objects.annotate(completed_on=Subquery(mine.values("completed_on")[:1])).filter(
        Exists(active), completed_on__gt=oldest, completed_on__lte=newest
    )
    if users is not None:
        rows = rows.filter(user__in=users)
    for user, edition, wanted_on, completed_on in rows.values_list(
        "user_id", "edition_id", "wanted_on", "completed_on"
    ):
        day = due_day(completed_on=completed_on, number=number)
        if day >= wanted_on:
            yield Due(user, edition, number, day)


def _finished(on, number):
    """Return the last day of finishing whose booster `number` is due on or before `on`."""
    # from a day that is surely too early: months differ by at most three days in length
    day = on - timedelta(days=FIRST_DAYS) if number == 1 else on - timedelta(days=31 * SECOND_MONTHS)
    while due_day(completed_on=day + timedelta(days=1), number=number) <= on:
        day += timedelta(days=1)
    return day
