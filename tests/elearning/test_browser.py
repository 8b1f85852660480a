"""The front door in a real browser: by role and label, by keyboard alone, without JavaScript, and out again quickly."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from tests.elearning import urls
from tests.elearning.factories import clerk, member, trainer
from tests.elearning.leaving import WEATHER, button, wait_for_the_server
from tests.harness.browser import code_for, sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.elearning.urls"),
]
FAULT = re.compile("^Fout: ")


@pytest.fixture
def policy_problems(page):
    """What the browser refused because of the content security policy, as it says in its console."""
    problems = []
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    return problems


def test_a_member_signs_in_by_role_and_label(page, site, policy_problems):
    user = member()
    sign_in(page, site, user.email, to="/leren/proef/")
    expect(page.get_by_role("heading", name="Proefvraag")).to_be_visible()
    assert policy_problems == []


def test_the_keyboard_alone_is_enough(page, site):
    user = member()
    page.goto("/leren/proef/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "email":
            break
    page.keyboard.type(user.email)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Bijna ingelogd").wait_for()
    page.wait_for_load_state("load")  # before, a page may still take the focus
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "code":
            break
    page.keyboard.type(code_for(user.email))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Proefvraag").wait_for()


def test_without_javascript_it_works_and_no_dead_button_is_shown(new_context, site):
    page = new_context(java_script_enabled=False).new_page()
    user = member()
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="passkey")).to_have_count(0)
    sign_in(page, site, user.email, to="/leren/proef/")
    expect(page.get_by_role("heading", name="Proefvraag")).to_be_visible()
    page.get_by_role("link", name="Log uit").click()
    page.get_by_role("button", name="Log uit").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()


def test_a_wrong_address_and_a_wrong_code_are_explained_where_one_reads(page, site):
    page.goto("/account/login/")
    page.get_by_label("Met uw e-mailadres").fill("naam.zonder.apenstaart")
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page).to_have_title(FAULT)
    field = page.get_by_label("Met uw e-mailadres")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("naam.zonder.apenstaart")
    expect(page.get_by_role("heading", name="Er klopt nog iets niet")).to_be_focused()
    page.get_by_role("region", name="Er klopt nog iets niet").get_by_role("link").click()
    expect(field).to_be_focused()
    field.fill("niemand@elders.example")
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("Code van zes cijfers").fill("12 34 56")
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_title(FAULT)
    assert mail.outbox == []


def test_the_quick_way_out(browser, site):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    sign_in(page, site, member().email, to="/leren/proef/")
    wait_for_the_server(page)
    with page.expect_request(WEATHER):  # asked for is enough: a test never goes outside
        button(page).click()
    assert not [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.new_page().goto(site + "/leren/proef/")
    page = context.pages[-1]
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    context.close()


def test_three_times_shift_is_the_same_way_out_but_capitals_are_not(browser, site):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    sign_in(page, site, member().email, to="/leren/proef/")
    page.get_by_label("Uw antwoord").focus()
    for key in ("A", "B", "C", "D"):
        page.keyboard.press(f"Shift+{key}")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.keyboard.press("e")
    expect(page.get_by_label("Uw antwoord")).to_have_value("ABCDe")
    wait_for_the_server(page)
    with page.expect_request(WEATHER):
        for _ in range(3):
            page.keyboard.press("Shift")
    assert not [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.close()


def test_an_answer_after_a_long_pause_is_sent_again_with_one_click(page, site):
    urls.answers.clear()
    user = member()
    sign_in(page, site, user.email, to="/leren/proef/")
    page.get_by_label("Uw antwoord").fill("Ik bel de griffier & bewaar het <bericht>")
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_label("Met uw e-mailadres").fill(user.email)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_role("heading", name="Bijna ingelogd").wait_for()
    page.get_by_label("Code van zes cijfers").fill(code_for(user.email))
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Uw antwoord is er nog").wait_for()
    assert urls.answers == []
    page.get_by_role("button", name="Verstuur mijn antwoord nu").click()
    page.get_by_role("heading", name="Antwoord binnen").wait_for()
    assert urls.answers == [(user.email, ["Ik bel de griffier & bewaar het <bericht>"])]


def test_an_answer_from_a_tab_that_got_old_is_not_lost(new_context, site):
    urls.answers.clear()
    context, user = new_context(), member()
    first = context.new_page()
    sign_in(first, site, user.email, to="/leren/proef/")
    first.get_by_label("Uw antwoord").fill("Dit had ik al getypt")
    context.clear_cookies(name="sessionid")
    sign_in(context.new_page(), site, user.email)
    first.get_by_role("button", name="Verstuur").click()
    first.get_by_role("heading", name="Uw antwoord is er nog").wait_for()
    first.get_by_role("button", name="Verstuur mijn antwoord nu").click()
    first.get_by_role("heading", name="Antwoord binnen").wait_for()
    assert urls.answers == [(user.email, ["Dit had ik al getypt"])]


def test_a_clerk_sets_up_a_passkey_and_comes_in_with_it(new_context, site, settings):
    settings.STRONG_SIGN_IN = True
    context, user = new_context(), clerk()
    page = context.new_page()
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    sign_in(page, site, user.email)
    page.get_by_role("heading", name="Inloggen in twee stappen").wait_for()
    page.get_by_role("link", name="Stel een passkey in").click()
    page.get_by_role("button", name="Stel een passkey in").click()
    page.get_by_role("heading", name="Codes op papier").wait_for()
    page.goto("/account/logout/")
    page.get_by_role("button", name="Log uit").click()
    page.get_by_role("button", name="Met een passkey op dit apparaat").click()
    page.wait_for_url("**/griffie/**")
    # and after a code by mail the same passkey is the second step
    page.goto("/account/logout/")
    page.get_by_role("button", name="Log uit").click()
    sign_in(page, site, user.email)
    page.get_by_role("heading", name="De tweede stap").wait_for()
    page.get_by_role("button", name="Met een passkey op dit apparaat").click()
    page.wait_for_url("**/griffie/**")


def test_the_admin_works_under_its_policy(new_context, site):
    page = new_context(viewport={"width": 1280, "height": 900}).new_page()
    problems = []
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    sign_in(page, site, trainer().email, to="/beheer/")
    for address in ("", "pages/", "images/", "account/", "pages/add/content/homepage/1/", "snippets/content/question/"):
        assert page.goto(f"/beheer/{address}").ok
        page.wait_for_load_state("networkidle")
    assert problems == []
