"""A lesson is read screen by screen; the place is kept and never moves back."""

from datetime import UTC, datetime

import pytest

from content.editions.models import Amendment, Frozen
from courses.learning.models import Completion, Progress
from tests.courses.learning import factories

pytestmark = pytest.mark.django_db


def place(member, step=1):
    return Progress.objects.get(enrolment__user=member, step__position=step)


def test_begin_shows_the_first_screen(walker, member):
    assert walker.get("1/").heading == "Waar u meldt"
    assert not Progress.objects.exists()
    walker.begin(1)
    assert walker.url.endswith("/1/1/")
    assert walker.heading == "Het hoort er niet bij"
    assert walker.title.startswith("Het hoort er niet bij – Waar u meldt, scherm 1 van 3")
    assert place(member).position == 0


def test_going_on_moves_the_place_and_resumes_there_on_another_device(walker, member, client, edition):
    walker.begin(1)
    walker.go_on()
    assert walker.heading == "Oefenen"
    assert place(member).position == 1
    walker.client = type(client)()
    walker.client.force_login(member)
    assert walker.get("1/").url.endswith("/1/2/")
    assert walker.begin(1).url.endswith("/1/2/")


def test_previous_is_a_link_and_rereading_moves_nothing(walker, member):
    walker.begin(1)
    walker.go_on()
    assert walker.get(walker.link("Vorige")).heading == "Het hoort er niet bij"
    walker.go_on()
    assert walker.heading == "Oefenen"
    assert place(member).position == 1


def test_a_screen_beyond_the_place_leads_back_to_the_place(walker, member):
    walker.begin(1)
    seen = walker.hidden("seen")
    assert walker.get("1/3/").url.endswith("/1/1/")
    assert walker.post("1/3/", seen=seen).url.endswith("/1/1/")
    assert walker.post("1/2/", seen=seen).url.endswith("/1/1/")
    assert walker.get("1/99/").url.endswith("/1/1/")
    assert walker.get("1/0/").url.endswith("/1/1/")
    assert place(member).position == 0


def test_sending_the_same_screen_twice_goes_on_once(walker, member, edition):
    walker.begin(1)
    for _ in range(3):
        walker.post("1/1/", seen=walker.hidden("seen"))
    assert walker.heading == "Oefenen"
    assert place(member).position == 1


def test_the_last_screen_ends_the_lesson_and_it_can_be_read_again(walker, member):
    walker.finish_lesson()
    done = place(member)
    assert (done.position, done.done_at is not None) == (3, True)
    assert walker.url == walker.root
    assert "Verder met ‘" not in walker.html and "Begin met ‘De envelop’" in walker.html
    for number in (1, 2, 3):
        walker.get(f"1/{number}/")
        assert walker.status == 200 and walker.url.endswith(f"/1/{number}/")
    walker.go_on()
    assert place(member).done_at == done.done_at


def test_a_lesson_alone_is_no_completion(walker):
    walker.finish_lesson()
    assert not Completion.objects.exists()


def test_steps_may_be_done_in_any_order(walker, member):
    walker.finish_quiz()
    walker.finish_lesson()
    walker.finish_dilemma()
    assert walker.get("klaar/").heading == "U bent klaar voor 2026"


def test_the_cover_begins_what_is_next(walker, member):
    assert walker.post("").heading == "Het hoort er niet bij"
    walker.go_on()
    walker.get("")
    assert "Verder met ‘Waar u meldt’" in walker.html
    assert walker.post("").heading == "Oefenen"


def test_the_receipt_names_what_was_read_when_it_is_amended_meanwhile(walker, member, edition):
    """A page that was open while the lesson was amended sends the digest of what its reader saw."""
    step = edition.steps.get(position=1)
    walker.begin(1)
    seen, old = walker.hidden("seen"), step.frozen
    amended = {**old.document, "title": "Waar u nu meldt"}
    new = Frozen.objects.create(digest="f" * 64, document=amended)
    Amendment.objects.create(
        step=step, before=old, after=new, kind="urgent", reason="Nieuw nummer", at=datetime(2026, 11, 1, tzinfo=UTC)
    )
    step.frozen = new
    step.save()
    walker.post("1/1/", seen=seen)
    assert place(member).frozen_id == old.pk
    walker.go_on()
    assert place(member).frozen_id == new.pk


def test_nobody_can_claim_to_have_read_something_else(walker, member, edition):
    other = edition.steps.get(position=2).frozen_id
    walker.begin(1)
    walker.post("1/1/", seen=other)
    walker.post("1/2/", seen=f"{other}:verzonnen")
    assert place(member).frozen_id == edition.steps.get(position=1).frozen_id


def test_an_amendment_that_leaves_fewer_screens_traps_nobody(walker, member, edition):
    walker.begin(1)
    walker.go_on()
    walker.go_on()
    step = edition.steps.get(position=1)
    shorter = {**step.frozen.document, "body": step.frozen.document["body"][:1]}
    step.frozen = Frozen.objects.create(digest="e" * 64, document=shorter)
    step.screens = 1
    step.save()
    assert walker.get("1/").url.endswith("/1/1/")
    walker.go_on()
    assert place(member).done_at


# --- practice -----------------------------------------------------------------------------------------------------


@pytest.fixture
def practising(walker):
    walker.begin(1)
    return walker.go_on()


def practice_url(walker):
    return walker.html.split('action="')[2].split('"')[0]


def test_a_practice_question_gives_feedback_and_keeps_nothing(practising, member):
    before = place(member)
    practising.post(practice_url(practising), answer=factories.WRONG)
    assert practising.status == 200 and practising.heading == "Oefenen"
    assert "Niet het beste antwoord" in practising.html and "Dan bent u alleen." in practising.html
    assert 'id="uitslag"' in practising.html and "learning.js" in practising.html
    after = place(member)
    assert (after.position, after.frozen_id) == (before.position, before.frozen_id)
    assert not member.enrolments.get().attempts.exists()
    practising.get(practising.link("Probeer opnieuw"))
    assert "Niet het beste antwoord" not in practising.html


def test_an_empty_practice_answer_is_an_error_in_words(practising):
    practising.post(practice_url(practising))
    assert practising.title.startswith("Fout: Oefenen")
    assert 'id="fout"' in practising.html and "Kies eerst een antwoord" in practising.html
    target = practising.link("Kies eerst een antwoord. Gokken mag.")
    assert f'id="{target[1:]}"' in practising.html


def test_a_practice_question_of_elsewhere_is_not_there(practising, edition):
    quiz = edition.steps.get(position=3).questions.first().question.key
    assert practising.post(f"1/oefenen/2/{quiz}/", answer=factories.RIGHT).status == 404
    assert practising.post("1/oefenen/3/x/", answer=factories.RIGHT).heading == "Oefenen"


def test_reloading_practice_shows_the_screen(practising):
    url = practice_url(practising)
    assert practising.get(url).url.endswith("/1/2/")


def test_a_link_between_steps_finds_the_readers_own_edition(walker, edition):
    page = edition.steps.get(position=1).page_id
    newer = factories.an_edition(edition.module, year=2027)
    assert walker.get(f"/leren/onderdeel/{page}/").url == f"/leren/{newer.pk}/1/"
    walker.begin(2)
    assert walker.get(f"/leren/onderdeel/{page}/").url == f"/leren/{edition.pk}/1/"
    assert walker.get("/leren/onderdeel/999999/").status == 404
