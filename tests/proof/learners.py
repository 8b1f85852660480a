"""Members who answer over HTTP, in threads, and remember what the server said is kept."""

import queue
import random
import re
import threading
from dataclasses import dataclass, field

from tests.bench.client import LENGTH, ON, TOKEN, TURN, Browser
from tests.courses.learning.factories import RIGHT, WRONG

#: How often a request is sent again before a test gives up on the server.
PATIENCE = 200
KEPT = b'id="uitslag"'


@dataclass
class Account:
    """What one member knows: the answer that the server acknowledged, by the sealed turn that was in the form."""

    user: int
    session: str
    kept: dict[str, str] = field(default_factory=dict)
    #: Turns that had to be sent more than once, as the server died before it answered.
    resent: int = 0


class Learner(threading.Thread):
    """Takes accounts one after another through the quiz at `path` until told to stop.

    Every submission is sent again until it is acknowledged, as a person with a patient browser would.
    """

    def __init__(self, *, port, path, accounts: queue.Queue, acknowledged: queue.Queue, stop: threading.Event, seed):
        super().__init__(daemon=True)
        self.port, self.path, self.accounts, self.acknowledged, self.stop = port, path, accounts, acknowledged, stop
        self.chance = random.Random(seed)
        self.taken: list[Account] = []
        self.trouble = None

    def run(self):
        try:
            while not self.stop.is_set():
                account = self.accounts.get_nowait()
                self.taken.append(account)
                self._quiz(account)
        except Exception as trouble:  # a thread's failure must reach the test
            self.trouble = trouble
            self.stop.set()
            self.acknowledged.put(trouble)

    def _quiz(self, account):
        browser = Browser(self.port, account.session)
        status, head, body = self._sent(browser, self.path)
        path, form = self.path, [("csrfmiddlewaretoken", TOKEN.search(body.decode())[1])]
        while not self.stop.is_set():
            status, head, body = self._sent(browser, path, form)
            form = None
            text = body.decode()
            if status == 303:
                path = re.search(rb"\r\nlocation: *([^\r]+)", head, re.I)[1].decode()
            elif status != 200:
                raise AssertionError(f"{path} answers {status}: {text[:300]}")
            elif turn := TURN.search(text):
                body = self._answer(browser, path.partition("?")[0], turn[1], TOKEN.search(text)[1], account)
                path = ON.findall(body.decode())[-1].replace("&amp;", "&")
            else:
                return  # through the quiz

    def _answer(self, browser, path, turn, token, account):
        chosen = self.chance.choice((RIGHT, WRONG))
        before = len(browser.took)
        status, _head, body = self._sent(
            browser, path, [("csrfmiddlewaretoken", token), ("turn", turn), ("answer", chosen)]
        )
        if status != 200 or KEPT not in body:
            raise AssertionError(f"no feedback but {status} for {path}")
        assert turn not in account.kept, "the same turn was offered twice"
        account.resent += self.tries > 1
        account.kept[turn] = chosen
        self.acknowledged.put(len(browser.took) - before)
        return body

    def _sent(self, browser, path, form=None):
        for self.tries in range(1, PATIENCE + 1):
            try:
                status, head, body = browser.exchange(path, form)
                length = LENGTH.search(head)
                if length is None or len(body) == int(length[1]):
                    return status, head, body
            except OSError:
                pass
            # the worker died with our request in its hands, or in the middle of its answer: nobody told us what is kept
            browser.socket = None
        raise AssertionError("the server does not come back")
