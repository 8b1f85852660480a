"""What a browser measures of a page while it loads: how much moved, and when its largest part was there."""

from dataclasses import dataclass

from playwright.sync_api import Page

#: Cumulative layout shift: under 0.1 is good by the web's own measure; we hold to half of that.
MOST_SHIFT = 0.05
#: "Slow 4G", and a telephone of some years ago.
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER_PROCESSOR = 4

WATCH = """(() => {
  window.seen = { shift: 0, painted: 0 };
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.seen.shift += entry.value;
  })).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    window.seen.painted = entry.startTime;
  })).observe({ type: "largest-contentful-paint", buffered: true });
})()"""


@dataclass(frozen=True)
class Vitals:
    """`shift` has no unit; `painted` is in milliseconds after the page was asked for."""

    shift: float
    painted: float


def slow(page: Page) -> None:
    """Let this page's connection and processor be slow, and its cache empty."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})


def vitals(page: Page, address: str, *, settle: int = 500) -> Vitals:
    """Open `address` and measure until `settle` milliseconds after everything was fetched."""
    page.add_init_script(WATCH)
    response = page.goto(address, wait_until="networkidle")
    if response.status != 200:
        raise RuntimeError(f"{response.url} answered {response.status}")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(settle)
    seen = page.evaluate("window.seen")
    return Vitals(shift=seen["shift"], painted=seen["painted"])
