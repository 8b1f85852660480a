"""Questions one a page, feedback at once, exactly one row for each answer."""

import pytest
from django.db import IntegrityError, transaction

from content.editions.models import Frozen
from courses.learning.models import Answer, Attempt, Completion, Progress
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.walking import Walker

pytestmark = pytest.mark.django_db


def rows(member):
    answers = Answer.objects.filter(attempt__enrolment__user=member).order_by("given_at", "pk")
    return [(answer.question.position, answer.turn, answer.right) for answer in answers]


@pytest.fixture
def begun(walker):
    return walker.begin(3)


def test_beginning_freezes_the_rule_and_asks_the_first_question(begun, member):
    assert begun.url.endswith("/3/vraag/1/")
    assert begun.title.startswith("Vraag 1 van 3 – Wat doet u nu?")
    assert Attempt.objects.get(enrolment__user=member).rule == {"rule": "mastery"}
    assert "checked" not in begun.html


def test_the_feedback_stands_on_the_same_address(begun, member):
    begun.answer(WRONG)
    assert (begun.status, begun.redirects) == (200, []) and begun.url.endswith("/3/vraag/1/")
    assert begun.title.startswith("Vraag 1 van 3, uitleg – Wat doet u nu?")
    assert "Niet het beste antwoord" in begun.html and "Deze vraag komt later nog een keer terug." in begun.html
    assert 'id="uitslag" tabindex="-1"' in begun.html
    assert rows(member) == [(1, 1, False)]
    assert Answer.objects.get().response == {"option": WRONG}


def test_missed_questions_come_back_until_they_are_right(begun, member):
    for option in (WRONG, RIGHT, WRONG):
        begun.answer(option)
        begun.next_question()
    assert begun.url.endswith("/3/vraag/1/") and begun.hidden("turn")
    begun.answer(RIGHT)
    begun.next_question()
    assert begun.url.endswith("/3/vraag/3/")
    begun.answer(RIGHT)
    assert begun.link("Volgende vraag") is None
    attempt = Attempt.objects.get()
    assert attempt.passed and attempt.finished_at
    assert rows(member) == [(1, 1, False), (2, 1, True), (3, 1, False), (1, 2, True), (3, 2, True)]


def test_trying_again_is_a_new_answer(begun, member):
    begun.answer(WRONG)
    begun.get(begun.link("Probeer opnieuw"))
    begun.answer(RIGHT)
    assert rows(member) == [(1, 1, False), (1, 2, True)]


def test_an_empty_answer_is_an_error_in_words_and_no_answer(begun, member):
    begun.post(begun.url, turn=begun.hidden("turn"))
    assert begun.title.startswith("Fout: Vraag 1 van 3")
    target = begun.link("Kies eerst een antwoord. Gokken mag.")
    assert f'id="{target[1:]}"' in begun.html and 'id="fout" tabindex="-1"' in begun.html
    assert rows(member) == []
    begun.answer(RIGHT)
    assert rows(member) == [(1, 1, True)]


def test_an_impossible_answer_is_no_answer(begun, member):
    begun.answer("bestaat-niet")
    assert begun.title.startswith("Fout:") and rows(member) == []


def test_sending_twice_gives_one_row(begun, member):
    turn = begun.hidden("turn")
    for _ in range(5):
        begun.post("3/vraag/1/", turn=turn, answer=WRONG)
        assert begun.status == 200 and "Niet het beste antwoord" in begun.html
    assert rows(member) == [(1, 1, False)]


def test_the_database_holds_one_row_a_turn(begun):
    begun.answer(WRONG)
    row = Answer.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_old_form_with_another_answer_does_not_replace_the_first(begun, member):
    """Back in the browser, another option, send: the answer that stands is shown, and the reader is told."""
    turn = begun.hidden("turn")
    begun.answer(WRONG)
    begun.post("3/vraag/1/", turn=turn, answer=RIGHT)
    assert "U gaf al antwoord op deze vraag." in begun.html and "Niet het beste antwoord" in begun.html
    assert rows(member) == [(1, 1, False)]


def test_reading_an_answered_question_again_shows_its_feedback(begun):
    begun.answer(WRONG)
    begun.get("3/vraag/1/")
    assert "Niet het beste antwoord" in begun.html
    assert begun.link("Probeer opnieuw") and begun.link("Volgende vraag")


def test_going_back_leads_to_the_earlier_question(begun):
    begun.answer(RIGHT)
    begun.next_question()
    assert begun.get(begun.link("Terug naar vraag 1")).url.endswith("/3/vraag/1/")
    assert begun.get("3/vraag/4/").status == 404
    assert begun.get("3/vraag/0/").status == 404


def test_leaving_and_resuming_elsewhere(begun, member, client, edition):
    begun.answer(RIGHT)
    other = Walker(type(client)(), edition)
    other.client.force_login(member)
    assert other.get("3/").url.endswith("/3/vraag/2/")
    assert other.begin(3).url.endswith("/3/vraag/2/")
    assert Attempt.objects.count() == 1


