"""The discussion evening: dilemmas of the own modules, the country’s results, own contacts, and nobody’s answers."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from content.editions.models import EditionQuestion
from courses.learning.models import Answer, Attempt, Enrolment
from courses.members.models import Kind
from courses.planning.opening import open_year
from tests import factories
from tests.courses.learning import factories as learning
from tests.courses.overview.local.desk import NORM, Desk
from tests.courses.planning import factories as planned
from tests.harness.browser import sign_in
from tests.harness.checkers import axe_violations

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
COUNTRY = "koos ongeveer"
TOO_FEW = "nog niet genoeg antwoorden"


def asked(kind=Kind.MUNICIPALITY, **about):
    """An edition that organisations of a kind are asked this year."""
    edition = learning.an_edition(year=TODAY.year, **about)
    programme = planned.programme(edition.module, starts_on=TODAY - timedelta(days=400), kinds=[kind])
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    return edition


def answered(edition, organisations, *, each=20, on=None):
    """`each` members of each organisation answered the first question of the quiz yesterday: half of them rightly."""
    question = EditionQuestion.objects.filter(step__edition=edition, step__kind="quiz").order_by("position").first()
    at = timezone.now() - timedelta(days=1)
    for number in range(each):
        for organisation in organisations:
            user = factories.membership(organisation_=organisation).user
            enrolment = Enrolment.objects.create(user=user, edition=edition, started_at=at)
            attempt = Attempt.objects.create(enrolment=enrolment, step=question.step, number=1, rule={}, started_at=at)
            key = learning.RIGHT if number % 2 else learning.WRONG
            Answer.objects.create(
                attempt=attempt, question=question, frozen_id=question.frozen_id, turn=1, given_at=at,
                response={"option": key}, right=key == learning.RIGHT,
            )  # fmt: skip


@pytest.fixture
def desk(client):
    return Desk(client)


def ticked(html):
    return re.findall(r'name="dilemma" value="([^"]+)" checked', html)


def test_the_sheet_has_situation_choices_and_consequences_contacts_and_questions(desk):
    asked()
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    html = desk.html("evening")
    for said in (
        "Op de mat ligt een briefje.",
        "Ik gooi het briefje weg.",
        "Het briefje is weg",
        "Daarom.",
        "Hanna Brink",
        "0123 - 45 67 89",
        "Wij melden altijd.",
        "Wie gaat naar de politie",
        TOO_FEW,
    ):
        assert said in html, said
    assert "Vrijdagochtend" not in html, "the first situation only: what comes later gives the choice away"


def test_of_several_modules_each_gives_a_dilemma_first_and_no_more_than_three(desk):
    for _ in range(4):
        asked()
    assert len(ticked(desk.html("evening"))) == 3
    every = re.findall(r'name="dilemma" value="([^"]+)"', desk.html("evening"))
    assert len(every) == 4
    response = desk.client.get(desk.url("evening"), {"dilemma": every[3]})
    assert ticked(response.content.decode()) == [every[3]]
    html = desk.client.get(desk.url("evening"), {"dilemma": every}).content.decode()
    assert "<title>Fout:" in html and html.count("Op de mat ligt een briefje.") == 3
    assert ticked(html) == every, "what was ticked is kept"


def test_only_what_this_kind_of_organisation_is_asked_is_offered(desk):
    board = asked(Kind.WATER_AUTHORITY)
    html = desk.client.get(desk.url("evening"), {"dilemma": f"{board.pk}-2"}).content.decode()
    assert "Op de mat ligt een briefje." not in html and not ticked(html)
    assert "nog geen jaar open met situaties" in html


def test_the_country_is_shown_only_from_ten_persons_of_three_organisations(desk):
    edition = asked(questions=1)
    others = [factories.organisation() for _ in range(2)]
    answered(edition, [desk.organisation, others[0]])
    html = desk.html("evening")
    assert TOO_FEW in html and COUNTRY not in html
    answered(edition, others, each=6)
    assert COUNTRY not in desk.html("evening"), "the result of the day is kept: no look in between"


def test_the_country_is_the_same_at_every_desk(desk, client):
    edition = asked(questions=1)
    others = [factories.organisation() for _ in range(3)]
    answered(edition, others)
    html = desk.html("evening")
    assert "koos ongeveer 50 procent meteen het beste antwoord. Er antwoordden ten minste 60 leden." in html
    other = Desk(client, others[0]).html("evening")
    said = re.compile(r"In het hele land koos[^<]*")
    assert said.findall(other) == said.findall(html)


def test_nothing_of_a_person_or_of_the_own_answers_stands_on_it(desk):
    edition = asked(questions=1)
    others = [factories.organisation() for _ in range(3)]
    answered(edition, others)

    def all_of_it():
        pages = [desk.html("evening")]
        number = 1
        while (page := desk.client.get(desk.url("slide", number))).status_code == 200:
            pages.append(page.content.decode())
            number += 1
        return pages

    before = all_of_it()
    for number in range(9):
        member = factories.membership(factories.person(name=f"Kanarie {number}"), desk.organisation).user
        learning_answer(member, edition)
    after = all_of_it()
    assert before == after and len(before) > 8
    assert not any("Kanarie" in page for page in after)


def learning_answer(member, edition):
    question = EditionQuestion.objects.filter(step__edition=edition, step__kind="quiz").first()
    at = timezone.now() - timedelta(days=1)
    enrolment = Enrolment.objects.create(user=member, edition=edition, started_at=at)
    attempt = Attempt.objects.create(enrolment=enrolment, step=question.step, number=1, rule={}, started_at=at)
    Answer.objects.create(
        attempt=attempt, question=question, frozen_id=question.frozen_id, turn=1, given_at=at,
        response={"option": learning.WRONG}, right=False,
    )  # fmt: skip


def test_the_slides_end_and_what_lies_beyond_does_not_exist(desk):
    asked()
    assert "Dia 1 van" in desk.html("slide", 1)
    total = int(re.search(r"<title>Dia 1 van (\d+)", desk.html("slide", 1))[1])
    last = desk.html("slide", total)
    assert 'rel="prev"' in last and 'rel="next"' not in last
    for number in (0, total + 1, 10**17):
        assert desk.client.get(desk.url("slide", number)).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_country(desk, django_assert_max_num_queries):
    edition = asked(questions=1)
    desk.html("evening")
    answered(edition, [factories.organisation() for _ in range(4)], each=3)
    from django.core.cache import cache

    cache.clear()
    with django_assert_max_num_queries(30):
        desk.html("evening")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_clerk_leads_the_evening_by_keyboard_without_scripts(new_context, site):
    organisation = learning.with_contacts(factories.organisation(), verified_on=TODAY)
    asked(questions=1)
    clerk = factories.clerk(organisation)
    page = new_context(viewport={"width": 1280, "height": 720}, java_script_enabled=False).new_page()
    sign_in(page, site, clerk.email, to=f"/griffie/{organisation.code}/avond/")
    page.get_by_role("link", name="Toon het als dia’s").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat doen wij als het een van ons overkomt?")
    seen = []
    for _ in range(40):
        following = page.get_by_role("link", name="Volgende")
        if not following.count():
            break
        expect(page.get_by_role("navigation", name="Dia’s")).to_be_focused()
        page.keyboard.press("Tab")
        expect(following).to_be_focused()
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address, before=before: address != before)
        seen.append(page.get_by_role("heading", level=1).inner_text())
    assert "Donderdagavond" in seen and "Wie wij bellen" in seen
    assert seen[-1] == "Wanneer praten wij hier weer over?"
    page.get_by_role("link", name="Vorige").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Wanneer praten wij hier weer over?")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_sheet_on_a_telephone_and_on_paper(new_context, site):
    organisation = learning.with_contacts(factories.organisation(), verified_on=TODAY)
    asked(questions=1)
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    sign_in(page, site, factories.clerk(organisation).email, to=f"/griffie/{organisation.code}/avond/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe_violations(page) == []
    paper = page.pdf(prefer_css_page_size=True)
    sheets = page.get_by_role("article").count()
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= sheets == 4
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Maak het blad")).to_be_hidden()
    expect(page.get_by_role("heading", name="Wat wij afspreken")).to_be_visible()
