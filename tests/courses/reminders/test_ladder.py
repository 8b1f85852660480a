"""The ladder, the week and the lapse, for every date there is; and the same sentence in SQL."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.members.models import Membership
from courses.planning.models import Assignment
from courses.reminders.digests import Booster, Obligation, forecast, forecast_of
from courses.reminders.ladder import LADDER, Kind, current_rung, ladder_of
from courses.reminders.models import QuietPeriod
from courses.reminders.owed import rung
from courses.reminders.quiet import Quiet
from tests.courses.reminders.factories import DUE, OPENS, owing

DAY = timedelta(days=1)
days = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@st.composite
def spans(draw, longest=200):
    first = draw(days)
    return first, first + timedelta(days=draw(st.integers(0, longest)))


def obligation(module=1, *, opens=OPENS, due=DUE, **fields):
    return Obligation(
        **{"membership": module, "organisation": 1, "organisation_kind": "gemeente", "programme_year": module,
           "module": module, "edition": module, "opens": opens, "due": due, **fields}
    )  # fmt: skip


def test_the_ladder_of_the_example_in_the_rules():
    assert ladder_of(opens=OPENS, due=DUE) == [
        ("invitation", date(2027, 3, 1)), ("days_30", date(2027, 5, 31)), ("days_14", date(2027, 6, 16)),
        ("days_3", date(2027, 6, 27)), ("overdue", date(2027, 7, 1)),
    ]  # fmt: skip


def test_without_a_day_there_is_nothing_to_say():
    assert ladder_of(opens=OPENS, due=date.max) == []
    assert current_rung(opens=OPENS, due=date.max, on=DUE) is None


@given(spans(), days)
def test_the_current_rung_is_the_latest_whose_day_has_come(span, on):
    ladder = ladder_of(opens=span[0], due=span[1])
    assert [kind for kind, _day in ladder] == [kind for kind in LADDER if kind in dict(ladder)]
    assert [day for _kind, day in ladder] == sorted({day for _kind, day in ladder})
    come = [one for one in ladder if one.day <= on]
    assert current_rung(opens=span[0], due=span[1], on=on) == (come[-1] if come else None)
    for kind, day in ladder:
        if kind == Kind.OVERDUE:
            assert day == span[1] + DAY
        elif kind != Kind.INVITATION:
            assert span[0] < day < span[1]


@pytest.mark.django_db
def test_the_database_says_the_same_as_the_ladder():
    """Every day of an obligation that lasts from 0 to 40 days, and the long one."""
    first = owing(opens=OPENS, due=OPENS)
    rows = [first]
    for length in [*range(1, 41), 120]:
        one = Assignment.objects.get(pk=first.pk)
        member = Membership.objects.get(pk=first.membership_id)
        member.pk, member.start = None, member.start - timedelta(days=length)
        member.save()
        one.pk, one.membership, one.due = None, member, OPENS + timedelta(days=length)
        one.save()
        rows.append(one)
    for passed in range(0, 125):
        on = OPENS + timedelta(days=passed)
        found = dict(Assignment.objects.annotate(rung=rung(on=on)).values_list("pk", "rung"))
        assert found == {one.pk: current_rung(opens=one.opens, due=one.due, on=on).kind for one in rows}


# --- looking ahead ----------------------------------------------------------------------------------------------------


def period(first, last, **fields):
    return QuietPeriod(title="Reces", starts_on=first, ends_on=last, **{"kinds": [], **fields})


def test_the_mails_of_one_obligation_with_their_dates():
    recess = Quiet((period(date(2027, 6, 10), date(2027, 8, 22)),))
    assert forecast_of(opens=OPENS, due=DUE) == [
        ("invitation", date(2027, 3, 1)), ("days_30", date(2027, 5, 31)), ("days_14", date(2027, 6, 16)),
        ("days_3", date(2027, 6, 27)), ("overdue", date(2027, 7, 4)),
    ]  # fmt: skip
    assert forecast_of(opens=OPENS, due=DUE, quiet=recess) == [
        ("invitation", date(2027, 3, 1)), ("days_30", date(2027, 5, 31)), ("overdue", date(2027, 8, 23)),
    ]  # fmt: skip


@st.composite
def persons(draw):
    """What one person owes, and when it is quiet."""
    owed = []
    for module in range(1, draw(st.integers(1, 4)) + 1):
        opens, due = draw(spans())
        away = draw(st.lists(spans(40), max_size=1))
        owed.append(obligation(module, opens=opens, due=due, away=tuple(away)))
    quiet = Quiet(tuple(period(*span) for span in draw(st.lists(spans(60), max_size=3))))
    return owed, quiet, draw(st.one_of(st.none(), days))


@given(persons())
def test_never_two_in_a_week_never_in_recess_never_away_never_a_lapsed_rung_never_twice(person):
    owed, quiet, last = person
    since, until = date(2026, 1, 1), date(2031, 1, 1)
    mails = forecast(obligations=owed, since=since, until=until, quiet=quiet, last_mail=last)
    sent = [one.day for one in mails]
    assert all((later - earlier).days >= 7 for earlier, later in pairwise([*([last] if last else []), *sent]))
    said = [line.key for mail in mails for line in mail.lines]
    assert len(said) == len(set(said))
    for mail in mails:
        assert mail.lines
        for line in mail.lines:
            one = line.about
            assert one.owed(on=mail.day)
            assert current_rung(opens=one.opens, due=one.due, on=mail.day).kind == line.kind
            assert not any(quiet_.starts_on <= mail.day <= quiet_.ends_on for quiet_ in quiet.periods)
    # overdue never lapses: whoever still owes it at the end was told
    for one in owed:
        if one.due < until - timedelta(days=400):
            assert (Kind.OVERDUE, one.programme_year) in said


@given(persons())
def test_day_by_day_gives_the_same_mails_as_jumping_to_the_days_of_change(person):
    owed, quiet, last = person
    since = min(one.opens for one in owed)
    until = since + timedelta(days=300)
    jumped = forecast(obligations=owed, since=since, until=until, quiet=quiet, last_mail=last)
    walked, said, day = [], set(), since
    while day <= until:
        one = forecast(obligations=owed, since=day, until=day, quiet=quiet, said=said, last_mail=last)
        if one:
            walked, last = walked + one, day
            said |= {line.key for line in one[0].lines}
        day += DAY
    assert walked == jumped


def test_what_ends_is_not_forecast_beyond_its_last_day():
    mails = forecast(
        obligations=[obligation(last=date(2027, 6, 1))], since=OPENS, until=date(2028, 1, 1), quiet=Quiet()
    )
    assert [mail.day for mail in mails] == [OPENS, date(2027, 5, 31)]


def test_a_booster_waits_for_the_week_like_everything():
    booster = Booster(person=1, kind=Kind.BOOSTER_1, edition=9, day=OPENS + DAY, title="Melden helpt")
    mails = forecast(obligations=[obligation()], boosters=[booster], since=OPENS, until=date(2027, 4, 1), quiet=Quiet())
    assert [(mail.day, [line.kind for line in mail.lines]) for mail in mails] == [
        (OPENS, ["invitation"]), (OPENS + timedelta(days=7), ["booster_1"]),
    ]  # fmt: skip
