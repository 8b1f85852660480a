"""Opening a year: once, whoever asks; in batches; and nothing is deleted."""

import threading
from datetime import date

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from courses.learning.models import Completion
from courses.members.models import Kind, Membership, Office
from courses.planning import making
from courses.planning.closing import close_ended
from courses.planning.errors import PlanningError
from courses.planning.joining import assign_joiners
from courses.planning.models import Assignment, ProgrammeYear
from courses.planning.opening import open_year
from courses.planning.status import Status, standing
from tests import factories
from tests.courses.planning import factories as planned


@pytest.fixture
def module(db):
    return planned.module()


@pytest.fixture
def programme(module):
    return planned.programme(module)


def many(number, organisation=None, *, start=date(2025, 3, 26)):
    """`number` members of one organisation."""
    organisation = organisation or factories.organisation()
    return [factories.membership(organisation_=organisation, start=start) for __ in range(number)]


def test_a_second_opening_changes_nothing(programme, module):
    edition = planned.edition(module, 2026)
    many(3)
    assert open_year(programme=programme, year=2026, edition=edition, today=date(2026, 3, 1)).assigned == 3
    before = list(Assignment.objects.values_list())
    again = open_year(programme=programme, year=2026, edition=edition, today=date(2026, 4, 1))
    assert (again.assigned, again.closed) == (0, 0)
    assert list(Assignment.objects.values_list()) == before


def test_only_the_audience_of_the_programme(module):
    programme = planned.programme(module, kinds=[Kind.MUNICIPALITY], offices=[Office.COUNCILLOR])
    council, states = factories.organisation(), factories.organisation(kind=Kind.PROVINCE)
    start = date(2025, 3, 26)
    inside = factories.membership(organisation_=council, start=start)
    factories.membership(organisation_=council, office=Office.MAYOR, start=start)
    factories.membership(organisation_=states, start=start)
    factories.membership(organisation_=council, start=start, end=date(2026, 2, 28))
    factories.membership(organisation_=council, start=date(2026, 3, 2))
    open_year(programme=programme, year=2026, edition=planned.edition(module, 2026), today=date(2026, 3, 1))
    assert [a.membership_id for a in Assignment.objects.all()] == [inside.pk]


