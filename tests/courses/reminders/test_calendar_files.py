"""A task as a day in somebody's calendar: read back with a parser, and as the bytes that others keep."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from courses.members.models import Kind, Office
from courses.planning.coming import coming
from courses.planning.joining import assign_joiners
from courses.planning.models import Assignment
from courses.planning.opening import open_year
from courses.reminders.calendar_files import Entry, calendar, entry_of, opening_entry, tasks_of
from courses.reminders.ticking import tick
from tests import factories
from tests.courses.planning import factories as planned
from tests.courses.test_letters import TOPIC

OPENED = date(2027, 3, 1)
ON = date(2027, 4, 12)
LONG_AGO = date(2025, 3, 26)


def entry(**values):
    made = {
        "uid": UUID(int=7),
        "day": date(2027, 6, 30),
        "summary": "Jaarlijkse module voor de raad",
        "description": "Dit is de laatste dag.",
        "stamp": OPENED,
        "revision": 3,
        "alarm": "Over een week",
    }
    return Entry(**made | values)


def read(content):
    """The events in a file, as a calendar program finds them."""
    return Calendar.from_ical(content).walk("VEVENT")


def lines(content):
    """The lines as they are meant, unfolded."""
    return content.decode().replace("\r\n ", "").split("\r\n")


# --- the format -------------------------------------------------------------------------------------------------------

DAYS = [
    date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29),  # summer time begins
    date(2027, 10, 30), date(2027, 10, 31), date(2027, 11, 1),  # and ends
    date(2028, 2, 28), date(2028, 2, 29), date(2027, 2, 28),
    date(2027, 12, 31), date(2028, 1, 1), date(9999, 12, 30),
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_a_day_is_a_day_wherever_and_whenever(day, zone):
    with override_settings(TIME_ZONE=zone):
        content = calendar([entry(day=day)])
    (event,) = read(content)
    assert event["DTSTART"].dt == day and event["DTEND"].dt == day + timedelta(days=1)
    assert type(event["DTSTART"].dt) is date and type(event["DTEND"].dt) is date
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in lines(content)
    assert f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}" in lines(content)  # the first day that is no more of it
    assert not re.search(r"TZID|VTIMEZONE", content.decode())


def test_the_bytes():
    content = calendar([entry(description="Ga verder, kies; of \\ niet\nmorgen " + "é" * 90)])
    assert content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")
    raw = content.split(b"\r\n")
    assert max(map(len, raw)) <= 75
    assert any(line.startswith(b" ") for line in raw)  # something was folded
    for line in raw:
        line.decode()  # and no letter cut in two
    assert rb"Ga verder\, kies\; of \\ niet\nmorgen" in content
    assert read(content)[0]["DESCRIPTION"] == "Ga verder, kies; of \\ niet\nmorgen " + "é" * 90


@given(st.lists(st.tuples(st.dates(min_value=date(1900, 1, 2), max_value=date(9999, 12, 30)), st.text(
    st.characters(exclude_categories=["Cc", "Cs"]), max_size=200)), max_size=4))  # fmt: skip
def test_whatever_is_put_in_comes_out(days):
    entries = [entry(uid=uuid4(), day=day, summary=said) for day, said in days]
    content = calendar(entries, feed=True)
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert [(event["DTSTART"].dt, str(event["SUMMARY"])) for event in read(content)] == days


def test_the_alarm_comes_at_nine_on_the_seventh_day_before():
    (event,) = read(calendar([entry()]))
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] == "Over een week"
    begin = datetime.combine(event["DTSTART"].dt, datetime.min.time())
    assert begin + alarm["TRIGGER"].dt == datetime(2027, 6, 23, 9, 0)
    assert not read(calendar([entry(alarm="")]))[0].walk("VALARM")


def test_it_takes_no_time_away_and_is_nobody_elses_business():
    (event,) = read(calendar([entry()]))
    assert event["TRANSP"] == "TRANSPARENT" and event["CLASS"] == "PRIVATE"
    assert event["DTSTAMP"].dt == datetime(2027, 3, 1, tzinfo=UTC) and event["SEQUENCE"] == 3


def test_a_feed_has_a_name_and_says_how_often_to_come_and_a_file_has_neither():
    said = lines(calendar([], feed=True))
    with translation.override("nl"):
        assert "X-WR-CALNAME:Jaarlijkse module" in lines(calendar([], feed=True))
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in said and said[0] == "BEGIN:VCALENDAR"
    assert not [line for line in lines(calendar([entry()])) if line.startswith(("X-", "NAME", "REFRESH"))]


# --- what stands in it ------------------------------------------------------------------------------------------------


@pytest.fixture
def year(db):
    """A programme for everybody, opened in 2027."""
    return Year()


class Year:
    def __init__(self, **fields):
        self.module = planned.module()
        self.programme = planned.programme(self.module, starts_on=date(2026, 1, 1), **fields)
        self.edition = planned.edition(self.module, 2027)

    def open(self, on=OPENED):
        open_year(programme=self.programme, year=2027, edition=self.edition, today=on)

    def member(self, **fields):
        return self.members(1, **fields)[0]

    def members(self, number, *, kind=Kind.MUNICIPALITY, **fields):
        """People who were there when the year opened."""
        fields = {"start": LONG_AGO, **fields}
        made = [factories.membership(organisation_=factories.organisation(kind=kind), **fields) for _ in range(number)]
        self.open()
        return made

    def joiner(self, start):
        made = factories.membership(start=start)
        assign_joiners(today=start)
        return made


def only_task(member, on=ON):
    (task,) = tasks_of(user=member.user, on=on)
    return task


@pytest.mark.parametrize(
    ("kind", "office", "said"),
    [
        (Kind.MUNICIPALITY, Office.COUNCILLOR, "Jaarlijkse module voor de raad"),
        (Kind.PROVINCE, Office.STATES_MEMBER, "Jaarlijkse module voor Provinciale Staten"),
        (Kind.WATER_AUTHORITY, Office.BOARD_MEMBER, "Jaarlijkse module voor het algemeen bestuur"),
        (Kind.MUNICIPALITY, Office.ALDERMAN, "Jaarlijkse module"),
    ],
)
def test_in_the_words_of_the_kind_of_organisation(db, kind, office, said):
    member = Year(offices=[office]).member(kind=kind, office=office)
    with translation.override("nl"):
        made = entry_of(only_task(member))
    assert made.summary == said and made.day == date(2027, 6, 30)
    assert made.alarm == f"Over een week: {said[0].lower()}{said[1:]}"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_names_no_topic_no_person_no_organisation_and_has_one_bare_link(year, settings, language):
    settings.SITE_ORIGIN = "https://leren.voorbeeld.example"
    member, other = year.members(2)
    planned.complete(member.user, year.edition, on=ON)
    (next_time,) = coming(user=member.user, on=ON)
    with translation.override(language):
        files = calendar([entry_of(only_task(other))]), calendar([opening_entry(next_time)])
    for content in files:
        text = "\n".join(line for line in lines(content) if not line.startswith(("DT", "UID", "SEQUENCE", "TRIGGER")))
        assert re.findall(r"https?:\S+", text) == ["https://leren.voorbeeld.example/leren/"]
        assert not TOPIC.search(text.replace("https://leren.voorbeeld.example", ""))
        for one in (member, other):
            names = (one.name, one.user.email, one.organisation.name, one.organisation.code, year.edition.title)
            assert not [name for name in names if name in content.decode()]


def test_a_day_that_moves_keeps_its_uid_and_is_newer(year):
    member = year.member()
    before = entry_of(only_task(member))
    Assignment.objects.update(due=date(2027, 10, 20))
    after = entry_of(only_task(member))
    assert after.uid == before.uid and after.day == date(2027, 10, 20)
    assert after.revision > before.revision and after.stamp >= before.stamp


def test_the_same_is_the_same_to_the_byte_on_every_day(year):
    member = year.member()
    made = {calendar([entry_of(only_task(member, on=OPENED + timedelta(days=days)))]) for days in (0, 1, 40, 200)}
    assert len(made) == 1


def test_each_person_and_each_year_has_an_entry_of_its_own(year):
    first, second = year.members(2)
    uids = {entry_of(only_task(member)).uid for member in (first, second)}
    assert len(uids) == 2
    open_year(programme=year.programme, year=2028, edition=planned.edition(year.module, 2028), today=date(2028, 3, 1))
    assert entry_of(only_task(first, on=date(2028, 3, 1))).uid not in uids


def test_two_mandates_are_one_entry_on_the_earliest_day(year):
    council = year.member()
    alone = entry_of(only_task(council))
    states = factories.membership(council.user, factories.organisation(kind=Kind.PROVINCE), start=date(2027, 3, 25))
    assign_joiners(today=states.start)
    both = entry_of(only_task(council))
    assert both.day == date(2027, 6, 23) and both.uid == alone.uid and both.revision > alone.revision
    with translation.override("nl"):
        assert entry_of(only_task(council)).summary == "Jaarlijkse module voor Provinciale Staten"
    # the one that is due first ends: the other is still owed
    states.end = date(2027, 5, 1)
    states.save()
    assert only_task(council, on=date(2027, 5, 2)).due == date(2027, 6, 30)


# --- what is no task (any more) ---------------------------------------------------------------------------------------


def test_what_was_done_is_no_task(year):
    member = year.member()
    planned.complete(member.user, year.edition, on=ON)
    assert tasks_of(user=member.user, on=ON) == []
    assert only_task(member, on=ON - timedelta(days=1)).due == date(2027, 6, 30)


def test_a_membership_that_ended_has_no_task_closed_or_not(year):
    member = year.member()
    member.end = ON
    member.save()
    assert only_task(member, on=ON)  # the last day counts
    assert tasks_of(user=member.user, on=ON + timedelta(days=1)) == []
    tick(now=timezone.make_aware(datetime(2027, 4, 13)))
    member.end = None
    member.save()
    assert tasks_of(user=member.user, on=ON + timedelta(days=1)) == []  # it was closed; the clock opens it again


def test_a_mandate_that_begins_tomorrow_has_no_task_today(year):
    member = year.member()
    member.start = ON + timedelta(days=1)
    member.save()
    assert tasks_of(user=member.user, on=ON) == []


def test_without_a_last_day_there_is_no_entry(year):
    member = year.member()
    Assignment.objects.update(due=date(9999, 12, 31))
    assert tasks_of(user=member.user, on=ON) == []


def test_past_its_day_a_task_stays_where_it_was(year):
    member = year.member()
    assert only_task(member, on=date(2027, 8, 1)).due == date(2027, 6, 30)


def test_nobody_elses(year):
    member, other = year.members(2)
    assert {task.user for task in tasks_of(user=member.user, on=ON)} == {member.user.pk} != {other.user.pk}


def test_one_query_however_many_mandates_and_modules(year):
    member = year.member()
    for _number in range(3):
        another = Year()
        factories.membership(member.user, start=LONG_AGO)
        another.open()
    with CaptureQueriesContext(connection) as queries:
        tasks = tasks_of(user=member.user, on=ON)
        calendar([entry_of(task) for task in tasks], feed=True)
    assert len(tasks) == 4 and len(queries) == 1


# --- the next opening -------------------------------------------------------------------------------------------------


def next_opening(member, on=ON):
    found = coming(user=member.user, on=on)
    return found[0].opens if found else None


def test_the_next_opening_is_the_window_of_the_year_after(year):
    assert next_opening(year.member()) == date(2028, 3, 1)


def test_who_counts_already_is_asked_a_year_later(year):
    member = year.member()
    planned.complete(member.user, year.edition, on=date(2027, 11, 10))
    # late work, for what was due on 30 June: it does not serve two years
    assert next_opening(member, on=date(2027, 11, 10)) == date(2028, 3, 1)
    joiner = year.joiner(date(2027, 9, 10))
    planned.complete(joiner.user, year.edition, on=date(2027, 11, 10))
    assert next_opening(joiner, on=date(2027, 11, 10)) == date(2029, 3, 1)


def test_a_window_on_29_february_opens_on_the_28th(db):
    year = Year(opens_month=2, opens_day=29)
    member = year.member()
    assert next_opening(member) == date(2028, 2, 29)
    open_year(programme=year.programme, year=2028, edition=planned.edition(year.module, 2028), today=date(2028, 2, 29))
    assert next_opening(member, on=date(2028, 4, 1)) == date(2029, 2, 28)


@pytest.mark.parametrize("on", [date(2028, 3, 1), date(2028, 5, 1)])
def test_a_day_that_passed_without_an_opening_is_not_known(year, on):
    assert next_opening(year.member(), on=on) is None


def test_no_opening_after_the_end_of_programme_or_mandate(year):
    leaving, staying = year.members(2)
    leaving.end = date(2028, 2, 29)
    leaving.save()
    assert next_opening(leaving) is None
    assert next_opening(staying) == date(2028, 3, 1)
    year.programme.ends_on = date(2028, 2, 29)
    year.programme.save()
    assert next_opening(staying) is None


def test_no_opening_for_who_is_not_asked(year):
    assert next_opening(year.member(office=Office.MAYOR)) is None
    assert coming(user=factories.person(), on=ON) == []


def test_the_entry_of_an_opening(year):
    member = year.member()
    (one,) = coming(user=member.user, on=ON)
    with translation.override("nl"):
        made = opening_entry(one)
    assert made.day == date(2028, 3, 1) and made.summary == "Jaarlijkse module voor de raad: weer open"
    assert made.uid not in {entry_of(only_task(member)).uid} and not made.alarm
    assert opening_entry(coming(user=member.user, on=ON + timedelta(days=90))[0]).uid == made.uid
