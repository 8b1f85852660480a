"""Making assignments in batches: a fixed number of queries for each batch, whatever its size.

`drafts` says what each membership gets and writes nothing: opening and joining save it, the simulator only looks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.members.models import Membership
from courses.planning.calendar import LEAST_DAYS, due_after
from courses.planning.continuing import Earlier, continued
from courses.planning.facts import (
    away,
    begun_edition,
    counting,
    exempt,
    has_completed,
    in_audience,
    last_exempt_day,
    late_work,
    open_onboarding,
)
from courses.planning.models import Assignment, Programme
from courses.planning.pausing import absences_of, moved

BATCH = 2000


@dataclass(frozen=True)
class Terms:
    """What a membership gets: its kind, the day from which it stands, its due date before absences move it.

    `takes_over`: the obligation of an earlier membership that goes on, whose year, edition and counting date it keeps.
    """

    kind: str
    opens: date
    due: date
    takes_over: Assignment | None = None


#: From a membership and what it continues to its terms; None: it gets nothing.
Rule = Callable[[Membership, Earlier | None], Terms | None]


def owing(*, programme_year, today, after=0, memberships=None):
    """Memberships active on `today` that must get an assignment for `programme_year` and have none yet.

    Only those whose key comes `after` it, in the order of their keys. Left out are who already counts for the year, who
    is exempt and who still has an open onboarding of an earlier one. Carries `late_on` (the day of late work for an
    earlier year), `begun` (the edition that was begun and not finished), `completed` (the module, ever),
    `exempt_until` (the last day of an exemption that is over) and `is_away`.
    `programme_year` may be one that is not stored: then nobody has an assignment for it.
    """
    programme, module = programme_year.programme, programme_year.module_id
    window = {"module": module, "counts_from": programme_year.counts_from, "on": today}
    found = Membership.objects.all() if memberships is None else memberships
    found = found.active(on=today).filter(in_audience(programme), pk__gt=after)
    if programme_year.pk:
        # "after" stands in the inner query too: PostgreSQL does not know yet that this year fills up, and would walk
        # past all earlier batches for every row
        has = Assignment.objects.filter(membership=OuterRef("pk"), membership__gt=after, programme_year=programme_year)
        found = found.exclude(Exists(has))
    return (
        found.exclude(exempt(programme, on=today))
        .exclude(Exists(open_onboarding(programme=programme, module=module, on=today)))
        .exclude(Exists(counting(**window)))
        .annotate(
            late_on=late_work(**window),
            begun=begun_edition(module=module, on=today),
            completed=has_completed(module),
            exempt_until=last_exempt_day(programme, before=today),
            is_away=away(on=today),
        )
        .order_by("pk")
    )


def drafts(*, programme_year, batch: list[Membership], rule: Rule) -> Iterator[Assignment]:
    """Yield the assignments, not saved, that the rows of `owing` get; a fixed number of queries a batch."""
    earlier = continued(memberships=batch, programme_year=programme_year)
    absences = absences_of([membership.pk for membership in batch])
    for membership in batch:
        terms = rule(membership, earlier.get(membership.pk))
        if terms is not None:
            yield _draft(programme_year, membership, terms, absences[membership.pk])


def _draft(programme_year, membership, terms, absences):
    late, old = membership.late_on, terms.takes_over
    due = terms.due
    if membership.exempt_until and membership.exempt_until >= terms.opens:
        due = max(due, due_after(membership.exempt_until + timedelta(days=1), LEAST_DAYS))
    draft = Assignment(
        membership=membership,
        programme_year=old.programme_year if old else programme_year,
        kind=terms.kind,
        edition_id=membership.begun or programme_year.edition_id,
        opens=terms.opens,
        unmoved_due=due,
        due=moved(due, opens=terms.opens, absences=absences),
        counts_from=late + timedelta(days=1) if late else programme_year.counts_from,
    )
    if old:
        draft.counts_from = old.counts_from
    return draft


def in_batches(*, programme_year, today, memberships=None) -> Iterator[list[Membership]]:
    """Yield the rows of `owing` by the batch, only looking."""
    last, more = 0, True
    while more and (batch := _next(programme_year, today, last, memberships)):
        yield batch
        # composing this query costs more than answering it for one organisation: not once more for nothing
        last, more = batch[-1].pk, len(batch) == BATCH


def _next(programme_year, today, last, memberships):
    rest = owing(programme_year=programme_year, today=today, after=last, memberships=memberships)
    return list(rest.only("pk", "user", "organisation", "office", "start", "registered_on")[:BATCH])


def make(*, programme_year, today, rule: Rule, memberships=None, progress=None) -> int:
    """Give every owing membership its assignment; return how many were made.

    Each batch is a transaction of its own under a lock on the programme: whoever is cut off goes on later, and two at
    once make each assignment once. `progress(done)` is called with the number made so far.
    """
    made, last = 0, 0
    while True:
        with transaction.atomic():
            # two openings of one programme take turns; SQLite's IMMEDIATE transactions already do
            Programme.objects.select_for_update().get(pk=programme_year.programme_id)
            batch = _next(programme_year, today, last, memberships)
            new = Assignment.objects.bulk_create(drafts(programme_year=programme_year, batch=batch, rule=rule))
        if not batch:
            return made
        made, last = made + len(new), batch[-1].pk
        if progress:
            progress(made)
