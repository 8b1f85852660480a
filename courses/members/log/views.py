"""Logboek: what was done at a desk about the reader."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.members import scope
from courses.members.log.lines import PAGE, lines_about
from courses.members.look import badges
from courses.pages import page_in


@require_safe
@login_required
def mine(request):
    """Every line about the reader's memberships, by day, newest first."""
    page = page_in(request.GET)
    lines = lines_about(user=request.user, start=(page - 1) * PAGE, stop=page * PAGE + 1)
    mandates = list(scope.mandates(user=request.user, on=timezone.localdate()))
    context = {
        "lines": lines[:PAGE],
        "page": page,
        "more": len(lines) > PAGE,
        "worn": badges.worn(badges.badge(mandates[0].organisation)) if mandates else badges.NOTHING,
    }
    return render(request, "courses/members/log.html", context)
