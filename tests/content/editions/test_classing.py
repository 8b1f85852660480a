"""Classing what changed in an edition: which changes there are, in which words, and what is kept of what is said."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.editions.amending import amend
from content.editions.changes import Change, changes, places
from content.editions.classing import NoSuchChange, changes_of, class_changes, class_rest, previous_of, write_intro
from content.editions.models import Amendment, ChangeNote, EditionNews
from content.editions.words import name_of, sides_of
from tests.content.editions import changing
from tests.content.editions.factories import edition, module, step
from tests.factories import person

EDITORIAL, SUBSTANTIAL, URGENT = Amendment.Kind.EDITORIAL, Amendment.Kind.SUBSTANTIAL, Amendment.Kind.URGENT
LATER = changing.NOW + timedelta(days=1)


def text(block_id, words):
    return {"id": block_id, "type": "text", "value": f"<p>{words}</p>"}


def screen(block_id, *content, title="Scherm", **own):
    return {"id": block_id, "type": "screen", "value": {"title": title, "content": list(content), "source": "", **own}}


def document(*screens):
    return {"v": 2, "kind": "lesson", "title": "Les", "minutes": 2, "body": list(screens)}


def placed(old, new):
    return [(change.what, change.where) for change in places(old, new)]


# --- which changes there are ------------------------------------------------------------------------------------------


def test_a_screen_of_which_only_a_block_changed_is_not_judged_itself():
    old, new = document(screen("s", text("a", "Een"))), document(screen("s", text("a", "Twee")))
    assert [change.where for change in changes(old, new)] == ["s", "a"]
    assert placed(old, new) == [("changed", "a")]


def test_a_screen_with_another_title_or_mark_is():
    old = document(screen("s", text("a", "Een")))
    assert placed(old, document(screen("s", text("a", "Een"), title="Anders"))) == [("changed", "s")]
    assert placed(old, document(screen("s", text("a", "Een"), must_see=True))) == [("changed", "s")]
    both = document(screen("s", text("a", "Twee"), title="Anders"))
    assert placed(old, both) == [("changed", "s"), ("changed", "a")]


def test_a_block_that_went_to_another_screen_is_one_change():
    a, b, c = (text(name, name) for name in "abc")
    old, new = document(screen("s", a, b), screen("t", c)), document(screen("s", b), screen("t", c, a))
    assert placed(old, new) == [("moved", "a")]
    new = document(screen("s", b), screen("t", c, text("a", "Anders")))
    assert placed(old, new) == [("changed", "a")]


@pytest.mark.django_db
def test_the_changes_stand_by_step_with_the_module_first_and_what_went_last():
    of = module()
    before = edition(of, 2026)
    of.summary = "Anders."
    of = changing.publish(of)
    where = changing.rewrite("eerste", text="Anders.", screen=1)
    changing.reword(prompt="Hoeveel?")
    changing.lesson("tweede").unpublish()
    changing.another_lesson(of)
    now = edition(of, 2027)
    assert previous_of(now) == before and previous_of(before) is None
    steps = changes_of(now)
    assert [(one.title, one.kind, one.what) for one in steps] == [
        ("Proefmodule", "module", "changed"),
        ("Eerste les", "lesson", "changed"),
        ("Toets", "quiz", "changed"),
        ("Derde les", "lesson", "added"),
        ("Tweede les", "lesson", "removed"),
    ]
    assert [[judged.change.where for judged in one.changes] for one in steps] == [
        ["summary"], [where], ["proef-schat"], [ChangeNote.WHOLE], [ChangeNote.WHOLE],
    ]  # fmt: skip
    assert steps[1].changes[0].inside == "Nog een scherm"
    assert changes_of(before) == []


@pytest.mark.django_db
def test_only_the_newest_earlier_year_counts_and_what_was_amended_since_was_classed_then():
    of = module()
    edition(of, 2025)
    changing.rewrite(text="In 2026 veranderd.")
    before = edition(of, 2026)
    now = edition(of, 2027)
    assert previous_of(now) == before and changes_of(now) == []
    changing.rewrite(text="In 2027 nog eens.")
    amend(step=step(now, "tweede"), kind=URGENT, reason="Nummer.", by=person(), now=datetime(2027, 5, 1, tzinfo=UTC))
    assert changes_of(now) == []


# --- in words ---------------------------------------------------------------------------------------------------------


def sides(change):
    before, after = sides_of(change)
    assert not [piece for piece in (*before, *after) if "{" in piece.text or "<p" in piece.text]
    return ["".join(f"[{piece.text}]" if piece.differs else piece.text for piece in side) for side in (before, after)]


def test_the_words_that_differ_are_pointed_at():
    change = Change("changed", "a", text("a", "Bel de griffier vandaag."), text("a", "Bel de griffier dezelfde dag."))
    assert sides(change) == ["Bel de griffier [vandaag.]", "Bel de griffier [dezelfde dag.]"]
    first, second = ({**text("a", ""), "value": f"<p>{one}</p><p>En bel dan de griffier.</p>"} for one in ("Ja.", "O."))
    assert sides(Change("changed", "a", first, second))[1] == "[O.]\nEn bel dan de griffier."
    other = Change("changed", "a", text("a", "Bewaar het bericht."), text("a", "Wis nooit iets en bel het meldpunt."))
    assert sides(other) == ["[Bewaar het bericht.]", "[Wis nooit iets en bel het meldpunt.]"]


def test_fields_and_blocks_have_names():
    said = [
        name_of(Change("changed", "title", "Een", "Twee")),
        name_of(Change("added", "s", None, screen("s"))),
        name_of(Change("removed", "a", text("a", "Weg"), None)),
        name_of(Change("added", ChangeNote.WHOLE, None, document(screen("s")))),
    ]
    assert said == ["titel", "scherm", "tekst", "het hele onderdeel"]


def test_settings_are_said_in_words():
    assert sides(Change("changed", "rule", "mastery", "pass_mark"))[1] == "[een deel van de vragen goed]"
    contact = {"id": "c", "type": "contact", "value": "report"}
    assert sides(Change("added", "c", None, contact)) == ["", "Contact bij de eigen organisatie: waar u meldt"]
    marked = screen("s", text("a", "Deze tekst is een wijziging op zich."), must_see=True)
    assert sides(Change("changed", "s", screen("s"), marked))[1] == "Titel: Scherm[\nIedereen ziet dit]"


def test_a_change_that_shows_in_no_words_is_said_to_be_one():
    one, other = ({"id": "f", "type": "quote", "value": {"text": "Zo.", "code": code}} for code in "ab")
    assert "iets anders dan tekst" in sides(Change("changed", "f", one, other))[1]


@pytest.mark.django_db
def test_every_kind_of_step_block_and_question_can_be_read():
    opened = edition()
    documents = [opened.frozen.document, *(one.frozen.document for one in opened.steps.all())]
    told = "\n".join(sides(Change("added", ChangeNote.WHOLE, None, found))[1] for found in documents)
    for words in (
        "Dit is verzonnen. Hulp? Bel 112. (tel:112)",
        "– Maak een afdruk.",
        "Noot: Hieronder staat een bericht.",
        "Contact bij de eigen organisatie: waar u meldt",
        "– Heel <boos>.",
        "Beschrijving: Een kader met een cirkel ernaast.",
        "2026: 28.5",
        "Verzonnen bron & co, 2026.",
        "U weet waar u meldt.",
        "Goed antwoord",
        "Er ligt een brief op de mat.",
    ):
        assert words in told
    assert not [word for word in ("proef-weten", "report", "right_key", "mastery", "None", "True") if word in told]


# --- what is said of them ---------------------------------------------------------------------------------------------


@pytest.fixture
def two_years(db):
    """This year's edition, in which the second lesson has another title and another text."""
    of = module()
    edition(of, 2026)
    where = changing.rewrite(text="Bel voortaan eerst.")
    changing.retitle(title="De tweede les")
    now = edition(of, 2027)
    return now, changing.lesson().pk, where


