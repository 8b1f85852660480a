"""What a member's browser fetches the first time, with nothing kept from before: a real Chromium.

Two first views count, each in a new browser: the sign-in page (how somebody comes in by typing the address `/`), and
Mijn overzicht (how somebody comes in who was signed in). The worse of the two is held against the target. Redirects,
styles, fonts, pictures and the site's icon count; bytes are as transferred, headers and compression included.
"""

from playwright.sync_api import sync_playwright

from tests.bench.ground import Ground, Line, most
from tests.harness.chromium import contexts, launch

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
                    context = new_context()
                    if signed_in:
                        cookie = {"name": "sessionid", "value": ground.stock.readers[-1], "url": ground.server.address}
                        context.add_cookies([cookie])
                    figures[name] = _fetched(context, path)
        finally:
            browser.close()
    worst = {key: max(one[key] for one in figures.values()) for key in ("requests", "bytes", "script_bytes")}
    seen = "; ".join(f"{name} {one['requests']}, {one['bytes'] / KILOBYTE:.0f} KB" for name, one in figures.items())
    return figures, [
        Line(NAME, f"requests ({seen})", *most(worst["requests"], 12, "")),
        Line(NAME, "transferred", *most(worst["bytes"] / KILOBYTE, 120, " KB", 1), True),
        Line(NAME, "of which script", *most(worst["script_bytes"] / KILOBYTE, 15, " KB", 1), True),
    ]


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
