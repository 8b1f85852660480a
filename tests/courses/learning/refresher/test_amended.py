"""An edition that is amended while somebody is on the short way."""

import pytest
from django.utils import timezone

from content.editions.amending import amend
from courses.learning.models import Answer, Completion, ScreenSeen
from tests import factories as people
from tests.courses.learning import factories, returning
from tests.courses.learning.factories import WRONG
from tests.courses.learning.refresher.steps import BEWAREN, DILEMMA, GRENS, MELDEN, QUIZ, all_but, finished, shown
from tests.courses.learning.returning import the_check

pytestmark = pytest.mark.django_db


def change(module, slug, **fields):
    page = module.get_children().get(slug=slug).specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def amended(edition, position):
    step = edition.steps.get(position=position)
    return amend(step=step, kind="urgent", reason="Beter.", by=people.person(), now=timezone.now())


def test_a_question_amended_while_it_is_read_is_answered_as_it_was_seen(walker, member, edition):
    walker.start()
    walker.post("startcheck/")
    turn = walker.hidden("turn")
    quiz = edition.steps.get(position=QUIZ)
    asked = {row.question.key: row for row in quiz.questions.select_related("question")}
    first = asked[the_check(member).rule["questions"][0]]
    before = first.frozen_id
    question = first.question.get_real_instance()
    question.prompt, question.objective = "Wat doet u nu als eerste?", returning.objective("melden")
    question.save()
    question.save_revision().publish()
    change(edition.module.specific, "quiz")
    amended(edition, QUIZ)
    walker.post("startcheck/1/", turn=turn, answer=WRONG)
    assert Answer.objects.get().frozen_id == before
    walker.next_question()
    walker.do_check()
    # missed was the objective that was seen, not the one that the question has now
    assert GRENS not in shown(member) and MELDEN in shown(member)
    walker.see_news()
    walker.see_contacts().do_dilemma(DILEMMA)
    walker.see_must_screens().do_lesson(GRENS)
    assert {"key": question.key, "digest": before} in Completion.objects.get(edition=edition).receipt["check"]


def test_a_must_see_screen_seen_stays_seen_when_another_comes_before_it(walker, member, edition):
    all_but(walker, "must", "news")
    walker.see_must_screens()
    lesson = edition.module.get_children().get(slug="les-bewaren").specific
    lesson.body.insert(0, factories.screen("Nieuw vooraan", [("text", "<p>Nieuw.</p>")]))
    lesson.save_revision().publish()
    amended(edition, BEWAREN)
    walker.see_news()
    assert finished(member, edition)


def test_a_screen_that_became_a_must_is_asked(walker, member, edition):
    all_but(walker, "news")
    lesson = edition.module.get_children().get(slug="les-grens").specific
    lesson.body[1].value["must_see"] = True
    lesson.save_revision().publish()
    amended(edition, GRENS)
    walker.see_news()
    assert not finished(member, edition)
    walker.see_must_screens()
    assert finished(member, edition)
    assert ScreenSeen.objects.count() == 2
