"""A real browser for the tests: how it starts, what it is shown as, and that it never leaves the house."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, BrowserType, Playwright, Route

from tests.harness.tools import MissingTool, chromium

FLAGS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
#: A small phone, the first screen of this product; also WCAG's reflow width with some room.
PHONE = {"width": 360, "height": 740}
OWN_SCHEMES = ("data", "blob", "about")


def launch(playwright: Playwright) -> Browser:
    """Start Chromium; raises MissingTool when there is none."""
    return start(playwright.chromium)


def start(kind: BrowserType, **options) -> Browser:
    """As `launch`, with more of Playwright's options; `browser.browser_type` is the kind of one that runs."""
    program = chromium()
    if program is None:
        raise MissingTool("There is no Chromium on this machine: python -m tests.harness.tools says how to get it.")
    # root has no user namespaces to build the sandbox from; anybody else keeps it
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return kind.launch(executable_path=str(program), args=flags, **options)


class WentOutside(AssertionError):
    """A page asked another host for something."""


@contextmanager
def contexts(browser: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """A maker of browser contexts (one per person or device); at the end no page may have gone outside `site`.

    Every request to another host is refused and remembered; leaving the block then raises WentOutside with the list.
    """
    home = urlsplit(site).netloc
    outside: list[str] = []
    opened: list[BrowserContext] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.netloc == home or address.scheme in OWN_SCHEMES:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def make(**options) -> BrowserContext:
        context = browser.new_context(
            **{
                "base_url": site,
                "viewport": PHONE,
                "locale": "nl-NL",
                "timezone_id": "Europe/Amsterdam",
                "service_workers": "block",
                **options,
            }
        )
        context.route("**/*", guard)
        opened.append(context)
        return context

    try:
        yield make
    finally:
        for context in opened:
            context.close()
    if outside:
        raise WentOutside("The browser was sent outside: " + ", ".join(sorted(set(outside))))
