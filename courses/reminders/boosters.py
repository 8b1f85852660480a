"""The seam for mails that no obligation asks for: two questions, six weeks and four months after a result.

Learning knows who asked for them; it registers its finder here at start-up, and reminders ask it like any other fact.
Without a finder there are no boosters.
"""

from collections.abc import Callable, Iterable
from datetime import date

from content.editions.models import Edition
from courses.reminders.digests import Booster
from courses.reminders.ladder import BOOSTERS

#: `finder(on=day, persons=None or keys)` gives the boosters whose day has come and that are still wanted.
Finder = Callable[..., Iterable[Booster]]

_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Ask `finder` too, from now on; the same one again changes nothing."""
    if finder not in _finders:
        _finders.append(finder)


def unregister(finder: Finder) -> None:
    _finders.remove(finder)


def boosters_due(*, on: date, persons: Iterable[int] | None = None) -> list[Booster]:
    """Return what may go on the day `on`, of everybody or of these persons; a fixed number of queries a finder."""
    return [booster for finder in _finders for booster in finder(on=on, persons=persons)]


def as_boosters(due: Iterable) -> list[Booster]:
    """Return what a finder of learning gives, rows with `user`, `edition`, `number` (1 or 2) and `on`; one query."""
    due = list(due)
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
