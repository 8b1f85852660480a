"""Long works, each in a process that may be killed: `python -m tests.proof.works`, driven by `killing.Works`.

A line of JSON on standard input is a work; it runs in a fork, so that Django is loaded once for all. The fork's number
comes back; a second line lets this process collect it (until then its number is nobody else's), its status comes back.
"""

import json
import os
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


WORKS = {"import_members": import_members, "open_year": open_year}


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
