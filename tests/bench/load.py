"""Clients at work, at the same time, and what they and the server used meanwhile."""

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.server import Server

CLIENT = Path(__file__).with_name("client.py")
#: Time for the client processes to be there before the first of them begins.
HEAD_START = 0.4


class WentWrong(Exception):
    """An answer was not what the measurement needs; a figure made of it would say nothing."""


@dataclass
class Run:
    """What one run came to. CPU in seconds over all of it; `took` in seconds for each exchange."""

    seconds: float
    server: float
    database: float
    took: list[float]
    exchanges: list[int] = field(default_factory=list)

    def per(self, number: int) -> dict[str, float]:
        """CPU ms of server and database for each of `number` pieces of work."""
        return {"server_ms": self.server / number * 1000, "database_ms": self.database / number * 1000}

    def times(self) -> dict[str, float]:
        """ms: median and 95th percentile of an exchange."""
        return {"p50_ms": percentile(self.took, 50), "p95_ms": percentile(self.took, 95)}


def percentile(took: list[float], percent: int) -> float:
    """In ms."""
    if len(took) < 2:
        return took[0] * 1000
    return statistics.quantiles(took, n=100, method="inclusive")[percent - 1] * 1000


def together(server: Server, jobs: list[dict]) -> Run:
    """Give each job to a client of its own, all at once. Raises WentWrong when any answer was not as it should be."""
    begin = time.monotonic() + HEAD_START
    clients, outputs = [], []
    try:
        for _job in jobs:
            clients.append(
                subprocess.Popen([sys.executable, "-I", "-S", CLIENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
        before = server.used()
        for client, job in zip(clients, jobs, strict=True):
            client.stdin.write(json.dumps({"port": server.port, "begin": begin, **job}).encode())
            client.stdin.close()
        outputs = [client.stdout.read() for client in clients]
        after = server.used()
    finally:
        for client in clients:
            if client.poll() is None:
                try:
                    client.wait(5)
                except subprocess.TimeoutExpired:
                    client.kill()
                    client.wait()
            client.stdout.close()
    done = [json.loads(output) for output in outputs if output]
    bad = [each for one in done for each in one["bad"]]
    if bad or len(done) < len(jobs):
        raise WentWrong(f"{len(jobs) - len(done)} clients broke; wrong answers: {bad[:5]}")
    return Run(
        seconds=max(one["ended"] for one in done) - min(one["began"] for one in done),
        server=after[0] - before[0],
        database=after[1] - before[1],
        took=[each for one in done for each in one["took"]],
        exchanges=[each for one in done for each in one.get("exchanges", [])],
    )


def pages(server: Server, requests: list[tuple[str, str]], *, at_once=1, count=None, holds=None) -> Run:
    """GET all of `requests`, (path, session key), divided over `at_once` clients.

    `count` names them in the log of statements; `holds` says for a path what its page must contain.
    """
    job = {"kind": "pages", "count": count, "holds": holds or {}}
    shares = [requests[number::at_once] for number in range(at_once)]
    return together(server, [{**job, "requests": share} for share in shares if share])
