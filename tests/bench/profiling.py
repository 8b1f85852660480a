"""Where the time of a page goes: cProfile of requests in this process, with the data of the bench."""

import cProfile
import io
import pstats
import time
from functools import partial

from django.conf import settings
from django.test import Client

REQUESTS = 200
#: A profile that is slow stops earlier than the number above; how many it took stands in its first line.
SECONDS = 25
SHOWN = 25


def of_pages(asked: list[tuple[str, str]]) -> str:
    """The 25 most expensive calls, with all that they call, of GETs of `asked`: (path, session key)."""
    client = Client(SERVER_NAME="127.0.0.1")

    def get(path, session):
        client.cookies["sessionid"] = session
        response = client.get(path)
        for _part in response.streaming_content if response.streaming else ():
            pass

    for one in asked[:20]:
        get(*one)
    return _profiled([partial(get, *one) for one in asked[:REQUESTS]], "requests")


def of_quizzes(job: dict) -> str:
    """The same for whole quizzes: `job` as the client gets it."""
    from tests.bench import client as light

    browser = Client(SERVER_NAME="127.0.0.1")

    class InProcess(light.Browser):
        def exchange(self, path, form=None):
            if form is None:
                response = browser.get(path)
            else:
                data = {}
                for name, value in form:
                    data.setdefault(name, []).append(value)
                response = browser.post(path, data)
            head = f"\r\nlocation: {response.headers.get('Location', '')}\r\n".encode()
            return response.status_code, head, response.content

    def take(session):
        browser.cookies["sessionid"] = session
        if trouble := light._one_quiz(InProcess(0, session), job):
            raise RuntimeError(f"the quiz did not arrive: {trouble}")

    first, *others = job["learners"]
    take(first)
    return _profiled([partial(take, session) for session in others], "quizzes")


def _profiled(work, what):
    profile = cProfile.Profile()
    until = time.monotonic() + SECONDS
    number = 0
    while number < len(work) and time.monotonic() < until:
        profile.runcall(work[number])
        number += 1
    out = io.StringIO()
    out.write(f"{number} {what}\n")
    statistics = pstats.Stats(profile, stream=out)
    statistics.sort_stats("cumulative").print_stats(SHOWN)
    statistics.sort_stats("tottime").print_stats(SHOWN)
    # the product's own functions, with all that they call
    statistics.sort_stats("cumulative").print_stats(r"/(elearning|courses|content)/", SHOWN)
    return _short(out.getvalue())


def _short(text):
    """Leave the machine's own folders out of the file names."""
    lines = []
    for line in text.replace(f"{settings.BASE_DIR}/", "").splitlines():
        before, found, after = line.partition("/site-packages/")
        lines.append(before.rpartition(" ")[0] + " " + after if found else line)
    return "\n".join(lines)
