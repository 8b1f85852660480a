"""What will happen, in sentences, before a clerk presses."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.planning.foreseeing import Effect


def in_words(effects: list[Effect]) -> list[str]:
    """Return a sentence for each obligation of which the date changes, or one that says that none does."""
    return [_sentence(one) for one in effects] or [_("No date changes.")]


def _sentence(one):
    words = {"module": one.programme_year.edition.title, "year": one.programme_year.year}
    words |= {"before": day(one.before.day), "after": day(one.after.day)}
    if not one.after.asked:
        return _("%(module)s %(year)s is no longer asked.") % words
    if one.after.day is None:
        return _("%(module)s %(year)s is paused. The date follows when the last day of the absence is known.") % words
    if one.before.day:
        return _("Finished by becomes %(after)s for %(module)s %(year)s. It was %(before)s.") % words
    return _("Finished by becomes %(after)s for %(module)s %(year)s.") % words


def day(value) -> str:
    """A day in full, or "" for none."""
    return date_format(value, "j F Y") if value else ""


def period(start, end) -> str:
    """From a day to a day, or to a day that is not known yet."""
    if end:
        return _("from %(start)s up to and including %(end)s") % {"start": day(start), "end": day(end)}
    return _("from %(start)s, until further notice") % {"start": day(start)}


def after(value) -> str:
    """The day after a day, in full."""
    return day(value + timedelta(days=1))
