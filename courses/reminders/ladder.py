"""Which mail an obligation asks for on a day: the rungs of the ladder, from dates alone."""

from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.planning.models import NO_DAY_YET


class Kind(models.TextChoices):
    """What a mail says about one module: a rung of the ladder, what a clerk asked to send, or the two questions that a
    member asked for."""

    INVITATION = "invitation", _("invitation")
    DAYS_30 = "days_30", _("reminder, thirty days before")
    DAYS_14 = "days_14", _("reminder, fourteen days before")
    DAYS_3 = "days_3", _("reminder, three days before")
    OVERDUE = "overdue", _("the date has passed")
    BY_CLERK = "by_clerk", _("reminder, by the clerk")
    BOOSTER_1 = "booster_1", _("two questions, after six weeks")
    BOOSTER_2 = "booster_2", _("two questions, after four months")


#: So many days before the due date each reminder goes, nearest first.
DAYS_BEFORE = {Kind.DAYS_3: 3, Kind.DAYS_14: 14, Kind.DAYS_30: 30}
#: At most one mail in so many days to one person, over everything in the outbox.
BUDGET = timedelta(days=7)
LADDER = (Kind.INVITATION, Kind.DAYS_30, Kind.DAYS_14, Kind.DAYS_3, Kind.OVERDUE)
#: Who was told one of these needs no invitation any more.
INVITED = (*LADDER, Kind.BY_CLERK)
BOOSTERS = (Kind.BOOSTER_1, Kind.BOOSTER_2)


class Rung(NamedTuple):
    """A kind of mail and the first day on which it may go."""

    kind: Kind
    day: date


def ladder_of(*, opens: date, due: date) -> list[Rung]:
    """Return the rungs of an obligation, earliest first; `due` is inclusive.

    A reminder that would come on or before the day of the invitation is none: the invitation says the same. Without a
    due date (NO_DAY_YET: a pause has no end) there is nothing to say.
    """
    if due == NO_DAY_YET:
        return []
    before = [Rung(kind, due - timedelta(days=days)) for kind, days in reversed(DAYS_BEFORE.items())]
    return [
        Rung(Kind.INVITATION, opens),
        *(rung for rung in before if rung.day > opens),
        Rung(Kind.OVERDUE, max(opens, due) + timedelta(days=1)),
    ]


def current_rung(*, opens: date, due: date, on: date) -> Rung | None:
    """Return the latest rung whose day has come: what may be said on the day `on`. Earlier ones have lapsed.

    None before the obligation opens.
    """
    return next((rung for rung in reversed(ladder_of(opens=opens, due=due)) if rung.day <= on), None)
