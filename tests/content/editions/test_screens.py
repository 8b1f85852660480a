"""The screens of editions in the admin: who may come in, opening, classing, and the news as members read it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.editions.models import Amendment, ChangeNote, Edition, EditionNews
from content.questions.base import Question
from elearning import groups
from tests import factories
from tests.content.editions import changing
from tests.content.editions.factories import edition, module

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
EDITORIAL, SUBSTANTIAL, URGENT = Amendment.Kind.EDITORIAL, Amendment.Kind.SUBSTANTIAL, Amendment.Kind.URGENT


@pytest.fixture
def trainer(client):
    user = factories.person(name="Mila Hendriks")
    groups.add(user, groups.TRAINER)
    client.force_login(user)
    return client


@pytest.fixture
def two_years():
    """The edition of 2027, in which the second lesson and a question changed since 2026."""
    of = module()
    edition(of, 2026)
    changing.rewrite(text="Bel voortaan eerst.")
    changing.retitle(title="De tweede les")
    changing.reword(prompt="Hoeveel van de 100 belden er dit jaar?")
    return edition(of, 2027)


def at(name, *args):
    return reverse(name, args=args)


def of_lesson(now):
    return at("edition_step_changes", now.pk, changing.lesson().pk)


def text_of(response):
    assert response.status_code == 200
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join((soup.find(id="main") or soup.find("main")).get_text(" ").split())


def form_of(response):
    """What a browser would send of the form on the page, with nothing changed."""
    form = BeautifulSoup(response.content, "html.parser").find(id="main").find("form", method="post")
    values = {}
    for field in form.find_all(["input", "textarea"]):
        if field["name"] == "csrfmiddlewaretoken" or (field.get("type") == "radio" and not field.has_attr("checked")):
            continue
        values[field["name"]] = field.get_text().lstrip("\n") if field.name == "textarea" else field.get("value", "")
    return values


def other_than_title(form):
    """The prefix of the one other change of the lesson."""
    names = {name.removesuffix("-text") for name in form if name.startswith("change-") and name.endswith("-text")}
    (where,) = names - {"change-title"}
    return where


def notes():
    return {(note.where, note.kind, note.text, note.by.name) for note in ChangeNote.objects.select_related("by")}


# --- who may ----------------------------------------------------------------------------------------------------------


def test_trainers_and_managers_come_in_and_nobody_else(client, two_years):
    page = changing.lesson().pk
    addresses = [
        at("editions"), at("edition_opening", two_years.module_id), at("edition_changes", two_years.pk),
        at("edition_step_changes", two_years.pk, page), at("edition_news_preview", two_years.pk),
    ]  # fmt: skip
    for role in (groups.TRAINER, groups.MANAGER):
        user = factories.person()
        groups.add(user, role)
        client.force_login(user)
        assert [client.get(address).status_code for address in addresses] == [200] * 5
    writer = factories.person()
    group = groups.sync_groups()[groups.TRAINER]
    writer.user_permissions.set(group.permissions.exclude(codename__endswith="_edition"))
    assert writer.has_perm("wagtailadmin.access_admin")
    for outsider in (writer, factories.membership().user, factories.clerk(factories.organisation())):
        client.force_login(outsider)
        for address in addresses:
            for ask in (client.get, client.post):
                assert ask(address, {"year": "2030", "intro": "Boe."}).status_code in (302, 403, 405)
                assert "Wijziging" not in ask(address, {"year": "2030"}).content.decode()
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [302] * 5
    assert Edition.objects.count() == 2 and not EditionNews.objects.exists()


def test_the_menu_leads_to_the_editions(trainer, two_years):
    assert at("editions") in trainer.get("/beheer/").content.decode()
    page = trainer.get(at("editions"))
    assert "Proefmodule" in text_of(page) and "Wijzigingen van Proefmodule 2027" in text_of(page)


# --- opening ----------------------------------------------------------------------------------------------------------


def test_a_trainer_opens_an_edition_and_is_led_to_its_changes(trainer):
    of = module()
    edition(of, 2026)
    changing.retitle(title="De tweede les")
    response = trainer.post(at("edition_opening", of.pk), {"year": "2027"}, follow=True)
    opened = Edition.objects.get(year=2027)
    assert opened.opened_by.name == "Mila Hendriks"
    assert response.redirect_chain == [(at("edition_changes", opened.pk), 302)]
    assert "0 van 1 ingedeeld" in text_of(response)


@pytest.mark.parametrize(
    ("year", "said"),
    [
        ("", "Vul een jaar in, zoals 2027. Er is niets geopend."),
        ("volgend", "Een jaar is een getal, zoals 2027."),
        ("12", "Vul een jaar vanaf 2000 in."),
        ("2026", "al geopend voor 2026"),
    ],
)
def test_a_year_that_cannot_be_opened_is_said_beside_the_field(trainer, year, said):
    of = module()
    edition(of, 2026)
    assert said in text_of(trainer.post(at("edition_opening", of.pk), {"year": year}))
    assert Edition.objects.count() == 1


def test_what_stands_in_the_way_of_an_edition_is_listed(trainer):
    of = module()
    Question.objects.get(key="proef-enkel").unpublish()
    told = text_of(trainer.post(at("edition_opening", of.pk), {"year": "2027"}))
    assert "De jaargang is niet geopend" in told and "‘Wat doet u eerst?’ is niet gepubliceerd." in told
    assert not Edition.objects.exists()


# --- classing ---------------------------------------------------------------------------------------------------------


def test_the_page_of_an_edition_says_how_far_classing_is(trainer, two_years):
    told = text_of(trainer.get(at("edition_changes", two_years.pk)))
    assert "0 van 3 ingedeeld" in told and "telt als inhoudelijk" in told
    changing.say(two_years, changing.lesson(), "title", EDITORIAL)
    assert "1 van 3 ingedeeld" in text_of(trainer.get(at("edition_changes", two_years.pk)))


def test_the_first_edition_has_nothing_to_compare_with(trainer):
    first = edition()
    assert "Dit is de eerste jaargang" in text_of(trainer.get(at("edition_changes", first.pk)))
    assert trainer.get(at("edition_news_preview", first.pk)).status_code == 404
    assert trainer.get(of_lesson(first)).status_code == 404


def test_an_edition_without_changes_says_so(trainer):
    of = module()
    edition(of, 2026)
    assert "Er is niets veranderd sinds 2026." in text_of(trainer.get(at("edition_changes", edition(of, 2027).pk)))


def test_before_and_after_stand_side_by_side_in_words(trainer, two_years):
    page = trainer.get(of_lesson(two_years))
    assert [gone.get_text() for gone in BeautifulSoup(page.content, "html.parser").select("del")]
    told = text_of(page)
    assert "Op het scherm ‘Kort’" in told and "Bel voortaan eerst." in told and "Deze les verandert niet." in told
    assert "&lt;p&gt;" not in page.content.decode() and "{'" not in told


def test_saving_half_of_it_keeps_that_half(trainer, two_years):
    address = of_lesson(two_years)
    form = form_of(trainer.get(address)) | {"change-title-kind": EDITORIAL}
    assert trainer.post(address, form)["Location"] == address
    assert notes() == {("title", EDITORIAL, "", "Mila Hendriks")}
    form = form_of(trainer.get(address))
    assert form["change-title-kind"] == EDITORIAL
    told = text_of(trainer.post(address, form, follow=True))
    assert "niets bewaard" not in told or "U hebt niets gewijzigd" in told
    assert "1 van 2 ingedeeld" in told and "Laatst gewijzigd door Mila Hendriks" in told


def test_a_sentence_that_is_too_long_is_said_beside_it_and_the_rest_is_kept(trainer, two_years):
    address = of_lesson(two_years)
    form = form_of(trainer.get(address))
    where = other_than_title(form)
    form |= {"change-title-kind": EDITORIAL, f"{where}-kind": URGENT, f"{where}-text": "x" * 301}
    response = trainer.post(address, form)
    told = text_of(response)
    assert "Bij 1 wijziging moet u iets verbeteren" in told and "Deze zin heeft 301 tekens" in told
    assert "1 van 2 ingedeeld" in told
    assert "x" * 301 in response.content.decode()
    assert notes() == {("title", EDITORIAL, "", "Mila Hendriks")}


def test_a_class_that_does_not_exist_is_refused(trainer, two_years):
    address = of_lesson(two_years)
    form = form_of(trainer.get(address)) | {"change-title-kind": "heavy"}
    assert "Kies een van de drie" in text_of(trainer.post(address, form))
    assert notes() == set()


def test_two_trainers_at_once_do_not_undo_each_others_work(client, trainer, two_years):
    address = of_lesson(two_years)
    stale = form_of(trainer.get(address))
    changing.say(two_years, changing.lesson(), "title", URGENT, "Van een ander.")
    ChangeNote.objects.update(by=factories.person(name="Ruben Smit"))
    where = other_than_title(stale)
    trainer.post(address, stale | {f"{where}-kind": SUBSTANTIAL, f"{where}-text": "Bel eerst."})
    assert ("title", URGENT, "Van een ander.", "Ruben Smit") in notes()
    assert (where.removeprefix("change-"), SUBSTANTIAL, "Bel eerst.", "Mila Hendriks") in notes()
    stale = form_of(trainer.get(address))
    assert stale["change-title-kind"] == URGENT
    ChangeNote.objects.filter(where="title").update(kind=EDITORIAL, text="Toch niet.")
    trainer.post(address, stale | {f"{where}-text": "Bel eerst!"})
    assert ("title", EDITORIAL, "Toch niet.", "Ruben Smit") in notes()


def test_the_rest_of_a_step_becomes_editorial_with_one_button(trainer, two_years):
    address = of_lesson(two_years)
    form = form_of(trainer.get(address)) | {"change-title-kind": URGENT, "rest": "1"}
    told = text_of(trainer.post(address, form, follow=True))
    assert "Ingedeeld als redactioneel: 1." in told and "2 van 2 ingedeeld" in told
    assert sorted(kind for _where, kind, _text, _by in notes()) == [EDITORIAL, URGENT]
    assert "Rest is redactioneel" not in told


def test_next_leads_to_what_is_left_and_then_back(trainer, two_years):
    lesson, quiz = (
        of_lesson(two_years),
        at("edition_step_changes", two_years.pk, two_years.steps.get(kind="quiz").page_id),
    )
    form = form_of(trainer.get(lesson)) | {"change-title-kind": EDITORIAL, "next": "1"}
    assert trainer.post(lesson, form)["Location"] == quiz
    form = form_of(trainer.get(quiz)) | {"change-proef-schat-kind": EDITORIAL, "next": "1"}
    assert trainer.post(quiz, form)["Location"] == lesson
    trainer.post(lesson, form_of(trainer.get(lesson)) | {"rest": "1"})
    form = form_of(trainer.get(quiz)) | {"next": "1"}
    assert trainer.post(quiz, form)["Location"] == at("edition_changes", two_years.pk)


def test_looking_changes_nothing(trainer, two_years):
    for address in (
        at("edition_changes", two_years.pk),
        of_lesson(two_years),
        at("edition_news_preview", two_years.pk),
    ):
        trainer.get(address, {"rest": "1", "intro": "Boe.", "change-title-kind": URGENT})
    assert notes() == set() and not EditionNews.objects.exists()


# --- what members read ------------------------------------------------------------------------------------------------


def test_the_preview_shows_the_introduction_and_urgent_news_first(trainer, two_years):
    trainer.post(at("edition_changes", two_years.pk), {"intro": "Dit jaar gaat het over bellen."})
    (quiz,) = two_years.steps.filter(kind="quiz")
    changing.say(two_years, changing.lesson(), "title", EDITORIAL)
    changing.say(two_years, quiz.page, "proef-schat", URGENT, "Het getal is dat van dit jaar.")
    told = text_of(trainer.get(at("edition_news_preview", two_years.pk)))
    assert "Wat is er nieuw in 2027 Dit jaar gaat het over bellen." in told
    assert told.index("Goed om nu te weten: Het getal is dat van dit jaar.") < told.index("De tweede les")
    assert "‘De tweede les’ is veranderd." in told


def test_what_authors_write_is_never_html(trainer, two_years):
    trainer.post(at("edition_changes", two_years.pk), {"intro": "<script>alert(1)</script>"})
    changing.say(two_years, changing.lesson(), "title", URGENT, "<b>Bel</b>")
    page = trainer.get(at("edition_news_preview", two_years.pk)).content.decode()
    assert "<script>alert" not in page and "<b>Bel" not in page and "&lt;b&gt;Bel" in page


def test_an_introduction_that_is_too_long_is_said_beside_it(trainer, two_years):
    response = trainer.post(at("edition_changes", two_years.pk), {"intro": "x" * 1001})
    assert "Dit is te lang: 1001 tekens, er passen er 1000. Er is niets bewaard." in text_of(response)
    assert "x" * 1001 in response.content.decode() and not EditionNews.objects.exists()


def test_the_pages_cost_the_same_however_much_changed(trainer, two_years):
    counted = []
    of = two_years.module
    changing.retitle("eerste", title="Anders")
    changing.rewrite(text="Nog eens.")
    for number in (0, 1):
        now = edition(of, 2028 + number)
        for name in ("editions", "edition_changes"):
            with CaptureQueriesContext(connection) as queries:
                assert trainer.get(at(name, *([now.pk] if name == "edition_changes" else []))).status_code == 200
            counted.append((name, len(queries)))
        changing.retitle("eerste", title=f"Anders {number}")
        changing.reword(prompt=f"Hoeveel {number}?")
        changing.rewrite(text=f"Nog eens {number}.")
        changing.another_lesson(of, slug=f"les-{number}")
    assert counted[:2] == counted[2:], counted
