"""A clerk's whole year in a real browser, on a phone: the list in, contacts, reminding, who comes and goes, an evening,
the report, the list with names, and the desk handed over; the neighbour's desk is never there."""

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.members.models import Membership
from courses.planning.opening import open_year
from courses.reminders import quiet
from tests import factories
from tests.courses.learning.factories import with_contacts
from tests.courses.members.factories import rows_of
from tests.courses.planning import factories as planned
from tests.harness.browser import code_for, sign_in
from tests.harness.checkers import axe_violations
from tests.road.walking import main_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = timezone.localdate()
YEAR = TODAY.year
DAY = timedelta(days=1)


@pytest.fixture
def council():
    """A council with contacts and without members, in a programme whose last year and this year are open."""
    council = factories.organisation(name="Voorbeeldstad")
    with_contacts(council)
    council.clerk = factories.clerk(council)
    programme = planned.programme(starts_on=date(YEAR - 1, 1, 1))
    council.editions = [
        planned.edition(programme.module, year, steps=[("lesson", "Les", 15, 3)]) for year in (YEAR - 1, YEAR)
    ]
    left = factories.membership(
        factories.person(name="Joost Meijer"), council, start=date(YEAR - 4, 3, 27), end=date(YEAR - 1, 12, 31)
    )
    last, this = council.editions
    open_year(programme=programme, year=YEAR - 1, edition=last, today=date(YEAR - 1, 3, 1))
    planned.complete(left.user, last, on=date(YEAR - 1, 4, 2))
    open_year(programme=programme, year=YEAR, edition=this, today=min(date(YEAR, 3, 1), TODAY))
    council.neighbour = factories.organisation(name="Nieuwediep")
    return council


@pytest.fixture
def phone(new_context, site, council, monkeypatch):
    """The clerk's phone; mails go at any hour."""
    monkeypatch.setattr(quiet, "by_day", lambda now: True)
    monkeypatch.setattr(quiet, "first_day", quiet.local_day)
    page = new_context(viewport={"width": 360, "height": 740}, accept_downloads=True).new_page()
    sign_in(page, site, council.clerk.email, to="/griffie/")
    return page


def tab(page, name):
    page.get_by_role("navigation", name="Griffie").get_by_role("link", name=name).click()


def heading(page, text):
    expect(page.get_by_role("heading", level=1)).to_have_text(text)
    page.wait_for_load_state()
    assert axe_violations(page) == []


def press(page, name):
    main_of(page).get_by_role("button", name=name).click()


def follow(page, name):
    main_of(page).get_by_role("link", name=name).first.click()


def test_a_clerks_whole_year(phone, council, site):
    main = main_of(phone)

    # the list in: pasted from Excel, with a column that is not ours to have
    tab(phone, "Leden")
    heading(phone, "Leden")
    follow(phone, "Lees een ledenlijst in")
    rows = [[*row, "Groep A" if number else "Fractie"] for number, row in enumerate(rows_of(4))]
    phone.get_by_label("Plak de lijst uit Excel").fill("\n".join("\t".join(map(str, row)) for row in rows))
    press(phone, "Lees de lijst")
    heading(phone, "Zijn dit de kolommen?")
    expect(phone.get_by_role("complementary")).to_contain_text("Fractie")
    press(phone, "De kolommen kloppen")
    heading(phone, "Klopt dit?")
    press(phone, "Ga verder naar bevestigen")
    heading(phone, "Bevestig de lijst")
    press(phone, "Sla deze lijst op")
    heading(phone, "De lijst is ingelezen")
    members = list(council.memberships.filter(end=None).order_by("sort_key"))
    assert len(members) == 4

    # one of them finishes; the overview shows a status and a day
    planned.complete(members[0].user, council.editions[1], on=TODAY)
    tab(phone, "Overzicht")
    heading(phone, f"Het jaar {YEAR}")
    expect(main).to_contain_text(re.compile(r"1\s+van 4 leden"))
    expect(main.get_by_role("row", name=members[0].sort_name)).to_contain_text("Afgerond")
    expect(main.get_by_role("row", name=members[1].sort_name)).to_contain_text("Niet begonnen")
    follow(phone, str(YEAR - 1))
    heading(phone, f"Het jaar {YEAR - 1}")
    expect(main.get_by_role("row", name="Meijer, Joost")).to_contain_text("Afgerond")
    assert phone.request.get(f"{site}/griffie/{council.neighbour.code}/").status == 404

    # contacts and protocol still hold
    tab(phone, "Contact en protocol")
    heading(phone, "Contact en protocol")
    press(phone, "Dit klopt allemaal nog")
    expect(phone.get_by_role("status")).to_contain_text("nagekeken")
    assert set(council.contacts.values_list("verified_on", flat=True)) == {TODAY}

    # a reminder to who has not begun, and to nobody else
    tab(phone, "Herinneringen")
    heading(phone, "Herinneren")
    expect(main.get_by_role("checkbox", checked=True)).to_have_count(3)
    press(phone, "Verstuur aan 3 leden")
    heading(phone, "Wat ervan werd")
    reminded = {one.to[0] for one in mail.outbox} - {council.clerk.email}
    assert reminded == {member.user.email for member in members[1:]}

    # one is followed by another
    tab(phone, "Leden")
    follow(phone, members[1].sort_name)
    follow(phone, "Of noteer meteen de opvolger")
    for label, text in (("Voornaam", "Cem"), ("Achternaam", "Kaya"), ("E-mailadres", "cem@voorbeeldstad.example")):
        phone.get_by_label(label, exact=True).fill(text)
    phone.get_by_label("Laatste dag van wie weggaat").fill(TODAY.isoformat())
    press(phone, "Kijk wat er gebeurt")
    press(phone, "Noteer allebei")
    heading(phone, "Cem Kaya")
    assert Membership.objects.get(pk=members[1].pk).end == TODAY
    assert Membership.objects.get(name="Cem Kaya").start == TODAY + DAY

    # a discussion evening, from the same desk
    phone.goto(site + reverse("overview:evening", args=[council.code]))
    heading(phone, "Gespreksavond")

    # the report says no name
    tab(phone, "Verslag")
    heading(phone, f"Verslag over {YEAR}")
    expect(main.get_by_role("table").first).to_be_visible()
    assert not [member.name for member in members if member.name in main.inner_text()]

    # the list with names asks who one is, and leaves a line for its members
    follow(phone, re.compile("lijst met namen"))
    press(phone, "Ja, ik wil deze lijst")
    heading(phone, "Laat nog een keer zien dat u het bent")
    press(phone, "Stuur mij een code")
    phone.get_by_label("Code van zes cijfers").fill(code_for(council.clerk.email))
    press(phone, "Ga verder naar de lijst")
    with phone.expect_download() as taken:
        press(phone, "Download als csv")
    assert members[0].sort_name in taken.value.path().read_text("utf-8-sig")

    # the desk is handed over, and the log tells the year
    tab(phone, "Toegang")
    follow(phone, "Geef iemand toegang")
    for label, text in (("Naam", "Petra Jansen"), ("E-mailadres", "petra@voorbeeldstad.example")):
        phone.get_by_label(label, exact=True).fill(text)
    press(phone, "Geef toegang en mail dat")
    expect(main.get_by_role("heading", name="Petra Jansen")).to_be_visible()
    follow(phone, "Kijk in het logboek wat hier gedaan is")
    for line in (
        "Lijst met leden ingelezen",
        "Herinnering gestuurd",
        "Lijst met namen",
        "Toegang tot de griffie gegeven",
    ):
        expect(main.get_by_role("row", name=re.compile(line)).first).to_contain_text("Hanna Brink")
