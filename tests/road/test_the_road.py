"""The whole road in a real browser, as clerk, member and trainer: from a list to "afgerond", and what it proves."""

import csv
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from playwright.sync_api import expect

from content.home import home_page
from courses.planning.models import Programme, ProgrammeModule
from elearning.settings.environment import BASE_DIR
from tests.harness.browser import code_for, sign_in
from tests.harness.checkers import axe_violations
from tests.road.answers import PACKAGE, give
from tests.road.walking import follow, go_on, main_of, read_lesson

pytestmark = [pytest.mark.browser, pytest.mark.road, pytest.mark.django_db(transaction=True)]

LISTS = BASE_DIR / "tests" / "data" / "members"
MEMBER = "s.vandenheuvel@voorbeeldstad.example"
CLERK = "griffie@voorbeeldstad.example"
OTHER_CLERK = "secretaris@nieuwediep.example"
TRAINER = "trainer@voorbeeld.example"
YEAR = str(timezone.localdate().year)


@pytest.fixture
def opened():
    """What the people who run the site do with commands, in the order of the README."""
    call_command("import_organisations", LISTS / "organisaties.csv")
    call_command("load_package", PACKAGE)
    call_command("open_edition", PACKAGE.name, YEAR)
    call_command("grant_role", "clerk", CLERK, organisation="xg0001", name="Hanna Brink")
    call_command("grant_role", "clerk", OTHER_CLERK, organisation="xw0001", name="Petra Jansen")
    call_command("grant_role", "trainer", TRAINER, name="Mila Hendriks")
    call_command("import_members", LISTS / "raad-voorbeeldstad.csv", organisation="xg0001")
    call_command("set_contacts", LISTS / "contacten.yaml", organisation="xg0001")
    module = home_page().get_children().get(slug=PACKAGE.name).specific
    programme = Programme.objects.create(
        title="Melden helpt",
        kinds=["gemeente", "provincie", "waterschap"],
        offices=["raadslid", "burgerraadslid", "statenlid", "ab-lid"],
        starts_on=timezone.localdate().replace(month=1, day=1),
    )
    ProgrammeModule.objects.create(programme=programme, module=module)
    call_command("open_year", YEAR)


def looks_right(*pages):
    """Nobody is kept out of what these pages show now."""
    for page in pages:
        assert axe_violations(page) == []


def row_of(page, name):
    return main_of(page).get_by_role("row", name=re.compile(name))


