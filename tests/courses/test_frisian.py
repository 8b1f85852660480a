"""A member does a Frisian module, on a Dutch screen and on an English one: every Frisian word says that it is Frisian.

Every text of the translated test package begins with a mark, so whatever shows one must say its language, and nothing
else may say that it is Frisian.
"""

import pytest
from django.urls import reverse

from content.editions import serving
from content.packages.loading import load_package
from content.questions.registry import examples
from tests.content.editions.factories import edition, home
from tests.content.packages.frisian import MARK, translated
from tests.content.questions.documents import sent
from tests.courses.learning.factories import a_member
from tests.courses.learning.walking import Walker
from tests.factories import person
from tests.look.words import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
both_screens = pytest.mark.parametrize("screen", ["nl", "en"])


@pytest.fixture
def folder(tmp_path):
    return translated(tmp_path)


@pytest.fixture
def frisian(folder):
    """The edition of the Frisian module."""
    return edition(load_package(folder=folder, parent=home()))


@pytest.fixture
def walker(client, frisian):
    client.force_login(a_member())
    return Walker(client, frisian)


@pytest.fixture
def checked(folder):
    """A function that returns the Frisian words of a page, after each word was seen to be in the right language."""
    texts = "".join(path.read_text("utf-8") for path in folder.rglob("*.yaml"))
    texts = " ".join(texts.replace("*", "").split())

    def check(html, screen):
        words = [word for word in words_of(html) if "title" not in word.within or "svg" in word.within]
        assert words[0].language == screen
        marked = [word for word in words if MARK in word.text]
        assert [word.text for word in marked if word.language != "fy"] == []
        # of a text in more parts only the first has the mark
        rest = [word.text for word in words if word.language == "fy" and MARK not in word.text]
        assert [text for text in rest if " ".join(text.split()) not in texts] == []
        return " ".join(word.text for word in marked)

    return check


def on(screen, walker):
    walker.client.cookies["taal"] = screen
    return walker


# --- a member's pages -------------------------------------------------------------------------------------------------


@both_screens
def test_the_front_and_the_overview(walker, checked, screen):
    on(screen, walker)
    said = checked(walker.get("").html, screen)
    assert "Frysk Proefmodule" in said and "Frysk Tweede les" in said and "Frysk Een kader" in said
    assert "Frysk Eerste les" in checked(walker.get("1/").html, screen)
    assert "Frysk U mag gokken." in checked(walker.get("4/").html, screen)


@both_screens
def test_a_lesson_with_every_kind_of_block(walker, checked, screen):
    on(screen, walker).begin(1)
    said = checked(walker.html, screen)
    texts = ["Alles op één scherm", "Bewaar het", "Apart gezet", "Hieronder", "Iemand is boos", "Onbekend", "Ik ben"]
    texts += ["Goed dat je belt", "Marleen", "Een kader met", "Wat doet u eerst?", "Bewaren.", "Verzonnen bron"]
    for text in texts:
        assert f"{MARK} {text}" in said


@both_screens
def test_what_is_shared_stays_dutch_in_a_frisian_lesson(walker, screen):
    on(screen, walker).begin(1)
    figure = [word for word in words_of(walker.html) if "Verzonnen onderzoek, 2026" in word.text]
    assert figure and {word.language for word in figure} == {"nl"}


@both_screens
def test_a_question_for_practice_and_its_feedback(walker, checked, screen):
    on(screen, walker).begin(1)
    said = checked(walker.post("1/oefenen/1/proef-enkel-fy/", answer="wissen").html, screen)
    assert "Frysk Dan is het weg." in said and "Frysk Bel daarna." in said


@both_screens
def test_a_dilemma(walker, checked, screen):
    said = checked(on(screen, walker).begin(3).html, screen)
    for text in ("Donderdagavond", "Dit verhaal", "Er ligt een brief", "Wij zien u.", "Ik bel."):
        assert f"{MARK} {text}" in said
    said = checked(walker.choose("bellen", "avond").html, screen)
    for text in ("Goed dat je belt", "U belt.", "Dan denkt iemand", "Bellen kan", "Verzonnen protocol"):
        assert f"{MARK} {text}" in said
    assert "Frysk Ik gooi ze weg." in checked(walker.get("3/alles/").html, screen)


@both_screens
def test_every_kind_of_question_and_its_feedback(walker, frisian, checked, screen):
    on(screen, walker).begin(4)
    kinds = set()
    for number, row in enumerate(frisian.steps.last().questions.all(), start=1):
        document = serving.document(row.frozen_id)
        assert document["prompt"] in checked(walker.get(f"4/vraag/{number}/").html, screen)
        wrong = sent(document, examples(document)[1])
        said = checked(walker.post(f"4/vraag/{number}/", turn=walker.hidden("turn"), **wrong).html, screen)
        assert document["prompt"] in said and document["source"] in said
        kinds.add(document["type"])
    assert len(kinds) == 5


@both_screens
def test_the_result_the_overview_and_the_certificate(walker, frisian, checked, screen):
    on(screen, walker)
    finished(walker, frisian)
    assert MARK in checked(walker.get("klaar/").html, screen) and "Eerst bewaren." in walker.html
    assert "Frysk Proefmodule" in checked(walker.get("/leren/").html, screen)
    assert "Frysk Proefmodule" in checked(walker.get(reverse("evidence:certificate", args=[frisian.pk])).html, screen)


def finished(walker, edition):
    """Do all of the module."""
    walker.finish_lesson(1, 2).finish_lesson(2, 1)
    walker.begin(3).choose("bellen", "avond")
    walker.post(walker.url, finish="1", seen=walker.hidden("seen"))
    walker.begin(4)
    for number, row in enumerate(edition.steps.last().questions.all(), start=1):
        document = serving.document(row.frozen_id)
        right = sent(document, examples(document)[0])
        walker.get(f"4/vraag/{number}/").post(walker.url, turn=walker.hidden("turn"), **right)


# --- nothing leaks ----------------------------------------------------------------------------------------------------


def test_what_was_rendered_for_one_module_or_screen_is_never_shown_on_another(walker, folder, checked, frisian):
    """Renderings are kept by digest and language of the screen; the Dutch original stays without a mark."""
    dutch = edition(load_package(folder=folder.parent / "proef", parent=home()))
    original = Walker(walker.client, dutch)
    for screen in ("nl", "en", "nl"):
        assert "Alles op één scherm" in checked(on(screen, walker).begin(1).html, screen)
        html = original.begin(1).html
        assert 'lang="fy"' not in html and MARK not in html
        words = [
            word for word in words_of(html) if word.text in ("Alles op één scherm", "Bewaar het bericht.", "Bewaren.")
        ]
        assert len(words) == 3 and {word.own for word in words} == {screen == "en"}


# --- what a trainer sees ----------------------------------------------------------------------------------------------


def test_a_preview_says_it_too(client, frisian, checked):
    client.force_login(person("trainer@voorbeeld.example", name="Mila Hendriks", is_superuser=True))
    pages = [frisian.module, *(one.page.specific for one in frisian.steps.all())]
    for page in pages:
        for mode, _label in page.specific.preview_modes:
            address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
            assert MARK in checked(client.get(f"{address}?mode={mode}").content.decode(), "nl"), mode
