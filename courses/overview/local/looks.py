"""Huisstijl: the clerk sets the organisation's colour and logo, and sees at once how that looks."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.members.look.dressing import set_look
from courses.members.look.logos import NoLogo
from courses.overview.desk import at_desk, desk_page
from courses.overview.local.look_form import LookForm


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def look(request, organisation, on):
    """The form, with what is set now; after saving the same page in its new colours."""
    form = LookForm(request.POST or None, request.FILES or None, initial=_now(organisation))
    if request.method == "POST" and form.is_valid() and _set(request, organisation, form):
        messages.success(request, _("Colour and logo are kept. This page shows them."))
        return redirect("overview:look", code=organisation.code)
    if request.method == "POST":
        organisation.refresh_from_db()
    return desk_page(request, "courses/overview/look.html", organisation, form=form)


def _set(request, organisation, form):
    given = form.cleaned_data
    try:
        with transaction.atomic():
            set_look(
                organisation=organisation,
                colour=given["colour"],
                logo=given["logo"],
                without_logo=given["without_logo"],
            )
            kind = DeskAction.Kind.LOOK
            note_action(organisation=organisation, by=request.user, kind=kind, now=timezone.now())
    except NoLogo as problem:
        form.refuse_logo(problem)
        return False
    return True


def _now(organisation):
    return {"own": "own" if organisation.colour else "", "colour": organisation.colour or "#0b5566"}
