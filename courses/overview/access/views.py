"""Toegang at the desk: who sits here, from when to when; giving, ending and handing over."""

from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.members import scope
from courses.members.access import desk_roles
from courses.members.errors import Refused
from courses.members.models import DeskRole
from courses.overview.access.forms import EndAccessForm, GiveForm, HandOverForm
from courses.overview.desk import asks_again, at_desk, desk_page


def at_role(view):
    """Decorator within `at_desk`: give the view the role, at this desk, instead of its key."""

    @wraps(view)
    def page(request, organisation, on, pk, **kwargs):
        try:
            role = scope.roles(organisation=organisation).get(pk=pk)
        except DeskRole.DoesNotExist:
            raise Http404 from None
        return view(request, organisation=organisation, on=on, role=role, **kwargs)

    return page


@require_safe
@at_desk
def accesses(request, organisation, on):
    """Who has access now or later, and who had it."""
    roles = list(scope.roles(organisation=organisation))
    context = {
        "roles": [role for role in roles if role.end is None or role.end >= on],
        "former": [role for role in roles if role.end and role.end < on],
        "on": on,
    }
    return desk_page(request, "courses/overview/access.html", organisation, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
@at_desk
def give(request, organisation, on):
    """Give somebody access, with or without a last day."""
    form = GiveForm(request.POST or None, initial={"start": on})

    def do(given, now):
        role = desk_roles.give_access(organisation=organisation, by=request.user, now=now, **given)
        return _("%(name)s has access. We have mailed that.") % {"name": role.user}

    return _answer(request, organisation, form, do, "give")


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
@at_desk
def hand_over(request, organisation, on):
    """Give the own desk to somebody else, from a day."""
    form = HandOverForm(request.POST or None, initial={"start": on + timedelta(days=1)})

    def do(given, now):
        role = desk_roles.hand_over(organisation=organisation, by=request.user, now=now, **given)
        return _("%(name)s takes over. We have mailed that.") % {"name": role.user}

    return _answer(request, organisation, form, do, "hand_over")


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
@at_desk
@at_role
def end(request, organisation, on, role):
    """End the access of a clerk, or the own."""
    form = EndAccessForm(request.POST or None, initial={"last_day": role.end or on})

    def do(given, now):
        desk_roles.end_access(role=role, last_day=given["last_day"], by=request.user, now=now)
        return _("The last day is kept.")

    return _answer(request, organisation, form, do, "end", role=role)


def _answer(request, organisation, form, do, what, **context):
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, do(form.cleaned_data, timezone.now()))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(_next(request, organisation))
    context = {"form": form, "what": what, **context}
    return desk_page(request, "courses/overview/access_change.html", organisation, **context)


def _next(request, organisation):
    """The page of access, or the front door for who has no desk here any more."""
    on = timezone.localdate()
    if scope.desks(user=request.user, on=on).contains(organisation):
        return redirect("overview:access", code=organisation.code).url
    return "/"
