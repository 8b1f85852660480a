"""“Hulp nodig?” in a real browser: by keyboard, without scripts, on a small screen, never over what has the focus."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests import factories as people
from tests.courses.learning import factories
from tests.harness.checkers import axe_violations, html_errors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Whether what has the focus can be seen: at the middle of its own box lies itself, or something in or around it.
SEEN = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!top) return false;
    return one.contains(top) || top.contains(one) || Boolean(top.closest("label")?.contains(one)); }"""
NAME = "() => document.activeElement.textContent.trim().slice(0, 60) || document.activeElement.name"


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def lesson(client, site):
    """The address of a lesson, and signs a browser in as who may read it."""
    edition = factories.an_edition()
    user = factories.a_member(factories.with_contacts(people.organisation(name="Voorbeeldstad")))
    client.force_login(user)
    client.post(f"/leren/{edition.pk}/1/")
    session = client.cookies[settings.SESSION_COOKIE_NAME]

    def enter(context):
        context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
        return f"/leren/{edition.pk}/1/1/"

    return enter


def bar(page):
    return page.get_by_role("navigation", name="Hulp")


def opener(page):
    return bar(page).get_by_text("Hulp nodig?")


def last_line(page):
    return bar(page).get_by_text("112: gecontroleerd op")


def tab_to(page, locator):
    for _ in range(12):
        page.keyboard.press("Tab")
        if locator.evaluate("one => one === document.activeElement || one.contains(document.activeElement)"):
            return
    raise AssertionError("not reached in twelve stops")


def test_it_opens_and_closes_by_keyboard(page):
    page.goto("/account/login/")
    tab_to(page, opener(page))
    page.keyboard.press("Enter")
    expect(bar(page).get_by_role("link", name="0900-8844")).to_be_visible()
    page.keyboard.press("Tab")
    expect(bar(page).get_by_role("link", name="112", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(bar(page).get_by_role("link", name="0900-8844")).to_be_hidden()
    expect(opener(page)).to_be_focused()


def test_it_makes_way_when_somebody_goes_on_with_the_page(page):
    page.goto("/account/login/")
    opener(page).click()
    bar(page).get_by_role("link", name="0900-0101").focus()
    expect(bar(page).get_by_role("link", name="0900-0101")).to_be_visible()
    page.get_by_label("Met uw e-mailadres").focus()
    expect(bar(page).get_by_role("link", name="0900-8844")).to_be_hidden()
    opener(page).click()
    page.mouse.click(10, 735)
    expect(bar(page).get_by_role("link", name="0900-8844")).to_be_hidden()


def test_without_javascript_it_opens_and_every_number_can_be_called(new_context, site, lesson):
    context = new_context(java_script_enabled=False)
    address = lesson(context)
    page = context.new_page()
    page.goto(address)
    opener(page).click()
    for number, dialled in (("112", "112"), ("0900-8844", "09008844"), ("0123 - 45 67 89", "0123456789")):
        link = bar(page).get_by_role("link", name=number, exact=True)
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", f"tel:{dialled}")
    bar(page).get_by_role("link", name="Kijk wat u nu kunt doen").click()
    expect(page.get_by_role("heading", name="Wat is er aan de hand?")).to_be_visible()
    page.get_by_text("Een collega wordt bedreigd").click()
    expect(page.get_by_text("Luister eerst.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 640)])
def test_it_never_lies_over_what_has_the_focus(new_context, lesson, javascript, width, height):
    context = new_context(viewport={"width": width, "height": height}, java_script_enabled=javascript)
    address = lesson(context)
    page = context.new_page()
    page.goto(address)
    opener(page).click()
    names = []
    for _ in range(30):
        page.keyboard.press("Tab")
        names.append(page.evaluate(NAME))
        assert page.evaluate(SEEN), names[-1]
        if names[-1] == "Log uit":
            break
    assert {"Verlaat deze pagina", "Ga verder", "Log uit"} <= set(names)


@pytest.mark.parametrize("scrolled", [False, True])
def test_on_the_smallest_screen_some_of_the_page_is_left_and_all_of_the_panel_is_reached(new_context, lesson, scrolled):
    context = new_context(viewport={"width": 320, "height": 256})
    address = lesson(context)
    page = context.new_page()
    page.goto(address)
    if scrolled:
        page.evaluate("window.scrollTo(0, 400)")
    opener(page).click()
    for target in (opener(page), bar(page).get_by_role("button", name="Verlaat deze pagina")):
        box = target.bounding_box()
        assert box["height"] >= 44 and box["y"] + box["height"] <= 256, box
    inner = (
        page.get_by_role("navigation", name="Hulp")
        .get_by_role("group")
        .evaluate("one => { const box = one.lastElementChild.getBoundingClientRect(); return [box.top, box.bottom]; }")
    )
    assert 80 <= inner[1] - inner[0] and inner[1] <= 256 - (64 if scrolled else 16), inner
    last_line(page).scroll_into_view_if_needed()
    expect(last_line(page)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_open_and_closed_it_is_accessible_and_valid(new_context, lesson, theme):
    context = new_context(viewport={"width": 320, "height": 640}, color_scheme=theme)
    address = lesson(context)
    stranger = new_context(viewport={"width": 320, "height": 640}, color_scheme=theme)
    found, documents = {}, []
    for owner, where in (
        (stranger, "/hulp/"),
        (stranger, "/account/login/"),
        (stranger, "/bestaat-niet/"),
        (context, address),
        (context, address.removesuffix("1/1/")),
    ):
        page = owner.new_page()
        page.goto(where)
        documents.append(page.content())
        for state in ("closed", "open"):
            if state == "open":
                opener(page).click()
            if problems := axe_violations(page):
                found[f"{where} {state}"] = problems
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == {}
    if theme == "light":
        # Safari takes a list without bullets for no list, unless its role says so
        assert [error for error in html_errors(*documents) if "“list” role" not in error] == []


def test_printed_the_help_page_shows_every_step(page):
    page.goto("/hulp/")
    step = page.get_by_text("Luister eerst.")
    expect(step).to_be_hidden()
    page.emulate_media(media="print")
    expect(step).to_be_visible()
    assert step.bounding_box()["height"] > 5
    expect(bar(page)).to_be_hidden()
