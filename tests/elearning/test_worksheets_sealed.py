"""What was filled in on a worksheet is gone with the page, and while it is there nothing can carry it away."""

import pytest
from playwright.sync_api import expect

from tests.harness.chromium import start

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCAN, CHECK = "/werkblad/a/", "/werkblad/b/"
WEATHER = "https://www.knmi.nl/"
TICKED = "document.querySelectorAll('input:checked').length"


def result(page):
    return page.get_by_role("region", name="Wat u kunt doen")


# --- gone -------------------------------------------------------------------------------------------------------------


def filled(page, address=SCAN):
    page.goto(address)
    for radio in page.get_by_role("radio", name="Nog niet").all():
        radio.check()
    page.get_by_role("button", name="Kijk wat u kunt doen").click()
    assert page.evaluate(TICKED) > 10
    return page


def assert_empty(page):
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(TICKED) == 0
    expect(result(page)).to_be_hidden()
    assert page.locator(".advice").filter(visible=True).count() == 0


def test_wiping_leaves_an_empty_sheet_and_says_so(page):
    filled(page).get_by_role("button", name="Wis mijn antwoorden").click()
    assert_empty(page)
    expect(page.get_by_text("Uw antwoorden zijn gewist.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.parametrize("javascript", [True, False])
def test_reloading_and_coming_back_find_an_empty_sheet(new_context, javascript):
    page = new_context(java_script_enabled=javascript).new_page()
    page.goto(SCAN)
    first = page.get_by_role("radio", name="Nog niet").first
    for away in (page.reload, lambda: (page.goto("/hulp/"), page.go_back())):
        first.check()
        away()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_another_tab_after_closing_is_empty(new_context):
    context = new_context()
    filled(context.new_page()).close()
    page = context.new_page()
    page.goto(SCAN)
    assert_empty(page)


def test_a_page_that_the_browser_kept_whole_is_empty_too(browser, site):
    """With the cache for going back that Playwright turns off; when it does not keep the page, that is as good."""
    keeping = start(browser.browser_type, ignore_default_args=["--disable-back-forward-cache"])
    try:
        page = keeping.new_context(base_url=site, locale="nl-NL").new_page()
        filled(page)
        page.goto("/werkblad/")
        page.go_back()
        assert_empty(page)
    finally:
        keeping.close()


def test_going_and_coming_back_wipe_whatever_the_browser_kept(page):
    for event in ("pagehide", "pageshow"):
        filled(page).evaluate(
            "kind => { window.dispatchEvent(new PageTransitionEvent(kind, {persisted: true})); }", event
        )
        assert_empty(page)


# --- leaving ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def weather(browser, site):
    """A page in a browser where the weather is a page of our own."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    asked = []

    def fulfil(route):
        asked.append(route.request)
        route.fulfill(body="<!DOCTYPE html><title>Het weer</title><h1>Het weer</h1>", content_type="text/html")

    context.route(WEATHER + "**", fulfil)
    page = context.new_page()
    yield page, asked
    context.close()


@pytest.mark.parametrize("way", ["button", "shift"])
def test_leaving_puts_the_weather_in_the_place_of_the_page(weather, way):
    page, asked = weather
    page.goto("/hulp/")
    filled(page)
    if way == "button":
        page.get_by_role("link", name="Verlaat deze pagina").last.click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.get_by_role("heading", name="Het weer").wait_for()
    assert [request.url for request in asked] == [WEATHER]
    assert "referer" not in asked[0].headers
    page.go_back()
    expect(page.get_by_role("heading", name="Wat is er aan de hand?")).to_be_visible()


def test_a_capital_does_not_leave(page):
    page.goto(SCAN)
    for key in ("Shift+a", "Shift+a", "Shift+a", "Shift"):
        page.keyboard.press(key)
    assert page.url.endswith(SCAN)


# --- what the policy refuses ------------------------------------------------------------------------------------------

TRIES = {
    "fetch": "async at => { await fetch(at + '/x?fetch'); }",
    "request": "at => new Promise((done, fail) => { const one = new XMLHttpRequest(); one.onload = done;"
    " one.onerror = fail; one.open('GET', at + '/x?xhr'); one.send(); })",
    # a browser may say that it will be sent, and then not do it
    "beacon": "at => { navigator.sendBeacon(at + '/x?beacon', 'x'); throw new Error('nobody says'); }",
    "picture": "at => new Promise((done, fail) => { const one = new Image(); one.onload = done; one.onerror = fail;"
    " one.src = at + '/static/elearning/mark.svg?picture'; })",
    "script": "at => new Promise((done, fail) => { const one = document.createElement('script'); one.onload = done;"
    " one.onerror = fail; one.src = at + '/static/elearning/exit.js?script'; document.head.append(one); })",
    "style": "at => new Promise((done, fail) => { const one = document.createElement('link'); one.rel = 'stylesheet';"
    " one.onload = done; one.onerror = fail; one.href = at + '/static/elearning/css/base.css?style';"
    " document.head.append(one); })",
    "frame": "at => new Promise((done, fail) => { const one = document.createElement('iframe');"
    " one.src = at + '/hulp/?frame'; document.body.append(one);"
    " document.addEventListener('securitypolicyviolation', fail); setTimeout(done, 2000); })",
    "socket": "at => new Promise((done, fail) => { const one = new WebSocket(at.replace('http', 'ws') + '/x?socket');"
    " one.onopen = done; one.onerror = fail; })",
    "events": "at => new Promise((done, fail) => { const one = new EventSource(at + '/x?events'); one.onopen = done;"
    " one.onerror = fail; })",
    "window": "at => { if (!window.open(at + '/hulp/?window')) throw new Error('none'); }",
    "worker": "() => new Promise((done, fail) => { const one = new Worker('data:,postMessage(1)');"
    " one.onmessage = done; one.onerror = fail; })",
    "local storage": "() => { localStorage.setItem('x', '1'); }",
    "session storage": "() => { sessionStorage.setItem('x', '1'); }",
    "cookie": "() => { document.cookie = 'x=1'; }",
    "database": "() => new Promise((done, fail) => { const one = indexedDB.open('x'); one.onsuccess = done;"
    " one.onerror = fail; })",
    "cache": "async () => { await caches.open('x'); }",
    "script of words": "() => { const one = document.createElement('script'); one.textContent = 'window.ran = 1';"
    " document.head.append(one); if (!window.ran) throw new Error('did not run'); }",
}


TRIED = "async at => { try { await (%s)(at); return 'it worked'; } catch (error) { return 'refused'; } }"
#: What a page of the site may not do either, or what nobody answers there.
REFUSED_EVERYWHERE = {"beacon", "events", "frame", "script", "script of words", "socket", "worker"}


@pytest.mark.parametrize("way", TRIES)
def test_a_script_on_the_page_cannot_send_or_keep_anything(page, site, way):
    page.goto(SCAN)
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    outcome = page.evaluate(TRIED % TRIES[way], site)
    assert outcome == "refused" and asked == []
    # on another page of ours the same try gets through: it is not the try itself that is broken
    if way not in REFUSED_EVERYWHERE:
        page.goto("/hulp/")
        assert page.evaluate(TRIED % TRIES[way], site) == "it worked"


def test_a_form_cannot_be_sent(page, site):
    page.goto(SCAN)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        "at => { const one = document.createElement('form'); one.action = at + '/x'; one.method = 'post';"
        " document.body.append(one); one.submit(); }",
        site,
    )
    page.wait_for_timeout(500)
    assert asked == [] and page.url == site + SCAN


def test_the_browser_holds_the_policy_that_we_sent(page):
    with page.expect_response(lambda response: response.url.endswith(CHECK)) as got:
        page.goto(CHECK)
    assert "sandbox allow-scripts allow-modals" in got.value.headers["content-security-policy"]
    assert page.evaluate("window.origin") == "null"
