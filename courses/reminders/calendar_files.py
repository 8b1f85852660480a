"""A member's tasks as a calendar: an all-day entry each, on the last day (RFC 5545).

What is written here lies in calendars of others: on a locked screen, at an employer, at the firm that keeps the
calendar. So it names no topic, no person, no organisation and no lesson, and its one link carries nothing.

An entry is a day without an hour, so no clock and no summer time has a say in it. The same task keeps its UID when its
day moves. Nothing depends on the moment of asking: what did not change is the same to the byte.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db.models import Exists
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from courses.members import scope
from courses.members.models import Kind, Membership, Office
from courses.planning.coming import Coming
from courses.planning.facts import satisfying
from courses.planning.models import NO_DAY_YET, Assignment

#: At nine in the morning, seven days before: counted from the midnight with which the last day begins.
ALARM = timedelta(days=-7, hours=9)
REFRESHED = timedelta(days=1)
#: Who sits in what the kind of organisation calls its council; the others have a module, but not "for the council".
SEATED = {
    Office.COUNCILLOR,
    Office.CITIZEN_COUNCILLOR,
    Office.PARTY_ASSISTANT,
    Office.STATES_MEMBER,
    Office.CITIZEN_STATES_MEMBER,
    Office.BOARD_MEMBER,
}


@dataclass(frozen=True)
class Task:
    """What one person owes in one module: however many mandates, one task with the earliest due date (rule 6).

    `year` is the earliest for which it is owed. `first` is the obligation that is due first; `since` the day from which
    the newest one stands.
    """

    user: int
    module: int
    year: int
    first: Assignment
    since: date
    revision: int

    @property
    def due(self) -> date:
        return self.first.due


@dataclass(frozen=True)
class Entry:
    """One day in a calendar. `stamp` and `revision` say how new it is: a later obligation or day gives higher ones."""

    uid: UUID
    day: date
    summary: str
    description: str
    stamp: date
    revision: int = 0
    alarm: str = ""


def tasks_of(*, user, on: date) -> list[Task]:
    """Return the tasks that `user` has on the day `on` and for which a last day is known, that day first.

    Open obligations of active mandates; finished and closed ones are none. One query.
    """
    owed = (
        Assignment.objects.filter(membership__in=scope.mandates(user=user, on=on), closed_on=None, due__lt=NO_DAY_YET)
        .exclude(Exists(satisfying(on=on)))
        .select_related("membership__organisation", "programme_year", "edition")
        .order_by("due", "pk")
    )
    by_module: dict[int, list[Assignment]] = {}
    for assignment in owed:
        by_module.setdefault(assignment.edition.module_id, []).append(assignment)
    return [_task(user, module, assignments) for module, assignments in by_module.items()]


def _task(user, module, assignments) -> Task:
    year = min(assignment.programme_year.year for assignment in assignments)
    beginning = date(year - 1, 1, 1)
    return Task(
        user=user.pk,
        module=module,
        year=year,
        first=assignments[0],
        since=max(assignment.opens for assignment in assignments),
        # nothing is kept of what an entry said before; this rises with each day that moves later and each new mandate
        revision=sum(max((assignment.due - beginning).days, 0) for assignment in assignments),
    )


def entry_of(task: Task) -> Entry:
    """Return the entry of a task: on its last day, with an alarm a week before. In the language that is on."""
    summary = _summary(task.first.membership)
    return Entry(
        uid=_uid(task.user, task.module, task.year, "due"),
        day=task.due,
        summary=summary,
        description=_("This is the last day for your module. You go on where you were: %(link)s") % {"link": _link()},
        stamp=task.since,
        revision=task.revision,
        alarm=_("In a week: %(what)s") % {"what": summary[:1].lower() + summary[1:]},
    )


def opening_entry(coming: Coming) -> Entry:
    """Return the entry for the day on which a module opens again; without an alarm, for there is time enough then."""
    return Entry(
        uid=_uid(coming.membership.user_id, coming.module, coming.year, "opens"),
        day=coming.opens,
        summary=_("%(what)s: open again") % {"what": _summary(coming.membership)},
        description=_("About this day your module opens again: %(link)s") % {"link": _link()},
        stamp=date(coming.year - 1, 1, 1),
        revision=(coming.opens - date(coming.year - 1, 1, 1)).days,
    )


def calendar(entries: Iterable[Entry], *, feed: bool = False) -> bytes:
    """Return the entries as the bytes of an iCalendar file; `feed`: with a name, and how often to look again."""
    file = Calendar()
    file.add("prodid", "-//Jaarlijkse module//agenda//NL")
    file.add("version", "2.0")
    if feed:
        file.add("name", _("Yearly module"))
        file.add("x-wr-calname", _("Yearly module"))
        file.add("refresh-interval", REFRESHED, parameters={"value": "DURATION"})
        file.add("x-published-ttl", "P1D")
    for entry in entries:
        file.add_component(_event(entry))
    return file.to_ical()


def _event(entry) -> Event:
    event = Event()
    event.add("uid", str(entry.uid))
    event.add("dtstamp", datetime.combine(entry.stamp, time.min, UTC))
    event.add("sequence", entry.revision)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if entry.alarm:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", ALARM)
        alarm.add("description", entry.alarm)
        event.add_component(alarm)
    return event


def _uid(*parts) -> UUID:
    return uuid5(NAMESPACE_URL, f"{settings.SITE_ORIGIN}/agenda/" + "/".join(map(str, parts)))


def _link() -> str:
    return f"{settings.SITE_ORIGIN}/leren/"


def _summary(membership: Membership) -> str:
    if membership.office not in SEATED:
        return _("Yearly module")
    return {
        Kind.MUNICIPALITY: _("Yearly module for the council"),
        Kind.PROVINCE: _("Yearly module for the provincial council"),
        Kind.WATER_AUTHORITY: _("Yearly module for the general board"),
    }[membership.organisation.kind]
