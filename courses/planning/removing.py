"""A member who was added by mistake: gone, as if never there."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef

from courses.learning.models import Completion, Enrolment
from courses.members.models import DeskRole, Membership


@transaction.atomic
def remove_membership(*, membership: Membership):
    """Delete `membership` with what it owed. The account goes too, when it holds nothing else.

    What the person did belongs to the person and stays: whoever began a module, has another membership, a desk or a
    group keeps the account.
    """
    person = membership.user_id
    membership.delete()
    User = get_user_model()
    mine = {"user": OuterRef("pk")}
    held = [Exists(model.objects.filter(**mine)) for model in (Membership, DeskRole, Enrolment, Completion)]
    alone = User.objects.filter(pk=person, is_staff=False, is_superuser=False, groups=None)
    for one in held:
        alone = alone.exclude(one)
    alone.delete()
