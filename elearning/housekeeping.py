"""What the site throws away of its own accord because it is of no use to anybody any more."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from courses.members.importing.drafting import forget_old_drafts
from courses.members.importing.undo import forget_old_undo
from courses.members.log.lines import KEPT
from courses.members.log.models import DeskAction
from courses.members.other_addresses.asking import lapse_requests
from elearning.accounts.mail import CODE_SECONDS
from elearning.accounts.models import AgainCode, StashedPost
from elearning.accounts.sessions import LAPSED

#: How long the result of background work can be looked at.
RESULTS_KEPT = timedelta(days=14)


def tidy(*, now: datetime) -> int:
    """Delete what was of use before `now` only; return how many rows.

    Sessions that ended so long ago that they no longer tell whose answer arrives late (Django's `clearsessions` takes
    those too), answers that nobody came back for, codes that are too old, results of old background work, a desk's log
    after a year, lists that nobody confirmed, what can no longer be taken back of a list, and addresses that were asked
    and not decided about.
    """
    useless = (
        Session.objects.filter(expire_date__lt=now - LAPSED),
        StashedPost.objects.filter(expires_at__lte=now),
        AgainCode.objects.filter(made_at__lte=now - timedelta(seconds=CODE_SECONDS)),
        DBTaskResult.objects.finished().filter(finished_at__lte=now - RESULTS_KEPT),
        DeskAction.objects.filter(at__lt=now - KEPT),
    )
    forgotten = (forget_old_drafts(now=now), forget_old_undo(now=now), lapse_requests(now=now))
    return sum(rows.delete()[0] for rows in useless) + sum(forgotten)
