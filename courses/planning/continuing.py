"""Rule 10: who goes on. Re-election, another office, a merger: the same person in what is the same organisation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from courses.learning.models import Completion
from courses.members.models import Membership, Organisation
from courses.planning.models import Assignment, ProgrammeYear
from courses.planning.pausing import absences_of, moved

#: A longer gap makes a new member.
GAP = timedelta(days=60)


@dataclass(frozen=True)
class Earlier:
    """The membership that another one continues, and what it still owed of the programme's module when it ended.

    Each of `owed` carries `due_at_end`: its last day as absences up to the end had moved it.
    """

    membership: Membership
    owed: list[Assignment]

    def onboarding(self) -> Assignment | None:
        return next((one for one in self.owed if one.kind == Assignment.Kind.ONBOARDING), None)

    def of_year(self, programme_year) -> Assignment | None:
        return next((one for one in self.owed if one.programme_year_id == programme_year.pk), None)


def continued(*, memberships: Iterable[Membership], programme_year: ProgrammeYear) -> dict[int, Earlier]:
    """Return what each of `memberships` continues, by key; new ones are not in it. Five queries at most."""
    memberships = list(memberships)
    ended = _ended(memberships)
    if not ended:
        return {}
    successors = dict(Organisation.objects.exclude(successor=None).values_list("pk", "successor"))
    found = {}
    for membership in memberships:
        earlier = [one for one in ended[membership.user_id] if _continues(membership, one, successors)]
        if earlier:
            found[membership.pk] = max(earlier, key=lambda one: (one.end, one.pk))
    owed = _owed(list(found.values()), programme_year)
    # what the new membership got already in a year, and perhaps closed, is not given to it twice
    has = set(Assignment.objects.filter(membership__in=found).values_list("membership_id", "programme_year_id"))
    return {
        pk: Earlier(one, [old for old in owed[one.pk] if (pk, old.programme_year_id) not in has])
        for pk, one in found.items()
    }


def _ended(memberships):
    """Memberships of the same people that have a last day, by person."""
    found = defaultdict(list)
    for one in Membership.objects.filter(user__in={member.user_id for member in memberships}).exclude(end=None):
        found[one.user_id].append(one)
    return found


def _continues(membership, earlier, successors):
    gap = membership.start - earlier.end
    if earlier.pk == membership.pk or earlier.start >= membership.start or not timedelta(0) <= gap <= GAP:
        return False
    place, seen = earlier.organisation_id, set()
    while place is not None and place not in seen:
        if place == membership.organisation_id:
            return True
        seen.add(place)
        place = successors.get(place)
    return False


def _owed(memberships, programme_year):
    """What these still owed in the module of the programme when they ended, newest year first."""
    # also what the person did between two memberships is done
    done = Completion.objects.filter(
        user=OuterRef("membership__user"), module=programme_year.module_id, completed_on__gte=OuterRef("counts_from")
    )
    still = (
        Assignment.objects.filter(
            membership__in=[one.pk for one in memberships],
            programme_year__programme=programme_year.programme_id,
            programme_year__module=programme_year.module_id,
            closed_reason__in=["", Assignment.Reason.MEMBERSHIP_ENDED],
        )
        .exclude(Exists(done))
        .select_related("programme_year")
        .order_by("-programme_year__year")
    )
    ends = {one.pk: one.end for one in memberships}
    absences = absences_of(ends)
    found = defaultdict(list)
    for one in still:
        end = ends[one.membership_id]
        before = [(first, min(last or end, end)) for first, last in absences[one.membership_id] if first <= end]
        one.due_at_end = moved(one.unmoved_due, opens=one.opens, absences=before)
        found[one.membership_id].append(one)
    return found
