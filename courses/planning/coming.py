"""When a member will be asked again, as far as that is known today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q

from content.editions.models import Edition
from courses.members import scope
from courses.members.models import Membership
from courses.planning.calendar import year_of
from courses.planning.facts import counting
from courses.planning.models import ProgrammeYear


@dataclass(frozen=True)
class Coming:
    """The next `year` of a module (its key) for one mandate of a person; the window is meant to open on `opens`.

    `latest` is the newest edition that was opened: what the module is called until then.
    """

    module: int
    year: int
    opens: date
    membership: Membership
    latest: Edition


def coming(*, user, on: date) -> list[Coming]:
    """Return, for every module that was opened for the mandates of `user`, the opening that comes next, earliest first.

    Only days after `on`: when the window should have opened and nobody opened it yet, no day is known. A year for which
    the person counts already is passed over (rule 3), and so is an opening after the end of programme or mandate.
    Two queries, and one more for each module of a programme.
    """
    mandates = list(scope.mandates(user=user, on=on))
    found = {}
    for newest in _newest(on) if mandates else ():
        bound = [mandate for mandate in mandates if newest.programme.binds(mandate)]
        one = _next(newest, bound, user=user, on=on) if bound else None
        if one and (one.module not in found or one.opens < found[one.module].opens):
            found[one.module] = one
    return sorted(found.values(), key=lambda one: (one.opens, one.module))


def _newest(on):
    """The newest open year of every module of every programme that has not ended."""
    years = (
        ProgrammeYear.objects.filter(Q(programme__ends_on=None) | Q(programme__ends_on__gt=on), opened_on__lte=on)
        .select_related("programme", "edition")
        .order_by("-year", "pk")
    )
    newest = {}
    for year in years:
        newest.setdefault((year.programme_id, year.edition.module_id), year)
    return newest.values()


def _next(newest, mandates, *, user, on) -> Coming | None:
    programme, module, year = newest.programme, newest.edition.module_id, newest.year + 1
    counts = Exists(counting(module=module, counts_from=year_of(programme, year).counts_from, on=on))
    if scope.mandates(user=user, on=on).filter(counts).exists():
        year += 1
    opens = year_of(programme, year).opens
    if opens <= on or (programme.ends_on and programme.ends_on < opens):
        return None
    lasting = [mandate for mandate in mandates if mandate.end is None or mandate.end >= opens]
    return Coming(module, year, opens, lasting[0], newest.edition) if lasting else None