def test_resuming_at_a_missed_question_asks_it(begun):
    for option in (RIGHT, RIGHT, WRONG):
        begun.answer(option)
        if option == RIGHT:
            begun.next_question()
    assert begun.get("3/").url.endswith("/3/vraag/3/") and begun.hidden("turn")


def test_reloading_the_last_answer_after_the_end(begun, member):
    for number in (1, 2, 3):
        turn = begun.hidden("turn")
        begun.answer(RIGHT)
        if number < 3:
            begun.next_question()
    begun.post("3/vraag/3/", turn=turn, answer=RIGHT)
    assert begun.status == 200 and begun.link("Ga verder")
    assert len(rows(member)) == 3


def test_a_finished_quiz_takes_no_answers_and_can_be_read(begun, member):
    begun.answer(RIGHT)
    begun.get(begun.link("Probeer opnieuw"))
    late = begun.hidden("turn")
    begun.get("3/")
    begun.answer(RIGHT)
    begun.next_question()
    begun.answer(RIGHT)
    assert Attempt.objects.get().passed
    begun.post("3/vraag/1/", turn=late, answer=WRONG)
    assert begun.status == 200 and "Niet het beste antwoord" not in begun.html
    assert len(rows(member)) == 3
    assert begun.get("3/").url.endswith("/3/vraag/1/")
    assert begun.link("Probeer opnieuw") is None and begun.link("Lees de volgende vraag terug")
    assert begun.begin(3).url.endswith("/3/vraag/1/")
    assert Attempt.objects.count() == 1


def test_a_turn_that_we_did_not_write_is_no_turn(begun, member):
    turn = begun.hidden("turn")
    later = turn.replace(".1.", ".2.", 1)
    for forged in ("", "1.1.1.x", later, turn[:-2] + "xx"):
        if forged != turn:
            begun.post("3/vraag/1/", turn=forged, answer=RIGHT)
            assert begun.url.endswith("/3/vraag/1/")
    assert rows(member) == []


def test_the_answer_belongs_to_the_question_as_it_was_seen(begun, member, edition):
    """The right answer is swapped while the page is open: marked by what was on the page, and shown so later."""
    question = edition.steps.get(position=3).questions.get(position=1)
    old = question.frozen
    turn = begun.hidden("turn")
    options = [{**option, "correct": not option["correct"]} for option in old.document["options"]]
    question.frozen = Frozen.objects.create(digest="d" * 64, document={**old.document, "options": options})
    question.save()
    begun.post("3/vraag/1/", turn=turn, answer=RIGHT)
    assert "Niet het beste antwoord" not in begun.html
    answer = Answer.objects.get()
    assert (answer.frozen_id, answer.right) == (old.pk, True)
    assert "Niet het beste antwoord" not in begun.get("3/vraag/1/").html
    begun.get("3/vraag/1/?opnieuw")
    begun.answer(RIGHT)
    assert "Niet het beste antwoord" in begun.html


# --- pass mark ----------------------------------------------------------------------------------------------------


@pytest.fixture
def strict(client, member):
    edition = factories.an_edition(rule="pass_mark", percentage=60)
    client.force_login(member)
    return Walker(client, edition)


def take(walker, *options):
    walker.begin(3)
    for number, option in enumerate(options, start=1):
        walker.answer(option)
        if number < len(options):
            walker.next_question()
    return walker


def test_a_pass_mark_is_frozen_and_counts_first_answers(strict, member):
    strict.begin(3)
    strict.answer(WRONG)
    strict.get(strict.link("Probeer opnieuw"))
    strict.answer(RIGHT)
    strict.next_question()
    strict.answer(WRONG)
    strict.next_question()
    strict.answer(RIGHT)
    attempt = Attempt.objects.get()
    assert attempt.rule == {"rule": "pass_mark", "percentage": 60}
    assert attempt.passed is False
    assert Progress.objects.get().done_at is None


def test_too_few_right_says_how_many_and_begins_anew(strict, member):
    take(strict, WRONG, WRONG, RIGHT)
    strict.get(strict.link("Ga verder"))
    assert "Van de 3 eerste antwoorden waren er nu 1 goed. Er zijn er 2 nodig." in strict.html
    take(strict, RIGHT, WRONG, RIGHT)
    assert [attempt.passed for attempt in Attempt.objects.order_by("number")] == [False, True]
    assert Progress.objects.get().done_at
    assert strict.link("Ga verder").endswith("/klaar/")


def test_the_rule_of_a_running_attempt_does_not_change(strict, edition):
    strict.begin(3)
    step = Attempt.objects.get().step
    document = {**step.frozen.document, "pass_percentage": 100}
    step.frozen = Frozen.objects.create(digest="c" * 64, document=document)
    step.save()
    for option in (RIGHT, RIGHT, WRONG):
        strict.answer(option)
        strict.get(strict.link("Volgende vraag") or "")
    assert Attempt.objects.get().passed is True


def test_a_failed_quiz_is_no_completion(strict):
    strict.finish_lesson()
    strict.finish_dilemma()
    take(strict, WRONG, WRONG, WRONG)
    assert not Completion.objects.exists()
    take(strict, RIGHT, RIGHT, RIGHT)
    assert Completion.objects.exists()
