"""Berichten aan u: every mail to the reader, and why."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.members import scope
from courses.members.look import badges
from courses.reminders import selectors


@require_safe
@login_required
def mine(request):
    """What we sent, what we did not send, and for what reason."""
    mandates = list(scope.mandates(user=request.user, on=timezone.localdate()))
    context = {
        "mails": selectors.mails_of(user=request.user),
        "worn": badges.worn(badges.badge(mandates[0].organisation)) if mandates else badges.NOTHING,
    }
    return render(request, "courses/reminders/mine.html", context)
