"""Mails that no obligation asks for: two questions, six weeks and four months after a result, for who wants them."""

from collections.abc import Iterable
from datetime import date

from content.editions.models import Edition
from courses.learning.boosters import boosters_due as wanted_and_due
from courses.reminders.digests import Booster
from courses.reminders.ladder import BOOSTERS


def boosters_due(*, on: date, persons: Iterable[int] | None = None) -> list[Booster]:
    """Return what may go on the day `on`, of everybody or of these persons; three queries."""
    due = list(wanted_and_due(on=on, users=persons))
    editions = Edition.objects.in_bulk({one.edition for one in due}) if due else {}
    return [
        Booster(
            person=one.user,
            kind=BOOSTERS[one.number - 1],
            edition=one.edition,
            day=one.on,
            title=editions[one.edition].title,
            language=editions[one.edition].language,
            link=f"/leren/{one.edition}/twee-vragen/{one.number}/",
        )
        for one in due
    ]
