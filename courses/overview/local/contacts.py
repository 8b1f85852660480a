"""Contact en protocol: whom members call in the own organisation. One contact a page: that fits a telephone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.members.local.changes import CONTACT, Outdated, TooMany
from courses.members.local.contact_book import MOST, add_contact, change_contact, move_earlier, remove_contact
from courses.members.local.filled_in import KINDS, contact_of, filled_in, kind_label
from courses.overview.desk import at_desk, desk_page
from courses.overview.local.forms import ContactForm
from courses.overview.local.seen import opened, sealed


@require_safe
@at_desk
def contacts(request, organisation, on):
    """Everything that members read of their own organisation, with the day of checking."""
    filled = filled_in(organisation=organisation, on=on)
    for group in filled.contacts:
        for entry in group.entries:
            entry.row.seal = sealed(organisation, entry.row)
    return desk_page(request, "courses/overview/contacts.html", organisation, filled=filled)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def add(request, organisation, on, kind):
    """A new contact of a kind."""
    if kind not in KINDS:
        raise Http404
    form = ContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_contact(organisation=organisation, kind=kind, **_given(form), **_here(request, on))
        except TooMany:
            form.add_error(
                None,
                _("There are %(most)d contacts already. Remove one first. What you wrote still stands here.")
                % {"most": MOST},
            )
        else:
            return _kept(request, organisation)
    return _page(request, organisation, kind, form)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def change(request, organisation, on, contact):
    """A contact that is there. Who comes second after a colleague loses no word, and nothing of the colleague's."""
    row = contact_of(organisation=organisation, contact=contact)
    if request.method != "POST":
        if row is None:
            raise Http404
        form = ContactForm(instance=row, initial={"seen": sealed(organisation, row)})
        return _page(request, organisation, row.kind, form, contact=row)
    kind, version = opened(organisation, contact, request.POST.get("seen", ""))
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            change_contact(
                organisation=organisation, contact=contact, seen=version, **_given(form), **_here(request, on)
            )
        except Outdated as outdated:
            return _meanwhile(request, organisation, kind, outdated.present)
        return _kept(request, organisation)
    if row is None:
        return _meanwhile(request, organisation, kind, None)
    return _page(request, organisation, kind, form, contact=row)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def remove(request, organisation, on, contact):
    """Asks once; then the contact is gone from lessons, cards and help."""
    if request.method == "POST":
        return _remove(request, organisation, contact)
    row = contact_of(organisation=organisation, contact=contact)
    if row is None:
        raise Http404
    context = {"contact": row, "label": kind_label(organisation, row.kind), "seen": sealed(organisation, row)}
    return desk_page(request, "courses/overview/contact_remove.html", organisation, **context)


@require_POST
@at_desk
def earlier(request, organisation, on, contact):
    """One place up among the contacts of the same kind."""
    opened(organisation, contact, request.POST.get("seen", ""))
    position = request.POST.get("position", "")
    # isascii: int() would take digits of other scripts too
    position = int(position) if position.isascii() and position.isdigit() and len(position) < 6 else -1
    if move_earlier(organisation=organisation, contact=contact, position=position, by=request.user, now=timezone.now()):
        messages.success(request, _("The order is changed. Members call the first one first."))
    else:
        messages.warning(request, _("The order had been changed already. Nothing was changed now."))
    return redirect("overview:contacts", code=organisation.code)


def _remove(request, organisation, contact):
    _kind, version = opened(organisation, contact, request.POST.get("seen", ""))
    try:
        remove_contact(organisation=organisation, contact=contact, seen=version, by=request.user, now=timezone.now())
    except Outdated:
        messages.warning(
            request, _("A colleague changed this contact just now, so it was not removed. Look at it once more.")
        )
        return redirect("overview:contact_remove", code=organisation.code, contact=contact)
    messages.success(request, _("The contact is removed. Members do not see it any more."))
    return redirect("overview:contacts", code=organisation.code)


def _given(form):
    return {name: form.cleaned_data[name] for name in CONTACT}


def _here(request, on):
    return {"by": request.user, "now": timezone.now(), "on": on}


def _kept(request, organisation):
    messages.success(request, _("The contact is kept, as checked today. Members see it at once."))
    return redirect("overview:contacts", code=organisation.code)


def _meanwhile(request, organisation, kind, present):
    """What was written stands in the form still; above it stands what the colleague made of it, or that it is gone."""
    form = ContactForm({**request.POST.dict(), "seen": sealed(organisation, present) if present else ""})
    form.is_valid()
    return _page(request, organisation, kind, form, contact=present, overtaken=True, status=409)


def _page(request, organisation, kind, form, *, contact=None, overtaken=False, status=200):
    context = {
        "form": form,
        "kind": kind,
        "label": kind_label(organisation, kind),
        "contact": contact,
        "overtaken": overtaken,
    }
    return desk_page(request, "courses/overview/contact.html", organisation, status=status, **context)
