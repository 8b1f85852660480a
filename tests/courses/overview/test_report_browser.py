"""The report and the list with names in a browser, on a phone, by role and label."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from courses.planning.models import NamesExport
from tests.courses.overview.council import YEAR, Council
from tests.harness.browser import code_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def council(transactional_db):
    return Council()


@pytest.fixture
def desk(new_context, client, site, council):
    client.force_login(council.clerk)
    context = new_context(accept_downloads=True)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    page = context.new_page()
    page.goto(f"/griffie/{council.organisation.code}/{YEAR}/")
    return page


def downloaded(page, button):
    with page.expect_download() as taken:
        page.get_by_role("button", name=button).click()
    return taken.value


def test_from_the_overview_to_the_text_and_a_file(desk):
    desk.get_by_role("navigation", name="Griffie").get_by_role("link", name="Verslag").click()
    expect(desk.get_by_role("heading", level=1, name=f"Verslag over {YEAR}")).to_be_visible()
    expect(desk.get_by_role("main")).to_contain_text("de module ‘Melden helpt’")
    expect(desk.get_by_role("table", name="Melden helpt")).to_be_visible()
    desk.get_by_label("Noem geen aantallen onder 5").check()
    desk.get_by_role("button", name="Laat het zo zien").click()
    expect(desk.get_by_label("Noem geen aantallen onder 5")).to_be_checked()
    expect(desk.get_by_role("table", name="Melden helpt")).to_contain_text("minder dan 5")
    text = downloaded(desk, "Als csv").path().read_text("utf-8-sig")
    assert "minder dan 5" in text and "Noor" not in text
    desk.get_by_role("link", name="Open zonder iets eromheen, om te selecteren en te plakken").click()
    expect(desk.get_by_role("table", name="Melden helpt")).to_contain_text("minder dan 5")
    expect(desk.get_by_role("navigation")).to_have_count(0)


def test_the_list_with_names_asks_who_one_is_first(desk, council):
    desk.get_by_role("link", name="Naar de lijst met namen").click()
    expect(desk.get_by_role("heading", level=1, name="Een lijst met namen")).to_be_visible()
    expect(desk.get_by_role("button", name="Download als csv")).to_have_count(0)
    desk.get_by_role("button", name="Ja, ik wil deze lijst").click()
    expect(desk.get_by_role("heading", level=1, name="Laat nog een keer zien dat u het bent")).to_be_visible()
    desk.get_by_role("button", name="Stuur mij een code").click()
    field = desk.get_by_label("Code van zes cijfers")
    field.fill("12")
    desk.get_by_role("button", name="Ga verder naar de lijst").click()
    expect(desk.get_by_role("heading", name="Er klopt nog iets niet")).to_be_focused()
    assert not NamesExport.objects.exists()
    field.fill(code_for(council.clerk.email))
    desk.get_by_role("button", name="Ga verder naar de lijst").click()
    expect(desk.get_by_role("status")).to_contain_text("U kunt de lijst nu ophalen.")
    text = downloaded(desk, "Download als csv").path().read_text("utf-8-sig")
    assert "Afgerond, Noor" in text
    assert NamesExport.objects.get().kind == "csv"
