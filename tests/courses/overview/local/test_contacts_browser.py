"""A clerk fills in whom to call on a telephone without scripts, and two clerks write at one desk."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.courses.learning import factories as learning
from tests.courses.overview.local.desk import TODAY
from tests.harness.browser import sign_in
from tests.harness.checkers import axe_violations

pytestmark = pytest.mark.django_db


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_clerk_fills_in_whom_to_call_on_a_telephone_without_scripts(new_context, site):
    organisation = factories.organisation()
    clerk = factories.clerk(organisation)
    page = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    sign_in(page, site, clerk.email)
    page.get_by_role("link", name="Vul in wie zij bellen").click()
    page.get_by_role("link", name="Vul dit in (waar u meldt)").click()
    page.get_by_label("Naam").fill("Hanna Brink")
    page.get_by_label("Telefoonnummer").fill("bel maar")
    page.get_by_role("button", name="Bewaar dit contact").click()
    expect(page.get_by_role("heading", name="Er klopt nog iets niet")).to_be_visible()
    page.get_by_label("Telefoonnummer").fill("0123 - 45 67 89")
    page.get_by_role("button", name="Bewaar dit contact").click()
    expect(page.get_by_role("status")).to_contain_text("Het contact is bewaard")
    page.get_by_role("link", name="Vul dit in (huisregels)").click()
    page.get_by_label("Wat uw protocol zegt").fill("In de raadzaal spreekt ieder om de beurt.")
    page.get_by_role("button", name="Bewaar deze tekst").click()
    expect(page.get_by_role("status")).to_contain_text("De tekst is bewaard")
    page.get_by_role("button", name="Dit klopt allemaal nog").click()
    expect(page.get_by_role("status")).to_contain_text("Genoteerd: vandaag nagekeken")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_one_desk(new_context, site):
    organisation = learning.with_contacts(factories.organisation(), verified_on=TODAY)
    pages = []
    for name in ("Hanna Brink", "Petra Jansen"):
        page = new_context().new_page()
        sign_in(page, site, factories.clerk(organisation, name=name).email, to=f"/griffie/{organisation.code}/contact/")
        page.get_by_role("link", name="Wijzig (Hanna Brink, waar u meldt)").click()
        pages.append(page)
    first, second = pages
    for page, number in ((first, "0123 - 11 11 11"), (second, "0123 - 22 22 22")):
        page.get_by_label("Telefoonnummer").fill(number)
        page.get_by_role("button", name="Bewaar dit contact").click()
    expect(first.get_by_role("status")).to_contain_text("Het contact is bewaard")
    expect(second.get_by_role("heading", name="Een collega was u net voor")).to_be_visible()
    expect(second.get_by_text("0123 - 11 11 11")).to_be_visible()
    expect(second.get_by_label("Telefoonnummer")).to_have_value("0123 - 22 22 22")
    assert axe_violations(second) == []
    second.get_by_role("button", name="Bewaar wat ik schreef").click()
    expect(second.get_by_role("status")).to_contain_text("Het contact is bewaard")
    assert organisation.contacts.get().phone == "0123 - 22 22 22"
