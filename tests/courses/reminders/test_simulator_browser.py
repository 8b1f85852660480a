"""Before a year opens: the manager counts, the clerk sees the own members by name; with and without script."""

from datetime import date

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.planning.models import Programme, ProgrammeYear
from elearning import groups
from tests import factories
from tests.courses.planning import factories as planned
from tests.harness.tasks import WAITING, work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
YEAR = TODAY.year + 1


@pytest.fixture
def council(db, settings):
    """Two members; next year's edition is there and its year is still to be opened."""
    settings.TASKS = WAITING
    programme = planned.programme(starts_on=date(YEAR, 1, 1))
    before = planned.edition(programme.module, YEAR - 1)
    planned.edition(programme.module, YEAR)
    council = factories.organisation(name="Voorbeeldstad")
    factories.membership(factories.person(name="Noor Blank"), council, start=date(YEAR - 3, 3, 26))
    returns = factories.membership(factories.person(name="Sam Weer"), council, start=date(YEAR - 3, 3, 26))
    planned.complete(returns.user, before, on=date(YEAR - 1, 4, 1))
    return council


@pytest.fixture
def enter(new_context, client, site):
    """A page on which somebody is signed in."""

    def enter(user, **options):
        user.refresh_from_db()
        client.force_login(user)
        context = new_context(**options)
        session = client.cookies[django_settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
        return context.new_page()

    return enter


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_manager_counts_and_nothing_is_opened(council, enter, site, script):
    manager = factories.person("beheer@voorbeeld.example")
    groups.add(manager, groups.MANAGER)
    page = enter(manager, viewport={"width": 1280, "height": 900}, java_script_enabled=script)
    programme = Programme.objects.get()
    page.goto(site + reverse("programme_years", args=[programme.pk]))
    main = page.get_by_role("main")
    main.get_by_role("link", name="Vooruitblik: wat betekent het openen van een jaar?").click()
    expect(page.get_by_label("Jaar")).to_have_value(str(YEAR))
    expect(page.get_by_label("Geopend op")).to_have_value(f"{YEAR}-03-01")
    main.get_by_role("button", name="Tel het").click()
    expect(main.get_by_text("Het wordt geteld.")).to_be_visible()
    work_off()
    row = main.get_by_role("table", name="Leden per organisatie").get_by_role("row", name="Voorbeeldstad")
    expect(row.get_by_role("cell").nth(0)).to_have_text("1")  # the whole module
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")  # the short route
    invited = main.get_by_role("table", name="Mails per dag").get_by_role("row", name=f"1 maart {YEAR}")
    expect(invited).to_contain_text("uitnodiging")
    expect(main).not_to_contain_text("Blank")
    assert not ProgrammeYear.objects.exists()


def test_the_clerk_sees_the_own_members_on_a_phone(council, enter, site):
    page = enter(factories.clerk(council), viewport={"width": 360, "height": 740})
    page.goto(site + reverse("overview:home"))
    page.get_by_role("navigation", name="Griffie").get_by_role("link", name="Herinneringen").click()
    page.get_by_role("link", name="Vooruitblik").click()
    row = page.get_by_role("row", name="Weer, Sam")
    expect(row).to_contain_text("de korte route")
    expect(row).to_contain_text(f"30 juni {YEAR}")
    expect(row).to_contain_text("uitnodiging")
    expect(page.get_by_role("row", name="Blank, Noor")).to_contain_text("de hele module")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360
