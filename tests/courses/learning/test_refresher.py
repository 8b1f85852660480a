"""Who did an earlier edition takes the short way: what is new, whom to call, one dilemma, a check, what was missed."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.editions.amending import amend
from content.editions.documents import digest
from courses.learning.completing import complete_if_ready
from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress, Refresher, ScreenSeen
from courses.learning.selectors import tasks_of
from tests import factories as people
from tests.courses.learning import factories, returning
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.returning import MUST, Returning, the_check

pytestmark = pytest.mark.django_db

GRENS, BEWAREN, MELDEN, DILEMMA, OTHER, QUIZ = 1, 2, 3, 4, 5, 6


@pytest.fixture
def editions(db):
    return returning.two_editions()


@pytest.fixture
def edition(editions):
    return editions[1]


@pytest.fixture
def member(editions):
    return returning.a_returning_member(editions[0])


@pytest.fixture
def walker(client, edition, member):
    client.force_login(member)
    return Returning(client, edition)


def all_but(walker, *parts):
    """Walk the whole refresher without a mistake, except `parts`."""
    walker.start()
    if "news" not in parts:
        walker.see_news()
    if "contacts" not in parts:
        walker.see_contacts()
    if "dilemma" not in parts:
        walker.do_dilemma(DILEMMA)
    if "check" not in parts:
        walker.do_check()
    if "must" not in parts:
        walker.see_must_screens()
    return walker


def everything(walker):
    """Do every step of the edition."""
    for step in (GRENS, BEWAREN, MELDEN):
        walker.do_lesson(step)
    walker.do_dilemma(DILEMMA)
    walker.do_dilemma(OTHER)
    walker.finish_quiz(QUIZ)


def shown(member):
    rows = Progress.objects.filter(enrolment__user=member, shown=True)
    return sorted(rows.values_list("step__position", flat=True))


def finished(member, edition):
    return Completion.objects.filter(user=member, edition=edition).exists()


# --- the way ---------------------------------------------------------------------------------------------------------


def test_the_whole_way_of_who_knows_it_all(walker, member, edition):
    walker.get("")
    assert "U deed deze module eerder, in de jaargang 2025." in walker.html
    assert walker.tasks == [
        ("Wat is er nieuw", "Niet begonnen"),
        ("Wie u belt", "Niet begonnen"),
        ("Dilemma 1", "Niet begonnen"),
        ("Startcheck", "Niet begonnen"),
        ("Dit ziet iedereen", "Niet begonnen"),
    ]
    walker.start()
    assert walker.url.endswith("/nieuw/") and walker.heading == "Wat is er nieuw in 2026"
    walker.go_on_here()
    assert walker.url.endswith("/contacten/")
    walker.go_on_here()
    walker.start()
    assert walker.url.endswith(f"/{DILEMMA}/situatie/")
    walker.do_dilemma(DILEMMA).start()
    assert walker.url.endswith("/startcheck/") and "Fout gokken helpt ook" in walker.html
    assert walker.do_check() == ["grens", "bewaren", "melden"] * 2
    assert walker.url.endswith("/dit-ziet-iedereen/1/") and walker.heading == MUST
    assert not finished(member, edition)
    walker.go_on_here()
    assert walker.heading == "U bent klaar voor 2026"
    assert finished(member, edition)
    walker.get("")
    assert [state for _title, state in walker.tasks] == ["Afgerond"] * 5 + ["Aangetoond"] * 5
    assert "Alleen u ziet dat." in walker.html


def test_it_takes_ten_minutes_at_most(member, edition):
    tasks = tasks_of(user=member, edition=edition.pk)
    assert sum(task.minutes_left for task in tasks) <= 10
    assert sum(step.minutes for step in edition.steps.all()) > 20


def test_a_missed_objective_brings_back_its_lesson_and_only_that(walker, member, edition):
    walker.start().see_news()
    walker.see_contacts().do_dilemma(DILEMMA)
    walker.do_check(missed=["melden"])
    assert shown(member) == [GRENS, BEWAREN, OTHER, QUIZ]
    walker.get("")
    assert ("Les melden", "Niet begonnen") in walker.tasks
    assert ("Les grens", "Aangetoond") in walker.tasks
    walker.see_must_screens()
    assert not finished(member, edition)
    walker.do_lesson(MELDEN)
    assert finished(member, edition)


def test_all_missed_brings_back_all_lessons_and_no_screens_apart(walker, member, edition):
    walker.start().see_news()
    walker.see_contacts().do_dilemma(DILEMMA)
    walker.do_check(missed=returning.OBJECTIVES)
    assert shown(member) == [OTHER, QUIZ]
    assert "Dit ziet iedereen" not in dict(walker.get("").tasks)
    for step in (GRENS, BEWAREN, MELDEN):
        assert not finished(member, edition)
        walker.do_lesson(step)
    assert finished(member, edition)


@pytest.mark.parametrize("part", ["news", "contacts", "dilemma", "check", "must"])
def test_nothing_of_it_can_be_left_out(walker, member, edition, part):
    all_but(walker, part)
    assert complete_if_ready(enrolment=Enrolment.objects.get(edition=edition), now=timezone.now()) is None
    assert not finished(member, edition)
    all_but(walker)
    assert finished(member, edition)


def test_the_parts_may_be_done_in_any_order(walker, member, edition):
    walker.start().do_check()
    walker.see_must_screens()
    walker.do_dilemma(DILEMMA)
    walker.see_contacts()
    walker.see_news()
    assert finished(member, edition)


def test_reading_changes_nothing(walker, client, edition, member):
    walker.start()
    walker.post("startcheck/")
    walker.answer(RIGHT)

    def rows():
        models = (Enrolment, Refresher, Progress, Attempt, Answer, ScreenSeen, Completion)
        return [list(model.objects.order_by("pk").values()) for model in models]

    before = rows()
    for place in ("", "nieuw/", "contacten/", "startcheck/", "startcheck/1/", "startcheck/2/", "dit-ziet-iedereen/",
                  "dit-ziet-iedereen/1/", "route/"):  # fmt: skip
        client.get(walker.root + place, follow=True)
        client.head(walker.root + place)
    assert rows() == before


def test_sending_twice_is_sending_once(walker, member):
    all_but(walker, "must")
    first = Refresher.objects.values().get()
    walker.see_news()
    walker.see_contacts()
    walker.get("dit-ziet-iedereen/1/")
    seen = walker.hidden("seen")
    for _ in range(3):
        walker.post("dit-ziet-iedereen/1/", seen=seen)
        assert walker.status == 200
    assert Refresher.objects.values().get() == first
    assert (ScreenSeen.objects.count(), Completion.objects.filter(user=member).count()) == (1, 2)


def test_the_database_holds_one_of_each(walker, member):
    all_but(walker)
    for model in (Refresher, ScreenSeen):
        row = model.objects.get()
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(enrolment=Enrolment.objects.get(refresher__isnull=False), number=2, rule={},
                               started_at=timezone.now())  # fmt: skip


def test_on_another_device_one_goes_on_where_one_was(walker, member, client, edition):
    walker.start().go_on_here()
    walker.post("startcheck/")
    walker.answer(RIGHT)
    keys = the_check(member).rule["questions"]
    other = Returning(type(client)(), edition)
    other.client.force_login(member)
    assert other.start().url.endswith("/contacten/")
    assert other.post("startcheck/").url.endswith("/startcheck/2/")
    assert the_check(member).rule["questions"] == keys
    assert dict(other.get("").tasks)["Startcheck"] == "Bezig"


# --- who takes it, and who does not ----------------------------------------------------------------------------------


def test_who_never_did_the_module_does_everything(client, edition):
    client.force_login(factories.a_member())
    walker = Returning(client, edition).get("")
    assert [title for title, _state in walker.tasks][0] == "Les grens"
    walker.start()
    assert walker.url.endswith("/1/1/") and not Refresher.objects.exists()
    for place in ("nieuw/", "contacten/", "startcheck/", "dit-ziet-iedereen/", "dit-ziet-iedereen/1/"):
        assert walker.get(place).url == walker.root
        assert walker.post(place).url.startswith(walker.root)
    walker.post("route/", route="short")
    assert not Refresher.objects.exists()


def test_it_may_be_years_ago_and_the_newest_earlier_edition_counts(client):
    oldest, older, edition = returning.two_editions(years=(2019, 2023, 2026))
    member = returning.a_returning_member(oldest, on=date(2019, 5, 1))
    client.force_login(member)
    assert "in de jaargang 2019" in Returning(client, edition).get("").html
    returning.complete(member, older, on=date(2023, 5, 1))
    Returning(client, edition).start()
    assert Refresher.objects.get().since == older


def test_a_later_edition_that_was_done_is_no_earlier_one(client):
    edition, later = returning.two_editions(years=(2026, 2027))
    client.force_login(returning.a_returning_member(later, on=date(2026, 11, 1)))
    assert "korte route" not in Returning(client, edition).get("").html


def test_another_module_does_not_count(client, edition):
    other, _newer = returning.two_editions()
    client.force_login(returning.a_returning_member(other))
    assert "korte route" not in Returning(client, edition).get("").html


def test_an_erased_completion_before_begin_means_everything(walker, member):
    Completion.objects.filter(user=member).delete()
    assert "korte route" not in walker.get("").html
    walker.start()
    assert not Refresher.objects.exists()


def test_an_erased_completion_after_begin_leaves_the_way_as_it_is(walker, member, edition):
    walker.start()
    Completion.objects.filter(user=member).delete()
    assert walker.get("nieuw/").status == 200
    all_but(walker)
    assert finished(member, edition)


def test_who_finished_this_edition_has_nothing_to_do(walker, member, edition):
    Enrolment.objects.create(user=member, edition=edition, started_at=timezone.now())
    everything(walker)
    assert finished(member, edition)
    assert "korte route" not in walker.get("").html
    walker.post("route/", route="short")
    walker.begin(GRENS)
    assert not Refresher.objects.exists()
    assert walker.start().heading == "U bent klaar voor 2026"


def test_who_had_begun_before_there_was_a_refresher_stays_on_everything_and_may_switch(walker, member, edition):
    Enrolment.objects.create(user=member, edition=edition, started_at=timezone.now())
    walker.get("")
    assert walker.tasks[0] == ("Les grens", "Niet begonnen")
    assert "Liever de korte route?" in walker.html
    walker.begin(GRENS)
    assert not Refresher.objects.exists()
    walker.post("route/", route="short")
    assert walker.tasks[0][0] == "Wat is er nieuw"
    assert Refresher.objects.get().enrolment.user == member


# --- everything instead, and back ------------------------------------------------------------------------------------


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


# --- the dilemma -----------------------------------------------------------------------------------------------------


def done_before(member, edition, *positions):
    enrolment = Enrolment.objects.get(user=member, edition=edition)
    for step in edition.steps.filter(position__in=positions):
        Progress.objects.create(enrolment=enrolment, step=step, frozen_id=step.frozen_id, position=1,
                                done_at=datetime(2025, 5, 1, tzinfo=UTC))  # fmt: skip


def test_the_dilemma_is_one_that_this_person_never_did(walker, member, editions):
    done_before(member, editions[0], DILEMMA)
    walker.start()
    assert Refresher.objects.get().dilemma.position == OTHER


def test_else_one_that_changed_since(client):
    module = returning.a_wide_module()
    earlier = factories.an_edition(module, year=2025)
    page = module.get_children().get(slug="dilemma-2").specific
    page.closing = "<p>Een ander slot.</p>"
    page.save_revision().publish()
    edition = factories.an_edition(module, year=2026)
    member = returning.a_returning_member(earlier)
    done_before(member, earlier, DILEMMA, OTHER)
    client.force_login(member)
    Returning(client, edition).start()
    assert Refresher.objects.get().dilemma.position == OTHER


def test_else_the_first(walker, member, editions):
    done_before(member, editions[0], DILEMMA, OTHER)
    walker.start()
    assert Refresher.objects.get().dilemma.position == DILEMMA


def test_one_that_was_done_in_this_edition_already_is_the_one(walker, member, edition):
    enrolment = Enrolment.objects.create(user=member, edition=edition, started_at=timezone.now())
    step = edition.steps.get(position=OTHER)
    Progress.objects.create(enrolment=enrolment, step=step, frozen_id=step.frozen_id, position=1,
                            done_at=timezone.now())  # fmt: skip
    walker.post("route/", route="short")
    assert dict(walker.tasks)["Dilemma 2"] == "Afgerond" and "Dilemma 1" not in dict(walker.tasks)


def test_an_edition_without_a_dilemma_asks_none(client):
    earlier, edition = returning.two_editions(dilemmas=0)
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition)
    all_but(walker, "dilemma")
    assert finished(member, edition)


# --- the check -------------------------------------------------------------------------------------------------------


def test_each_question_is_asked_once(walker, member):
    walker.start()
    walker.post("startcheck/")
    turn = walker.hidden("turn")
    walker.answer(WRONG)
    assert walker.title.startswith("Vraag 1 van 6, uitleg – Startcheck")
    assert "De les hierover komt na de startcheck." in walker.html and walker.link("Probeer opnieuw") is None
    walker.get("startcheck/1/?opnieuw")
    assert walker.hidden("turn") is None
    walker.post("startcheck/1/", turn=turn, answer=RIGHT)
    assert "Dat antwoord blijft staan." in walker.html and "Niet het beste antwoord" in walker.html
    assert list(Answer.objects.values_list("turn", "right")) == [(1, False)]


def test_an_empty_answer_is_an_error_in_words(walker):
    walker.start()
    walker.post("startcheck/")
    walker.post(walker.url, turn=walker.hidden("turn"))
    assert walker.title.startswith("Fout: Vraag 1 van 6") and not Answer.objects.exists()
    walker.answer(RIGHT)
    assert Answer.objects.count() == 1


def test_another_members_turn_is_not_there(walker, member, editions, client):
    walker.start()
    walker.post("startcheck/")
    turn = walker.hidden("turn")
    client.force_login(returning.a_returning_member(editions[0]))
    assert client.post(f"{walker.root}startcheck/1/", {"turn": turn, "answer": RIGHT}).status_code == 404


def test_the_same_six_on_every_day_and_in_every_tab(walker, member):
    walker.start()
    walker.post("startcheck/")
    keys = the_check(member).rule["questions"]
    for _ in range(3):
        walker.post("startcheck/")
    assert the_check(member).rule == {"rule": "entry_check", "questions": keys} and len(keys) == 6


def test_fewer_questions_than_six(client):
    earlier, edition = returning.two_editions(questions=(1, 1, 0))
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start()
    assert walker.do_check() == ["grens", "bewaren"]


def test_one_objective(client):
    earlier, edition = returning.two_editions(objectives=("melden",), questions=(9,), must=())
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start()
    assert walker.do_check(missed=["melden"]) == ["melden"] * 6
    assert 1 not in shown(member)


def test_without_a_quiz_nothing_can_be_shown_so_every_step_is_asked(client):
    earlier, edition = returning.two_editions(questions=())
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).get("")
    titles = [title for title, _state in walker.tasks]
    assert titles == [
        "Wat is er nieuw",
        "Wie u belt",
        "Dilemma 1",
        "Les grens",
        "Les bewaren",
        "Les melden",
        "Dilemma 2",
    ]
    walker.start().see_news()
    walker.see_contacts()
    assert walker.get("startcheck/").url == walker.root and walker.post("startcheck/").url == walker.root
    for step in (GRENS, BEWAREN, MELDEN):
        walker.do_lesson(step)
    walker.do_dilemma(DILEMMA)
    assert not finished(member, edition)
    walker.do_dilemma(OTHER)
    assert finished(member, edition)


def test_an_objective_without_a_lesson_brings_back_the_lesson_before_the_quiz(client):
    earlier, edition = returning.two_editions(questions=(1, 1, 1), extra=("los",))
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start()
    walker.do_check(missed=["los"])
    assert shown(member) == [GRENS, BEWAREN, OTHER, QUIZ]


def test_without_lessons_the_quiz_itself_comes_back(client):
    earlier, edition = returning.two_editions(objectives=(), questions=(), extra=("los", "vast"), dilemmas=0)
    member = returning.a_returning_member(earlier)
    client.force_login(member)
    walker = Returning(client, edition).start().see_news()
    walker.see_contacts()
    walker.do_check(missed=["los"])
    assert not finished(member, edition)
    walker.finish_quiz(1)
    assert finished(member, edition)


def test_an_open_check_does_not_stand_in_the_way_of_the_quiz(walker, member, edition):
    walker.start()
    walker.post("startcheck/")
    walker.answer(RIGHT)
    walker.post("route/", route="full")
    walker.begin(QUIZ)
    assert "Vraag 1 van 6" in walker.title
    assert Attempt.objects.filter(enrolment__user=member).count() == 2


# --- amended under one's hands ---------------------------------------------------------------------------------------


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


# --- the receipt, and who sees what ----------------------------------------------------------------------------------


def test_the_receipt_names_the_way_and_what_was_shown(walker, member, editions, edition):
    walker.start().see_news()
    walker.see_contacts().do_dilemma(DILEMMA)
    walker.do_check(missed=["melden"])
    walker.see_must_screens().do_lesson(MELDEN)
    completion = Completion.objects.get(user=member, edition=edition)
    receipt = completion.receipt
    assert (receipt["v"], receipt["route"], receipt["since"]) == (2, "refresher", editions[0].pk)
    assert {step["position"]: step["how"] for step in receipt["steps"]} == {
        GRENS: "shown", BEWAREN: "shown", MELDEN: "seen", DILEMMA: "seen", OTHER: "shown", QUIZ: "shown",
    }  # fmt: skip
    assert sorted(one["key"] for one in receipt["check"]) == sorted(the_check(member).rule["questions"])
    lesson = edition.steps.get(position=BEWAREN)
    assert receipt["must_see"] == [
        {"position": BEWAREN, "screen": lesson.frozen.document["body"][1]["id"], "digest": lesson.frozen_id}
    ]
    assert (receipt["questions"], receipt["rules"]) == ([], [])
    assert completion.digest == digest(receipt)
    words = str(receipt)
    assert not any(word in words for word in ("right", "score", "missed", "response", RIGHT, WRONG))


def test_the_answers_go_with_the_attempt_as_all_others(walker, member):
    """They are cut loose by the rule for answers: nothing that stays depends on them."""
    all_but(walker)
    Answer.objects.filter(attempt__enrolment__user=member).delete()
    assert walker.get("startcheck/1/").url == walker.root
    Attempt.objects.filter(enrolment__user=member).delete()
    assert walker.post("startcheck/").url == walker.root and not Attempt.objects.exists()
    assert walker.start().heading == "U bent klaar voor 2026"
    walker.get("")
    assert [state for _title, state in walker.tasks] == ["Afgerond"] * 5 + ["Aangetoond"] * 5


# --- what it costs ---------------------------------------------------------------------------------------------------


def queries(walker, place):
    walker.get(place)  # from then on the documents and the organisation's numbers stand in the cache
    with CaptureQueriesContext(connection) as found:
        assert walker.get(place).status == 200
    return len(found)


def test_what_the_pages_ask_of_the_database(walker, member):
    walker.get("")
    # session, user, edition with mandate, way, and the dilemmas of earlier years or the screens that were seen
    assert queries(walker, "") == 5
    walker.start()
    assert queries(walker, "") == 5
    assert queries(walker, "contacten/") <= 6
    assert queries(walker, "startcheck/") == 6
    walker.post("startcheck/")
    assert queries(walker, "startcheck/1/") <= 5
    walker.do_check()
    assert queries(walker, "dit-ziet-iedereen/1/") == 6
    assert queries(walker, "nieuw/") <= 14


def test_a_first_year_costs_no_more_than_it_did(client, edition):
    member = factories.a_member()
    tasks_of(user=member, edition=edition.pk)
    with CaptureQueriesContext(connection) as found:
        tasks_of(user=member, edition=edition.pk)
    assert len(found) == 1
