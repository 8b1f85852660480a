"""What a member's browser fetches the first time, with nothing kept from before: a real Chromium.

Two first views count, each in a new browser: the sign-in page (how somebody comes in by typing the address `/`), and
Mijn overzicht (how somebody comes in who was signed in). The worse of the two is held against the target. Redirects,
styles, fonts, pictures and the site's icon count; bytes are as transferred, headers and compression included.

Then four pages on a slow telephone ("slow 4G", a processor four times slower): how much moved while the page came in,
and when its largest part was painted. The times are this machine's, so they only orient.
"""

from playwright.sync_api import sync_playwright

from tests.bench.ground import Ground, Line, most
from tests.harness.chromium import contexts, launch
from tests.look.vitals import MOST_SHIFT, slow, vitals

NAME = "first view, cold"
VIEWS = (("sign-in page", "/", False), ("my overview", "/leren/", True))
KILOBYTE = 1024


def measure(ground: Ground) -> tuple[dict, list[Line]]:
    """Both views, and the worse of each figure."""
    figures = {}
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            with contexts(browser, ground.server.address) as new_context:
                for name, path, signed_in in VIEWS:
                    context = _context(new_context, ground, signed_in)
                    figures[name] = _fetched(context, path)
                slowly = _slowly(new_context, ground)
        finally:
            browser.close()
    worst = {key: max(one[key] for one in figures.values()) for key in ("requests", "bytes", "script_bytes")}
    shift = max(one["shift"] for one in slowly.values())
    painted = "; ".join(f"{name} {one['painted'] / 1000:.1f} s" for name, one in slowly.items())
    seen = "; ".join(f"{name} {one['requests']}, {one['bytes'] / KILOBYTE:.0f} KB" for name, one in figures.items())
    return {**figures, "on a slow telephone": slowly}, [
        Line(NAME, f"requests ({seen})", *most(worst["requests"], 12, "")),
        Line(NAME, "transferred", *most(worst["bytes"] / KILOBYTE, 150, " KB", 1), True),
        Line(NAME, "of which script", *most(worst["script_bytes"] / KILOBYTE, 30, " KB", 1), True),
        Line(NAME, "layout shift on a slow telephone, the worst", *most(shift, MOST_SHIFT, "", 3), True),
        Line(NAME, f"largest paint there ({painted})", "", ""),
    ]


def _context(new_context, ground, signed_in):
    context = new_context()
    if signed_in:
        cookie = {"name": "sessionid", "value": ground.stock.readers[-1], "url": ground.server.address}
        context.add_cookies([cookie])
    return context


def _slowly(new_context, ground):
    """Layout shift and largest paint (milliseconds) of four pages, each in a new browser."""
    edition = f"/leren/{ground.stock.edition.pk}/"
    views = (*VIEWS, ("cover", edition, True), ("lesson", f"{edition}1/1/", True))
    found = {}
    for name, path, signed_in in views:
        page = _context(new_context, ground, signed_in).new_page()
        slow(page)
        measured = vitals(page, path)
        found[name] = {"shift": round(measured.shift, 4), "painted": round(measured.painted)}
    return found


def _fetched(context, path):
    """Open `path` in a new page and wait until nothing is fetched any more."""
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds, sizes, addresses, hops = {}, {}, {}, []

    def asked(event):
        kinds[event["requestId"]] = event.get("type", "Other")
        addresses[event["requestId"]] = event["request"]["url"]
        if before := event.get("redirectResponse"):
            hops.append([before["url"], before["encodedDataLength"]])

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    response = page.goto(path, wait_until="networkidle")
    if response.status != 200:
        raise RuntimeError(f"{response.url} answered {response.status}")
    return {
        "url": page.url,
        "title": page.title(),
        "requests": len(kinds) + len(hops),
        "bytes": round(sum(sizes.values()) + sum(size for _url, size in hops)),
        "script_bytes": round(sum(size for key, size in sizes.items() if kinds[key] == "Script")),
        "each": [[kinds[key], addresses[key], sizes.get(key)] for key in kinds] + [["Redirect", *hop] for hop in hops],
    }
