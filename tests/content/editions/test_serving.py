"""What members get: rendered once, filled per reader, and clean."""

import json
import re

import pytest

from content.editions import serving
from content.editions.changes import changes
from content.editions.documents import digest, frozen
from content.editions.models import Frozen
from content.markup import member_html, without_tokens
from content.pages import LessonPage
from tests.content.editions.factories import edition, module, step


@pytest.fixture
def lesson(db):
    serving.forget()
    return step(edition(), "eerste").frozen_id


def test_a_second_reading_costs_no_sql(lesson, django_assert_num_queries):
    with django_assert_num_queries(1):
        first = serving.lesson_screen(lesson, 0)
    with django_assert_num_queries(0):
        assert serving.lesson_screen(lesson, 0) == first
        serving.outline(lesson)
        serving.lesson_screen(lesson, 1)
    serving.forget()  # another process, with the shared cache
    with django_assert_num_queries(0):
        assert serving.lesson_screen(lesson, 0) == first


def test_a_new_release_renders_anew(lesson, settings, django_assert_num_queries):
    serving.lesson_screen(lesson, 0)
    settings.RELEASE = "next"
    with django_assert_num_queries(1):
        serving.lesson_screen(lesson, 0)


def test_the_memory_of_a_process_is_bounded(lesson, monkeypatch):
    monkeypatch.setattr(serving, "KEPT", 3)
    for _ in range(3):
        for number in range(2):
            serving.lesson_screen(lesson, number)
        serving.outline(lesson)
        assert len(serving._near) <= 3


def test_what_does_not_exist_is_unknown(lesson):
    for call in (
        lambda: serving.lesson_screen(lesson, 2),
        lambda: serving.lesson_screen(lesson, -1),
        lambda: serving.outline("0" * 64),
        lambda: serving.scene(lesson, "avond"),
    ):
        with pytest.raises(serving.Unknown):
            call()


def test_tokens_are_filled_in_one_pass(lesson):
    html = serving.lesson_screen(lesson, 0)
    assert re.findall(r"\[\[.*?\]\]", html) == ["[[contact:report]]", "[[protocol:report]]", "[[practice:proef-enkel]]"]
    filled = serving.fill(
        html, {"contact:report": "<p>[[protocol:report]]</p>", "practice:proef-enkel": "<form></form>"}
    )
    # what was put in is not searched again; what has no fragment disappears
    assert filled.count("[[protocol:report]]") == 1 and "<form></form>" in filled and "practice:" not in filled


def test_a_screen_shows_its_blocks_in_the_anatomy_of_the_design(lesson):
    html = serving.lesson_screen(lesson, 0)
    assert html.startswith('<p class="lead">Bewaar het bericht.</p><ul><li>Maak een afdruk.</li>')
    assert '<a href="tel:0123456789">de hulplijn</a>' in html
    assert html.count("<details name=") == 2 and len(set(re.findall('<details name="(.*?)"', html))) == 1
    assert (
        html.index("Hieronder staat een bericht.") < html.index("Lees de samenvatting") < html.index("Lees het bericht")
    )
    assert "Heel &lt;boos&gt;." in html
    assert 'width="800" height="400" alt="Een kader met een cirkel ernaast."' in html
    assert "<h1" not in html and "style=" not in html and "<script" not in html
    assert "Bron: Verzonnen bron &amp; co, 2026." in html
    ids = re.findall(r' id="(.*?)"', html)
    assert len(ids) == len(set(ids))


