"""Not applicable: a programme asks nothing of a member for a time. No reason is asked or kept."""

from datetime import date

from django.db import transaction

from courses.members.models import Membership
from courses.planning.closing import close_ended
from courses.planning.models import Exemption, Programme


@transaction.atomic
def exempt_member(
    *, membership: Membership, programme: Programme, start: date, today: date, end: date | None = None
) -> Exemption:
    """Ask nothing of `membership` from `start` to `end` (None: until further notice); the same start changes it.

    What is open closes at once. What is finished stays so. Raises ValidationError when the dates are the wrong way.
    """
    found = Exemption.objects.filter(membership=membership, programme=programme, start=start).first()
    exemption = found or Exemption(membership=membership, programme=programme, start=start)
    exemption.end = end
    exemption.full_clean()
    exemption.save()
    _close(membership.pk, today)
    return exemption


@transaction.atomic
def take_back(*, exemption: Exemption, today: date):
    """Let the programme ask again, as if the exemption had never been noted: dates stay what they were."""
    exemption.delete()
    _close(exemption.membership_id, today)


def _close(membership, today):
    close_ended(today=today, memberships=Membership.objects.filter(pk=membership))
