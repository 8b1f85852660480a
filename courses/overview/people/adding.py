"""One member comes: added, or in the place of somebody who leaves."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.members.errors import Refused
from courses.members.offices import DEFAULT_OFFICE
from courses.overview.desk import at_desk, desk_page
from courses.overview.people import effects
from courses.overview.people.forms import AddForm, SuccessorForm
from courses.overview.people.members import at_member
from courses.planning import mandates
from courses.planning.foreseeing import foresee


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def add(request, organisation, on):
    """Add one member; the date of who is new is shown before it is kept."""
    initial = {"office": DEFAULT_OFFICE[organisation.kind], "start": on}
    form = AddForm(request.POST or None, initial=initial, organisation=organisation)

    def do(now):
        given = form.cleaned_data
        return mandates.add_member(
            organisation=organisation, name=form.name, email=given["email"], office=given["office"],
            start=given["start"], another_person=given["another_person"], by=request.user, now=now,
        )  # fmt: skip

    def says():
        words = {"name": form.name.display, "sort": form.name.sort, "day": effects.day(form.cleaned_data["start"])}
        return [_("%(name)s (%(sort)s) is a member from %(day)s.") % words, _invitation()]

    def first_day(given):
        return given["start"]

    return _answer(request, organisation, "courses/overview/member_add.html", form, do, says, first_day)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@at_member
def successor(request, organisation, on, membership):
    """End one member and add who comes in the place, in one step."""
    initial = {"office": membership.office, "last_day": membership.end or on}
    form = SuccessorForm(request.POST or None, initial=initial, organisation=organisation)

    def do(now):
        given = form.cleaned_data
        return mandates.succeed_member(
            membership=membership, last_day=given["last_day"], name=form.name, email=given["email"],
            office=given["office"], another_person=given["another_person"], by=request.user, now=now,
        )  # fmt: skip

    def says():
        last = form.cleaned_data["last_day"]
        words = {"old": membership.name, "name": form.name.display, "sort": form.name.sort}
        words |= {"last": effects.day(last), "first": effects.after(last)}
        return [
            _("%(old)s is a member up to and including %(last)s.") % words,
            _("%(name)s (%(sort)s) is a member from %(first)s.") % words,
            _("We do not keep who came for whom."),
            _invitation(),
        ]

    def first_day(given):
        return given["last_day"] + timedelta(days=1)

    template = "courses/overview/successor.html"
    return _answer(request, organisation, template, form, do, says, first_day, membership=membership)


def _invitation():
    return _("The invitation goes by itself, from the first day on, between 9.00 and 20.00 hours.")


def _on(day):
    """Noon of the first day, or now: what somebody will owe who is still to come is computed as on that day."""
    return max(timezone.now(), timezone.make_aware(datetime.combine(day, time(12))))


def _answer(request, organisation, template, form, do, says, first_day, **context):
    """The form; what would happen; or, with `zeker`, the page of the new member."""
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("zeker"):
                made = do(timezone.now())
                messages.success(request, _("%(name)s is added.") % {"name": made.name})
                return redirect("overview:member", code=organisation.code, pk=made.pk)
            context["happens"] = effects.in_words(foresee(lambda: do(_on(first_day(form.cleaned_data)))))
            context["sentences"] = says()
        except Refused as refusal:
            form.refuse(refusal)
    if membership := context.get("membership"):
        membership.refresh_from_db()
    return desk_page(request, template, organisation, form=form, **context)
