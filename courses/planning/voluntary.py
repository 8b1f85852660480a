"""Modules that nobody asks of a person, but that are meant for them: theirs to do or to leave."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from content.audiences import BOARD, CLERKS, EXECUTIVES, MEMBERS, STATES
from content.editions.models import Edition
from courses.members.models import Membership, Office

#: Who belongs to which audience of a module, besides "all members", to which everybody with a mandate belongs.
OFFICES = {
    STATES: {Office.STATES_MEMBER, Office.CITIZEN_STATES_MEMBER},
    BOARD: {Office.BOARD_MEMBER, Office.EXECUTIVE_BOARD_MEMBER},
    EXECUTIVES: {
        Office.ALDERMAN,
        Office.MAYOR,
        Office.DEPUTY,
        Office.COMMISSIONER,
        Office.EXECUTIVE_BOARD_MEMBER,
        Office.DIKE_REEVE,
    },
    CLERKS: {Office.CLERK},
}


@dataclass(frozen=True)
class Offer:
    """An edition that may be done; `completed_on` when the person did this one."""

    edition: Edition
    minutes: int
    completed_on: date | None


def audiences_of(mandates: list[Membership]) -> set[str]:
    """Return the audiences to which somebody with these mandates belongs; none without a mandate."""
    offices = {mandate.office for mandate in mandates}
    return {MEMBERS, *(name for name, of in OFFICES.items() if of & offices)} if mandates else set()


def offers(*, mandates: list[Membership], owed: set[int], completions, on: date) -> list[Offer]:
    """Return what is open for these mandates beside the modules in `owed` (keys), the newest edition of each.

    One query. `completions` are the person's own.
    """
    audiences = audiences_of(mandates)
    if not audiences:
        return []
    found = (
        Edition.objects.filter(module__audience__in=audiences, module__live=True, year__lte=on.year)
        .exclude(module__in=owed)
        .annotate(total=Sum("steps__minutes"))
        .order_by("module__path", "-year")
    )
    newest = {}
    for edition in found:
        newest.setdefault(edition.module_id, edition)
    done = {completion.edition_id: completion.completed_on for completion in completions}
    return [Offer(edition, edition.total or 0, done.get(edition.pk)) for edition in newest.values()]
