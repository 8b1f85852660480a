"""Time in words, as a member reads it."""

from datetime import date, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: From so many days on, weeks are easier to read.
WEEKS_FROM = 14


def greeting(moment: time) -> str:
    """Return a greeting for the local time."""
    if 6 <= moment.hour < 12:
        return _("Good morning")
    if 12 <= moment.hour < 18:
        return _("Good afternoon")
    return _("Good evening")


def time_left(due: date | None, *, on: date) -> str:
    """Return how much time there is until `due`, a day that still counts in full. Past it, nobody is blamed.

    None: an absence has no end yet.
    """
    if due is None:
        return _("You are away now. The last day is known when you are back.")
    days = (due - on).days
    if days < 0:
        return _("That day has passed. You can still finish; what you did is kept.")
    if days == 0:
        return _("Today is the last day.")
    if days < WEEKS_FROM:
        return ngettext("You have one more day.", "You have %(days)d more days.", days) % {"days": days}
    return _("You have about %(weeks)d more weeks.") % {"weeks": round(days / 7)}
