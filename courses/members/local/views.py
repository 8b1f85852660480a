"""The member's own card, to print."""

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from courses.members import scope
from courses.members.local import texts
from courses.members.local.card import cards_of
from courses.members.look import badges


@require_safe
@login_required
def card(request):
    """A card for each organisation of the reader, each a sheet of its own; nothing is kept."""
    on = timezone.localdate()
    mandates = list(scope.mandates(user=request.user, on=on))
    if not mandates:
        raise Http404
    context = {
        "cards": cards_of(mandates, on=on),
        "worn": badges.worn(badges.badge(mandates[0].organisation)),
        "help_local": texts.fragments(mandates, on=on)["help:local"],
    }
    response = render(request, "courses/members/card.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response
