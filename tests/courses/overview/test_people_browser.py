"""A clerk on a phone: a member comes, is away for a while, is followed by another; a colleague gets access."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect

from courses.planning.opening import open_year
from tests import factories
from tests.courses.planning import factories as planned
from tests.harness.browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def in_full(day):
    return date_format(day, "j F Y")


@pytest.fixture
def organisation():
    made = factories.organisation(name="Kleindorp")
    opened = TODAY - 10 * DAY
    programme = planned.programme(starts_on=opened)
    edition = planned.edition(programme.module, opened.year)
    factories.membership(factories.person(name="Bas Bakker"), made, start=date(2020, 3, 26))
    open_year(programme=programme, year=opened.year, edition=edition, today=opened)
    return made


@pytest.fixture
def desk(new_context, site, organisation):
    """The clerk's phone, signed in, without script: nothing here may need it."""
    page = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    sign_in(page, site, factories.clerk(organisation).email)
    return page


def fill_in(page, **fields):
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)


def test_a_member_comes_is_away_and_is_followed(desk, organisation):
    main = desk.get_by_role("main")
    desk.get_by_role("navigation", name="Griffie").get_by_role("link", name="Leden").click()
    main.get_by_role("link", name="Voeg een lid toe").click()
    fill_in(desk, Voornaam="Els", Tussenvoegsel="de", Achternaam="Jong", Eerste_dag=TODAY.isoformat())
    main.get_by_role("button", name="Kijk wat er gebeurt").click()
    expect(main.get_by_role("link", name="Vul het e-mailadres in.")).to_be_visible()
    expect(desk.get_by_label("Achternaam")).to_have_value("Jong")  # what was filled in is kept
    desk.get_by_label("E-mailadres").fill("els@kleindorp.example")
    main.get_by_role("button", name="Kijk wat er gebeurt").click()
    due = TODAY + 90 * DAY
    expect(main.get_by_role("listitem").filter(has_text=f"Klaar vóór wordt {in_full(due)}")).to_be_visible()
    main.get_by_role("button", name="Voeg dit lid toe").click()
    expect(main.get_by_role("heading", name="Els de Jong", level=1)).to_be_visible()
    expect(desk.get_by_role("status")).to_contain_text("Els de Jong is toegevoegd.")

    away = main.get_by_role("region", name="Tijdelijk niet actief")
    away.get_by_label("Eerste dag").fill(TODAY.isoformat())
    away.get_by_label("Laatste dag").fill((TODAY + 9 * DAY).isoformat())
    away.get_by_role("button", name="Kijk wat er verandert").click()
    moved = f"Klaar vóór wordt {in_full(due + 10 * DAY)}"
    expect(main.get_by_role("listitem").filter(has_text=moved)).to_be_visible()
    main.get_by_role("button", name="Bewaar de afwezigheid").click()
    expect(main.get_by_text(f"klaar vóór {in_full(due + 10 * DAY)}")).to_be_visible()
    expect(away.get_by_role("button", name="Haal weg")).to_be_visible()

    main.get_by_role("link", name="Of noteer meteen de opvolger").click()
    fill_in(desk, Voornaam="Cem", Tussenvoegsel="", Achternaam="Kaya", Laatste_dag_van_wie_weggaat=TODAY.isoformat())
    desk.get_by_label("E-mailadres").fill("cem@kleindorp.example")
    main.get_by_role("button", name="Kijk wat er gebeurt").click()
    expect(main.get_by_text(f"Els de Jong is lid tot en met {in_full(TODAY)}.")).to_be_visible()
    main.get_by_role("button", name="Noteer allebei").click()
    expect(main.get_by_role("heading", name="Cem Kaya", level=1)).to_be_visible()

    main.get_by_role("link", name="Alle leden").click()
    desk.get_by_label("Zoek op naam of e-mailadres").fill("jong")
    main.get_by_role("button", name="Zoek").click()
    row = main.get_by_role("row", name="Jong, Els de")
    expect(row).to_contain_text("tijdelijk niet actief")
    expect(row).to_contain_text("tot en met")
    expect(main.get_by_role("row", name="Kaya, Cem")).to_have_count(0)


def test_a_colleague_gets_access_and_the_log_says_so(desk, organisation):
    main = desk.get_by_role("main")
    desk.get_by_role("navigation", name="Griffie").get_by_role("link", name="Toegang").click()
    main.get_by_role("link", name="Beëindig de toegang").click()
    desk.get_by_label("Laatste dag van de toegang").fill(TODAY.isoformat())
    main.get_by_role("button", name="Bewaar de laatste dag").click()
    expect(main.get_by_role("link", name="Geef eerst iemand toegang, of draag over")).to_be_visible()

    main.get_by_role("link", name="Toegang tot deze griffie").click()
    main.get_by_role("link", name="Geef iemand toegang").click()
    fill_in(desk, Naam="Petra Jansen", Toegang_vanaf=TODAY.isoformat())
    desk.get_by_label("E-mailadres").fill("petra@kleindorp.example")
    main.get_by_role("button", name="Geef toegang en mail dat").click()
    expect(main.get_by_role("heading", name="Petra Jansen")).to_be_visible()
    main.get_by_role("link", name="Kijk in het logboek wat hier gedaan is").click()
    expect(main.get_by_role("row", name="Toegang tot de griffie gegeven: Petra Jansen")).to_contain_text("Hanna Brink")