def said(of):
    rows = ChangeNote.objects.filter(edition=of).order_by("where").select_related("by")
    return {row.where: (row.kind, row.text, row.by.name, row.at) for row in rows}


def test_what_is_said_is_kept_with_who_said_it_and_when(two_years):
    now, page, where = two_years
    mila, ruben = person(name="Mila"), person(name="Ruben")
    class_changes(edition=now, page=page, said={where: (URGENT, " Bel  eerst. ")}, by=mila, now=changing.NOW)
    assert said(now) == {where: (URGENT, "Bel eerst.", "Mila", changing.NOW)}
    both = {where: (URGENT, "Bel eerst."), "title": ("", "Anders.")}
    class_changes(edition=now, page=page, said=both, by=ruben, now=LATER)
    assert said(now)[where] == (URGENT, "Bel eerst.", "Mila", changing.NOW)
    assert said(now)["title"] == ("", "Anders.", "Ruben", LATER)
    (found,) = changes_of(now)
    assert (found.classed, found.total) == (1, 2)
    class_changes(edition=now, page=page, said={where: ("", ""), "title": ("", "")}, by=ruben, now=LATER)
    assert said(now) == {}


def test_a_change_that_is_not_there_is_refused_and_nothing_is_kept(two_years):
    now, page, where = two_years
    for wrong in ({"page": page, "said": {where: (URGENT, ""), "minutes": (URGENT, "")}},
                  {"page": now.module_id, "said": {"title": (URGENT, "")}}):  # fmt: skip
        with pytest.raises(NoSuchChange, match="is er niet meer"):
            class_changes(edition=now, by=person(), now=changing.NOW, **wrong)
    assert said(now) == {}


