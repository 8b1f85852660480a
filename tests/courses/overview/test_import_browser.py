"""A clerk reads in a list on a phone: by role and label, as somebody does who has never seen the pages."""

import pytest
from playwright.sync_api import expect

from courses.members.models import Membership
from tests import factories
from tests.courses.members.factories import rows_of, xlsx_bytes
from tests.harness.browser import sign_in
from tests.harness.checkers import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def organisation(page, site):
    organisation = factories.organisation(name="Voorbeeldstad")
    sign_in(page, site, factories.clerk(organisation).email, to=f"/griffie/{organisation.code}/")
    page.get_by_role("link", name="Leden", exact=True).click()
    page.get_by_role("link", name="Lees een ledenlijst in").click()
    return organisation


def excel(rows):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "raadsleden.xlsx", "mimeType": kind, "buffer": xlsx_bytes(rows)}


def heading(page, name):
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    assert axe_violations(page) == []


def go_through(page):
    """From the columns to the result."""
    heading(page, "Zijn dit de kolommen?")
    page.get_by_role("button", name="De kolommen kloppen").click()
    heading(page, "Klopt dit?")
    page.get_by_role("button", name="Ga verder naar bevestigen").click()
    heading(page, "Bevestig de lijst")
    page.get_by_role("button", name="Sla deze lijst op").click()


def test_a_file_comes_in_the_same_file_changes_nothing_and_it_can_be_taken_back(page, organisation):
    rows = [[*row, "Groep A" if number else "Fractie"] for number, row in enumerate(rows_of(3))]
    heading(page, "Lees een ledenlijst in")
    page.get_by_label("Kies uw lijst").set_input_files(excel(rows))
    page.get_by_role("button", name="Lees de lijst").click()
    expect(page.get_by_role("complementary").get_by_text("kolom E: Fractie")).to_be_visible()
    go_through(page)
    heading(page, "De lijst is ingelezen")
    assert Membership.objects.count() == 3
    page.get_by_role("link", name="Lees een lijst in").click()
    page.get_by_label("Kies uw lijst").set_input_files(excel(rows))
    page.get_by_role("button", name="Lees de lijst").click()
    go_through(page)
    heading(page, "Er hoefde niets te veranderen")
    page.get_by_role("button", name="Draai de laatste lijst terug").click()
    heading(page, "De lijst is teruggedraaid")
    assert Membership.objects.count() == 0


def test_a_pasted_list_with_a_fault_is_put_right_on_the_way(page, organisation):
    leaves = factories.membership(None, organisation, name="Joost Meijer")
    rows = rows_of(2)
    rows[2][1] = "lid2.voorbeeldstad.example"
    page.get_by_label("Plak de lijst uit Excel").fill("\n".join("\t".join(row) for row in rows))
    page.get_by_role("button", name="Lees de lijst").click()
    page.get_by_role("button", name="De kolommen kloppen").click()
    heading(page, "Klopt dit?")
    fix = page.get_by_role("group", name="Rij 3 · Lid2 van den Naam2")
    expect(fix).to_contain_text("rij 3, kolom B")
    page.get_by_role("button", name="Ga verder naar bevestigen").click()
    expect(page).to_have_title("Fout: Klopt dit? – Weerbaar in het ambt")
    fix.get_by_label("E-mailadres").fill("lid2@voorbeeldstad.example")
    gone = page.get_by_role("group", name="Joost Meijer")
    gone.get_by_label("Lid tot en met (leeg: blijft lid)").fill("31-03-2099")
    page.get_by_role("button", name="Ga verder naar bevestigen").click()
    page.get_by_role("button", name="Sla deze lijst op").click()
    heading(page, "De lijst is ingelezen")
    leaves.refresh_from_db()
    assert Membership.objects.count() == 3 and leaves.end.year == 2099
