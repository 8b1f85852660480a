"""Long works, each in a process that may be killed: `python -m tests.proof.works`, driven by `killing.Works`.

A line of JSON on standard input is a work; it runs in a fork, so that Django is loaded once for all. The fork's number
comes back; a second line lets this process collect it (until then its number is nobody else's), its status comes back.
"""

import json
import os
import signal
import sys
from datetime import date

import django


def import_members(*, file, organisation):
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        call_command("import_members", file, organisation=organisation, stdout=nowhere)


def open_year(*, programme, year, edition, today, batch):
    from content.editions.models import Edition
    from courses.planning import making, opening
    from courses.planning.models import Programme

    making.BATCH = batch  # many batches of few members, to be cut off between and inside
    opening.open_year(
        programme=Programme.objects.get(pk=programme),
        year=year,
        edition=Edition.objects.get(pk=edition),
        today=date.fromisoformat(today),
    )


def send_due(*, now, port, point="", mail=0):
    """One tick, to the mail server at `port`. At `point` of its `mail`th mail (from 1) this process kills itself."""
    from datetime import datetime

    from django.conf import settings

    from courses.reminders import sending, words
    from courses.reminders.posting import Post

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    def dies(owner, name, *, after):
        real, calls = getattr(owner, name), []

        def last(*arguments, **named):
            calls.append(name)
            if len(calls) == mail and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            found = real(*arguments, **named)
            if len(calls) == mail and after:
                os.kill(os.getpid(), signal.SIGKILL)
            return found

        setattr(owner, name, last)

    where = {
        "before it is claimed": (words, "message_for", True),  # inside the transaction that claims
        "claimed": (Post, "send", False),
        "answered": (Post, "send", True),
        "written down": (sending, "_settle", True),
    }
    if point in where:
        owner, name, after = where[point]
        dies(owner, name, after=after)
    sending.send_due(now=datetime.fromisoformat(now))


WORKS = {"import_members": import_members, "open_year": open_year, "send_due": send_due}


def main():
    django.setup()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        pid = os.fork()
        if pid == 0:
            try:
                WORKS[name](**arguments)
            except BaseException:
                sys.excepthook(*sys.exc_info())
                os._exit(1)
            os._exit(0)
        print(pid, flush=True)
        sys.stdin.readline()
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
