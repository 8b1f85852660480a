"""The register as its clerk reads it: a page of memberships, and all that is noted of one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, Subquery

from courses.members import names
from courses.members.models import Absence, Membership
from courses.planning.facts import away
from courses.planning.models import Exemption, Programme

PAGE = 50
#: What may be shown apart; "" is who is a member now or will be.
SHOWN = ("", "afwezig", "niet-van-toepassing", "voorbij")


@dataclass(frozen=True)
class Listing:
    """A page of memberships, the number of all that were asked for, and the number of pages."""

    rows: list[Membership]
    number: int
    page: int
    pages: int


def listing(*, memberships, search: str, show: str, page: int, on: date) -> Listing:
    """Return a page of `memberships` (a queryset) by name, each with `is_away`, `away_until` and `is_exempt`.

    `search` is a part of a name or address, accents and capitals aside. Two queries, whatever their number.
    """
    absent = Absence.objects.active(on=on).filter(membership=OuterRef("pk"))
    exempted = Exemption.objects.active(on=on).filter(membership=OuterRef("pk"))
    found = memberships.filter(_shown(show, on, exempted))
    for word in names.key(search.replace("@", " ")).replace("'", "").split():
        found = found.filter(Q(sort_key__contains=word) | Q(user__email__contains=word))
    number = found.count()
    pages = max(1, -(-number // PAGE))
    page = min(page, pages)
    rows = found.select_related("user").order_by("sort_key", "pk")
    rows = rows.annotate(
        is_away=away(on=on),
        away_until=Subquery(absent.order_by(F("end").desc(nulls_first=True)).values("end")[:1]),
        is_exempt=Exists(exempted),
    )
    return Listing(list(rows[(page - 1) * PAGE : page * PAGE]), number, page, pages)


def _shown(show, on, exempted):
    there = Q(end=None) | Q(end__gte=on)
    return {
        "afwezig": there & Q(away(on=on)),
        "niet-van-toepassing": there & Q(Exists(exempted)),
        "voorbij": Q(end__lt=on),
    }.get(show, there)


def programmes_of(membership: Membership) -> list[Programme]:
    """Return the programmes that bind this membership, by title; one query."""
    own = Q(organisation=None) | Q(organisation=membership.organisation_id)
    return [one for one in Programme.objects.filter(own).order_by("title", "pk") if one.binds(membership)]
