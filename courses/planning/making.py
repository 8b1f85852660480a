"""Making assignments in batches: a fixed number of queries for each batch, whatever its size."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.members.models import Membership
from courses.planning.facts import begun_edition, counting, in_audience, late_work, open_onboarding
from courses.planning.models import Assignment, Programme, ProgrammeYear

BATCH = 2000

#: What a membership gets: its kind, the day from which it stands and its due date.
Terms = Callable[[Membership], tuple[str, date, date]]


def owing(*, programme_year, today, after=0, memberships=None):
    """Memberships active on `today` that must get an assignment for `programme_year` and have none yet.

    Only those whose key comes `after` it, in the order of their keys. Left out are who already counts for the year and
    who still has an open onboarding of an earlier one. Carries `late_on` (the day of late work for an earlier year) and
    `begun` (the edition that was begun and not finished).
    """
    programme, module = programme_year.programme, programme_year.programme.module_id
    window = {"module": module, "counts_from": programme_year.counts_from, "on": today}
    found = Membership.objects.all() if memberships is None else memberships
    # "after" stands in the inner query too: PostgreSQL does not know yet that this year fills up, and would walk past
    # all earlier batches for every row
    has = Assignment.objects.filter(membership=OuterRef("pk"), membership__gt=after, programme_year=programme_year)
    return (
        found.active(on=today)
        .filter(in_audience(programme), pk__gt=after)
        .exclude(Exists(has))
        .exclude(Exists(open_onboarding(programme=programme, on=today)))
        .exclude(Exists(counting(**window)))
        .annotate(late_on=late_work(**window), begun=begun_edition(module=module, on=today))
        .order_by("pk")
    )


def make(*, programme_year, today, terms: Terms, memberships=None, progress=None) -> int:
    """Give every owing membership its assignment; return how many were made.

    Each batch is a transaction of its own under a lock on the programme: whoever is cut off goes on later, and two at
    once make each assignment once. `progress(done)` is called with the number made so far.
    """
    made, last = 0, 0
    while True:
        with transaction.atomic():
            # two openings of one programme take turns; SQLite's IMMEDIATE transactions already do
            Programme.objects.select_for_update().get(pk=programme_year.programme_id)
            rest = owing(programme_year=programme_year, today=today, after=last, memberships=memberships)
            batch = list(rest.only("pk", "user", "start", "registered_on")[:BATCH])
            Assignment.objects.bulk_create(_assignments(programme_year, batch, terms))
        if not batch:
            return made
        made, last = made + len(batch), batch[-1].pk
        if progress:
            progress(made)


def _assignments(programme_year: ProgrammeYear, batch: Iterable[Membership], terms: Terms) -> Iterator[Assignment]:
    for membership in batch:
        kind, opens, due = terms(membership)
        late = membership.late_on
        yield Assignment(
            membership=membership,
            programme_year=programme_year,
            kind=kind,
            edition_id=membership.begun or programme_year.edition_id,
            opens=opens,
            due=due,
            counts_from=late + timedelta(days=1) if late else programme_year.counts_from,
        )