def test_cut_off_halfway_it_goes_on(programme, module, monkeypatch):
    monkeypatch.setattr(making, "BATCH", 2)
    edition = planned.edition(module, 2026)
    many(5)

    def cut(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_year(programme=programme, year=2026, edition=edition, today=date(2026, 3, 1), progress=cut)
    assert Assignment.objects.count() == 2
    assert not ProgrammeYear.objects.get().complete
    assert assign_joiners(today=date(2026, 3, 2)) == 0  # a half-open year takes no joiners
    assert open_year(programme=programme, year=2026, edition=edition, today=date(2026, 3, 2)).assigned == 3
    assert set(Assignment.objects.values_list("kind", flat=True)) == {"yearly"}


def test_progress_is_told_after_each_batch(programme, module, monkeypatch):
    monkeypatch.setattr(making, "BATCH", 2)
    many(5)
    told = []
    open_year(
        programme=programme,
        year=2026,
        edition=planned.edition(module, 2026),
        today=date(2026, 3, 1),
        progress=lambda done, of: told.append((done, of)),
    )
    assert told == [(2, 5), (4, 5), (5, 5), (5, 5)]


def test_queries_do_not_depend_on_the_number_of_members(programme, module):
    council = factories.organisation()
    many(3, council)
    counts = []
    for year in (2026, 2027):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            open_year(programme=programme, year=year, edition=planned.edition(module, year), today=date(year, 3, 1))
        counts.append(len(queries))
        many(30, council)
    with CaptureQueriesContext(connection) as queries:
        open_year(programme=programme, year=2028, edition=planned.edition(module, 2028), today=date(2028, 3, 1))
    assert len(queries) <= counts[1] + 2


def test_next_year_deletes_nothing_and_keeps_what_was_begun(programme, module):
    edition26, edition27 = planned.edition(module, 2026), planned.edition(module, 2027)
    done, begun, idle = many(3)
    open_year(programme=programme, year=2026, edition=edition26, today=date(2026, 3, 1))
    planned.complete(done.user, edition26, on=date(2026, 5, 1))
    planned.begin(begun.user, edition26, on=date(2026, 6, 1))
    with CaptureQueriesContext(connection) as queries:
        opening = open_year(programme=programme, year=2027, edition=edition27, today=date(2027, 3, 1))
    assert not [q for q in queries.captured_queries if q["sql"].lstrip().upper().startswith("DELETE")]
    assert (opening.assigned, opening.closed) == (3, 2)
    assert Assignment.objects.count() == 6
    of_2027 = {a.membership_id: a.edition_id for a in Assignment.objects.filter(programme_year__year=2027)}
    assert of_2027 == {done.pk: edition27.pk, begun.pk: edition26.pk, idle.pk: edition27.pk}
    # finished after the opening, the edition that was begun satisfies the new year, not the closed one
    planned.complete(begun.user, edition26, on=date(2027, 3, 20))
    from django.db.models import Exists

    from courses.planning.facts import satisfying

    satisfied = Assignment.objects.filter(Exists(satisfying()), membership=begun)
    assert [a.programme_year.year for a in satisfied] == [2027]


def test_an_old_edition_that_a_newer_one_overtook_does_not_come_back(programme, module):
    """Begun in 2026 and left; all of 2027 finished: 2028 asks for 2028."""
    editions = {year: planned.edition(module, year) for year in (2026, 2027, 2028)}
    member = many(1)[0]
    planned.begin(member.user, editions[2026], on=date(2026, 5, 1))
    planned.complete(member.user, editions[2027], on=date(2027, 5, 1))
    opening = open_year(programme=programme, year=2028, edition=editions[2028], today=date(2028, 3, 1))
    assert [a.edition.year for a in member.assignments.all()] == [2028]
    rows = standing(memberships=Membership.objects.all(), programme_year=opening.programme_year, on=date(2028, 3, 2))
    assert [row.status for row in rows] == [Status.OPEN]


def test_a_future_start_opens_nothing_before_it(programme, module):
    open_year(programme=programme, year=2026, edition=planned.edition(module, 2026), today=date(2026, 3, 1))
    member = factories.membership(start=date(2026, 6, 1), registered_on=date(2026, 5, 1))
    assert assign_joiners(today=date(2026, 5, 31)) == 0
    assert assign_joiners(today=date(2026, 6, 1)) == 1
    assert member.assignments.get().due == date(2026, 8, 30)


def test_where_no_edition_is_open_yet_the_days_run_from_the_opening(programme, module):
    member = factories.membership(start=date(2026, 4, 1), registered_on=date(2026, 4, 1))
    assert assign_joiners(today=date(2026, 4, 1)) == 0
    open_year(programme=programme, year=2026, edition=planned.edition(module, 2026), today=date(2026, 5, 1))
    found = member.assignments.get()
    assert (found.kind, found.due) == ("onboarding", date(2026, 7, 30))


def test_a_joiner_on_the_opening_day_gets_an_onboarding(programme, module):
    open_year(programme=programme, year=2026, edition=planned.edition(module, 2026), today=date(2026, 3, 1))
    member = factories.membership(start=date(2027, 3, 1))
    open_year(programme=programme, year=2027, edition=planned.edition(module, 2027), today=date(2027, 3, 1))
    assert [(a.kind, a.due) for a in member.assignments.all()] == [("onboarding", date(2027, 5, 30))]


def test_a_moved_end_date_opens_what_had_closed(programme, module):
    member = many(1)[0]
    open_year(programme=programme, year=2026, edition=planned.edition(module, 2026), today=date(2026, 3, 1))
    Membership.objects.update(end=date(2026, 4, 1))
    assert close_ended(today=date(2026, 4, 2)) == 1
    assert close_ended(today=date(2026, 4, 3)) == 0
    Membership.objects.update(end=None)
    close_ended(today=date(2026, 4, 4))
    assert member.assignments.get().closed_on is None


def test_leaving_leaves_completions_with_the_person(programme, module):
    edition = planned.edition(module, 2026)
    member = many(1)[0]
    open_year(programme=programme, year=2026, edition=edition, today=date(2026, 3, 1))
    planned.complete(member.user, edition, on=date(2026, 4, 1))
    Membership.objects.update(end=date(2026, 4, 1))
    assert close_ended(today=date(2026, 5, 1)) == 0  # satisfied on the last active day
    assert Completion.objects.filter(user=member.user).exists()


@pytest.mark.parametrize("what", ["module", "early", "ended", "older", "other edition", "slip"])
def test_what_cannot_be_opened_is_refused_in_words(what, programme, module):
    edition = planned.edition(module, 2026)
    arguments = {"programme": programme, "year": 2026, "edition": edition, "today": date(2026, 3, 1)}
    if what == "module":
        arguments["edition"] = planned.edition(planned.module("Iets anders"), 2026)
    if what == "early":
        arguments["today"] = date(2026, 2, 1)
    if what == "slip":
        arguments["year"] = 2062
    if what == "ended":
        programme.ends_on = date(2026, 3, 1)
        arguments["today"] = date(2026, 3, 2)
    if what in ("older", "other edition"):
        open_year(**{**arguments, "year": 2027 if what == "older" else 2026})
        arguments["edition"] = planned.edition(module, 2025)
    before = ProgrammeYear.objects.count()
    with pytest.raises(PlanningError, match=r"\."):
        open_year(**arguments)
    assert ProgrammeYear.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_two_at_once_open_it_once():
    module = planned.module()
    programme = planned.programme(module)
    edition = planned.edition(module, 2026)
    many(40)
    start, made, failures = threading.Barrier(2), [], []

    def run():
        try:
            start.wait()
            made.append(open_year(programme=programme, year=2026, edition=edition, today=date(2026, 3, 1)).assigned)
        except Exception as failure:  # a thread's failure must reach the test
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for __ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert sum(made) == 40
    assert Assignment.objects.count() == 40
    assert ProgrammeYear.objects.count() == 1
