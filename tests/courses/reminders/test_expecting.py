"""What is foreseen is what comes: the forecast of a generated country against the mails that its ticks then send."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.members.models import Kind
from courses.planning.models import Exemption
from courses.planning.pausing import set_absence
from courses.reminders.digests import Obligation
from courses.reminders.expecting import expected_mails
from courses.reminders.models import MailLine
from courses.reminders.sending import send_due
from tests import factories
from tests.courses.reminders.factories import DUE, OPENS, at, owe, owing, quiet, year

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SINCE, UNTIL = date(2027, 3, 1), date(2027, 4, 20)


def sent():
    """By person the days of the mails that were sent, each with what it said."""
    found = defaultdict(lambda: defaultdict(set))
    rows = MailLine.objects.filter(withheld="", mail__state="sent")
    for person, day, kind, year_ in rows.values_list("person", "mail__day", "kind", "programme_year"):
        found[person][day].add((kind, year_))
    return {person: dict(days) for person, days in found.items()}


def foreseen(persons, since=SINCE, until=UNTIL, **besides):
    found = expected_mails(persons=persons, since=since, until=until, **besides)
    return {
        person: {mail.day: {line.key for line in mail.lines} for mail in mails}
        for person, mails in found.items()
        if mails
    }


days = st.integers(0, 30).map(lambda passed: SINCE + timedelta(days=passed))
spans = st.tuples(days, st.integers(0, 25)).map(lambda one: (one[0], one[0] + timedelta(days=one[1])))
mandates = st.fixed_dictionaries(
    {
        "organisation": st.integers(0, 2),
        "years": st.lists(st.integers(0, 1), min_size=1, max_size=2, unique=True),
        "opens": days,
        "length": st.integers(0, 45),
        "away": st.lists(spans, max_size=1),
        "exempt": st.lists(spans, max_size=1),
        "ends": st.one_of(st.none(), days),
    }
)
countries = st.fixed_dictionaries(
    {
        "people": st.lists(st.lists(mandates, min_size=1, max_size=2, unique_by=lambda one: one["organisation"]),
                           min_size=1, max_size=4),
        "quiet": st.lists(st.tuples(spans, st.sampled_from(["all", "gemeente", "one"])), max_size=2),
    }
)  # fmt: skip


def build(country):
    """The country as rows; the keys of its people."""
    organisations = [factories.organisation(kind=kind) for kind in (Kind.MUNICIPALITY, *Kind)][:3]
    years = [year(title="Een"), year(title="Twee")]
    for (first, last), whom in country["quiet"]:
        about = {"one": {"organisation": organisations[0]}, "gemeente": {"kinds": ["gemeente"]}, "all": {}}[whom]
        quiet(first, last, **about)
    people = []
    for asked in country["people"]:
        user = factories.person()
        people.append(user.pk)
        for mandate in asked:
            member = factories.membership(user, organisations[mandate["organisation"]], end=mandate["ends"])
            for number in mandate["years"]:
                owe(member, years[number], opens=mandate["opens"], due=mandate["opens"] + DAY * mandate["length"])
                for first, last in mandate["exempt"]:
                    Exemption.objects.get_or_create(
                        membership=member, programme=years[number].programme, start=first, defaults={"end": last}
                    )
            for first, last in mandate["away"]:
                set_absence(membership=member, start=first, end=last)
    return people


class Foreseen(TestCase):
    # a country is fifty ticks; `make proof` looks at more of them
    @settings(max_examples=max(4, settings.default.max_examples // 25), suppress_health_check=[HealthCheck.too_slow])
    @given(countries)
    def test_the_forecast_is_what_the_ticks_send(self, country):
        people = build(country)
        expected = foreseen(people)
        day = SINCE
        while day <= UNTIL:
            send_due(now=at(day))
            day += DAY
        assert sent() == expected


def test_it_goes_on_from_what_was_said():
    user = owing().membership.user
    send_due(now=at(OPENS))
    rest = foreseen([user.pk], since=OPENS, until=DUE + timedelta(days=30))[user.pk]
    assert sorted(rest) == [date(2027, 5, 31), date(2027, 6, 16), date(2027, 6, 27), date(2027, 7, 4)]


def test_a_year_that_is_only_supposed_stands_beside_what_is_owed():
    assignment = owing()
    user, member = assignment.membership.user_id, assignment.membership
    supposed = Obligation(
        member.pk, member.organisation_id, "gemeente", -1, -1, -1, opens=date(2027, 3, 5), due=date(2027, 7, 3)
    )
    days_ = foreseen([user], until=date(2027, 8, 1), besides={user: [supposed]})[user]
    assert days_[date(2027, 3, 8)] == {("invitation", -1)}  # a week after the other invitation
    assert [(day, *sorted(kind for kind, _year in days_[day])) for day in sorted(days_)][2:] == [
        (date(2027, 5, 31), "days_30"),
        (date(2027, 6, 7), "days_30"),  # of the other one, four days after its day
        (date(2027, 6, 16), "days_14"),
        (date(2027, 6, 23), "days_14"),
        (date(2027, 6, 30), "days_3", "days_3"),
        (date(2027, 7, 7), "overdue", "overdue"),
    ]


def test_an_address_that_came_back_expects_nothing():
    user = owing().membership.user
    user.bounces.create(address=user.email, on=SINCE)
    assert foreseen([user.pk]) == {}


def test_many_cost_as_few_queries_as_one():
    this_year = year()
    people = [owing(this_year).membership.user_id for _number in range(8)]
    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as queries:
            expected_mails(persons=some, since=SINCE, until=UNTIL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8
