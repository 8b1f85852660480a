"""The overview and reminding in a browser: on a phone, with and without script."""

from datetime import date, timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.planning.opening import open_year
from courses.reminders import quiet
from tests import factories
from tests.courses.planning import factories as planned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
YEAR = TODAY.year


@pytest.fixture
def council(db):
    """Three members in a year that opened long ago; one has finished."""
    programme = planned.programme(starts_on=date(YEAR - 1, 1, 1))
    edition = planned.edition(programme.module, YEAR, steps=[("lesson", "Les", 15, 3)])
    council = factories.organisation(name="Voorbeeldstad")
    council.members = [
        factories.membership(factories.person(name=name), council, start=date(YEAR - 3, 3, 26))
        for name in ("Noor Niets", "Bas Later", "Anouk Klaar")
    ]
    open_year(programme=programme, year=YEAR, edition=edition, today=TODAY - timedelta(days=30))
    planned.complete(council.members[2].user, edition, on=TODAY)
    council.edition = edition
    return council


@pytest.fixture
def desk(council, new_context, client, site, monkeypatch):
    """Opens a page of the desk for its clerk."""
    monkeypatch.setattr(quiet, "by_day", lambda now: True)
    monkeypatch.setattr(quiet, "first_day", quiet.local_day)

    def open_(name, **options):
        client.force_login(factories.clerk(council))
        context = new_context(viewport={"width": 360, "height": 740}, **options)
        session = client.cookies[django_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
        page = context.new_page()
        page.goto(site + reverse(f"overview:{name}", args=[council.code]))
        return page

    return open_


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_clerk_reminds_on_a_phone(council, desk, script):
    page = desk("newest", java_script_enabled=script)
    page.get_by_role("navigation", name="Griffie").get_by_role("link", name="Herinneringen").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("checkbox", name="Niets, Noor")).to_be_checked()
    expect(main.get_by_role("checkbox", name="Klaar, Anouk")).to_have_count(0)
    main.get_by_role("checkbox", name="Later, Bas").uncheck()
    name = "Verstuur aan 1 lid" if script else "Verstuur aan de aangekruiste leden"
    main.get_by_role("button", name=name).click()
    expect(main.get_by_role("heading", level=1)).to_have_text("Wat ervan werd")
    expect(main.get_by_role("row", name="Niets, Noor")).to_contain_text("verzonden")
    assert [one.to for one in mail.outbox] == [[council.members[0].user.email]]


def test_search_and_filters_on_a_phone(desk):
    page = desk("newest", java_script_enabled=False)
    main = page.get_by_role("main")
    main.get_by_label("Zoek op naam").fill("noor")
    main.get_by_label("Functie").select_option(label="Raadslid")
    main.get_by_role("button", name="Zoek", exact=True).click()
    expect(main.get_by_role("row", name="Niets, Noor")).to_be_visible()
    expect(main.get_by_role("row", name="Klaar, Anouk")).to_have_count(0)
    main.get_by_role("link", name="Afgerond").click()
    expect(main.get_by_text("Niemand past bij deze keuze.")).to_be_visible()
    main.get_by_role("link", name="Toon weer iedereen").last.click()
    main.get_by_role("button", name="Naam").click()
    expect(main.get_by_role("columnheader", name="Naam")).to_have_attribute("aria-sort", "descending")


def test_the_numbers_follow_when_one_comes_back(council, desk):
    page = desk("newest")
    main = page.get_by_role("main")
    expect(main.get_by_text("van 3 leden zijn klaar")).to_be_visible()
    planned.complete(council.members[0].user, council.edition, on=TODAY)
    page.evaluate("Date.now = () => performance.timeOrigin + 120000 + performance.now()")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(main.get_by_text("2 van 3 leden zijn klaar")).to_be_visible()
