"""Berichten at the desk: what the own members were sent, what goes tomorrow, and which address came back."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.members import scope
from courses.members.log.models import DeskAction
from courses.members.log.noting import note_action
from courses.overview.choice import Choice
from courses.overview.desk import at_desk, desk_page
from courses.reminders import selectors
from courses.reminders.bounces import clear_bounce, record_bounce
from courses.reminders.errors import NoSuchMail
from courses.reminders.models import Bounce, Mail

PAGE = 50


@require_safe
@at_desk
def mails(request, organisation, on):
    """The mails about this organisation's members, newest first."""
    members = scope.members(organisation=organisation)
    page = Choice.from_query(request.GET).page
    rows = selectors.rows_of(memberships=members, start=(page - 1) * PAGE, stop=page * PAGE + 1)
    expected = selectors.tomorrow(now=timezone.now(), organisation=organisation)
    context = {
        "rows": rows[:PAGE],
        "page": page,
        "more": len(rows) > PAGE,
        "expected": selectors.expected_rows(memberships=members, digests=expected),
        "bounces": selectors.bounces_about(memberships=members),
    }
    return desk_page(request, "courses/overview/mails.html", organisation, **context)


@at_desk
@require_POST
def came_back(request, organisation, on, mail):
    """The clerk says that a mail came back."""
    try:
        mail = selectors.mail_about(memberships=scope.members(organisation=organisation), pk=mail)
        with transaction.atomic():
            record_bounce(mail=mail, on=on, note=_("told by the clerk"))
            _note(request, organisation, mail.person_id)
    except (Mail.DoesNotExist, NoSuchMail):
        raise Http404 from None
    messages.success(request, _("Noted. We send nothing more to this address until you say that it is right."))
    return redirect("overview:mails", code=organisation.code)


@at_desk
@require_POST
def address_right(request, organisation, on, bounce):
    """The clerk says that mails may go to the address again."""
    try:
        found = selectors.bounces_about(memberships=scope.members(organisation=organisation)).get(pk=bounce)
    except Bounce.DoesNotExist:
        raise Http404 from None
    with transaction.atomic():
        clear_bounce(bounce=found, on=on)
        _note(request, organisation, found.person_id, taken_back=1)
    messages.success(request, _("Noted. We send mails to this address again."))
    return redirect("overview:mails", code=organisation.code)


def _note(request, organisation, person, **facts):
    """The log says of which of the own memberships; what the person holds elsewhere is not this desk's."""
    about = scope.held_here(organisation=organisation, person=person)
    kind = DeskAction.Kind.BOUNCED
    note_action(organisation=organisation, by=request.user, kind=kind, now=timezone.now(), about=about, **facts)
