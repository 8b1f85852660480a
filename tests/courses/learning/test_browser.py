"""In a real browser, by role and label: with scripts and without, with the keyboard alone."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from courses.learning.models import Answer, Completion
from tests.courses.learning import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(transactional_db):
    return factories.an_edition(questions=2)


@pytest.fixture
def member(transactional_db):
    member = factories.a_member()
    factories.with_contacts(member.memberships.get().organisation)
    return member


@pytest.fixture
def signed_in(new_context, client, site, member):
    """Makes pages of the member's own browser."""

    def make(**options):
        client.force_login(member)
        context = new_context(**options)
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
        return context.new_page()

    return make


def expect_heading(page, text):
    """Wait for the screen that is called `text`: a press returns before its page has been read, and the page moves once
    more when its script puts the focus on what is new."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    page.wait_for_load_state()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def answer(page, option):
    expect(page.get_by_role("radio", name=option)).to_be_visible()
    page.wait_for_load_state()
    page.get_by_role("radio", name=option).check()
    press(page, "Controleer mijn antwoord")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_whole_module(signed_in, edition, member, scripts):
    page = signed_in(java_script_enabled=scripts)
    page.goto(f"/leren/{edition.pk}/")
    press(page, "Begin")

    expect_heading(page, "Het hoort er niet bij")
    expect(page.get_by_role("heading", name="Bij uw gemeente").first).to_be_visible()
    expect(page.get_by_role("link", name="0123 - 45 67 89")).to_have_attribute("href", "tel:0123456789")
    press(page, "Ga verder")
    answer(page, "Ik wacht af.")
    expect(page.get_by_role("heading", name="Niet het beste antwoord")).to_be_visible()
    expect_heading(page, "Oefenen")
    press(page, "Ga verder")
    expect_heading(page, "Tot slot")
    page.get_by_role("link", name="Vorige").click()
    expect_heading(page, "Oefenen")
    press(page, "Ga verder")
    press(page, "Rond deze les af")

    press(page, "Begin met ‘De envelop’")
    press(page, "Kijk wat er gebeurt")
    page.get_by_role("link", name="Kies eerst wat u zou doen.").click()
    page.get_by_role("radio", name="Ik gooi het briefje weg.").check()
    press(page, "Kijk wat er gebeurt")
    expect_heading(page, "Het briefje is weg")
    press(page, "Probeer een andere keuze")
    page.get_by_role("radio", name="Ik bewaar het briefje.").check()
    press(page, "Kijk wat er gebeurt")
    press(page, "Verder met het verhaal")
    expect_heading(page, "Vrijdagochtend")
    page.get_by_role("radio", name="Ik doe aangifte.").check()
    press(page, "Kijk wat er gebeurt")
    expect_heading(page, "De politie schrijft mee")
    expect(page).to_have_url(re.compile("/2/situatie/$"))
    press(page, "Rond dit dilemma af")

    press(page, "Begin met ‘Wat doet u nu?’")
    press(page, "Controleer mijn antwoord")
    expect(page).to_have_title(re.compile("^Fout: Vraag 1 van 2"))
    page.get_by_role("link", name="Kies eerst een antwoord.").click()
    answer(page, "Ik wacht af.")
    page.get_by_role("link", name="Volgende vraag").click()
    expect(page).to_have_title(re.compile("^Vraag 2 van 2"))
    answer(page, "Ik bel de griffier.")
    page.get_by_role("link", name="Volgende vraag").click()
    answer(page, "Ik bel de griffier.")
    page.get_by_role("link", name="Ga verder").click()

    expect_heading(page, "U bent klaar voor 2026")
    assert Answer.objects.count() == 3
    assert Completion.objects.get().user == member


def test_feedback_has_the_focus_and_reloading_sends_nothing(signed_in, edition):
    page = signed_in()
    page.goto(f"/leren/{edition.pk}/3/")
    press(page, "Begin")
    press(page, "Controleer mijn antwoord")
    expect(page.get_by_role("heading", name="Er mist nog iets")).to_be_focused()
    answer(page, "Ik wacht af.")
    expect(page.get_by_role("heading", name="Niet het beste antwoord")).to_be_focused()
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    page.reload()
    expect(page.get_by_role("heading", name="Niet het beste antwoord")).to_be_visible()
    assert "POST" not in sent
    assert Answer.objects.count() == 1


def test_with_the_keyboard_alone(signed_in, edition):
    page = signed_in()
    page.goto(f"/leren/{edition.pk}/3/")
    page.get_by_role("button", name="Begin", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="Ik bel de griffier.").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Controleer mijn antwoord")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Goed")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Volgende vraag")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/vraag/2/")
    expect(page).to_have_title(re.compile("^Vraag 2 van 2"))


def test_leaving_and_resuming_on_another_device(signed_in, edition):
    phone = signed_in()
    phone.goto(f"/leren/{edition.pk}/")
    press(phone, "Begin")
    press(phone, "Ga verder")
    expect_heading(phone, "Oefenen")
    tablet = signed_in(viewport={"width": 1024, "height": 768})
    tablet.goto(f"/leren/{edition.pk}/")
    press(tablet, "Verder met ‘Waar u meldt’")
    expect_heading(tablet, "Oefenen")