def test_a_dilemma_shows_situation_consequence_and_the_whole(db):
    of = step(edition(), "de-brief").frozen_id
    assert serving.outline(of)["scenes"] == {
        "avond": {"title": "Donderdagavond", "choices": {"bellen": "", "wachten": "ochtend"}},
        "ochtend": {"title": "Vrijdagochtend", "choices": {"alsnog": "", "weggooien": ""}},
    }
    first, second = serving.scene(of, "avond"), serving.scene(of, "ochtend")
    assert "Dit verhaal is verzonnen." in first and "Dit verhaal is verzonnen." not in second
    assert "<legend><h2>Wat doet u?</h2></legend>" in first and 'name="choice" value="wachten"' in first
    told = serving.consequence(of, "avond", "bellen")
    assert '<h1 tabindex="-1">Goed dat je belt</h1>' in told and "U koos: “Ik bel.”" in told
    assert 'class="feedback good"' in told and "Verstandig" in told and "Bellen kan altijd nog." in told
    on = serving.consequence(of, "avond", "wachten")
    assert 'class="feedback mixed"' in on and "Kan, maar…" in on and "Bellen kan altijd nog." not in on
    whole = serving.whole_dilemma(of)
    assert all(title in whole for title in ("Donderdagavond", "Vrijdagochtend", "Alsnog gebeld", "Risico"))


# --- documents ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_document_comes_back_from_the_database_as_it_went_in():
    edition()
    for row in Frozen.objects.all():
        assert digest(json.loads(json.dumps(row.document))) == row.pk


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ('<p data-block-key="x">Een <b>twee</b></p>', "<p>Een <b>twee</b></p>"),
        ('<a linktype="page" id="7">x</a>', '<a href="/leren/onderdeel/7/">x</a>'),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>', '<a href="https://x.example/?a=1&amp;b=2">x</a>'),
        ('<a href="tel:112" onclick="x()" style="y">112</a>', '<a href="tel:112">112</a>'),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<a href="java\tscript:alert(1)">x</a>', "x"),
        ('<a href="//kwaad.example/">x</a>', "x"),
        ('<a href="/\\kwaad.example/">x</a>', "x"),
        ('<a linktype="document" id="3">x</a>', "x"),
        ("<script>alert(1)</script><p>x</p>", "<p>x</p>"),
        ('<embed embedtype="image" id="1" alt="x"/><img src="x" onerror="y">', ""),
        ("<p>[[contact:report]]</p>", "<p>[contact:report]]</p>"),
        ("<p>&#91;&#91;[practice:x]]</p>", "<p>[practice:x]]</p>"),
        ("<p>3 < 4 & 5</p>", "<p>3 &lt; 4 &amp; 5</p>"),
        (None, ""),
    ],
)
def test_rich_text_is_cleaned(source, clean):
    assert member_html(source) == clean


def test_plain_text_has_no_tokens_and_no_nul():
    assert without_tokens("a[[[b\x00[c") == "a[b[c"


# --- what is new ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_changes_names_what_was_added_removed_changed_and_moved():
    module()
    page = LessonPage.objects.get(slug="eerste")
    old = frozen(page)
    raw = json.loads(json.dumps(list(page.body.raw_data)))
    first, second = raw
    content = first["value"]["content"]
    content[0]["value"] = "<p>Nieuw.</p>"  # changed
    removed = content.pop(3)
    content.append(content.pop(1))  # moved
    added = {"id": "nieuw", "type": "text", "value": "<p>Erbij.</p>"}
    content.append(added)
    page.title, page.body = "Nieuwe titel", json.dumps([second, first])
    found = [(change.what, change.where) for change in changes(old, frozen(page))]
    assert found[0] == ("changed", "title")
    assert set(found[1:]) == {
        ("changed", first["id"]),
        ("changed", content[0]["id"]),
        ("removed", removed["id"]),
        ("moved", content[-2]["id"]),
        ("added", "nieuw"),
    }
    assert list(changes(old, old)) == []


@pytest.mark.django_db
def test_changes_sees_a_question_that_was_edited_under_an_unchanged_page():
    from content.questions.base import Question

    of = module()
    quiz = of.get_children().get(slug="toets").specific
    old = frozen(quiz)
    question = Question.objects.get(key="proef-stelling")
    question.prompt = "Anders."
    question.save_revision().publish()
    (change,) = changes(old, frozen(of.get_children().get(slug="toets").specific))
    assert (change.what, change.where, change.after["prompt"]) == ("changed", "proef-stelling", "Anders.")
