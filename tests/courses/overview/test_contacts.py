"""Contact en protocol at the desk: what a clerk enters is what the own members read, and only they."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.members.log.models import DeskAction
from courses.members.models import Kind, LocalContact
from courses.planning.opening import open_year
from tests import factories
from tests.courses.learning import factories as learning
from tests.courses.planning import factories as planned
from tests.harness.browser import sign_in
from tests.harness.checkers import axe_violations

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=200)
HANNA = {"name": "Hanna Brink", "role": "griffier", "phone": "0123 - 45 67 89", "email": "", "availability": "altijd"}
NORM = {"text": "Wij melden altijd.", "reference": "artikel 3", "url": "https://voorbeeldstad.example/protocol"}


class Desk:
    """A browser at the desk of an organisation."""

    def __init__(self, client, organisation=None):
        self.client = client
        self.organisation = organisation or factories.organisation()
        self.clerk = factories.clerk(self.organisation)
        client.force_login(self.clerk)

    def url(self, page, *args):
        return reverse(f"overview:{page}", args=[self.organisation.code, *args])

    def html(self, page="contacts", *args):
        response = self.client.get(self.url(page, *args))
        assert response.status_code == 200
        return response.content.decode()

    def post(self, page, *args, **fields):
        return self.client.post(self.url(page, *args), fields)

    def seen(self, page, *args):
        """What the form on a page says about the state of its thing."""
        return re.search(r'name="seen" value="([^"]*)"', self.html(page, *args))[1]

    def add(self, kind="report", **fields):
        return self.post("contact_add", kind, **{**HANNA, **fields})

    @property
    def contact(self):
        return self.organisation.contacts.get()


@pytest.fixture
def desk(client):
    return Desk(client)


# --- contacts ---------------------------------------------------------------------------------------------------------


def test_a_contact_is_added_and_shown(desk):
    assert desk.html().count("Nog niet ingevuld.") == 9
    assert desk.add().status_code == 302
    html = desk.html()
    assert "<strong>Hanna Brink</strong>, griffier" in html and "0123 - 45 67 89, altijd" in html
    assert html.count("Nog niet ingevuld.") == 8


def test_a_contact_is_changed_and_removed(desk):
    desk.add()
    key = desk.contact.pk
    assert 'value="Hanna Brink"' in desk.html("contact", key)
    response = desk.post("contact", key, **{**HANNA, "name": "Joris Tak"}, seen=desk.seen("contact", key))
    assert response.status_code == 302 and desk.contact.name == "Joris Tak"
    assert "Joris Tak weghalen?" in desk.html("contact_remove", key)
    assert desk.organisation.contacts.exists(), "asking removes nothing"
    seen = desk.seen("contact_remove", key)
    for _ in range(2):
        assert desk.post("contact_remove", key, seen=seen).status_code == 302
    assert not desk.organisation.contacts.exists()
    assert desk.client.get(desk.url("contact", key)).status_code == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Vul in wie dit is"),
        ({"phone": ""}, "Vul een telefoonnummer of een e-mailadres in"),
        ({"phone": "0123 - 45 67 89 of 06 - 12 34 56 78"}, "niet één telefoonnummer"),
        ({"phone": "12"}, "niet één telefoonnummer"),
        ({"phone": "0123456789012345"}, "niet één telefoonnummer"),
        ({"email": "geen adres"}, "e-mailadres"),
        ({"name": "H" * 121}, "120"),
    ],
)
def test_what_is_not_right_is_said_at_the_field_and_kept_in_the_form(desk, fields, said):
    response = desk.add(**fields)
    html = response.content.decode()
    assert response.status_code == 200 and "<title>Fout:" in html and said in html
    assert 'aria-invalid="true"' in html and 'value="altijd"' in html
    assert not desk.organisation.contacts.exists()


@pytest.mark.parametrize("phone", ["112", "0900-8844", "+31 (0)123 45.67.89", "0123/456789"])
def test_numbers_as_people_write_them(desk, phone):
    assert desk.add(phone=phone).status_code == 302
    assert desk.contact.phone == phone


def test_an_unknown_kind_or_topic_does_not_exist(desk):
    assert desk.client.get(desk.url("contact_add", "tovenaar")).status_code == 404
    assert desk.client.get(desk.url("excerpt", "tovenaar")).status_code == 404
    assert desk.add("tovenaar").status_code == 404
    for name in ("excerpt", "excerpt_confirm", "excerpt_remove"):
        assert desk.post(name, "tovenaar", text="x", seen="").status_code == 404


def test_the_second_one_is_called_earlier(desk):
    desk.add()
    desk.add(name="Joris Tak")
    html = desk.html()
    assert html.count("Zet eerder") == 1
    (form,) = re.findall(r'<form method="post" action="([^"]*eerder/)">(.*?)</form>', html)
    fields = dict(re.findall(r'name="(seen|position)" value="([^"]*)"', form[1]))
    for said in ("De volgorde is gewijzigd", "De volgorde was al gewijzigd"):
        assert said in desk.client.post(form[0], fields, follow=True).content.decode()
    html = desk.html()
    assert html.index("Joris Tak") < html.index("Hanna Brink")
    assert desk.client.post(form[0], {**fields, "position": "²"}).status_code == 302


# --- two clerks at once -----------------------------------------------------------------------------------------------


def test_the_second_clerk_is_told_and_nothing_is_lost(desk):
    desk.add()
    key = desk.contact.pk
    seen = desk.seen("contact", key)
    desk.post("contact", key, **{**HANNA, "phone": "0123 - 11 11 11"}, seen=seen)
    response = desk.post("contact", key, **{**HANNA, "phone": "0123 - 22 22 22"}, seen=seen)
    html = response.content.decode()
    assert response.status_code == 409 and "Een collega was u net voor" in html
    assert "0123 - 11 11 11" in html and 'value="0123 - 22 22 22"' in html, "both stand on the page"
    assert desk.contact.phone == "0123 - 11 11 11"
    again = re.search(r'name="seen" value="([^"]*)"', html)[1]
    desk.post("contact", key, **{**HANNA, "phone": "0123 - 22 22 22"}, seen=again)
    assert desk.contact.phone == "0123 - 22 22 22"


def test_a_contact_that_a_colleague_removed_can_be_added_again(desk):
    desk.add()
    key = desk.contact.pk
    seen = desk.seen("contact", key)
    desk.post("contact_remove", key, seen=desk.seen("contact_remove", key))
    response = desk.post("contact", key, **{**HANNA, "role": "plaatsvervanger"}, seen=seen)
    html = response.content.decode()
    assert response.status_code == 409 and "Uw collega heeft dit weggehaald" in html
    assert f'action="{desk.url("contact_add", "report")}"' in html and 'value="plaatsvervanger"' in html
    desk.add(role="plaatsvervanger")
    assert desk.contact.role == "plaatsvervanger"


def test_what_was_changed_meanwhile_is_not_removed_or_confirmed(desk):
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    key, seen, page = desk.contact.pk, desk.seen("contact", desk.contact.pk), desk.html()
    everything, _contact, text = re.findall(r'name="seen" value="([^"]*)"', page)
    LocalContact.objects.filter(pk=key).update(phone="0123 - 11 11 11", verified_on=LONG_AGO)
    desk.organisation.excerpts.update(text="Anders.", verified_on=LONG_AGO)
    for name, args, sent in (
        ("contact_remove", [key], seen),
        ("contact_confirm", [key], seen),
        ("confirm_all", [], everything),
        ("excerpt_confirm", ["report"], text),
        ("excerpt_remove", ["report"], text),
    ):
        response = desk.client.post(desk.url(name, *args), {"seen": sent}, follow=True)
        assert "Een collega heeft" in response.content.decode(), name
    assert desk.contact.verified_on == desk.organisation.excerpts.get().verified_on == LONG_AGO


def test_two_clerks_write_the_protocol(desk):
    desk.post("excerpt", "report", **NORM, seen="")
    response = desk.post("excerpt", "report", **{**NORM, "text": "Ik schreef anders."}, seen="")
    html = response.content.decode()
    assert response.status_code == 409 and "Wij melden altijd." in html and "Ik schreef anders." in html
    again = re.search(r'name="seen" value="([^"]*)"', html)[1]
    desk.post("excerpt", "report", **{**NORM, "text": "Ik schreef anders."}, seen=again)
    assert desk.organisation.excerpts.get().text == "Ik schreef anders."


# --- protocol and house rules -----------------------------------------------------------------------------------------


def test_a_text_with_where_it_stands(desk):
    assert desk.post("excerpt", "house_rules", **NORM, seen="").status_code == 302
    html = desk.html()
    assert "Wij melden altijd." in html and 'href="https://voorbeeldstad.example/protocol"' in html
    # the same document, mostly: its address stands in the form of another topic
    assert 'value="https://voorbeeldstad.example/protocol"' in desk.html("excerpt", "report")
    desk.post("excerpt_remove", "house_rules", seen=desk.seen("excerpt", "house_rules"))
    assert not desk.organisation.excerpts.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": ""}, "Schrijf wat leden moeten weten"),
        ({"text": "x" * 901}, "900"),
        ({"url": "http://voorbeeldstad.example/protocol"}, "begint met https://"),
        ({"url": "javascript:alert(1)"}, "URL"),
        ({"reference": "x" * 161}, "160"),
    ],
)
def test_a_text_that_is_not_right_is_refused_in_words(desk, fields, said):
    response = desk.post("excerpt", "report", **{**NORM, **fields}, seen="")
    html = response.content.decode()
    assert response.status_code == 200 and "<title>Fout:" in html and said in html
    assert not desk.organisation.excerpts.exists()


def test_an_address_without_a_scheme_gets_https(desk):
    desk.post("excerpt", "report", **{**NORM, "url": "voorbeeldstad.example/protocol"}, seen="")
    assert desk.organisation.excerpts.get().url == "https://voorbeeldstad.example/protocol"


def test_what_a_clerk_types_is_never_markup(desk):
    evil = "<script>alert(1)</script>[[reader:csrf]]"
    desk.add(name=evil, role=evil, availability=evil)
    desk.post("excerpt", "report", text=evil, reference=evil, seen="")
    member = factories.membership(organisation_=desk.organisation).user
    pages = [desk.html(), desk.html("contact", desk.contact.pk), desk.html("evening")]
    desk.client.force_login(member)
    pages.append(desk.client.get("/leren/kaart/").content.decode())
    for html in pages:
        assert "<script>alert" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;[[reader:csrf]]" in html


# --- this still holds -------------------------------------------------------------------------------------------------


@pytest.fixture
def old(desk):
    """A desk where everything was checked too long ago."""
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    desk.organisation.contacts.update(verified_on=LONG_AGO)
    desk.organisation.excerpts.update(verified_on=LONG_AGO)
    return desk


def test_what_is_old_is_a_task_and_blocks_nothing(old):
    assert "2 contacten en teksten zijn meer dan een half jaar geleden nagekeken." in old.html("newest")
    assert "2 regels zijn meer dan een half jaar geleden nagekeken." in old.html()
    key = old.contact.pk
    assert old.post("contact", key, **HANNA, seen=old.seen("contact", key)).status_code == 302


def test_a_place_that_nobody_filled_in_is_a_task(desk):
    assert "Er is nog niet ingevuld bij wie uw leden melden." in desk.html("newest")
    desk.add("chair")
    assert "Er is nog niet ingevuld bij wie uw leden melden." in desk.html("newest")
    desk.add("clerk")
    assert "Dit vraagt uw aandacht" not in desk.html("newest")


def test_one_thing_is_confirmed_and_then_all(old):
    seals = re.findall(r'name="seen" value="([^"]*)"', old.html())
    old.post("contact_confirm", old.contact.pk, seen=seals[1])
    assert (old.contact.verified_on, old.organisation.excerpts.get().verified_on) == (TODAY, LONG_AGO)
    assert "1 contact of tekst is meer dan een half jaar geleden nagekeken." in old.html("newest")
    old.post("confirm_all", seen=seals[0])
    assert old.organisation.excerpts.get().verified_on == TODAY
    assert "Dit vraagt uw aandacht" not in old.html("newest")
    assert old.organisation.desk_actions.filter(kind=DeskAction.Kind.CONFIRMED).count() == 2


def test_the_member_reads_the_day_and_that_it_is_long_ago(old):
    old.client.force_login(factories.membership(organisation_=old.organisation).user)
    card = old.client.get("/leren/kaart/").content.decode()
    assert "Dat is meer dan een half jaar geleden." in card
    Desk(old.client, old.organisation).post("confirm_all", seen=old.seen("contacts"))
    old.client.force_login(old.organisation.memberships.get().user)
    card = old.client.get("/leren/kaart/").content.decode()
    assert "Dat is meer dan een half jaar geleden." not in card


# --- where it comes out -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_new_contact_stands_in_lesson_card_and_help_of_the_own_members_only(desk, settings, tmp_path):
    settings.DATA_DIR = tmp_path  # help asks in a thread of its own, so what was entered must really stand there
    edition = learning.an_edition()
    own = factories.membership(organisation_=desk.organisation).user
    other = factories.membership().user

    def read(user):
        desk.client.force_login(user)
        desk.client.post(f"/leren/{edition.pk}/1/")
        pages = (f"/leren/{edition.pk}/1/1/", "/leren/kaart/", "/hulp/")
        return [desk.client.get(page).content.decode() for page in pages]

    assert all("Hanna Brink" not in page for page in read(own))
    desk.client.force_login(desk.clerk)
    desk.add()
    desk.post("excerpt", "report", **NORM, seen="")
    lesson, card, help_page = read(own)
    for page in (lesson, card, help_page):
        assert "Hanna Brink" in page and 'href="tel:0123456789"' in page
    assert "Wij melden altijd." in lesson
    for page in read(other):
        assert "Hanna Brink" not in page and "0123456789" not in page and "Wij melden altijd." not in page


# --- the lessons as members see them ----------------------------------------------------------------------------------


@pytest.fixture
def shown(desk):
    """A desk with a year open, and in it one screen with something of the own organisation."""
    edition = learning.an_edition(year=TODAY.year)
    programme = planned.programme(edition.module, starts_on=TODAY - timedelta(days=400), kinds=[Kind.MUNICIPALITY])
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    desk.edition = edition
    desk.place = [edition.pk, 1, 1]
    return desk


def rows():
    """Everything that learning keeps."""
    from courses.learning import models

    kept = (models.Enrolment, models.Progress, models.Attempt, models.Answer, models.Completion)
    return [model.objects.count() for model in kept]


def test_the_clerk_reads_the_screen_that_the_members_read(shown):
    shown.add()
    shown.post("excerpt", "report", **NORM, seen="")
    assert "Het hoort er niet bij" in shown.html("contacts_shown")
    html = shown.html("screen_shown", *shown.place)
    member = factories.membership(organisation_=shown.organisation).user
    shown.client.force_login(member)
    shown.client.post(f"/leren/{shown.edition.pk}/1/")
    theirs = shown.client.get(f"/leren/{shown.edition.pk}/1/1/").content.decode()

    def local(page):
        return re.findall(r'<section class="frame flow">\s*<h2>Bij uw gemeente</h2>.*?</section>', page, re.S)

    assert local(html) == local(theirs) and len(local(html)) == 2
    assert "Hanna Brink" in html and "[[" not in html


def test_looking_along_keeps_nothing(shown):
    before = rows()
    shown.html("screen_shown", *shown.place)
    response = shown.post("screen_shown", *shown.place, seen="")
    assert response.status_code == 303 and response["Location"] == shown.url("contacts_shown")
    assert rows() == before == [0] * 5


def test_a_screen_without_anything_local_or_of_another_module_does_not_exist(shown):
    other = learning.an_edition(year=TODAY.year)
    for place in ([shown.edition.pk, 1, 2], [shown.edition.pk, 2, 1], [other.pk, 1, 1], [shown.edition.pk, 1, 99]):
        assert shown.client.get(shown.url("screen_shown", *place)).status_code == 404
        assert shown.post("screen_shown", *place).status_code == 404
    assert shown.post("practice_shown", *shown.place, "bestaat-niet", answer="x").status_code == 404


def test_a_practice_question_on_such_a_screen_answers_back_and_keeps_nothing(desk):
    asked = learning.question()
    module = learning.a_module()
    lesson = module.get_children().specific().first()
    lesson.body = [learning.screen("Oefenen", [("contact", "report"), ("question", asked)])]
    lesson.save_revision().publish()
    edition = learning.an_edition(module, year=TODAY.year)
    programme = planned.programme(module, starts_on=TODAY - timedelta(days=400))
    open_year(programme=programme, year=TODAY.year, edition=edition, today=TODAY)
    before = rows()
    assert "Ik bel de griffier." in desk.html("screen_shown", edition.pk, 1, 1)
    address = ("practice_shown", edition.pk, 1, 1, asked.key)
    assert "U staat er niet alleen voor." in desk.post(*address, answer=learning.RIGHT).content.decode()
    assert "<title>Fout:" in desk.post(*address).content.decode()
    assert rows() == before


# --- the neighbours ---------------------------------------------------------------------------------------------------

CANARY = "Kanarie van de buren"


#: Every address of this part of the desk, with what stands behind the organisation in it.
GET = {
    "contacts": "", "contact_add": "kind", "contact": "contact", "contact_remove": "contact", "excerpt": "topic",
    "contacts_shown": "", "screen_shown": "screen", "evening": "", "slide": "number",
}  # fmt: skip
POST = {
    "contact_add": "kind", "contact": "contact", "contact_remove": "contact", "contact_confirm": "contact",
    "contact_earlier": "contact", "excerpt": "topic", "excerpt_confirm": "topic", "excerpt_remove": "topic",
    "confirm_all": "", "screen_shown": "screen", "practice_shown": "question",
}  # fmt: skip
OF_CONTACTS = GET.keys() | POST.keys()


def addresses(desk):
    """(method, address) of each, with the keys of this desk."""
    behind = {
        "": [],
        "kind": ["report"],
        "topic": ["report"],
        "contact": [desk.contact.pk],
        "screen": desk.place,
        "question": [*desk.place, "vraag"],
        "number": [1],
    }
    for method, names in (("get", GET), ("post", POST)):
        for name, kind in names.items():
            yield method, desk.url(name, *behind[kind])


@pytest.mark.parametrize("who", ["clerk of another", "member", "former clerk", "nobody"])
def test_whoever_does_not_sit_at_this_desk_finds_nothing_and_changes_nothing(shown, who):
    shown.add(name=CANARY)
    shown.post("excerpt", "report", **{**NORM, "text": CANARY}, seen="")
    seal = shown.seen("contact", shown.contact.pk)
    shown.client.logout()
    if who == "clerk of another":
        shown.client.force_login(factories.clerk(factories.organisation()))
    elif who == "member":
        shown.client.force_login(factories.membership(organisation_=shown.organisation).user)
    elif who == "former clerk":
        shown.client.force_login(factories.clerk(shown.organisation, end=TODAY - timedelta(days=1)))
    before = (shown.organisation.desk_actions.count(), list(shown.organisation.contacts.values()))
    for method, address in addresses(shown):
        response = getattr(shown.client, method)(address, {**HANNA, **NORM, "seen": seal, "position": "1"})
        if who == "nobody":
            assert response.status_code == 302 and "/account/login/" in response["Location"], address
        else:
            assert response.status_code == 404, (method, address)
        assert CANARY not in response.content.decode()
    assert before == (shown.organisation.desk_actions.count(), list(shown.organisation.contacts.values()))


def test_the_key_of_another_organisations_contact_opens_nothing_at_the_own_desk(shown):
    shown.add(name=CANARY)
    key, seal = shown.contact.pk, shown.seen("contact", shown.contact.pk)
    own = Desk(shown.client)
    assert own.client.get(own.url("contact", key)).status_code == 404
    assert own.client.get(own.url("contact_remove", key)).status_code == 404
    for name in ("contact", "contact_remove", "contact_confirm", "contact_earlier"):
        response = own.post(name, key, **HANNA, seen=seal, position="0")
        assert response.status_code == 404 and CANARY not in response.content.decode(), name
    assert shown.contact.name == CANARY
    assert CANARY not in own.html() + own.html("evening") + own.html("screen_shown", *shown.place)


# --- a clerk with a telephone -----------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_clerk_fills_in_whom_to_call_on_a_telephone_without_scripts(new_context, site):
    organisation = factories.organisation()
    clerk = factories.clerk(organisation)
    page = new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    sign_in(page, site, clerk.email)
    page.get_by_role("link", name="Vul in wie zij bellen").click()
    page.get_by_role("link", name="Vul dit in (waar u meldt)").click()
    page.get_by_label("Naam").fill("Hanna Brink")
    page.get_by_label("Telefoonnummer").fill("bel maar")
    page.get_by_role("button", name="Bewaar dit contact").click()
    expect(page.get_by_role("heading", name="Er klopt nog iets niet")).to_be_visible()
    page.get_by_label("Telefoonnummer").fill("0123 - 45 67 89")
    page.get_by_role("button", name="Bewaar dit contact").click()
    expect(page.get_by_role("status")).to_contain_text("Het contact is bewaard")
    page.get_by_role("link", name="Vul dit in (huisregels)").click()
    page.get_by_label("Wat uw protocol zegt").fill("In de raadzaal spreekt ieder om de beurt.")
    page.get_by_role("button", name="Bewaar deze tekst").click()
    expect(page.get_by_role("status")).to_contain_text("De tekst is bewaard")
    page.get_by_role("button", name="Dit klopt allemaal nog").click()
    expect(page.get_by_role("status")).to_contain_text("Genoteerd: vandaag nagekeken")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_one_desk(new_context, site):
    organisation = learning.with_contacts(factories.organisation(), verified_on=TODAY)
    pages = []
    for name in ("Hanna Brink", "Petra Jansen"):
        page = new_context().new_page()
        sign_in(page, site, factories.clerk(organisation, name=name).email, to=f"/griffie/{organisation.code}/contact/")
        page.get_by_role("link", name="Wijzig (Hanna Brink, waar u meldt)").click()
        pages.append(page)
    first, second = pages
    for page, number in ((first, "0123 - 11 11 11"), (second, "0123 - 22 22 22")):
        page.get_by_label("Telefoonnummer").fill(number)
        page.get_by_role("button", name="Bewaar dit contact").click()
    expect(first.get_by_role("status")).to_contain_text("Het contact is bewaard")
    expect(second.get_by_role("heading", name="Een collega was u net voor")).to_be_visible()
    expect(second.get_by_text("0123 - 11 11 11")).to_be_visible()
    expect(second.get_by_label("Telefoonnummer")).to_have_value("0123 - 22 22 22")
    assert axe_violations(second) == []
    second.get_by_role("button", name="Bewaar wat ik schreef").click()
    expect(second.get_by_role("status")).to_contain_text("Het contact is bewaard")
    assert organisation.contacts.get().phone == "0123 - 22 22 22"
