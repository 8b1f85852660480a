"""Everything instead of the short way, and back, at any moment: nothing is lost."""

import pytest

from courses.learning.models import Answer, Completion, Refresher, ScreenSeen
from tests.courses.learning.refresher.steps import (
    BEWAREN,
    DILEMMA,
    GRENS,
    MELDEN,
    OTHER,
    QUIZ,
    all_but,
    everything,
    finished,
    shown,
)

pytestmark = pytest.mark.django_db


def test_everything_may_be_chosen_before_begin_and_at_any_moment(walker, member):
    walker.get("")
    walker.post("route/", route="full")
    assert len(walker.tasks) == 6 and Refresher.objects.get().full
    assert "Neem de korte route" in walker.html


def test_going_over_and_back_loses_nothing(walker, member, edition):
    walker.start().see_news()
    walker.do_check(missed=["melden"])
    walker.do_lesson(MELDEN)
    before = (Refresher.objects.values().get(), shown(member), list(Answer.objects.values()))
    walker.post("route/", route="full")
    assert walker.tasks[:3] == [
        ("Les grens", "Niet begonnen"),
        ("Les bewaren", "Niet begonnen"),
        ("Les melden", "Afgerond"),
    ]
    walker.begin(GRENS).go_on()
    walker.post("route/", route="short")
    assert (Refresher.objects.values().get(), shown(member), list(Answer.objects.values())) == before
    walker.see_contacts()
    walker.do_dilemma(DILEMMA)
    walker.see_must_screens()
    assert finished(member, edition)


def test_on_everything_what_was_shown_must_be_done(walker, member, edition):
    all_but(walker, "must")
    walker.post("route/", route="full")
    walker.do_lesson(GRENS).do_lesson(BEWAREN)
    walker.do_lesson(MELDEN).do_dilemma(OTHER)
    assert not finished(member, edition)
    walker.finish_quiz(QUIZ)
    assert finished(member, edition)
    receipt = Completion.objects.get(user=member, edition=edition).receipt
    assert receipt["route"] == "full" and {step["how"] for step in receipt["steps"]} == {"seen"}


def test_coming_back_with_all_done_finishes(walker, member, edition):
    all_but(walker, "must")
    walker.post("route/", route="full")
    walker.do_lesson(BEWAREN)
    assert not finished(member, edition)
    walker.post("route/", route="short")
    assert finished(member, edition)


def test_who_simply_does_everything_has_finished_too(walker, member, edition):
    """Each step pressed by itself, without the refresher's own pages: more than was asked."""
    everything(walker)
    assert Refresher.objects.get(enrolment__user=member).news_seen_at is None
    assert walker.start().heading == "U bent klaar voor 2026"
    assert finished(member, edition)


def test_every_lesson_can_always_be_opened(walker, member):
    walker.get("")
    assert "U mag alles lezen" in walker.html and walker.link("Les grens")
    walker.start()
    walker.do_lesson(GRENS)
    assert walker.tasks[0][0] == "Wat is er nieuw"
    walker.do_check()
    # what was shown opens on any screen, and stays shown until it was read to the end
    walker.get(f"{MELDEN}/2/")
    assert walker.heading == "Tot slot"
    walker.get(f"{MELDEN}/")
    assert walker.heading == "Over melden"
    assert MELDEN in shown(member)
    walker.go_on().go_on()
    assert dict(walker.get("").tasks)["Les melden"] == "Afgerond"


def test_a_lesson_read_before_the_check_counts(walker, member):
    walker.start().do_lesson(MELDEN)
    walker.do_check(missed=["melden"])
    assert MELDEN not in shown(member)
    assert dict(walker.get("").tasks)["Les melden"] == "Afgerond"


def test_a_must_see_screen_that_was_read_in_its_lesson_is_not_asked_again(walker, member, edition):
    all_but(walker, "must")
    walker.do_lesson(BEWAREN)
    assert finished(member, edition) and not ScreenSeen.objects.exists()
