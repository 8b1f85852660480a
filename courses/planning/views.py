"""Mijn overzicht: where a member begins."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.editions.path import path_of
from courses.members import scope
from courses.members.local import texts
from courses.members.look import badges
from courses.planning import selectors, words


@require_safe
@login_required
def home(request):
    """What is asked of me this year, where I was, until when, and what my clerk sees of it."""
    now = timezone.localtime()
    overview = selectors.overview_of(user=request.user, on=now.date())
    first = overview.first
    mandates = overview.mandates
    context = {
        "overview": overview,
        "duty": first,
        "path": path_of(first.steps) if first else None,
        "others": overview.others,
        "greeting": words.greeting(now.time()),
        "name": request.user.get_short_name() if request.user.name or not mandates else mandates[0].name.split(" ")[0],
        "worn": badges.worn(badges.badge(mandates[0].organisation)) if mandates else badges.NOTHING,
        "clerk": texts.CLERK[mandates[0].organisation.kind] if mandates else _("your clerk"),
        "help_local": texts.fragments(mandates, on=now.date()).get("help:local", ""),
        "time_left": words.time_left(first.due, on=now.date()) if first else "",
        "desk": not mandates and scope.desks(user=request.user, on=now.date()).exists(),
    }
    return render(request, "courses/planning/home.html", context)
