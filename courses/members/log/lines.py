"""The log of a desk as people read it: its clerks with names, the manager without, each member only the own lines."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Count, OuterRef, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.members.log.models import DeskAction, DeskActionMember

PAGE = 50
#: So long is a line kept; `elearning.housekeeping` takes older ones away.
KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Line:
    """`by` is "" for an account that is gone; `about` names a member, says how many, or is ""; `facts` is in words."""

    at: datetime
    by: str
    what: str
    about: str
    facts: str


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What a member sees: the day, the organisation, and what; not which clerk."""

    on: date
    organisation: str
    what: str
    facts: str


def lines_of(*, organisation, start: int, stop: int, with_names: bool) -> list[Line]:
    """Return the lines `start` to `stop` of an organisation's log, newest first; two queries.

    `with_names` is for its own clerks: then a line about one member names the member.
    """
    rows = DeskAction.objects.filter(organisation=organisation).select_related("by")
    rows = rows.annotate(number=Count("members"))
    if with_names:
        member = DeskActionMember.objects.filter(action=OuterRef("pk")).order_by("pk")
        rows = rows.annotate(member=Subquery(member.values("membership__name")[:1]))
    rows = list(rows.order_by("-at", "-pk")[start:stop])
    keys = {row.facts["person"] for row in rows if "person" in row.facts}
    people = get_user_model().objects.in_bulk(keys) if keys else {}
    return [_line(row, people, with_names) for row in rows]


def lines_about(*, user, start: int, stop: int) -> list[OwnLine]:
    """Return the lines `start` to `stop` about the memberships of `user`, also of those that ended; one query."""
    mine = DeskActionMember.objects.filter(membership__user=user).values("action")
    rows = DeskAction.objects.filter(pk__in=mine).select_related("organisation").order_by("-at", "-pk")
    return [
        OwnLine(
            on=timezone.localdate(row.at),
            organisation=row.organisation.name,
            what=str(row.get_kind_display()),
            facts=_about_me(row),
        )
        for row in rows[start:stop]
    ]


def _line(row, people, with_names):
    about = ""
    if "person" in row.facts:
        about = str(people.get(row.facts["person"], "")) or _("somebody whose account is gone")
    elif with_names and row.number == 1:
        about = row.member
    elif row.number:
        about = ngettext("%(number)d member", "%(number)d members", row.number) % {"number": row.number}
    return Line(
        at=row.at,
        by=str(row.by) if row.by else "",
        what=str(row.get_kind_display()),
        about=about,
        facts=", ".join(_in_words(row.facts)),
    )


def _about_me(row):
    """Only days are about the one who reads; numbers are about everybody in the line."""
    return ", ".join(_in_words({name: value for name, value in row.facts.items() if not isinstance(value, int)}))


def _in_words(facts):
    """Each fact as a few words; one that has none is left out, and a test says which these may be."""
    for name, value in facts.items():
        if name in WORDS:
            shown = date_format(date.fromisoformat(value), "j F Y") if isinstance(value, str) else value
            yield WORDS[name](shown)


WORDS = {
    "start": lambda day: _("from %(day)s") % {"day": day},
    "end": lambda day: _("up to and including %(day)s") % {"day": day},
    "taken_back": lambda _one: _("taken back"),
    "new": lambda number: ngettext("%(number)d new", "%(number)d new", number) % {"number": number},
    "changed": lambda number: ngettext("%(number)d changed", "%(number)d changed", number) % {"number": number},
    "ended": lambda number: ngettext("%(number)d ended", "%(number)d ended", number) % {"number": number},
    "year": lambda year: _("year %(year)d") % {"year": year},
}
