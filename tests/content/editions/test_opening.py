"""Opening a year, and what may not be opened."""

import json

import pytest
from wagtail.images import get_image_model

from content.editions.documents import Incomplete, digest
from content.editions.models import Edition, EditionStep, Frozen
from content.editions.opening import AlreadyOpen
from content.figures.models import Figure
from content.pages import LessonPage, ModulePage, QuizPage
from content.questions.base import Question
from tests.content.editions.factories import digests, edition, module, step

pytestmark = pytest.mark.django_db


def republish(page):
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def refusal(of):
    """Return the sentences of a refused opening, having checked that nothing was opened."""
    frozen = Frozen.objects.count()
    with pytest.raises(Incomplete) as refused:
        edition(of)
    assert not Edition.objects.exists() and not EditionStep.objects.exists()
    assert Frozen.objects.count() == frozen
    return refused.value.problems


def test_an_edition_holds_each_step_and_question_under_the_digest_of_its_content():
    opened = edition()
    assert [(one.position, one.kind, one.title, one.minutes, one.screens) for one in opened.steps.all()] == [
        (1, "lesson", "Eerste les", 4, 2),
        (2, "lesson", "Tweede les", 2, 1),
        (3, "dilemma", "De brief", 3, 1),
        (4, "quiz", "Toets", 5, 1),
    ]
    assert [q.question.key for q in step(opened, "toets").questions.all()] == [
        "proef-meer",
        "proef-stelling",
        "proef-volgorde",
        "proef-koppel",
        "proef-schat",
    ]
    assert [q.question.key for q in step(opened, "eerste").questions.all()] == ["proef-enkel"]
    assert opened.title == "Proefmodule" and str(opened.opened_on) == "2026-01-05"
    for row in Frozen.objects.all():
        assert digest(row.document) == row.pk


def test_a_year_is_opened_once():
    of = module()
    edition(of)
    with pytest.raises(AlreadyOpen, match="al geopend voor 2026"):
        edition(of)
    assert Edition.objects.count() == 1


def test_next_year_shares_what_did_not_change_and_shows_what_did():
    of = module()
    first = edition(of, 2026)
    lesson = LessonPage.objects.get(slug="eerste")
    lesson.title = "Eerste les, herzien"
    republish(lesson)
    question = Question.objects.get(key="proef-schat")
    question.prompt = "Hoeveel van de 100 belden er dit jaar?"
    republish(question)
    second = edition(of, 2027)
    same = [old == new for old, new in zip(digests(first), digests(second), strict=True)]
    assert same == [False, True, True, False]
    assert step(second, "eerste").title == "Eerste les, herzien"
    assert step(second, "toets").questions.last().frozen.document["prompt"] == "Hoeveel van de 100 belden er dit jaar?"
    assert step(first, "toets").questions.last().frozen.document["prompt"] == "Hoeveel van de 100 belden?"


def test_a_step_that_is_not_published_is_left_out():
    of = module()
    LessonPage.objects.get(slug="tweede").unpublish()
    assert [one.page.slug for one in edition(of).steps.all()] == ["eerste", "de-brief", "toets"]


@pytest.mark.parametrize("slug", ["eerste", "de-brief", "toets", "proef"])
def test_a_page_with_unpublished_edits_is_refused(slug):
    of = module()
    page = of if slug == "proef" else of.get_children().get(slug=slug).specific
    page.title = "Nog niet klaar"
    page.save_revision()
    assert any("wijzigingen die niet gepubliceerd zijn" in problem for problem in refusal(of))


def test_a_question_with_unpublished_edits_is_refused():
    of = module()
    question = Question.objects.get(key="proef-schat")
    question.prompt = "Nog niet klaar"
    question.save_revision()
    assert any("niet gepubliceerd zijn" in problem for problem in refusal(of))


def test_a_question_that_is_only_a_draft_is_refused():
    of = module()
    Question.objects.get(key="proef-enkel").unpublish()
    assert refusal(of) == ("‘Wat doet u eerst?’ is niet gepubliceerd. Publiceer eerst.",)


def test_an_archived_question_is_refused():
    of = module()
    question = Question.objects.get(key="proef-enkel")
    question.archived = True
    republish(question)
    assert any("gearchiveerd" in problem for problem in refusal(of))


def test_a_question_with_problems_is_refused():
    of = module()
    question = Question.objects.get(key="proef-enkel")
    question.options = [option for option in question.options.all() if not option.correct]
    republish(question)
    assert any(problem.startswith("‘Wat doet u eerst?’: ") for problem in refusal(of))


def test_an_alias_is_refused():
    of = module()
    LessonPage.objects.get(slug="tweede").create_alias(parent=of, update_slug="spiegel")
    assert any("alias" in problem for problem in refusal(of))


@pytest.mark.parametrize("gone", ["image", "figure", "question"])
def test_a_chosen_thing_that_is_gone_is_refused(gone):
    of = module()
    if gone == "image":
        get_image_model().objects.get().delete()
    elif gone == "figure":
        Figure.objects.get().delete()
    else:
        Question.objects.get(key="proef-enkel").delete()
    problems = list(refusal(ModulePage.objects.get(pk=of.pk)))
    if gone == "image":
        assert "Proefmodule: de afbeelding bovenaan is weg" in problems.pop(0)
    assert problems and all("Eerste les" in problem and "bestaat niet meer" in problem for problem in problems)


def test_a_row_that_differs_from_its_published_revision_is_refused():
    """An older tab of the same person rewrites the revision that was published."""
    of = module()
    lesson = LessonPage.objects.get(slug="tweede")
    revision = lesson.live_revision
    revision.content["title"] = "STALE TAB"
    revision.save()
    assert refusal(of) == ("‘Tweede les’ is bewerkt nadat het gepubliceerd was. Publiceer nog een keer.",)


def test_every_problem_is_named_at_once():
    of = module()
    for slug in ("eerste", "tweede"):
        page = LessonPage.objects.get(slug=slug)
        page.title = "Nog niet klaar"
        page.save_revision()
    quiz = QuizPage.objects.get()
    quiz.minutes = 7
    quiz.save_revision()
    assert len(refusal(of)) == 3


def test_an_empty_module_is_refused():
    of = module()
    for child in of.get_children():
        child.specific.unpublish()
    assert refusal(of) == ("‘Proefmodule’ heeft geen gepubliceerd onderdeel.",)


def test_authors_cannot_type_tokens():
    of = module()
    lesson = LessonPage.objects.get(slug="tweede")
    raw = list(lesson.body.raw_data)
    raw[0]["value"]["content"][0]["value"] = "<p>[[contact:report]] &#91;[practice:x]] [[[contact:chair]]]</p>"
    raw[0]["value"]["source"] = "[[protocol:report]]"
    lesson.body = json.dumps(raw)
    republish(lesson)
    opened = edition(of)
    assert "[[" not in str(step(opened, "tweede").frozen.document)
