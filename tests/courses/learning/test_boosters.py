"""Two short questions, six weeks and four months later: for who asked, from their day on, and nothing is kept."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from content.editions.models import EditionQuestion
from courses.learning.boosters import MAILED_WITHIN, Due, boosters_due, due_day, want_boosters
from courses.learning.errors import NotHere
from courses.learning.models import Booster
from tests.courses.learning import factories
from tests.courses.learning.factories import RIGHT, WRONG
from tests.courses.learning.walking import Walker
from tests.courses.planning.factories import complete

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def edition(db):
    return factories.an_edition(questions=4)


def finished(edition, *, on, wanted=None, **dates):
    """A member who finished `edition` on a day, and asked for boosters on the day `wanted`."""
    member = factories.a_member(start=date(2020, 3, 26), **dates)
    complete(member, edition, on=on)
    if wanted:
        Booster.objects.create(user=member, edition=edition, wanted_on=wanted)
    return member


@pytest.fixture
def ago(edition, client):
    """Signs in a member who finished so many days ago and wants boosters."""

    def make(days, *, wanted=True):
        on = TODAY - timedelta(days=days)
        member = finished(edition, on=on, wanted=on if wanted else None)
        client.force_login(member)
        walker = Walker(client, edition)
        walker.user = member
        return walker

    return make


# --- asking and withdrawing ------------------------------------------------------------------------------------------


def test_the_box_is_not_ticked_and_asking_is_a_press(ago):
    walker = ago(0, wanted=False).get("klaar/")
    assert "Over 6 weken en over 4 maanden 2 korte vragen per mail" in walker.html
    assert "checked" not in walker.html
    walker.post("twee-vragen/")
    assert not Booster.objects.exists() and "Er is dus niets veranderd." in walker.html
    walker.post("twee-vragen/", wanted="1")
    assert walker.url.endswith("/klaar/") and "Mail mij geen vragen meer" in walker.html
    assert Booster.objects.values_list("user", "wanted_on").get() == (walker.user.pk, TODAY)
    walker.post("twee-vragen/", wanted="1")
    assert Booster.objects.count() == 1


def test_withdrawing_leaves_nothing(ago):
    walker = ago(50).get("twee-vragen/1/")
    assert "Mail mij geen vragen meer" in walker.html
    walker.post("twee-vragen/", withdraw="1")
    assert walker.url.endswith("/klaar/") and not Booster.objects.exists()
    assert walker.get("twee-vragen/1/").url.endswith("/klaar/")


def test_the_database_holds_one_an_edition(edition):
    member = finished(edition, on=TODAY, wanted=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booster.objects.create(user=member, edition=edition, wanted_on=TODAY)


def test_who_did_not_finish_cannot_ask(client, edition):
    client.force_login(factories.a_member())
    walker = Walker(client, edition)
    assert walker.post("twee-vragen/", wanted="1").status == 404
    assert walker.get("twee-vragen/1/").status == 404
    with pytest.raises(NotHere):
        want_boosters(user=factories.a_member(), edition=edition.pk, on=TODAY)
    assert not Booster.objects.exists()


def test_who_left_cannot_and_who_is_not_signed_in_is_asked_to(client, edition):
    member = finished(
        edition, on=TODAY - timedelta(days=100), wanted=TODAY - timedelta(days=100), end=TODAY - timedelta(1)
    )
    address = f"/leren/{edition.pk}/twee-vragen/1/"
    assert client.get(address)["Location"].startswith("/account/login/")
    client.force_login(member)
    assert client.get(address).status_code == 404


def test_an_edition_without_questions_offers_none(client):
    edition = factories.an_edition()
    EditionQuestion.objects.filter(step__kind="quiz").delete()
    client.force_login(finished(edition, on=TODAY))
    walker = Walker(client, edition)
    assert "2 korte vragen" not in walker.get("klaar/").html
    assert walker.post("twee-vragen/", wanted="1").status == 404


# --- the questions ---------------------------------------------------------------------------------------------------


def prompts(walker, number):
    found = []
    for place in (1, 2):
        walker.get(f"twee-vragen/{number}/?vraag={place}")
        assert walker.title.startswith(f"Vraag {place} van 2 – Twee korte vragen")
        found.append(walker.heading)
    return found


def test_two_questions_with_feedback_and_the_second_time_other_ones(ago):
    walker = ago(200)
    first, second = prompts(walker, 1), prompts(walker, 2)
    assert len({*first, *second}) == 4
    assert prompts(walker, 1) == first
    walker.get("twee-vragen/1/")
    walker.post(walker.url, answer=WRONG)
    assert walker.title.startswith("Vraag 1 van 2, uitleg") and "Niet het beste antwoord" in walker.html
    walker.get(walker.link("Volgende vraag"))
    assert walker.heading == first[1]
    walker.post("twee-vragen/1/?vraag=2", answer=RIGHT)
    assert walker.link("Naar mijn overzicht") == "/leren/"


def test_an_empty_answer_is_an_error_in_words(ago):
    walker = ago(60).get("twee-vragen/1/")
    walker.post("twee-vragen/1/")
    assert walker.title.startswith("Fout: Vraag 1 van 2")


def test_nothing_of_the_answers_is_kept(ago):
    """Every row of every table of the site is the same before and after."""
    walker = ago(60).get("twee-vragen/1/")

    def rows():
        models = [model for model in apps.get_models() if model._meta.label != "sessions.Session"]
        return {model._meta.label: list(model._default_manager.order_by("pk").values()) for model in models}

    before = rows()
    for option in (WRONG, RIGHT):
        walker.post("twee-vragen/1/", answer=option)
        walker.post("twee-vragen/1/?vraag=2", answer=option)
    assert rows() == before
    session = walker.client.session
    assert WRONG not in str(dict(session)) and RIGHT not in str(dict(session))


def test_it_is_open_from_its_day_on(ago):
    early = ago(41)
    assert early.get("twee-vragen/1/").url.endswith("/klaar/")
    assert early.post("twee-vragen/1/", answer=RIGHT).url.endswith("/klaar/")
    walker = ago(42)
    assert walker.get("twee-vragen/1/").url.endswith("/twee-vragen/1/")
    assert walker.get("twee-vragen/2/").url.endswith("/klaar/")
    for number in (0, 3):
        assert walker.get(f"twee-vragen/{number}/").status == 404
    assert ago(50, wanted=False).get("twee-vragen/1/").url.endswith("/klaar/")


# --- when they are due -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finished_on", "first", "second"),
    [
        (date(2027, 5, 15), date(2027, 6, 26), date(2027, 9, 15)),
        (date(2026, 10, 31), date(2026, 12, 12), date(2027, 2, 28)),
        (date(2027, 10, 30), date(2027, 12, 11), date(2028, 2, 29)),
        (date(2027, 10, 29), date(2027, 12, 10), date(2028, 2, 29)),
        (date(2026, 10, 29), date(2026, 12, 10), date(2027, 2, 28)),
        (date(2028, 2, 29), date(2028, 4, 11), date(2028, 6, 29)),
        (date(2027, 5, 31), date(2027, 7, 12), date(2027, 9, 30)),
        (date(2027, 12, 31), date(2028, 2, 11), date(2028, 4, 30)),
    ],
)
def test_six_weeks_and_four_calendar_months(finished_on, first, second):
    assert due_day(completed_on=finished_on, number=1) == first
    assert due_day(completed_on=finished_on, number=2) == second


def test_whose_are_due_on_a_day(edition):
    day = date(2027, 5, 15)
    member = finished(edition, on=day, wanted=day)
    finished(edition, on=day)
    one, two = Due(member.pk, edition.pk, 1, date(2027, 6, 26)), Due(member.pk, edition.pk, 2, date(2027, 9, 15))
    for on, found in (
        (date(2027, 6, 25), []),
        (date(2027, 6, 26), [one]),
        (one.on + MAILED_WITHIN - timedelta(1), [one]),
        (one.on + MAILED_WITHIN, []),
        (date(2027, 9, 14), []),
        (date(2027, 9, 15), [two]),
        (two.on + MAILED_WITHIN, []),
    ):
        assert boosters_due(on=on) == found, on
    assert boosters_due(on=one.on, users=[member.pk + 99]) == []


def test_the_window_is_the_same_as_counting_for_each_person(edition):
    """Two years of finishing days, the set-based answer against the plain sentence."""
    start = date(2026, 12, 25)
    members = [
        (finished(edition, on=start + timedelta(days=n), wanted=start), start + timedelta(days=n))
        for n in range(0, 90, 3)
    ]
    for on in (date(2027, 2, 28), date(2027, 4, 30), date(2027, 5, 1), date(2027, 7, 1)):
        expected = {
            (member.pk, number)
            for member, day in members
            for number in (1, 2)
            if on - MAILED_WITHIN < due_day(completed_on=day, number=number) <= on
        }
        assert {(due.user, due.number) for due in boosters_due(on=on)} == expected and expected


def test_one_whose_day_had_passed_when_it_was_asked_for_is_not_mailed(edition):
    day = date(2027, 5, 15)
    finished(edition, on=day, wanted=date(2027, 6, 27))
    assert boosters_due(on=date(2027, 6, 30)) == []
    assert [due.number for due in boosters_due(on=date(2027, 9, 20))] == [2]


def test_who_left_or_withdrew_is_not_mailed(edition):
    day = date(2027, 5, 15)
    finished(edition, on=day, wanted=day, end=date(2027, 6, 30))
    assert len(boosters_due(on=date(2027, 6, 30))) == 1
    assert boosters_due(on=date(2027, 7, 1)) == []
    Booster.objects.all().delete()
    assert boosters_due(on=date(2027, 6, 30)) == []


def test_asking_costs_two_queries_however_many(edition):
    day = date(2027, 5, 15)
    for _ in range(3):
        finished(edition, on=day, wanted=day)
    with CaptureQueriesContext(connection) as queries:
        assert len(boosters_due(on=date(2027, 6, 26))) == 3
    assert len(queries) == 2
