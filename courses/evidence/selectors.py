"""What a certificate shows: facts of the day of completion, never of a later year."""

from dataclasses import dataclass

from courses.learning.models import Completion
from courses.members.models import Membership


class NoCompletion(LookupError):
    """This person did not complete this edition, or it is somebody else's."""


@dataclass(frozen=True)
class Certificate:
    """A completion with the mandates that the person held on that day."""

    completion: Completion
    name: str
    mandates: list[Membership]


def certificate_of(*, user, edition) -> Certificate:
    """Return the certificate of `user` for the edition with key `edition`; raises NoCompletion.

    Edition, day and reference are those of the completion. Office and organisation are those of the mandates of that
    day. The name is the one that stands on the latest of these mandates now, so that a corrected spelling is also
    corrected here; without a mandate it is the name of the account. A leaver keeps the certificate.
    """
    completion = Completion.objects.filter(user=user, edition=edition).select_related("edition").first()
    if completion is None:
        raise NoCompletion
    mandates = list(
        Membership.objects.of(user)
        .active(on=completion.completed_on)
        .select_related("organisation")
        .order_by("start", "pk")
    )
    return Certificate(
        completion=completion, name=mandates[-1].name if mandates else user.get_full_name(), mandates=mandates
    )
