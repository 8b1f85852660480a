"""The manager's page about mails: numbers for each organisation, no names."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.reminders import selectors


def may_see(user) -> bool:
    """Managers: who may also say when it is quiet."""
    return user.has_perm("courses.change_quietperiod")


@require_safe
def mails(request):
    """How many mails of each state, and how many go tomorrow."""
    if not may_see(request.user):
        raise PermissionDenied
    all_, organisations = selectors.numbers(now=timezone.now())
    context = {"all": all_, "organisations": organisations, "days": selectors.SEEN_DAYS.days}
    return render(request, "courses/reminders/admin/mails.html", context)
