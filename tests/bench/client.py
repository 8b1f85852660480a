"""A light client, run as a script in a process of its own: a job on standard input, what happened on standard output.

Sync workers close after each answer, so there is a connection for each exchange (and one that is kept open, where the
server keeps it). Only the standard library, and little of it: the clients share the processors with the server.
"""

import json
import re
import socket
import sys
import time
from urllib.parse import urlencode

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
LOCATION = re.compile(rb"\r\nlocation: *([^\r]+)", re.I)
CSRF_COOKIE = re.compile(rb"\r\nset-cookie: *csrftoken=([^;]+)", re.I)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TURN = re.compile(r'name="turn" value="([^"]+)"')
QUESTION = re.compile(r'aria-describedby="vraag-([a-z0-9-]+)-uitleg')
ON = re.compile(r'<a class="btn" href="([^"]+)"')
#: More than any quiz takes; a learner that does not arrive must not go round for ever.
ENOUGH = 80


class Browser:
    """One person's cookies, and what each exchange took in seconds."""

    def __init__(self, port, session, count=None):
        self.port, self.cookies, self.count = port, f"sessionid={session}", count
        self.csrf = None
        self.socket = None
        self.took = []

    def exchange(self, path, form=None):
        """Return (status, head, body) of a GET, or of a POST when there is a form."""
        lines = [f"{'GET' if form is None else 'POST'} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: identity"]
        lines.append(f"Cookie: {self.cookies}" + (f"; csrftoken={self.csrf}" if self.csrf else ""))
        if self.count:
            lines.append(f"X-Bench-Count: {self.count}")
        body = b""
        if form is not None:
            body = urlencode(form).encode()
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        begun = time.perf_counter()
        status, head, answer = self._sent("\r\n".join([*lines, "", ""]).encode() + body)
        self.took.append(time.perf_counter() - begun)
        if found := CSRF_COOKIE.search(head):
            self.csrf = found[1].decode()
        return status, head, answer

    def _sent(self, request):
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        self.socket.sendall(request)
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            part = self.socket.recv(65536)
            if not part:
                raise ConnectionError("the server closed before it answered")
            data += part
        head, body = bytes(data[: end + 2]), data[end + 4 :]
        length = LENGTH.search(head)
        while length is None or len(body) < int(length[1]):
            part = self.socket.recv(262144)
            if not part:
                break
            body += part
        if length is None or b"connection: close" in head.lower():
            self.socket.close()
            self.socket = None
        return int(head[9:12]), head, bytes(body)


def pages(job):
    """GET each of job["requests"], [path, session], one after another."""
    took, bad = [], []
    for path, session in job["requests"]:
        browser = Browser(job["port"], session, job.get("count"))
        status, _head, body = browser.exchange(path)
        took += browser.took
        # an address may have a text that its page must hold, so that no error page or detour is measured
        if status != 200 or job.get("holds", {}).get(path, "").encode() not in body:
            bad.append([path, status])
    return {"took": took, "bad": bad}


def quiz(job):
    """Let each learner go from the front of the quiz to the result of the edition, answering rightly."""
    took, bad, exchanges = [], [], []
    for session in job["learners"]:
        browser = Browser(job["port"], session, job.get("count"))
        trouble = _one_quiz(browser, job)
        if trouble:
            bad.append(trouble)
        took += browser.took
        exchanges.append(len(browser.took))
    return {"took": took, "bad": bad, "exchanges": exchanges}


def _one_quiz(browser, job):
    path, form, shown = job["quiz"], None, set()
    for _number in range(ENOUGH):
        status, head, body = browser.exchange(path, form)
        text = body.decode()
        form = None
        if status in (302, 303):
            path = LOCATION.search(head)[1].decode()
        elif status != 200:
            return [path, status]
        elif path == job["result"]:
            return None if len(shown) == job["questions"] else [path, f"{len(shown)} questions"]
        elif turn := TURN.search(text):
            key = QUESTION.search(text)[1]
            shown.add(key)
            path = path.partition("?")[0]
            form = [("csrfmiddlewaretoken", TOKEN.search(text)[1]), ("turn", turn[1]), *job["answers"][key]]
        elif path == job["quiz"]:
            form = [("csrfmiddlewaretoken", TOKEN.search(text)[1])]
        elif on := ON.findall(text):
            # when all is done two buttons may stand here; the last one goes to the result
            path = on[-1].replace("&amp;", "&")
        else:
            return [path, "nowhere to go"]
    return [path, "no end"]


if __name__ == "__main__":
    job = json.load(sys.stdin)
    time.sleep(max(0, job["begin"] - time.monotonic()))
    began = time.monotonic()
    done = {"pages": pages, "quiz": quiz}[job["kind"]](job)
    json.dump({**done, "began": began, "ended": time.monotonic()}, sys.stdout)
