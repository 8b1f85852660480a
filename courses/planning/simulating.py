"""What opening a year would do, member by member, on a day to come: the same drafts as the real run, not saved.

A manager gets the counts of each organisation; names belong to the own desk. What is foreseen rests on the facts of
today: who will finish, leave or join before that day is not known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import Case, CharField, Exists, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from courses.members.models import Membership
from courses.planning.checking import check
from courses.planning.facts import away, counting, exempt, in_audience, open_onboarding
from courses.planning.joining import join_drafts
from courses.planning.making import drafts, in_batches
from courses.planning.models import Assignment
from courses.planning.opening import new_year, opening_rule, registered_before, year_before


class Outcome(models.TextChoices):
    """What the year asks of a member."""

    FULL = "full", _("the whole module")
    REFRESHER = "refresher", _("the short route")
    COUNTS = "counts", _("counts already")
    ONBOARDING = "onboarding", _("is still doing the onboarding")
    EXEMPT = "exempt", _("not applicable")
    OTHER_OFFICE = "other_office", _("another office than the programme asks")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One membership at the opening. `opens` and `due` are None where nothing is owed; `paused`: away on that day."""

    membership: int
    organisation: int
    outcome: str
    kind: str = ""
    opens: date | None = None
    due: date | None = None
    paused: bool = False


def simulate(*, programme, year, edition, today, memberships=None) -> Iterator[Foreseen]:
    """Yield what opening `year` of the edition's module on the day `today` would mean for each membership.

    Of all that are active on that day in organisations of the programme, or of those in `memberships`. Writes nothing.
    Raises PlanningError, in words, when that year cannot be opened so.
    """
    check(programme=programme, year=year, edition=edition, today=today)
    return _simulate(programme, year, edition, today, memberships)


def _simulate(programme, year, edition, today, memberships):
    joined, seen = _joined(programme, edition, today, memberships), set()
    programme_year = new_year(programme=programme, year=year, edition=edition, today=today)
    rule = opening_rule(programme_year)
    for batch in in_batches(programme_year=programme_year, today=today, memberships=memberships):
        batch = [membership for membership in batch if membership.pk not in joined]
        for draft in drafts(programme_year=programme_year, batch=batch, rule=rule):
            seen.add(draft.membership_id)
            yield _foreseen(draft)
    for draft in joined.values():
        seen.add(draft.membership_id)
        yield _foreseen(draft, Outcome.ONBOARDING)
    yield from (row for row in _others(programme_year, today, memberships) if row.membership not in seen)


def _joined(programme, edition, today, memberships) -> dict[int, Assignment]:
    """The onboardings that the year before still gives until the day before the opening, by membership."""
    before = year_before(programme=programme, module=edition.module_id, today=today)
    if before is None:
        return {}
    earlier = registered_before(today)
    if memberships is not None:
        earlier = earlier.filter(pk__in=memberships.values("pk"))
    made = join_drafts(programme_year=before, today=today - timedelta(days=1), memberships=earlier)
    return {one.membership_id: one for one in made if one.kind == Assignment.Kind.ONBOARDING}


def _foreseen(draft, outcome=None):
    membership = draft.membership
    if outcome is None:
        outcome = Outcome.REFRESHER if membership.completed else Outcome.FULL
    return Foreseen(
        membership=membership.pk,
        organisation=membership.organisation_id,
        outcome=outcome,
        kind=draft.kind,
        opens=draft.opens,
        due=draft.due,
        paused=membership.is_away,
    )


def _others(programme_year, today, memberships) -> Iterator[Foreseen]:
    """Who is there and gets nothing new, with the reason; the due date of an onboarding that is still open."""
    programme, module = programme_year.programme, programme_year.module_id
    already = counting(module=module, counts_from=programme_year.counts_from, on=today)
    owed = open_onboarding(programme=programme, module=module, on=today).order_by("due")
    found = (Membership.objects.all() if memberships is None else memberships).active(on=today)
    found = found.filter(organisation__kind__in=programme.kinds)
    if programme.organisation_id:
        found = found.filter(organisation=programme.organisation_id)
    outcome = Case(
        When(~Q(in_audience(programme)), then=Value(Outcome.OTHER_OFFICE.value)),
        When(exempt(programme, on=today), then=Value(Outcome.EXEMPT.value)),
        When(Exists(already), then=Value(Outcome.COUNTS.value)),
        When(Exists(owed), then=Value(Outcome.ONBOARDING.value)),
        default=None,
        output_field=CharField(),
    )
    rows = found.annotate(
        outcome=outcome,
        onboarding_opens=Subquery(owed.values("opens")[:1]),
        onboarding_due=Subquery(owed.values("due")[:1]),
        is_away=away(on=today),
    )
    for pk, organisation, said, opens, due, paused in rows.order_by("pk").values_list(
        "pk", "organisation", "outcome", "onboarding_opens", "onboarding_due", "is_away"
    ):
        if said == Outcome.ONBOARDING:
            yield Foreseen(pk, organisation, said, Assignment.Kind.ONBOARDING, opens, due, paused)
        elif said is not None:
            yield Foreseen(pk, organisation, said, paused=paused)
