"""Mijn agenda, the files that it gives, and the feed that a calendar fetches by itself."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.letters import language_of
from courses.members import scope
from courses.members.local import texts
from courses.members.look import badges
from courses.planning.coming import coming
from courses.reminders import feeds
from courses.reminders.calendar_files import calendar, entry_of, opening_entry, tasks_of

#: Neutral as well: it stays in the folder of downloads.
FILE_NAME = "jaarlijkse-module.ics"


class SeeOther(HttpResponseRedirect):
    status_code = 303


@require_safe
@login_required
def mine(request):
    """My tasks and the next opening, each to take along, and the feed with its address."""
    on = timezone.localdate()
    mandates = list(scope.mandates(user=request.user, on=on))
    tasks = tasks_of(user=request.user, on=on)
    owed = {task.module for task in tasks}
    feed = feeds.feed_of(user=request.user)
    address = _address(feed) if feed else ""
    context = {
        "tasks": tasks,
        "openings": [one for one in coming(user=request.user, on=on) if one.module not in owed],
        "address": address,
        # the name under which calendar programs offer themselves; the rest of the address is the same
        "subscribe": "webcal" + address.removeprefix("https").removeprefix("http") if feed else "",
        "worn": badges.worn(badges.badge(mandates[0].organisation)) if mandates else badges.NOTHING,
        "help_local": texts.fragments(mandates, on=on).get("help:local", ""),
    }
    response = render(request, "courses/reminders/agenda.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
@login_required
def make(request):
    feeds.make_feed(user=request.user)
    return _back(request, _("Your address is there. Add it to your calendar below."))


@require_POST
@login_required
def renew(request):
    feeds.renew_feed(user=request.user)
    return _back(request, _("You have a new address: add it to your calendar. The earlier one no longer works."))


@require_POST
@login_required
def withdraw(request):
    feeds.withdraw_feed(user=request.user)
    return _back(request, _("The address no longer works. What is in your calendar now may stay there for a while."))


@require_safe
@login_required
def file(request, module):
    """One task as a file; 404 when it is not (any more) the reader's to do, or has no last day yet."""
    tasks = tasks_of(user=request.user, on=timezone.localdate())
    return _file([entry_of(task) for task in tasks if task.module == module])


@require_safe
@login_required
def opening(request, module):
    """The next opening of a module as a file; 404 when no day is known."""
    found = coming(user=request.user, on=timezone.localdate())
    return _file([opening_entry(one) for one in found if one.module == module])


@require_safe
def feed(request, token):
    """The open tasks of whose address this is, without a session; any other address is not here, and all alike.

    Two queries. Who left, or has done everything, gets an empty calendar: an error would make programs complain.
    """
    found = feeds.feed_for(token=token)
    if found is None:
        raise Http404
    with translation.override(language_of(found.user)):
        tasks = tasks_of(user=found.user, on=timezone.localdate())
        return _calendar(calendar([entry_of(task) for task in tasks], feed=True))


def _file(entries):
    if not entries:
        raise Http404
    response = _calendar(calendar(entries))
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


def _calendar(content):
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    patch_cache_control(response, private=True, no_store=True)
    return response


def _address(feed):
    return settings.SITE_ORIGIN + reverse("calendar:feed", args=[feeds.token_of(feed)])


def _back(request, said):
    messages.success(request, said)
    return SeeOther(reverse("calendar:mine"))
