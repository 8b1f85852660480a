"""“Dit klopt nog”: one button a contact or text, and one for everything that stands on the page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.members.local import confirming
from courses.members.local.changes import Outdated
from courses.members.local.filled_in import TOPICS
from courses.overview.desk import at_desk
from courses.overview.local.seen import opened


@require_POST
@at_desk
def everything(request, organisation, on):
    return _confirmed(request, organisation, on, confirming.confirm_all, seen=request.POST.get("seen", ""))


@require_POST
@at_desk
def contact(request, organisation, on, contact):
    _kind, version = opened(organisation, contact, request.POST.get("seen", ""))
    return _confirmed(request, organisation, on, confirming.confirm_contact, contact=contact, seen=version)


@require_POST
@at_desk
def excerpt(request, organisation, on, topic):
    if topic not in TOPICS:
        raise Http404
    seen = request.POST.get("seen", "")
    return _confirmed(request, organisation, on, confirming.confirm_excerpt, topic=topic, seen=seen)


def _confirmed(request, organisation, on, confirm, **what):
    try:
        confirm(organisation=organisation, by=request.user, now=timezone.now(), on=on, **what)
    except Outdated:
        messages.warning(
            request,
            _("A colleague changed something just now, so nothing was confirmed. Look once more."),
        )
    else:
        messages.success(request, _("Noted: checked today. Members see this day."))
    return redirect("overview:contacts", code=organisation.code)
