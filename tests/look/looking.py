"""Screens in a real browser: each with its own headers, and our own styles, fonts and pictures around it.

No server and no database stand behind it: a screen was drawn before, and files come from where Django finds them.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

from tests.harness.checkers import TAGS, axe_violations
from tests.look.gallery import Gallery
from tests.look.screens import ADMIN, MAIL, Case, Screen

#: `localhost` counts as secure, as the real site does: a browser hides passkeys elsewhere.
SITE = "http://localhost"
HEIGHT = 740
SCRIPT = (Path(__file__).parent / "look.js").read_text()
#: A mail has no landmarks and no skip link; its reader has.
MAIL_TAGS = tuple(tag for tag in TAGS if tag != "best-practice")
#: Headers that say something about a connection which is not there.
NOT_SENT = {"content-length", "set-cookie", "refresh"}
#: Wagtail shows links in its own sentences by their colour alone; our few words stand among those.
WAGTAILS_OWN = "link-in-text-block"

#: WCAG 1.4.12: whoever reads with more room between lines, letters, words and paragraphs.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
#: WCAG 1.4.4: whoever set the letters of the browser twice as large. Not a style but the browser's own setting, so that
#: it counts in media queries too.
USUAL_TYPE, LARGE_TYPE = 16, 32


class Looker:
    """One browser window of a size and theme, in which screens are shown one after another."""

    def __init__(self, browser: Browser, gallery: Gallery, *, width: int, theme: str):
        self.gallery = gallery
        self.width = width
        self.context = browser.new_context(
            base_url=SITE, viewport={"width": width, "height": HEIGHT}, color_scheme=theme, locale="nl-NL"
        )
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()
        self.devtools = self.context.new_cdp_session(self.page)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.complaints: list[str] = []
        self.screen: Screen | None = None

    def show(self, screen: Screen) -> Page:
        """Load a screen; returns when styles, fonts and pictures are there."""
        self.screen, self.complaints = screen, []
        self.page.goto(screen.address, wait_until="load")
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return self.page

    def close(self) -> None:
        self.context.close()

    def ask(self, check: str, *arguments):
        """What a check of look.js says of the page as it is shown now."""
        return self.page.evaluate(f"([name, given]) => {SCRIPT}[name](...given)", [check, list(arguments)])

    # --- what is wrong with it ---------------------------------------------------------------------------------------

    def troubles(self, one: Case, *, narrow: bool) -> list[str]:
        """All that is wrong with a screen as it stands, and with what its closed parts hide; `narrow` also asks
        whether it stays whole on a small screen, with room around the text, and with type twice as large."""
        self.show(self.gallery.screen(one))
        found = self._checked(one, narrow)
        if self.ask("open"):
            found += [f"opened: {trouble}" for trouble in self._checked(one, narrow) if trouble not in found]
        # the panel for help is the same everywhere: looked into on the main screens
        if one.picture and self.show(self.gallery.screen(one)) and self.ask("openOver"):
            found += [f"panel: {trouble}" for trouble in self._over(one, narrow) if trouble not in found]
        return found + self.complaints

    def _over(self, one, narrow):
        inside = "[data-over]"
        checks = ("tooWide", "cutOff", "over", "small") if narrow else ()
        return self._axe(one) + [trouble for check in checks for trouble in self.ask(check, inside)]

    def _checked(self, one, narrow):
        return self._axe(one) + (self._narrow(one) if narrow else [])

    def _axe(self, one):
        if one.kind == ADMIN:
            found = axe_violations(self.page, within=one.part)
            return [violation for violation in found if not violation.startswith(WAGTAILS_OWN)]
        return axe_violations(self.page, tags=MAIL_TAGS if one.kind == MAIL else TAGS)

    def _narrow(self, one):
        plain = self._whole(one)
        found = plain + (self.ask("small") if one.kind not in (ADMIN, MAIL) else [])
        with self._dressed(SPACING):
            found += [f"with room around the text: {trouble}" for trouble in self._whole(one) if trouble not in plain]
        with self._large_type():
            known = {trouble.partition(": ")[2] for trouble in plain}
            found += [
                f"type twice as large: {trouble}"
                for trouble in self._whole(one)
                if trouble.partition(": ")[2] not in known
            ]
        return found

    def _whole(self, one):
        part = one.part if one.kind == ADMIN else ""
        return [trouble for check in ("tooWide", "stuck", "cutOff", "over") for trouble in self.ask(check, part)]

    @contextmanager
    def _dressed(self, rules: str) -> Iterator[None]:
        self.ask("dress", rules)
        yield
        self.ask("dress", "")

    @contextmanager
    def _large_type(self) -> Iterator[None]:
        self._type(LARGE_TYPE, 2 * self.width)
        yield
        self._type(USUAL_TYPE, self.width)

    def _type(self, size, width):
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.devtools.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})

    # --- what the browser asks, and what it says ---------------------------------------------------------------------

    def _answer(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        path = unquote(address.path)
        if route.request.is_navigation_request() and route.request.frame == self.page.main_frame:
            headers = {name: value for name, value in self.screen.headers.items() if name.lower() not in NOT_SENT}
            # the status is that of a page that is there: for an error Chromium logs a complaint of its own
            route.fulfill(body=self.screen.html, headers=headers)
        elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
            route.fulfill(path=file, content_type=_kind(path))
        elif beside := self.gallery.beside.get(f"{path}?{address.query}" if address.query else path):
            route.fulfill(body=beside.content, content_type=beside["Content-Type"])
        else:
            self.complaints.append(f"asks for {route.request.method} {route.request.url}, which is not there")
            route.fulfill(status=404)

    def _listen(self, line: ConsoleMessage) -> None:
        if line.type in ("error", "warning") or "Content Security Policy" in line.text:
            self.complaints.append(f"console: {line.text}")


def _kind(path: str) -> str:
    return mimetypes.guess_type(path)[0] or "application/octet-stream"
