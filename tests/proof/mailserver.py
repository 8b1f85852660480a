"""A real mail server, in a thread of the test: it keeps what it accepted, and may kill who talks to it."""

import contextlib
import os
import signal
import socket
import threading
from collections import Counter
from email import message_from_bytes

from aiosmtpd.controller import Controller


class Postbox:
    """What the server accepted, and its order to kill: at which word of which mail (from 1)."""

    def __init__(self):
        self.accepted: list[tuple[str, str]] = []
        self.refused: set[str] = set()
        self._order = None
        self._named = 0
        self._victim, self._known = 0, threading.Event()

    def kill_at(self, word: str, mail: int) -> None:
        """Kill the client at `word` ("named": it named the receiver; "accepted": the mail is kept, not answered)."""
        self._order, self._named = (word, mail), 0
        self._known.clear()

    def the_client_is(self, pid: int) -> None:
        self._victim = pid
        self._known.set()

    def forget(self) -> None:
        self.accepted.clear()
        self._order = None
        self._known.clear()

    @property
    def copies(self) -> Counter:
        """How often each address got a mail."""
        return Counter(to for to, _message_id in self.accepted)

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        self._named += 1
        self._at("named")
        if address in self.refused:
            return "550 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message_id = message_from_bytes(envelope.content)["Message-ID"]
        self.accepted += [(to, message_id) for to in envelope.rcpt_tos]
        self._at("accepted")
        return "250 kept"

    def _at(self, word):
        if self._order == (word, self._named):
            self._order = None
            assert self._known.wait(30)
            os.kill(self._victim, signal.SIGKILL)


@contextlib.contextmanager
def mail_server():
    """The box and port of a server on this machine; gone at the end."""
    box = Postbox()
    with socket.socket() as probe:  # the controller connects to itself, so it must know
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
