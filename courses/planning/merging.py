"""Rule 10: an organisation merges into another. Memberships go on there; completions are the person's and stay."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from courses.members.models import Absence, Membership, Organisation
from courses.planning.models import Exemption


def merge_organisations(*, today) -> int:
    """Let the members of organisations that ended before `today` go on in their successors; return how many.

    Each old membership ends on the organisation's last day and a new one begins on the day after, with what is left of
    its absences and exemptions; one that was still to begin moves as it is. Whoever stands on the successor's list
    already keeps that. The same call again moves nobody.
    """
    ended = Organisation.objects.filter(valid_to__lt=today).exclude(successor=None).order_by("valid_to", "pk")
    return sum(_merge(organisation, today=today) for organisation in ended.select_related("successor"))


@transaction.atomic
def _merge(organisation, *, today):
    last = organisation.valid_to
    found = Membership.objects.filter(Q(end=None) | Q(end__gt=last), organisation=organisation).select_for_update()
    old = list(found.order_by("pk"))
    if not old:
        return 0
    moved = _to_move(old, organisation)
    new = Membership.objects.bulk_create(_continued(one, organisation, today) for one in moved)
    pairs = dict(zip((one.pk for one in moved), new, strict=True))
    for model in (Absence, Exemption):
        _carry(model, pairs, last)
    begun = Q(start__lte=last)
    keys = [one.pk for one in old]
    Membership.objects.filter(begun, pk__in=keys).update(end=last)
    Membership.objects.filter(~begun, pk__in=keys).delete()  # it never held here: it is the new one
    return len(new)


def _to_move(old, organisation):
    """Those of `old` that the successor has not; of two that would begin on one day, the one that lasts longest.

    A mandate there that begins later is the next one: until the day before it the old one goes on.
    """
    last, successor = organisation.valid_to, organisation.successor
    there = Membership.objects.filter(Q(end=None) | Q(end__gt=last), organisation=successor)
    taken, begins = set(), {}
    for user, office, start in there.values_list("user", "office", "start"):
        taken.add((user, start))
        begins[user, office] = min(start, begins.get((user, office), start))
    found = []
    for one in sorted(old, key=lambda one: (one.end is None, one.end or last), reverse=True):
        place = one.user_id, _first_day(one, organisation)
        following = begins.get((one.user_id, one.office))
        if (following is None or following > place[1]) and place not in taken:
            if following and (one.end is None or one.end >= following):
                one.end = following - timedelta(days=1)  # only of the new one: the old is ended by an update
            taken.add(place)
            found.append(one)
    return found


def _first_day(membership, organisation):
    return max(organisation.valid_to + timedelta(days=1), membership.start)


def _continued(membership, organisation, today):
    return Membership(
        user_id=membership.user_id,
        organisation=organisation.successor,
        name=membership.name,
        sort_name=membership.sort_name,
        sort_key=membership.sort_key,
        office=membership.office,
        start=_first_day(membership, organisation),
        end=membership.end,
        registered_on=today,
    )


def _carry(model, pairs, last):
    """Copy the rows of `model` that last beyond the day `last` to the new memberships."""
    copies = {}
    for row in model.objects.filter(Q(end=None) | Q(end__gt=last), membership__in=pairs):
        row.pk, row.membership = None, pairs[row.membership_id]
        row.start = max(row.start, row.membership.start)
        # of two that now begin on one day the longer one says it all
        key = (row.membership_id, row.start, getattr(row, "programme_id", None))
        held = copies.get(key)
        if held is None or (held.end is not None and (row.end is None or row.end > held.end)):
            copies[key] = row
    model.objects.bulk_create(copies.values())
