"""The page of a situation in a real browser: on one sheet of paper, by keyboard, on a small screen."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from content.help.documents import starter
from tests import factories as people
from tests.courses.learning import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEYS = [one["key"] for one in starter()["situations"]]


@pytest.fixture(autouse=True)
def data(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def reader(client, site):
    """Signs a browser in as a member whose office filled in three people to call."""
    organisation = factories.with_contacts(people.organisation(name="Voorbeeldstad"))
    for kind in ("clerk", "adviser"):
        contact = organisation.contacts.get(kind="report")
        contact.pk, contact.kind, contact.name, contact.phone = None, kind, f"Iemand voor {kind}", f"0123 - {len(kind)}"
        contact.save()
    client.force_login(factories.a_member(organisation))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    return lambda context: context.add_cookies([{"name": session.key, "value": session.value, "url": site}])


def sheets(page):
    """How many sheets of A4 the page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))


def test_every_situation_fits_on_one_sheet_with_its_numbers(page):
    for key in KEYS:
        page.goto(f"/hulp/{key}/")
        page.emulate_media(media="print")
        for number in ("112", "0900-8844", "070 - 373 83 14", "0900-0101"):
            expect(page.get_by_role("main").get_by_role("link", name=number, exact=True).last).to_be_visible()
        expect(page.get_by_role("navigation", name="Hulp")).to_be_hidden()
        expect(page.get_by_role("button", name="Print dit blad")).to_be_hidden()
        assert sheets(page) == 1, key
        page.emulate_media(media="screen")


def test_with_the_own_numbers_too(new_context, reader):
    context = new_context()
    reader(context)
    page = context.new_page()
    for key in KEYS:
        page.goto(f"/hulp/{key}/")
        expect(page.get_by_role("main").get_by_role("link", name="0123 - 45 67 89")).to_be_visible()
        assert sheets(page) == 1, key


def test_the_button_prints_and_takes_the_place_of_the_sentence(page):
    page.add_init_script("window.print = () => { document.title = 'geprint'; }")
    page.goto("/hulp/telefoon/")
    expect(page.get_by_text("Deze stappen passen op één vel papier.")).to_be_hidden()
    page.get_by_role("button", name="Print dit blad").click()
    expect(page).to_have_title("geprint")


def test_without_javascript_a_sentence_says_how_to_print(new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/hulp/telefoon/")
    expect(page.get_by_text("Deze stappen passen op één vel papier.")).to_be_visible()
    expect(page.get_by_role("button", name="Print dit blad")).to_be_hidden()


@pytest.mark.parametrize("javascript", [True, False])
def test_by_keyboard_on_the_smallest_screen(new_context, javascript):
    page = new_context(viewport={"width": 320, "height": 640}, java_script_enabled=javascript).new_page()
    page.goto("/hulp/")
    link = page.get_by_role("link", name="Iemand volgt mij")
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(link).to_be_focused()
    assert link.bounding_box()["height"] >= 44
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Iemand volgt mij", level=1)).to_be_visible()
    assert [heading for heading in page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()][:4] == [
        "Nu", "Vandaag", "Deze week", "Nummers"
    ]  # fmt: skip
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="Kies een andere situatie").click()
    page.wait_for_url("**/hulp/#gevolgd")


def test_an_old_link_finds_its_place_in_the_list_below_the_bar(page):
    page.goto("/hulp/#laat-niet-los")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Het is voorbij"))
    expect(row).to_be_in_viewport(ratio=1)
    assert row.evaluate("one => one.matches(':target')")
    plain = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="Iemand volgt mij"))
    colour = "one => getComputedStyle(one).backgroundColor"
    assert row.evaluate(colour) != plain.evaluate(colour)
