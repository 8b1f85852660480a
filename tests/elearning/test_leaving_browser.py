"""“Verlaat deze pagina” in a real browser: blank at once, signed out, and Back shows nothing of what was read."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests.elearning.factories import member
from tests.elearning.leaving import WEATHER, button, wait_for_the_server
from tests.harness.browser import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.elearning.urls"),
]
SENSITIVE = "/leren/proef/"
PAGE = "<!DOCTYPE html><title>Het weer</title><h1>Het weer</h1>"


@pytest.fixture
def away(browser, site):
    """Makes a browser in which the weather is a page of our own (a test never goes outside), signed in and reading."""
    opened = []

    def make(*, patient=True, **options):
        context = browser.new_context(base_url=site, locale="nl-NL", **options)
        opened.append(context)
        context.route(WEATHER, lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        page = context.new_page()
        sign_in(page, site, member().email, to=SENSITIVE)
        page.get_by_role("heading", name="Proefvraag").wait_for()
        if patient and options.get("java_script_enabled", True):
            wait_for_the_server(page)
        return page

    yield make
    for context in opened:
        context.close()


def signed_in() -> bool:
    return any("_auth_user_id" in session.get_decoded() for session in Session.objects.all())


def assert_gone(page):
    """The weather stands where the page stood, and the server knows nobody any more."""
    expect(page.get_by_role("heading", name="Het weer")).to_be_visible()
    expect(page).to_have_url(WEATHER)
    assert not signed_in()
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]


def test_back_does_not_return_to_the_page(away):
    page = away()
    page.goto("/hulp/")
    page.goto(SENSITIVE)
    page.get_by_label("Uw antwoord").fill("Wat niemand ziet")
    button(page).click()
    assert_gone(page)
    page.go_back()
    # what stood before it, and before that the page itself, asked for again: the way in
    expect(page.get_by_role("heading", name="Wat is er aan de hand?")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.get_by_role("heading", name="Het weer")).to_be_visible()


def test_the_second_stop_of_the_page_is_the_same_way_out(away):
    page = away()
    page.reload()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
    page.keyboard.press("Tab")
    twin = page.get_by_role("button", name="Verlaat deze pagina").first
    expect(twin).to_be_focused()
    expect(twin).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    assert_gone(page)


def test_the_page_is_blank_and_has_another_name_before_the_server_answers(away):
    page = away(patient=False)
    asked = []
    page.context.route("**/weg/", lambda route: asked.append(route))  # and never answers
    with page.expect_navigation(url=WEATHER):
        seen = button(page).evaluate(
            "one => { one.click(); return [document.title, document.body.checkVisibility()]; }"
        )
    assert seen == ["Een ogenblik", False]
    assert len(asked) == 1
    page.get_by_role("heading", name="Het weer").wait_for()


def test_when_the_request_fails_the_form_is_sent(away):
    page = away()
    tries = []

    def first_fails(route):
        tries.append(route.request)
        route.abort() if len(tries) == 1 else route.continue_()

    page.context.route("**/weg/", first_fails)
    with page.expect_request(WEATHER):
        button(page).click()
    assert [one.is_navigation_request() for one in tries] == [False, True]
    assert not signed_in()


def test_an_answer_that_is_no_goodbye_sends_the_form_too(away):
    page = away()
    tries = []

    def first_is_wrong(route):
        tries.append(route.request)
        route.fulfill(status=500, body="") if len(tries) == 1 else route.continue_()

    page.context.route("**/weg/", first_is_wrong)
    with page.expect_request(WEATHER):
        button(page).click()
    assert len(tries) == 2 and not signed_in()


@pytest.mark.parametrize("twin", [False, True])
def test_without_javascript(away, twin):
    page = away(java_script_enabled=False)
    with page.expect_request(WEATHER):
        if twin:
            page.reload()
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
        else:
            button(page).click()
    assert not signed_in()
    page = page.context.new_page()  # the old one is still on its way to the weather, where a test cannot come
    page.goto(SENSITIVE)
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_three_presses_within_five_seconds_and_no_others(away):
    page = away()
    now = page.evaluate("performance.now()")
    press = """([key, at]) => { for (const kind of ["keydown", "keyup"]) {
        const event = new KeyboardEvent(kind, {key, bubbles: true});
        Object.defineProperty(event, "timeStamp", {value: at});
        document.body.dispatchEvent(event); } }"""
    for key, seconds in [
        ("Shift", 0),
        ("Shift", 1),
        ("Shift", 7),
        ("Shift", 8),
        ("a", 9),
        ("Shift", 10),
        ("Shift", 11),
    ]:
        page.evaluate(press, [key, now + 10_000 + seconds * 1000])
    assert signed_in()
    expect(page.get_by_role("heading", name="Proefvraag")).to_be_visible()
    page.evaluate(press, ["Shift", now + 10_000 + 12_000])
    assert_gone(page)


def test_the_button_tells_of_shift_and_is_large_enough(away):
    page = away(viewport={"width": 320, "height": 640})
    expect(button(page)).to_have_accessible_description("Drie keer op Shift drukken doet hetzelfde.")
    assert button(page).bounding_box()["height"] >= 44
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(button(page)).to_be_in_viewport(ratio=1)
