"""Keeping what is to be said, before anybody says it: rows of mails and their lines, at most one for each rung."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.crypto import salted_hmac

from courses.reminders.choosing import digests_of
from courses.reminders.digests import Asked, Booster, Digest, Line
from courses.reminders.models import Mail, MailLine


def lock(persons: Iterable[int], *, wait: bool = True) -> list[int]:
    """Take the lock of these people until the transaction ends; return the keys of those it was got for.

    Whoever plans, sends or withholds a mail of somebody holds that person's row, so that two ticks cannot both think
    that nothing was said. Without `wait` who is held by another is passed over. (SQLite's transactions take turns.)
    """
    # no key: rows that refer to the person may be written meanwhile, an answer in the middle of a lesson
    rows = get_user_model().objects.select_for_update(no_key=True, skip_locked=not wait)
    return list(rows.filter(pk__in=list(persons)).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def plan(*, persons: Iterable[int], on: date, now: datetime, asked: Asked | None = None) -> list[int]:
    """Keep a mail for each of these people who is to get one on the day `on`; return the keys of those to be sent.

    What is to be said is found again under the lock of each person. What may not be said is kept as withheld, with its
    reason. `asked` is what a clerk wants to be said: then whoever holds a person is waited for. A fixed number of
    queries.
    """
    digests = digests_of(persons=lock(persons, wait=asked is not None), on=on, asked=asked)
    mails, lines = [], []
    for digest in digests:
        if digest.lines:
            mails.append(Mail(**_fields(digest, now)))
            lines.append((mails[-1], digest.lines))
        if digest.silent:
            reason = digest.silent[0].withheld
            mails.append(Mail(**_fields(digest, now), state=Mail.State.WITHHELD, reason=reason, settled_at=now))
            lines.append((mails[-1], digest.silent))
    Mail.objects.bulk_create(mails)
    put(lines)
    return [mail.pk for mail in mails if mail.state == Mail.State.PLANNED]


def put(lines: Iterable[tuple[Mail, Iterable[Line]]]) -> None:
    """Keep the lines of these mails. One that was withheld before goes over to the mail that now says it."""
    lines = list(lines)
    # a rung that was silent is no second line: its row moves, and the mail that said nothing with it goes
    persons = {mail.person_id for mail, _some in lines}
    noted = MailLine.objects.filter(person__in=persons).exclude(withheld="")
    noted = {_key(line): line for line in noted}
    new, moved, left = [], [], set()
    for mail, some in lines:
        for line in some:
            row = _row(mail, line)
            old = noted.get(_key(row))
            if old is None:
                new.append(row)
            else:
                left.add(old.mail_id)
                old.mail, old.membership_id, old.due, old.withheld = mail, row.membership_id, row.due, row.withheld
                moved.append(old)
    MailLine.objects.bulk_create(new)
    if moved:
        MailLine.objects.bulk_update(moved, ["mail", "membership", "due", "withheld"])
        Mail.objects.filter(pk__in=left, state=Mail.State.WITHHELD, lines=None).delete()


def _key(line: MailLine):
    """What is the same of a line that was silent and the one that now says it."""
    asked = line.asked_on and (line.asked_on, line.membership_id)
    return line.person_id, line.kind, line.programme_year_id, line.edition_id, asked


def _fields(digest: Digest, now):
    person = digest.person.pk
    return {"person_id": person, "day": digest.on, "message_id": message_id(person, digest.on), "planned_at": now}


def message_id(person: int, day: date) -> str:
    """Return the Message-ID of the mail to `person` on `day`: always the same, and nobody else can make one up."""
    stem = salted_hmac("courses.reminders.outbox", f"{person}:{day.isoformat()}", algorithm="sha256").hexdigest()[:40]
    return f"<{stem}@{urlsplit(settings.SITE_ORIGIN).hostname}>"


def _row(mail, line):
    about = line.about
    of = {"mail": mail, "person_id": mail.person_id, "kind": line.kind, "withheld": line.withheld}
    if isinstance(about, Booster):
        return MailLine(**of, edition_id=about.edition)
    of |= {"programme_year_id": about.programme_year, "membership_id": about.membership, "due": about.due}
    return MailLine(**of, asked_on=line.asked_on)
