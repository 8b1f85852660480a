"""Leden at the desk: the register of the own members, and the page of each with all that can be done."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from courses.members import scope
from courses.members.errors import Refused
from courses.members.models import Membership
from courses.overview.desk import at_desk, desk_page
from courses.overview.people import effects
from courses.overview.people.acts import ACTS, forms_of
from courses.pages import page_in
from courses.planning import register
from courses.planning.foreseeing import dues_of, foresee
from courses.planning.mandates import may_remove

#: Longer is no name; the rest of the text is not looked for.
SEARCHED = 80


def at_member(view):
    """Decorator within `at_desk`: give the view the membership, of this organisation, instead of its key."""

    @wraps(view)
    def page(request, organisation, on, pk, **kwargs):
        try:
            membership = scope.members(organisation=organisation).select_related("user", "organisation").get(pk=pk)
        except Membership.DoesNotExist:
            raise Http404 from None
        return view(request, organisation=organisation, on=on, membership=membership, **kwargs)

    return page


@require_safe
@at_desk
def members(request, organisation, on):
    """The register, by name."""
    search = request.GET.get("zoek", "")[:SEARCHED].replace("\0", "").strip()
    show = request.GET.get("toon", "")
    show = show if show in register.SHOWN else ""
    listing = register.listing(
        memberships=scope.members(organisation=organisation),
        search=search,
        show=show,
        page=page_in(request.GET),
        on=on,
    )
    context = {"listing": listing, "search": search, "show": show, "on": on}
    return desk_page(request, "courses/overview/members.html", organisation, **context)


@require_safe
@at_desk
@at_member
def member(request, organisation, on, membership):
    """One member: what is noted, and a form for each thing that can be done."""
    asked = request.GET.get("wijzig")
    changed = next((one for one in membership.absences.all() if str(one.pk) == asked), None)
    return _page(request, organisation, on, membership, forms_of(membership, changed=changed))


@at_desk
@require_POST
@at_member
def act(request, organisation, on, membership, act):
    """Do one thing: first what will happen is said, then, with `zeker`, it is done."""
    if act not in ACTS:
        raise Http404
    found, now = ACTS[act], timezone.now()
    form = found.form(membership, request.POST)
    if not form.is_valid():
        return _page(request, organisation, on, membership, {**forms_of(membership), act.replace("-", "_"): form}, form)

    def do():
        found.do(membership, form, request.user, now)

    try:
        if request.POST.get("zeker"):
            do()
            messages.success(request, str(found.done))
            if found.removes:
                return redirect("overview:members", code=organisation.code)
            return redirect("overview:member", code=organisation.code, pk=membership.pk)
        happens = [] if found.removes else effects.in_words(foresee(do, membership=membership))
    except Refused as refusal:
        form.refuse(refusal)
        membership.refresh_from_db()
        return _page(request, organisation, on, membership, {**forms_of(membership), act.replace("-", "_"): form}, form)
    except ObjectDoesNotExist:  # a line of another member, or one that is gone
        raise Http404 from None
    context = {"membership": membership, "act": found, "form": form, "sentences": found.says(membership, form)}
    return desk_page(request, "courses/overview/sure.html", organisation, happens=happens, **context)


def _page(request, organisation, on, membership, forms, refused=None):
    context = {
        "membership": membership,
        "forms": forms,
        "form": refused,
        "dues": [(year, due) for year, due in dues_of(membership).items() if due.asked],
        "absences": membership.absences.all(),
        "exemptions": membership.exemptions.select_related("programme").order_by("start"),
        "removable": may_remove(membership, today=on),
        "ended": membership.end is not None and membership.end < on,
        "on": on,
    }
    return desk_page(request, "courses/overview/member.html", organisation, **context)
