"""A returning member on a phone, by role and label: with scripts and without, and with the keyboard alone."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from courses.learning.models import Booster, Completion
from tests.courses.learning import factories, returning
from tests.courses.learning.test_browser import answer, expect_heading, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(transactional_db):
    module = returning.a_wide_module(questions=(1, 1, 1), dilemmas=1)
    editions = returning.two_editions(module)
    editions[1].earlier = editions[0]
    return editions[1]


@pytest.fixture
def page(new_context, client, site, edition):
    return signed_in(new_context, client, site, edition)


def signed_in(new_context, client, site, edition, **options):
    member = returning.a_returning_member(edition.earlier)
    factories.with_contacts(member.memberships.get().organisation)
    client.force_login(member)
    context = new_context(**options)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
    page = context.new_page()
    page.goto(f"/leren/{edition.pk}/")
    return page


def first_pages(page):
    press(page, "Begin")
    expect_heading(page, "Wat is er nieuw in 2026")
    press(page, "Ga verder")
    expect_heading(page, "Wie u belt")
    expect(page.get_by_role("main").get_by_role("link", name="0123 - 45 67 89")).to_have_attribute(
        "href", "tel:0123456789"
    )
    press(page, "Ga verder")
    press(page, "Begin met ‘Dilemma 1’")
    page.get_by_role("radio", name="Ik bewaar het briefje.").check()
    press(page, "Kijk wat er gebeurt")
    press(page, "Verder met het verhaal")
    expect_heading(page, "Vrijdagochtend")
    page.get_by_role("radio", name="Ik doe aangifte.").check()
    press(page, "Kijk wat er gebeurt")
    expect_heading(page, "De politie schrijft mee")
    press(page, "Rond dit dilemma af")
    press(page, "Verder met ‘Startcheck’")
    expect_heading(page, "Startcheck")
    press(page, "Begin")


def check(page, *options):
    for number, option in enumerate(options, start=1):
        expect(page).to_have_title(re.compile(f"^Vraag {number} van {len(options)} – Startcheck"))
        answer(page, option)
        page.get_by_role("link", name="Volgende vraag" if number < len(options) else "Ga verder").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_who_knows_it_all(new_context, client, site, edition, scripts):
    page = signed_in(new_context, client, site, edition, java_script_enabled=scripts)
    expect(page.get_by_text("U deed deze module eerder, in de jaargang 2025.")).to_be_visible()
    first_pages(page)
    press(page, "Controleer mijn antwoord")
    expect(page).to_have_title(re.compile("^Fout: Vraag 1 van 3"))
    check_after_error(page)
    expect_heading(page, returning.MUST)
    press(page, "Ga verder")
    expect_heading(page, "U bent klaar voor 2026")
    page.get_by_role("checkbox", name="Over 6 weken en over 4 maanden 2 korte vragen per mail").check()
    press(page, "Bewaar mijn keuze")
    expect(page.get_by_role("button", name="Mail mij geen vragen meer")).to_be_visible()
    page.goto(f"/leren/{edition.pk}/")
    expect(page.get_by_text("Aangetoond", exact=True)).to_have_count(4)
    assert Completion.objects.filter(edition=edition).count() == Booster.objects.count() == 1


def check_after_error(page):
    answer(page, "Ik bel de griffier.")
    page.get_by_role("link", name="Volgende vraag").click()
    for number, follow in ((2, "Volgende vraag"), (3, "Ga verder")):
        expect(page).to_have_title(re.compile(f"^Vraag {number} van 3 – Startcheck"))
        answer(page, "Ik bel de griffier.")
        page.get_by_role("link", name=follow).click()


def test_who_misses_an_objective_reads_its_lesson(page, edition):
    first_pages(page)
    check(page, "Ik wacht af.", "Ik bel de griffier.", "Ik bel de griffier.")
    press(page, "Begin met ‘Les grens’")
    expect_heading(page, "Over grens")
    press(page, "Ga verder")
    press(page, "Rond deze les af")
    expect(page.get_by_text("Aangetoond", exact=True)).to_have_count(3)
    press(page, "Verder met ‘Dit ziet iedereen’")
    expect_heading(page, returning.MUST)
    press(page, "Ga verder")
    expect_heading(page, "U bent klaar voor 2026")


def test_everything_instead_and_back(page, edition):
    press(page, "Bekijk alles")
    expect(page.get_by_role("link", name="Les bewaren")).to_be_visible()
    press(page, "Neem de korte route")
    expect(page.get_by_role("link", name="Wat is er nieuw")).to_be_visible()


def test_the_check_with_the_keyboard_alone(page, edition):
    press(page, "Begin")
    page.goto(f"/leren/{edition.pk}/startcheck/")
    page.get_by_role("button", name="Begin", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Ik wacht af.").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Controleer mijn antwoord")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Niet het beste antwoord")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Volgende vraag")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("^Vraag 2 van 3 – Startcheck"))
