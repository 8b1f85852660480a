"""The manager's screens about desks: which have nobody, who sits where, and what was done. No names of members."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.members import scope
from courses.members.access import desk_roles, desks
from courses.members.errors import Refused
from courses.members.models import DeskRole, Organisation
from courses.overview.access.forms import EndAccessForm, GiveForm
from courses.overview.access.log import page_of
from courses.overview.desk import asks_again
from courses.pages import page_in

SEARCHED = 80


def may_see(user) -> bool:
    """Managers: who may also decide what is asked of whom."""
    return user.has_perm("courses.change_programme")


def for_managers(view):
    """Decorator: only managers come in; give the view the organisation instead of its code, if there is one."""

    @wraps(view)
    def page(request, code=None, **kwargs):
        if not may_see(request.user):
            raise PermissionDenied
        if code is not None:
            kwargs["organisation"] = get_object_or_404(Organisation, code=code)
        return view(request, **kwargs)

    return page


@require_safe
@for_managers
def all_desks(request):
    """How many desks have nobody, and which; or organisations by a part of their name."""
    on = timezone.localdate()
    search = request.GET.get("zoek", "")[:SEARCHED].replace("\0", "").strip()
    page = page_in(request.GET)
    organisations, pages = desks.found(search=search, page=page, on=on)
    context = {"numbers": desks.numbers(on=on), "organisations": organisations, "search": search}
    context |= {"page": min(page, pages), "pages": pages}
    return render(request, "courses/overview/admin/desks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
@for_managers
def one_desk(request, organisation):
    """Who sits at a desk; a POST gives somebody access."""
    form = GiveForm(request.POST or None, initial={"start": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            role = desk_roles.give_access(
                organisation=organisation, by=request.user, now=timezone.now(), by_manager=True, **form.cleaned_data
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s has access. We have mailed that.") % {"name": role.user})
            return redirect("one_desk", code=organisation.code)
    return _desk(request, organisation, form)


@require_http_methods(["POST"])
@asks_again
@for_managers
def end(request, organisation, pk):
    """End somebody's access, also the last one's."""
    form = EndAccessForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["last_day"]))
        return redirect("one_desk", code=organisation.code)
    try:
        role = scope.roles(organisation=organisation).get(pk=pk)
        desk_roles.end_access(
            role=role, last_day=form.cleaned_data["last_day"], by=request.user, now=timezone.now(), by_manager=True
        )
    except DeskRole.DoesNotExist:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The last day is kept."))
    return redirect("one_desk", code=organisation.code)


@require_safe
@for_managers
def log(request, organisation):
    """What was done at a desk."""
    context = {"organisation": organisation, **page_of(request, organisation, with_names=False)}
    return render(request, "courses/overview/admin/log.html", context)


def _desk(request, organisation, form):
    context = {"organisation": organisation, "roles": scope.roles(organisation=organisation), "form": form}
    return render(request, "courses/overview/admin/desk.html", {**context, "on": timezone.localdate()})