def test_the_whole_road(opened, site, new_context):
    member, clerk, trainer = (new_context().new_page() for _ in range(3))

    # the clerk sees the members of the own council, and nobody else's
    sign_in(clerk, site, CLERK, to="/griffie/")
    expect(row_of(clerk, "Heuvel, Sanne van den")).to_contain_text("Niet begonnen")
    assert clerk.request.get(site + "/griffie/xw0001/").status == 404

    looks_right(clerk)

    # the member begins on the phone
    sign_in(member, site, MEMBER, to="/leren/")
    expect(main_of(member)).to_contain_text("Sanne")
    looks_right(member)
    follow(main_of(member).get_by_role("link", name="Begin de module"))
    looks_right(member)
    go_on(member)
    looks_right(member)
    read_lesson(member, "Het hoort er niet bij")
    go_on(member)
    second = go_on(member)

    # … stops, and goes on elsewhere at the same place
    tablet = new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False).new_page()
    sign_in(tablet, site, MEMBER, to="/leren/")
    follow(main_of(tablet).get_by_role("link", name="Ga verder"))
    expect(main_of(tablet).get_by_role("heading", level=1)).to_have_text(second)
    before = main_of(tablet).inner_text()

    # the clerk sees that she has begun; and the same row stands on her own page
    clerk.reload()
    expect(row_of(clerk, "Heuvel, Sanne van den")).to_contain_text("Bezig")
    member.goto(site + "/leren/")
    expect(row_of(member, "Heuvel, Sanne van den")).to_contain_text("Bezig")

    # the trainer changes that very lesson, and the member does not notice
    sign_in(trainer, site, TRAINER, to="/beheer/")
    rename_lesson(trainer, site, "Waar ligt de grens?", "Een nieuwe naam")
    tablet.reload()
    assert main_of(tablet).inner_text() == before

    # the rest of the lessons, without scripts
    read_lesson(tablet, second)
    for _ in range(4):
        go_on(tablet)
        read_lesson(tablet, "")

    # both dilemmas: a choice, another choice, and on to the end
    for _ in range(2):
        go_on(tablet)
        play_dilemma(tablet)

    # the quiz: the first question wrong, so it comes back
    go_on(tablet)
    answer_quiz(tablet)
    expect(main_of(tablet).get_by_role("heading", level=1)).to_have_text(f"U bent klaar voor {YEAR}")

    # what the clerk sees, and takes along
    clerk.reload()
    member.goto(tablet.url)
    looks_right(clerk, member)
    today = timezone.localdate()
    expect(row_of(clerk, "Heuvel, Sanne van den")).to_contain_text("Afgerond")
    expect(row_of(clerk, "Heuvel, Sanne van den")).to_contain_text(str(today.year))
    follow(main_of(clerk).get_by_role("link", name="Naar de lijst met namen"))
    for button in ("Ja, ik wil deze lijst", "Stuur mij een code"):
        follow(main_of(clerk).get_by_role("button", name=button))
    clerk.get_by_label("Code van zes cijfers").fill(code_for(CLERK))
    follow(main_of(clerk).get_by_role("button", name="Ga verder naar de lijst"))
    with clerk.expect_download() as download:
        main_of(clerk).get_by_role("button", name="Download als csv").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig")), delimiter=";"))
    (sanne,) = [row for row in rows if "Heuvel, Sanne van den" in row]
    assert "Afgerond" in sanne
    assert not any("@" in cell for row in rows for cell in row)

    # what she has in hand
    follow(main_of(tablet).get_by_role("link", name="Bekijk uw certificaat"))
    expect(main_of(tablet)).to_contain_text("Sanne van den Heuvel")
    member.goto(tablet.url)
    looks_right(member)
    reference = re.search(rf"{YEAR}-[A-Z0-9]{{4}}-[A-Z0-9]{{4}}", main_of(tablet).inner_text()).group()
    said = io.StringIO()
    call_command("verify_completion", reference, stdout=said)
    call_command("verify_editions", stdout=said)
    with pytest.raises(CommandError):
        call_command("verify_completion", f"{YEAR}-XXXX-XXXX")

    # nobody else sees her certificate
    assert clerk.request.get(tablet.url).status == 404


def play_dilemma(page):
    main = main_of(page)
    main.get_by_role("radio").first.check()
    follow(main.get_by_role("button", name="Kijk wat er gebeurt"))
    expect(main).to_contain_text("U koos")
    follow(main.get_by_role("button", name="Probeer een andere keuze"))
    main.get_by_role("radio").nth(2).check()
    follow(main.get_by_role("button", name="Kijk wat er gebeurt"))
    while main.get_by_role("button", name="Rond dit dilemma af").count() == 0:
        follow(main.get_by_role("button", name="Verder met het verhaal"))
        main.get_by_role("radio").first.check()
        follow(main.get_by_role("button", name="Kijk wat er gebeurt"))
    follow(main.get_by_role("button", name="Rond dit dilemma af"))


def answer_quiz(page):
    main = main_of(page)
    first = main.get_by_role("heading", level=1).inner_text()
    give(main, right=False)
    expect(main.get_by_role("heading", name="Niet het beste antwoord")).to_be_visible()
    while main.get_by_role("link", name="Ga verder").count() == 0:
        follow(main.get_by_role("link", name="Volgende vraag"))
        expect(main.get_by_role("button", name="Controleer mijn antwoord")).to_be_visible()
        last = main.get_by_role("heading", level=1).inner_text()
        give(main, right=True)
        expect(main.get_by_role("heading", name="Goed")).to_be_visible()
        expect(main.get_by_role("heading", name="Niet het beste antwoord")).to_have_count(0)
    assert last == first, "the question that was missed comes back at the end"
    follow(main.get_by_role("link", name="Ga verder"))


def rename_lesson(page, site, old, new):
    """Give a page another title in the admin and publish it, by its labels."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(site + "/beheer/")
    page.get_by_role("textbox", name="Zoeken").or_(page.get_by_placeholder("Doorzoek alle pagina's…")).last.fill(old)
    page.keyboard.press("Enter")
    main_of(page).get_by_role("link", name=old).first.click()
    page.get_by_role("textbox", name=re.compile("^Titel")).first.fill(new)
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Publiceren").click()
    expect(page.get_by_text(re.compile(f"{new}.*gepubliceerd"))).to_be_visible()
