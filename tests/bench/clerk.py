"""The clerk's desk: the overview of many and of 29 members, and the lists with everybody on them.

Addresses are taken from the pages, as a clerk would: `/griffie/` leads to the overview, the overview to the lists.
"""

import http.client
import re
import statistics
import time
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin

from tests.bench import load
from tests.bench.ground import MEGABYTE, Ground, Line, most
from tests.bench.stock import BIG_CODE, SMALL, SMALL_CODE, show_again

NAME = "clerk's overview"
REQUESTS = 60
ADDRESS = re.compile(r'(?:href|action|formaction)="([^"]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
EXPORTS = {"csv": (0.4, 3), "xlsx": (3, 2)}


class Answer:
    """An answer that was read to the end: of a GET, or of the POST that `form` (the answer with that form) allows.

    `first` and `seconds` count from the asking; `path` is where redirects led.
    """

    def __init__(self, ground, session, path, *, form=None, count=None, hops=5):
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", ground.server.port, timeout=120)
        headers = {"Cookie": f"sessionid={session}"} | ({"X-Bench-Count": count} if count else {})
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Cookie"] += f"; csrftoken={SimpleCookie(form.headers['Set-Cookie'])['csrftoken'].value}"
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrfmiddlewaretoken": TOKEN.search(form.body.decode())[1]})
            connection.request("POST", path, body=body, headers=headers)
        response = connection.getresponse()
        self.first = time.perf_counter() - begun
        self.length = len(body := response.read())
        self.seconds = time.perf_counter() - begun
        self.status, self.path, self.headers = response.status, path, response.headers
        self.body = body
        connection.close()
        if self.status in (302, 303) and hops:
            onward = urljoin(path, response.headers["Location"])
            self.__init__(ground, session, onward, count=count, hops=hops - 1)
        elif self.status != 200:
            raise load.WentWrong(f"{path} answered {self.status}")

    def address(self, word):
        """The first address in this page, of a link or a form, with `word` in it."""
        for href in ADDRESS.findall(self.body.decode()):
            if word in href:
                return urljoin(self.path, unescape(href))
        raise load.WentWrong(f"{self.path} has no address with {word!r}")


def page_of(ground: Ground, session: str) -> Answer:
    """The overview, wherever `/griffie/` leads; WentWrong when that is somewhere else."""
    answer = Answer(ground, session, "/griffie/")
    if not answer.path.startswith("/griffie/"):
        raise load.WentWrong(f"the clerk was sent to {answer.path}")
    return answer


def overview(ground: Ground) -> tuple[dict, list[Line]]:
    """Time, CPU and statements of one page, for many members and for few."""
    figures = {}
    for code, members in ((BIG_CODE, ground.members), (SMALL_CODE, SMALL)):
        session = ground.stock.clerks[code]
        path = page_of(ground, session).path
        asked = [(path, session)] * REQUESTS
        load.pages(ground.server, asked[:15], at_once=5)
        runs = [load.pages(ground.server, asked[: REQUESTS // 3]) for _ in range(3)]
        load.pages(ground.server, asked[:1], count="overview")
        [counted] = ground.counted(1)
        took = [each for run in runs for each in run.took]
        figures[code] = {
            "members": members,
            "path": path,
            "requests": REQUESTS,
            "sql": len(counted["sql"]),
            "statements": counted["sql"],
            "p50_ms": load.percentile(took, 50),
            "p95_ms": load.percentile(took, 95),
            "server_ms": statistics.median(run.per(len(run.took))["server_ms"] for run in runs),
            "database_ms": statistics.median(run.per(len(run.took))["database_ms"] for run in runs),
        }
    lines = []
    for one in figures.values():
        name = f"{NAME}, {one['members']:,}"
        lines += [
            Line(name, "SQL", *most(one["sql"], 8, ""), True),
            Line(name, f"time, median (p95 {one['p95_ms']:.0f} ms)", *most(one["p50_ms"] / 1000, 0.04, " s", 3)),
            Line(name, "CPU of server + database", "", f"{one['server_ms']:.1f} + {one['database_ms']:.1f} ms"),
        ]
    same = figures[BIG_CODE]["sql"] == figures[SMALL_CODE]["sql"]
    lines.append(Line(NAME, "SQL the same for both", "yes", "yes" if same else "no", same, True))
    return figures, lines


def exports(ground: Ground) -> tuple[dict, list[Line]]:
    """The whole list as CSV and as XLSX: time, and what the worker's memory reached above what it had before."""
    session = ground.stock.clerks[BIG_CODE]
    show_again(session, code=BIG_CODE)
    page = Answer(ground, session, page_of(ground, session).address("/verslag/namen/"))
    figures, lines = {}, []
    for kind, (seconds, runs) in EXPORTS.items():
        path = page.address(f".{kind}")
        took = []
        for _run in range(runs):
            before = ground.server.used()
            ground.server.forget_peaks()
            idle = ground.server.memory()
            answer = Answer(ground, session, path, form=page)
            above = max(each["peak"] - rest["rss"] for each, rest in zip(ground.server.memory(), idle, strict=True))
            after = ground.server.used()
            took.append((answer.seconds, answer.first, above / MEGABYTE, after[0] - before[0], after[1] - before[1]))
        Answer(ground, session, path, form=page, count=kind)
        [counted] = ground.counted(1)
        middle = sorted(took)[len(took) // 2]
        streamed = answer.headers.get("Content-Length") is None
        figures[kind] = {
            "path": path, "runs": runs, "bytes": answer.length, "rows": answer.body.count(b"\n"), "streamed": streamed,
            "each": took, "sql": len(counted["sql"]), "statements": counted["sql"],
        }  # fmt: skip
        name = f"export of {ground.members:,}, {kind.upper()}"
        what = f"time, median of {runs} (first byte {middle[1]:.2f} s)"
        lines.append(Line(name, what, *most(middle[0], seconds, " s", 2)))
        memory = max(each[2] for each in took)
        if kind == "csv":
            lines.append(Line(name, "streamed", "yes", "yes" if streamed else "no", streamed, True))
            lines.append(Line(name, "memory of the worker above idle", *most(memory, 20, " MB", 1), True))
        else:
            lines.append(Line(name, "memory of the worker above idle", "", f"{memory:.1f} MB"))
        cpu = f"{middle[3]:.2f} + {middle[4]:.2f} s"
        lines.append(Line(name, f"CPU of server + database; SQL {figures[kind]['sql']}", "", cpu))
    return figures, lines
