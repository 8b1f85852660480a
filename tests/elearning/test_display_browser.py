"""Choosing language and colours in a real browser: with the button in the footer, and on the page with both."""

import pytest
from playwright.sync_api import expect

from tests.elearning.factories import member
from tests.harness.browser import sign_in
from tests.harness.checkers import axe_violations, html_errors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIGHT, DARK = "rgb(255, 255, 255)", "rgb(15, 24, 29)"


def expect_ground(page, colour):
    expect(page.locator("body")).to_have_css("background-color", colour)


def expect_language(page, address, language):
    expect(page).to_have_url(address)
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_one_press_changes_the_language_and_one_press_changes_it_back(new_context, site, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    sign_in(page, site, member().email)
    here = page.url
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Good")).to_be_visible()
    expect_language(page, here, "en")
    expect(page.get_by_role("button", name="Nederlands")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_role("heading", name="Goede")).to_be_visible()
    expect_language(page, here, "nl")


def test_both_are_chosen_on_one_page_by_keyboard_alone_and_hold_on_the_next(new_context):
    page = new_context(color_scheme="light").new_page()
    page.goto("/hulp/")
    expect_ground(page, LIGHT)
    page.get_by_role("link", name="Weergave").press("Enter")
    page.get_by_role("radio", name="Zoals mijn apparaat").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Donker")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Bewaar mijn keuze")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/hulp/")
    expect_ground(page, DARK)
    page.goto("/account/login/")
    expect_ground(page, DARK)


def test_light_holds_on_a_device_that_is_set_to_dark_and_as_the_device_gives_it_back(new_context):
    page = new_context(color_scheme="dark").new_page()
    page.goto("/weergave/")
    expect_ground(page, DARK)
    page.get_by_role("radio", name="Licht").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_role("status")).to_have_text("Uw keuze is bewaard.")
    expect_ground(page, LIGHT)
    page.get_by_role("radio", name="Zoals mijn apparaat").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_role("radio", name="Zoals mijn apparaat")).to_be_checked()
    expect_ground(page, DARK)


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("thema", ["licht", "donker"])
def test_the_page_is_valid_and_axe_finds_nothing(new_context, site, taal, thema):
    context = new_context(viewport={"width": 320, "height": 740})
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in
                         (("taal", taal), ("thema", thema))])  # fmt: skip
    page = context.new_page()
    page.goto("/weergave/?bewaard")
    assert axe_violations(page) == []
    assert [error for error in html_errors(page.content()) if "“list” role" not in error] == []
    for choice in page.get_by_role("contentinfo").get_by_role("button").all():
        box = choice.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