def test_the_rest_of_a_step_is_classed_at_once_and_what_was_classed_stays(two_years):
    now, page, where = two_years
    mila, ruben = person(name="Mila"), person(name="Ruben")
    class_changes(edition=now, page=page, said={where: (URGENT, "Bel eerst.")}, by=mila, now=changing.NOW)
    class_changes(edition=now, page=page, said={"title": ("", "Anders.")}, by=mila, now=changing.NOW)
    assert class_rest(edition=now, page=page, kind=EDITORIAL, by=ruben, now=LATER) == 1
    assert said(now) == {
        "title": (EDITORIAL, "Anders.", "Ruben", LATER),
        where: (URGENT, "Bel eerst.", "Mila", changing.NOW),
    }
    assert class_rest(edition=now, page=page, kind=EDITORIAL, by=ruben, now=LATER) == 0


def test_the_introduction_is_kept_with_who_wrote_it(two_years):
    now, _page, _where = two_years
    mila, ruben = person(name="Mila"), person(name="Ruben")
    write_intro(edition=now, intro="", by=mila, now=changing.NOW)
    assert not EditionNews.objects.exists()
    write_intro(edition=now, intro=" Dit jaar.\n", by=mila, now=changing.NOW)
    write_intro(edition=now, intro="Dit jaar.", by=ruben, now=LATER)
    news = EditionNews.objects.get()
    assert (news.intro, news.by, news.at) == ("Dit jaar.", mila, changing.NOW)
    write_intro(edition=now, intro="", by=ruben, now=LATER)
    assert (EditionNews.objects.get().intro, EditionNews.objects.get().by) == ("", ruben)


def test_reading_the_changes_costs_the_same_however_many_there_are(two_years):
    now, _page, _where = two_years
    with CaptureQueriesContext(connection) as few:
        assert len(changes_of(now)) == 1
    changing.retitle("eerste", title="Anders")
    changing.reword(prompt="Hoeveel?")
    more = edition(now.module, 2028)
    with CaptureQueriesContext(connection) as many:
        assert len(changes_of(more)) == 2
    assert len(few) == len(many) == 6
