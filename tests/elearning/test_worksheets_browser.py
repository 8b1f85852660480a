"""A worksheet in a real browser: filled in, read, printed; and without scripts a form for on paper."""

import pytest
from playwright.sync_api import expect

from tests.harness.checkers import axe_violations
from tests.look.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCAN, CHECK = "/werkblad/a/", "/werkblad/b/"
REPORT = "U weet bij wie u een bedreiging meldt. Dat nummer staat in uw telefoon."
HOME = "Wie bij u woont, weet wat u doet als er een dreigend bericht komt."
ADVICE = "Zet dat nummer nu in uw telefoon."
TICKED = "document.querySelectorAll('input:checked').length"


def point(page, statement):
    return page.get_by_role("group", name=statement)


def answer(page, statement, words="Nog niet"):
    point(page, statement).get_by_role("radio", name=words).check()


def result(page):
    return page.get_by_role("region", name="Wat u kunt doen")


def see(page):
    page.get_by_role("button", name="Kijk wat u kunt doen").click()


# --- filling it in ----------------------------------------------------------------------------------------------------


def test_advice_comes_with_the_answer_and_goes_with_it(page):
    page.goto(SCAN)
    advice = point(page, REPORT).get_by_text(ADVICE)
    expect(advice).to_be_hidden()
    answer(page, REPORT)
    expect(advice).to_be_visible()
    answer(page, REPORT, "Ja, dat is geregeld")
    expect(advice).to_be_hidden()
    answer(page, REPORT, "Niet van toepassing")
    expect(advice).to_be_hidden()


def test_the_result_says_what_to_begin_with_and_follows_a_change_of_mind(page):
    page.goto(SCAN)
    expect(result(page)).to_be_hidden()
    see(page)
    expect(result(page).get_by_text("U hebt nog niets ingevuld.")).to_be_visible()
    expect(page.get_by_role("heading", name="Wat u kunt doen")).to_be_focused()
    answer(page, HOME)
    answer(page, REPORT)
    expect(result(page).get_by_text("U vulde 2 van de 12 in.")).to_be_visible()
    expect(result(page).get_by_role("heading", name="Een paar dingen kunt u nog regelen")).to_be_visible()
    # the report first, whatever its place on the sheet
    first = result(page).get_by_role("listitem").filter(visible=True)
    expect(first).to_have_count(2)
    expect(first.first).to_contain_text(ADVICE)
    for statement in (HOME, REPORT):
        answer(page, statement, "Ja, dat is geregeld")
    expect(result(page).get_by_role("heading", name="Wat u invulde, is geregeld")).to_be_visible()
    expect(result(page).get_by_text("Begin hiermee")).to_be_hidden()


@pytest.mark.parametrize(("address", "items"), [(SCAN, 12), (CHECK, 14)])
def test_everything_not_yet_gives_three_things_to_begin_with_and_one_band(page, address, items):
    page.goto(address)
    for radio in page.get_by_role("radio", name="Nog niet").all():
        radio.check()
    see(page)
    expect(result(page).get_by_text(f"U vulde {items} van de {items} in.")).to_be_visible()
    expect(result(page).get_by_role("listitem").filter(visible=True)).to_have_count(3)
    expect(result(page).get_by_role("heading", level=3).filter(visible=True)).to_have_count(2)


def test_it_works_in_aeroplane_mode(new_context):
    context = new_context()
    page = context.new_page()
    page.goto(CHECK)
    context.set_offline(True)
    answer(page, "U weet wie er een sleutel van uw huis heeft.")
    see(page)
    expect(result(page).get_by_text("U vulde 1 van de 14 in.")).to_be_visible()
    page.get_by_role("button", name="Print dit blad").click()
    page.get_by_role("button", name="Wis mijn antwoorden").click()
    assert page.evaluate(TICKED) == 0


@pytest.mark.parametrize("address", [SCAN, CHECK])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_filled_in_it_is_accessible_and_fits_a_small_screen(new_context, address, theme):
    page = new_context(viewport={"width": 320, "height": 640}, color_scheme=theme).new_page()
    page.goto(address)
    for radio in page.get_by_role("radio", name="Nog niet").all():
        radio.check()
    see(page)
    page.evaluate("window.scrollTo(0, 0)")  # or the bar lies half over a circle; the keyboard walk sees to that
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_by_keyboard(new_context):
    hands = Hands(new_context(viewport={"width": 320, "height": 256}).new_page())
    page = hands.page
    page.goto(SCAN)
    hands.tab_to(point(page, REPORT).get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    hands.look()
    expect(point(page, REPORT).get_by_text(ADVICE)).to_be_visible()
    page.keyboard.press("Enter")  # a form would be sent; this one is not
    hands.press(page.get_by_role("button", name="Kijk wat u kunt doen"))
    expect(page.get_by_role("heading", name="Wat u kunt doen")).to_be_focused()
    hands.walk()
    assert hands.stops > 20 and not hands.troubles, "\n" + "\n".join(hands.troubles)


# --- on paper ---------------------------------------------------------------------------------------------------------


def test_without_javascript_it_is_a_form_with_all_advice_to_count_by_hand(new_context):
    page = new_context(java_script_enabled=False).new_page()
    for address, items in ((SCAN, 12), (CHECK, 14)):
        page.goto(address)
        assert page.locator(".advice").filter(visible=True).count() == items
        expect(page.get_by_text("Tel zelf: hoe vaak koos u ‘Nog niet’?")).to_be_visible()
        for often in ("Geen enkele keer", "1 tot en met 4 keer", "5 keer of meer"):
            expect(page.get_by_text(often)).to_be_visible()
        expect(page.get_by_role("button", name="Kijk wat u kunt doen")).to_be_hidden()
        expect(page.get_by_text("Begin hiermee")).to_be_hidden()
        page.get_by_role("radio", name="Nog niet").first.check()
        page.get_by_role("button", name="Wis mijn antwoorden").click()
        expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_printed_empty_it_is_the_same_form(page):
    page.goto(SCAN)
    page.emulate_media(media="print")
    assert page.locator(".advice").filter(visible=True).count() == 12
    expect(page.get_by_text("Tel zelf: hoe vaak koos u ‘Nog niet’?")).to_be_visible()
    expect(page.get_by_text("5 keer of meer")).to_be_visible()
    expect(page.get_by_text("U hebt nog niets ingevuld.")).to_be_hidden()


def test_printed_filled_in_it_shows_the_answers_and_their_advice(page):
    page.goto(SCAN)
    answer(page, REPORT)
    answer(page, HOME, "Ja, dat is geregeld")
    page.emulate_media(media="print")  # without a look at the result first
    assert page.locator(".advice").filter(visible=True).count() == 1
    expect(point(page, REPORT).get_by_role("radio", name="Nog niet")).to_be_visible()
    expect(result(page).get_by_role("heading", name="Een paar dingen kunt u nog regelen")).to_be_visible()
    expect(page.get_by_text("Tel zelf")).to_be_hidden()
    expect(page.get_by_text("070 - 373 83 14")).to_be_visible()
    expect(page.get_by_role("link", name="Verlaat deze pagina").last).to_be_hidden()


def test_the_button_opens_the_printer(page):
    page.goto(SCAN)
    page.evaluate("window.print = () => { document.body.dataset.printed = 'yes'; }")
    page.get_by_role("button", name="Print dit blad").click()
    assert page.evaluate("document.body.dataset.printed") == "yes"
