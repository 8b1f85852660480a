"""Three people without a mouse do their work, and see at every stop where they are, also on a very small screen."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.pages import LessonPage
from courses.planning.opening import open_year
from tests import factories
from tests.content.editions import factories as library
from tests.courses.learning.factories import with_contacts
from tests.courses.planning import factories as planned
from tests.elearning.factories import trainer
from tests.harness.browser import code_for, come_in
from tests.look.hands import Hands

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: 1280 × 1024 at 400 % (WCAG 1.4.10), and a phone.
SIZES = [
    pytest.param({"width": 320, "height": 256}, id="320x256"),
    pytest.param({"width": 360, "height": 740}, id="360x740"),
]


class House:
    """A council with three members, whose year is open with the test package."""

    def __init__(self):
        today = timezone.localdate()
        self.year = today.year
        self.council = with_contacts(factories.organisation("xg01", name="Voorbeeldstad"))
        start = date(today.year - 2, 3, 26)
        self.member, self.done, self.third = (
            factories.membership(factories.person(name=name), self.council, start=start).user
            for name in ("Noor de Wit", "Anouk de Blom", "Bas van Dijk")
        )
        self.edition = library.edition(year=today.year)
        programme = planned.programme(self.edition.module, starts_on=date(today.year - 1, 1, 1))
        open_year(programme=programme, year=today.year, edition=self.edition, today=today)
        planned.complete(self.done, self.edition, on=today)
        self.clerk = factories.clerk(self.council)


@pytest.fixture
def house():
    return House()


@pytest.fixture(params=SIZES)
def hands(new_context, request):
    return Hands(new_context(viewport=request.param).new_page())


def sign_in(hands, email, *, to="/"):
    page = hands.page
    page.goto(to)
    hands.fill(page.get_by_label("Met uw e-mailadres"), email)
    hands.press(page.get_by_role("button", name="Stuur mij een code"))
    page.get_by_role("heading", name="Bijna ingelogd").wait_for()
    hands.fill(page.get_by_label("Code van zes cijfers"), code_for(email))
    hands.press(page.get_by_role("button", name="Log in"))
    come_in(page)


def test_a_member(hands, house):
    page = hands.page
    sign_in(hands, house.member.email)
    hands.press(page.get_by_role("main").get_by_role("link", name="Begin de module"))
    hands.press(page.get_by_role("button", name="Begin", exact=True))
    page.get_by_role("heading", name="Alles op één scherm").wait_for()
    # the content note: the summary, and then the message itself
    hands.press(page.get_by_text("Lees de samenvatting"))
    expect(page.get_by_text("Iemand is boos.")).to_be_visible()
    hands.press(page.get_by_text("Lees het bericht"), "Space")
    expect(page.get_by_text("Ik ben boos.")).to_be_visible()
    # the question for practice: first an error, then an answer
    check = page.get_by_role("button", name="Controleer mijn antwoord")
    hands.press(check)
    hands.press(page.get_by_role("link", name="Kies eerst een antwoord."))
    expect(page.get_by_role("radio", name="Bewaren.")).to_be_focused()
    hands.look()
    page.keyboard.press("ArrowDown")
    hands.look()
    hands.press(check)
    expect(page.get_by_role("heading", name="Niet het beste antwoord")).to_be_focused()
    hands.press(page.get_by_role("button", name="Ga verder"))
    page.get_by_role("heading", name="Nog een scherm").wait_for()
    hands.walk()
    assert hands.stops > 30
    assert not hands.troubles, "\n" + "\n".join(hands.troubles)


def test_a_clerk(hands, house):
    page = hands.page
    sign_in(hands, house.clerk.email)
    page.get_by_role("heading", name=f"Het jaar {house.year}").wait_for()
    hands.press(page.get_by_role("link", name="Niet begonnen"))
    expect(page.get_by_role("row", name="de Wit")).to_contain_text("Niet begonnen")
    expect(page.get_by_role("row", name="Blom")).to_have_count(0)
    hands.press(page.get_by_role("link", name="Alle", exact=False).first)
    expect(page.get_by_role("row", name="Blom")).to_be_visible()
    name = page.get_by_role("button", name="Naam")
    hands.press(name)
    expect(page.get_by_role("columnheader", name="Naam")).to_have_attribute("aria-sort", "descending")
    expect(page.get_by_role("row", name="Blom")).to_contain_text("Afgerond")
    hands.walk()
    hands.press(page.get_by_role("link", name="Naar de lijst met namen"))
    hands.press(page.get_by_role("button", name="Ja, ik wil deze lijst"))
    hands.press(page.get_by_role("button", name="Stuur mij een code"))
    hands.tab_to(page.get_by_label("Code van zes cijfers"))
    page.keyboard.type(code_for(house.clerk.email))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Een lijst met namen").wait_for()
    hands.tab_to(page.get_by_role("button", name="Download als csv"))
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == f"overzicht-xg01-{house.year}.csv"
    hands.walk()
    assert hands.stops > 30
    assert not hands.troubles, "\n" + "\n".join(hands.troubles)


def test_a_trainer(hands, house):
    """Wagtail's own screens are only passed through; what we wrote, the preview, is looked at stop by stop."""
    page, lesson = hands.page, LessonPage.objects.order_by("path").first()
    sign_in(hands, trainer().email, to=f"/beheer/pages/{house.edition.module_id}/")
    hands.press(page.get_by_role("main").get_by_role("link", name=lesson.title, exact=True), strict=False)
    page.get_by_role("heading", name=lesson.title).first.wait_for()
    hands.press(page.get_by_role("button", name="Voorvertoning"), strict=False)
    with page.expect_popup() as popup:
        hands.press(page.get_by_role("link", name="Voorvertoning in een nieuw tabblad"), strict=False, most=400)
    preview = Hands(popup.value)
    popup.value.get_by_role("heading", name="Alles op één scherm").wait_for()
    preview.walk()
    assert preview.stops > 5 and preview.troubles == hands.troubles == []
