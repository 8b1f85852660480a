"""Sending what is due: the work of a tick.

Each mail takes three steps. It is planned (`outbox`), in a transaction. It is claimed: under the lock of the person all
is looked at again, and "sending" is committed. Only then the server hears of it, and its answer is written down. Who is
cut off after the claim leaves a mail of which nobody knows; it stays so, and is shown.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import Q

from courses.reminders import choosing, outbox, quiet, words
from courses.reminders.models import Mail, MailLine, Reason
from courses.reminders.posting import Outcome, Post
from courses.reminders.silence import reasons_for

#: Mails over one connection; servers close one that takes too long.
BATCH = 50
#: So long after nobody took it a mail is offered again: a server that says "not now" means minutes.
AGAIN_AFTER = timedelta(minutes=10)


@dataclass
class Tally:
    """What a call did: mails sent, withheld, refused, to be tried later, and those of which nobody knows."""

    sent: int = 0
    withheld: int = 0
    refused: int = 0
    later: int = 0
    unsure: int = 0

    @property
    def handled(self) -> int:
        return self.sent + self.withheld + self.refused + self.later + self.unsure


def send_due(*, now: datetime, limit: int | None = None, progress: Callable[[int], None] | None = None) -> Tally:
    """Send what is due at `now` (aware), at most `limit` mails; return what became of them.

    Safe to call as often as one likes, in several processes at once, and after any crash. Outside 9.00 to 20.00 hours
    in Amsterdam it does nothing, and a call that runs on stops by itself at that hour. `progress(number handled)` is
    called after each mail.
    """
    clock = _clock(now)
    return _send_all(_batches(clock), clock, limit=limit, progress=progress)


def send_planned(*, mails: Iterable[int], now: datetime, seconds: float) -> Tally:
    """Send these mails (keys) that were planned, as a tick would, until so many `seconds` have passed.

    What is left then, or may not go yet, is the next tick's.
    """
    mails, clock = list(mails), _clock(now)
    batches = (mails[start : start + BATCH] for start in range(0, len(mails), BATCH))
    return _send_all(batches, clock, until=now + timedelta(seconds=seconds))


def _send_all(batches, clock, *, limit=None, until=None, progress=None) -> Tally:
    tally = Tally()
    for batch in batches:
        with Post() as post:
            for number, pk in enumerate(batch):
                if tally.handled == limit or (until and clock() >= until):
                    return tally
                if not post.open():
                    tally.later += _nobody_there(batch[number:], clock())
                    return tally
                moment = clock()
                if not quiet.by_day(moment):
                    return tally
                _send(pk, post, moment, clock, tally)
                if progress:
                    progress(tally.handled)
    return tally


def _clock(now):
    """What time it is, from `now` on: a long run must know when it gets late."""
    begun = time.monotonic()
    return lambda: now + timedelta(seconds=time.monotonic() - begun)


def _batches(clock) -> Iterator[list[int]]:
    """What an earlier call left first, then what is planned now; nothing at night."""
    if not quiet.by_day(clock()):
        return
    after = 0
    waiting = Mail.objects.waiting().filter(Q(settled_at=None) | Q(settled_at__lte=clock() - AGAIN_AFTER))
    while left := list(waiting.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        yield left
        after = left[-1]
    on = quiet.local_day(clock())
    for persons in choosing.persons_due(on=on):
        if not quiet.by_day(clock()):
            return
        planned = outbox.plan(persons=persons, on=on, now=clock())
        for start in range(0, len(planned), BATCH):
            yield planned[start : start + BATCH]


def _send(pk, post, moment, clock, tally):
    message = _claim(pk, moment, tally)
    if message is None:
        return
    outcome = post.send(message)
    _settle(pk, outcome, clock())
    name = outcome.value
    setattr(tally, name, getattr(tally, name) + 1)


@transaction.atomic(durable=True)  # inside another transaction "sending" would not be committed before it is sent
def _claim(pk: int, now: datetime, tally: Tally) -> EmailMultiAlternatives | None:
    """Look again at a mail that was planned; return it, marked as being sent, or None when it is not to be sent (now).

    Its lines become what is to be said at this moment. Lines of which nothing may be said any more stay with the mail,
    withheld with the reason.
    """
    person = Mail.objects.filter(pk=pk).values_list("person", flat=True).first()
    if person is None or not outbox.lock([person]):
        return None
    mail = Mail.objects.waiting().filter(pk=pk).first()
    if mail is None:
        return None  # another tick was first
    on = quiet.local_day(now)
    digest = next(iter(choosing.digests_of(persons=[person], on=on, own=mail)), None)
    said = {line.key for line in digest.lines} if digest else set()
    rows = {(row.kind, row.programme_year_id or row.edition_id): row for row in mail.lines.filter(withheld="")}
    reasons = reasons_for([row for key, row in rows.items() if key not in said], on=on)
    for row, reason in reasons.items():
        MailLine.objects.filter(pk=row.pk).update(withheld=reason)
    if not said:
        if len(reasons) == len(rows):
            _settled(mail, now, state=Mail.State.WITHHELD, reason=next(iter(reasons.values()), Reason.LAPSED))
            tally.withheld += 1
        return None  # what is only quiet today waits
    new = [line for line in digest.lines if line.key not in rows]
    outbox.put([(mail, new)])
    mail.day = on
    try:
        message = words.message_for(digest, message_id=mail.message_id)
    except ValidationError:
        _settled(mail, now, state=Mail.State.FAILED, reason=Reason.REFUSED)
        tally.refused += 1
        return None
    mail.state, mail.reason, mail.claimed_at, mail.settled_at = Mail.State.SENDING, "", now, None
    mail.address = digest.person.email
    mail.save(update_fields=["state", "reason", "day", "address", "claimed_at", "settled_at"])
    return message


def _settled(mail, now, **fields):
    for name, value in {**fields, "settled_at": now}.items():
        setattr(mail, name, value)
    mail.save(update_fields=[*fields, "settled_at"])


def _settle(pk, outcome, now):
    """Write down what the server said; of what is unsure there is nothing to write."""
    states = {
        Outcome.SENT: {"state": Mail.State.SENT},
        Outcome.LATER: {"state": Mail.State.FAILED, "reason": Reason.NO_CONNECTION},
        Outcome.REFUSED: {"state": Mail.State.FAILED, "reason": Reason.REFUSED},
    }
    if outcome in states:
        Mail.objects.filter(pk=pk, state=Mail.State.SENDING).update(**states[outcome], settled_at=now)


def _nobody_there(batch, now) -> int:
    """Say of the mails of this batch that no server could be reached; a later tick tries again."""
    waiting = Mail.objects.filter(pk__in=batch, state=Mail.State.PLANNED)
    waiting.update(state=Mail.State.FAILED, reason=Reason.NO_CONNECTION, settled_at=now)
    return len(batch)
