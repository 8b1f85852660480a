"""Who did an earlier edition takes the short way; who takes it, and who does not."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.learning.completing import complete_if_ready
from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress, Refresher, ScreenSeen
from courses.learning.selectors import tasks_of
from tests.courses.learning import factories, returning
from tests.courses.learning.factories import RIGHT
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
from tests.courses.learning.returning import MUST, Returning, the_check

pytestmark = pytest.mark.django_db


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
    assert shown(member) == [GRENS, BEWAREN, MELDEN, OTHER, QUIZ]
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
