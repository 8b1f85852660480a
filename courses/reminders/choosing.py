"""Who gets a mail on a day, and what is in it: one path for the tick, for tomorrow's list and for every other day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.contrib.auth import get_user_model

from courses.members.models import Membership
from courses.reminders.boosters import boosters_due
from courses.reminders.digests import Asked, Booster, Digest, Obligation, Person, hindered, lines_of, tasks_of
from courses.reminders.ladder import Kind
from courses.reminders.models import MailLine, Reason
from courses.reminders.owed import MODULE, PERSON, came_back, mailed_lately, members_open, owed, unsaid, with_texts
from courses.reminders.quiet import Quiet

#: People in one round of questions to the database.
BATCH = 200


def mails_for(*, on: date, organisation=None, batch: int = BATCH) -> Iterator[Digest]:
    """Yield the mail of every person who gets one on the day `on`, in the order of their keys.

    What was said up to now counts as said; a day to come is therefore answered as if nothing were done before it. With
    an `organisation` only of people with a mandate there. A digest may hold nothing but lines that are withheld. A
    fixed number of queries for each `batch` people.
    """
    for persons in persons_due(on=on, organisation=organisation, batch=batch):
        yield from digests_of(persons=persons, on=on)


def persons_due(*, on: date, organisation=None, batch: int = BATCH) -> Iterator[list[int]]:
    """Yield the keys of the people about whom something was not said yet, in their order, `batch` at a time.

    They are found once, all of them: asked for only the first so many, a database that finds nobody walks past
    everything that is owed by the slower of its ways.
    """
    rows = unsaid(on=on, quiet=Quiet.on(on))
    if organisation is not None:
        rows = rows.filter(membership__organisation=organisation)
    found = set(rows.values_list(PERSON, flat=True).distinct())
    found |= _wanting_boosters(on=on, organisation=organisation)
    found = sorted(found)
    for start in range(0, len(found), batch):
        yield found[start : start + batch]


def digests_of(*, persons: Iterable[int], on: date, own=None, asked: Asked | None = None) -> list[Digest]:
    """Return the digests of these people on the day `on`; who gets nothing is left out.

    `own` is a mail that was planned before: what it says is not said yet, and it does not count for the week. `asked`
    is what clerks want to be said now; what they asked of `own` stands in its lines.
    """
    persons = list(persons)
    asked = {**(asked or {}), **(_asked_of(own) if own is not None else {})}
    quiet = Quiet.on(on)
    obligations, said, people = _obligations(persons, on), _said(persons, own), _people(persons, on, own)
    boosters = _boosters(persons, on, quiet)
    found = []
    for pk in persons:
        if pk not in people:
            continue
        person, back = people[pk]
        live, noted = said[pk]
        lines = lines_of(obligations=obligations[pk], boosters=boosters[pk], on=on, said=live, quiet=quiet, asked=asked)
        if back:
            lines = hindered(lines, Reason.CAME_BACK)
        silent = tuple(line for line in lines if line.withheld and line.key not in noted)
        lines = tuple(line for line in lines if not line.withheld)
        if lines or silent:
            found.append(Digest(person, on, lines, _also(obligations[pk], lines), silent))
    return found


def _also(obligations, lines) -> tuple[Obligation, ...]:
    """What is open besides what `lines` are about."""
    about = {line.about.module for line in lines if isinstance(line.about, Obligation)}
    return tuple(one for one in tasks_of(obligations) if one.module not in about and not one.hindrance)


def _asked_of(mail) -> Asked:
    """What clerks asked to be said in a mail that was planned."""
    lines = mail.lines.filter(kind=Kind.BY_CLERK, withheld="", membership__isnull=False)
    return {(member, year): day for member, year, day in lines.values_list("membership", "programme_year", "asked_on")}


def _obligations(persons, on):
    names = {
        "person": PERSON, "membership": "membership_id", "organisation": "membership__organisation_id",
        "organisation_kind": "membership__organisation__kind", "programme_year": "programme_year_id", "module": MODULE,
        "edition": "edition_id", "opens": "opens", "due": "due", "title": "edition__title",
        "language": "edition__language", "minutes": "minutes", "returning": "returning", "hindrance": "hindrance",
    }  # fmt: skip
    found = defaultdict(list)
    rows = with_texts(owed(on=on).filter(**{f"{PERSON}__in": persons}), on=on)
    for row in rows.values_list(*names.values()):
        values = dict(zip(names, row, strict=True))
        found[values.pop("person")].append(Obligation(**values))
    return found


def _said(persons, own):
    """By person: the keys of what was said, and of what is noted as withheld."""
    found = defaultdict(lambda: (set(), set()))
    lines = MailLine.objects.filter(person__in=persons)
    if own is not None:
        lines = lines.exclude(mail=own)
    for person, kind, year, edition, withheld in lines.values_list(
        "person", "kind", "programme_year", "edition", "withheld"
    ):
        # a clerk may ask again: what one day kept from going does not keep it the next
        if not (withheld and kind == Kind.BY_CLERK):
            found[person][bool(withheld)].add((kind, year or edition))
    return found


def _people(persons, on, own):
    """By key: who may get a mail on the day `on`, each with whether the address came back."""
    user = get_user_model()
    rows = (
        user.objects.filter(pk__in=persons, is_active=True)
        .annotate(back=came_back())
        .exclude(mailed_lately("pk", on=on, but=own.pk if own else None))
    )
    return {
        row.pk: (Person(row.pk, row.email, row.name, getattr(row, "language", "") or "nl"), row.back) for row in rows
    }


def _wanting_boosters(*, on, organisation):
    found = boosters_due(on=on)
    if not found:
        return set()
    persons = {one.person for one in found}
    said = set(
        MailLine.objects.filter(person__in=persons, withheld="", edition__isnull=False).values_list(
            "person", "kind", "edition"
        )
    )
    persons = {one.person for one in found if (one.person, one.kind, one.edition) not in said}
    members = Membership.objects.active(on=on).filter(user__in=persons).exclude(mailed_lately("user", on=on))
    if organisation is not None:
        members = members.filter(organisation=organisation)
    return set(members.values_list("user", flat=True))


def _boosters(persons, on, quiet) -> dict[int, list[Booster]]:
    """The boosters of these people that may go: of who is a member on the day, in an organisation that is not quiet."""
    due = boosters_due(on=on, persons=persons)
    found = defaultdict(list)
    if due:
        open_to = members_open(persons={one.person for one in due}, quiet=quiet, on=on)
        for one in due:
            if any(open_to.get(one.person, {}).values()):
                found[one.person].append(one)
    return found
