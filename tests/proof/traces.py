"""Somebody fills in a worksheet, and everything is searched for what they answered.

The words to search for are put under the answers in the browser, after the page has come: no server ever sent them, so
wherever one turns up, an answer has been. But most of what counts as a trace needs no such word: any request that the
visit itself did not ask for, any address, title, link or history that is another than before, anything in a storage.
"""

import json
import secrets
from dataclasses import dataclass, field
from random import Random

from playwright.sync_api import BrowserContext, Page

#: What an answer could be written on, without anybody asking for anything.
OUTSIDE = """() => ({
    address: location.href, title: document.title, "name of the window": window.name,
    history: JSON.stringify([history.length, history.state]),
    links: JSON.stringify([...document.querySelectorAll("*")].flatMap(one => [...one.attributes]
        .filter(own => /^(href|src|srcset|action|formaction|ping|data|target|content|poster|cite)$/.test(own.name))
        .map(own => [own.name, own.value]))),
})"""
MARK = """mark => document.querySelectorAll("input").forEach((input, number) => {
    input.value = `${mark}-${number}`;
    input.parentElement.append(` ${mark}-${number}`);
})"""
CLICK = "chosen => { const all = document.querySelectorAll('input'); chosen.forEach(one => all[one].click()); }"
#: What the site can find again of an earlier visit in this tab.
KEPT = """async () => ({
    "local storage": JSON.stringify(localStorage), "session storage": JSON.stringify(sessionStorage),
    cookie: document.cookie, database: JSON.stringify(await indexedDB.databases()),
    cache: JSON.stringify(await caches.keys()), "name of the window": window.name,
})"""
NOTHING_KEPT = {
    **{"local storage": "{}", "session storage": "{}", "cookie": "", "database": "[]", "cache": "[]"},
    "name of the window": "",
}
#: Long enough for a request that is on its way to be seen.
AWHILE = 60
LATER = "01:00:00"
#: A page of ours without a worksheet, in the same tab and of the same origin.
ELSEWHERE = "/hulp/"
ENDINGS = ("wipe", "reload", "away and back", "leave it open")


@dataclass
class Visit:
    """One person with one worksheet. `run` returns the traces that were left, in words; none is good."""

    context: BrowserContext
    site: str
    address: str
    random: Random
    #: the network is off while answers are given, and comes back
    offline: bool = False
    #: the clock runs an hour ahead, for what waits
    patient: bool = False
    mark: str = field(default_factory=lambda: f"kanarie{secrets.token_hex(8)}")
    traces: list[str] = field(default_factory=list)
    #: how often this visit itself asked for the worksheet
    loads: int = 0
    _allowed: frozenset[str] = frozenset()
    #: whether another page of ours was opened in this tab; its icon may come after anything
    _elsewhere: bool = False

    def run(self) -> list[str]:
        page = self._arrive()
        before = page.evaluate(OUTSIDE)
        page.evaluate(MARK, self.mark)
        self._answer(page)
        self._compare(before, page)
        self._end(page)
        self._look_for_what_is_kept(page)
        page.close()
        return self.traces

    # --- the visit ---------------------------------------------------------------------------------------------------

    def _arrive(self):
        page = self.context.new_page()
        if self.patient:
            page.clock.install()
        page.goto(self.site + self.address)
        self.loads += 1
        self.context.on("request", self._asked)
        page.on("websocket", lambda socket: self.traces.append(f"socket: {socket.url}"))
        page.on("popup", lambda other: self.traces.append(f"window: {other.url}"))
        page.on("download", lambda file: self.traces.append(f"download: {file.url}"))
        return page

    def _answer(self, page):
        self.context.set_offline(self.offline)
        fields = page.locator("input").count()
        page.evaluate(CLICK, self.random.sample(range(fields), self.random.randint(6, fields)))
        page.get_by_role("button", name="Kijk wat u kunt doen").click()
        if self.random.random() < 0.3:
            page.emulate_media(media="print")
            page.locator("[data-print]").dispatch_event("click")  # hidden on paper
            page.emulate_media(media="screen")
        page.wait_for_timeout(AWHILE)
        self.context.set_offline(False)
        if self.patient:
            page.clock.fast_forward(LATER)
        page.wait_for_timeout(AWHILE)

    def _end(self, page):
        ending = self.random.choice(ENDINGS)
        if ending == "wipe":
            page.get_by_role("button", name="Wis mijn antwoorden").click()
        elif ending == "reload":
            self._go(page.reload, self.address)
        elif ending == "away and back":
            self._go(lambda: page.goto(self.site + ELSEWHERE), ELSEWHERE)
            self._go(page.go_back, self.address)
        if ending != "leave it open" and page.locator("input:checked").count():
            self.traces.append(f"still ticked after: {ending}")
        if ending in ("reload", "away and back") and self.mark in page.content():
            self.traces.append(f"still on the page after: {ending}")

    def _go(self, step, address):
        """Do what makes the browser ask for `address`; only that, and the files of the site, may be asked for."""
        self.loads += address == self.address
        self._elsewhere |= address == ELSEWHERE
        self._allowed = frozenset({self.site + address})
        step()
        self._allowed = frozenset()

    # --- what is searched --------------------------------------------------------------------------------------------

    def _asked(self, request):
        everything = json.dumps([request.url, request.headers, request.post_data])
        expected = request.method == "GET" and (
            request.url in self._allowed
            or (self._elsewhere and request.url.startswith(f"{self.site}/static/") and "?" not in request.url)
        )
        if not expected or self.mark in everything:
            self.traces.append(f"request: {request.method} {request.url} {request.post_data or ''}")

    def _compare(self, before, page: Page):
        after = page.evaluate(OUTSIDE)
        self.traces += [f"{name}: {after[name]}" for name in before if before[name] != after[name]]

    def _look_for_what_is_kept(self, page: Page):
        self._go(lambda: page.goto(self.site + ELSEWHERE), ELSEWHERE)
        kept = page.evaluate(KEPT)
        self.traces += [f"{name}: {kept[name]}" for name, nothing in NOTHING_KEPT.items() if kept[name] != nothing]
        state = self.context.storage_state(indexed_db=True)
        if state["cookies"] or state["origins"] or self.mark in json.dumps(state):
            self.traces.append(f"storage: {json.dumps(state)}")
