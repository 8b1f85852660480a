"""When a member will be asked again, as far as that is known today."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Q

from content.editions.models import Edition
from courses.members import scope
from courses.members.models import Membership
from courses.planning.calendar import day_in, year_of
from courses.planning.facts import counting, exempt
from courses.planning.models import OrganisationWindow, ProgrammeYear


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
    An organisation's own window counts. Three queries, and one more for each module of a programme.
    """
    mandates = list(scope.mandates(user=user, on=on))
    windows = _windows(mandates)
    found = {}
    for newest in _newest(on) if mandates else ():
        for one in _next(newest, mandates, windows, user=user, on=on):
            if one.module not in found or one.opens < found[one.module].opens:
                found[one.module] = one
    return sorted(found.values(), key=lambda one: (one.opens, one.module))


def _windows(mandates):
    """The windows that these organisations have of their own, by programme and organisation."""
    found = OrganisationWindow.objects.filter(organisation__in=[mandate.organisation_id for mandate in mandates])
    return {(window.programme_id, window.organisation_id): window for window in found}


def _newest(on):
    """The newest open year of every module of every programme that has not ended."""
    years = (
        ProgrammeYear.objects.filter(
            Q(programme__ends_on=None) | Q(programme__ends_on__gt=on), programme__each_year=True, opened_on__lte=on
        )
        .select_related("programme", "edition")
        .order_by("-year", "pk")
    )
    newest = {}
    for year in years:
        newest.setdefault((year.programme_id, year.edition.module_id), year)
    return newest.values()


def _next(newest, mandates, windows, *, user, on):
    programme, module, year = newest.programme, newest.edition.module_id, newest.year + 1
    counts = Exists(counting(module=module, counts_from=year_of(programme, year).counts_from, on=on))
    mine = scope.mandates(user=user, on=on).annotate(counts=counts, exempt=exempt(programme, on=on))
    state = {mandate.pk: mandate for mandate in mine}
    if any(mandate.counts for mandate in state.values()):
        year += 1
    for mandate in mandates:
        if not programme.binds(mandate) or state[mandate.pk].exempt:
            continue
        window = windows.get((programme.pk, mandate.organisation_id))
        opens = day_in(year, window.opens_month, window.opens_day) if window else year_of(programme, year).opens
        ends = [day for day in (programme.ends_on, mandate.end) if day]
        if on < opens <= min(ends, default=opens):
            yield Coming(module, year, opens, mandate, newest.edition)
