"""Herinneren: the clerk reminds members who have not begun, or are past the date, and sees what became of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from courses.members.log.models import DeskAction
from courses.overview import selectors
from courses.overview.choice import Choice, ticked
from courses.overview.desk import at_desk, desk_page
from courses.overview.tracks import chosen_year, programmes_of
from courses.planning.status import Status
from courses.reminders import by_clerk, quiet
from courses.reminders.asking import goes_on, remind
from courses.reminders.sending import send_planned

#: So long a page waits for the mail server; the rest goes with the next tick.
SECONDS = 8


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def reminding(request, organisation, on):
    """Whom, the mail as it will be, and what goes by itself; a POST sends to who was ticked and still owes."""
    years = selectors.years_of(organisation=organisation, on=on)
    if not years:
        return desk_page(request, "courses/overview/remind.html", organisation)
    choice = Choice.from_query(request.POST or request.GET)
    year = chosen_year(years, None, choice.programme)
    asked = ticked(request.POST)
    if request.method == "POST" and asked:
        return _ask(request, organisation, year, asked)
    now = timezone.now()
    candidates, more = selectors.remindable(organisation=organisation, programme_year=year, page=choice.page, on=on)
    day = goes_on(organisation=organisation, now=now)
    context = {
        "programme_year": year,
        "programmes": programmes_of(years, year.year),
        "choice": choice,
        "more": more,
        "open": [one for one in candidates if one.row.status == Status.OPEN],
        "late": [one for one in candidates if one.row.status == Status.BUSY],
        "nobody_ticked": request.method == "POST",
        "letter": by_clerk.letter_of(organisation=organisation, programme_year=year, on=day),
        "by_itself": by_clerk.by_itself(organisation=organisation, programme_year=year, on=on),
        "goes_on": None if _at_once(day, now) else day,
    }
    return desk_page(request, "courses/overview/remind.html", organisation, **context)


@require_safe
@at_desk
def reminded(request, organisation, on, action):
    """What became of each reminder of one press of the button."""
    try:
        action = organisation.desk_actions.get(pk=action, kind=DeskAction.Kind.REMINDED)
    except DeskAction.DoesNotExist:
        raise Http404 from None
    results = by_clerk.results_of(action=action)
    return desk_page(request, "courses/overview/reminded.html", organisation, action=action, results=results)


def _ask(request, organisation, year, members):
    now = timezone.now()
    asked = remind(organisation=organisation, programme_year=year, members=members, by=request.user, now=now)
    if asked.action is None:
        messages.info(request, _("These members have nothing to do any more, or are away. No mail was sent."))
        return redirect("overview:remind", code=organisation.code)
    if _at_once(asked.goes_on, now):
        send_planned(mails=asked.mails, now=now, seconds=SECONDS)
    return redirect("overview:reminded", code=organisation.code, action=asked.action.pk)


def _at_once(day, now):
    return day == quiet.local_day(now) and quiet.by_day(now)
