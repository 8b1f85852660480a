"""Somebody without a mouse: goes from stop to stop with Tab, and sees at each where the focus is."""

from playwright.sync_api import Locator, Page

from tests.look.looking import SCRIPT
from tests.look.tokens import sheet, themes

#: More stops than any page of ours has.
MOST_STOPS = 150
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
STOP = f"""async colours => {{
    await {DRAWN};  // scrolled, too
    const look = {SCRIPT};
    return look.stop(colours);
}}"""


def ring(theme: str = "light") -> list[str]:
    """The two colours of the focus ring, as a browser computes them."""
    colours = themes(sheet())[theme]
    names = ("--basis-focus-background-color", "--basis-focus-outline-color")
    return [
        f"rgb({', '.join(str(int(colours[name][place : place + 2], 16)) for place in (1, 3, 5))})" for name in names
    ]


class Hands:
    """The keyboard of a page. `troubles` says at which stops the focus was not seen, or was under something."""

    def __init__(self, page: Page):
        self.page = page
        self.stops = 0
        self.troubles: list[str] = []
        self._ring = ring()

    def tab_to(self, wanted: Locator, *, strict: bool = True, most: int = MOST_STOPS) -> None:
        """Press Tab until `wanted` has the focus; `strict` looks at every stop on the way."""
        wanted.wait_for()
        self._settle()
        for _ in range(most):
            if wanted.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            if strict:
                self.look()
        raise AssertionError(f"Tab does not come to {wanted} in {most} stops")

    def look(self) -> None:
        """Judge the stop where the focus is now."""
        self.stops += 1
        self.page.wait_for_load_state("load")
        where = f"{self.page.title()}: "
        self.troubles += [where + trouble for trouble in self.page.evaluate(STOP, self._ring)]

    def press(self, wanted: Locator, key: str = "Enter", **how) -> None:
        self.tab_to(wanted, **how)
        self.page.keyboard.press(key)

    def fill(self, wanted: Locator, text: str) -> None:
        self.tab_to(wanted)
        self.page.keyboard.type(text)

    def walk(self) -> None:
        """Press Tab through the whole page, from its beginning until the focus leaves it."""
        self._settle()
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement === document.body || !document.hasFocus()"):
                return
            self.look()

    def _settle(self) -> None:
        """Let the page come in whole: it may give the focus to its own news first."""
        self.page.wait_for_load_state("load")
        self.page.evaluate(f"() => {DRAWN}")
