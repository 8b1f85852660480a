"""A country of members, written straight into the tables by the set: seconds, where the services would take an hour.

What stands there is what the services would have left: a year that was opened, done by most and late by some, who
joined and who left since, absences, exemptions, windows of organisations' own, two mandates of one person, and (when
the next year is open) the mails that were sent.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import connection

from content.editions.models import Edition
from content.editions.opening import open_edition
from courses.learning.models import Completion, Enrolment
from courses.members.models import Absence, Kind, Membership, Office, Organisation
from courses.planning.models import (
    Assignment,
    Exemption,
    OrganisationWindow,
    Programme,
    ProgrammeModule,
    ProgrammeYear,
)
from courses.reminders.models import Mail, MailLine
from courses.reminders.owed import unsaid
from courses.reminders.quiet import Quiet

OFFICE_OF = {
    Kind.MUNICIPALITY: Office.COUNCILLOR,
    Kind.PROVINCE: Office.STATES_MEMBER,
    Kind.WATER_AUTHORITY: Office.BOARD_MEMBER,
}
PLACES = {Kind.MUNICIPALITY: 309, Kind.PROVINCE: 12, Kind.WATER_AUTHORITY: 21}
ORGANISATIONS = sum(PLACES.values())
#: One in so many: joined after the opening (and somebody left), is away, is exempt, has a second mandate.
JOINED, AWAY, EXEMPT, SECOND = 100, 53, 211, 97


class Sql(str):
    """A column's value as SQL; whatever else is a parameter."""


@dataclass(frozen=True)
class Calendar:
    """The days of the country: `year` is the one that is open, the next one opens on `opening`."""

    year: int

    @property
    def opened(self) -> date:
        return date(self.year, 3, 1)

    @property
    def due(self) -> date:
        return date(self.year, 6, 30)

    @property
    def change(self) -> date:
        """On this day some left; on the next somebody came in their place."""
        return date(self.year, 9, 30)

    @property
    def opening(self) -> date:
        return date(self.year + 1, 3, 1)

    @property
    def quiet_day(self) -> date:
        """All have had their invitation, nobody the first reminder."""
        return date(self.year + 1, 5, 4)


def calendar() -> Calendar:
    """Of the year whose edition was there first."""
    return Calendar(Edition.objects.order_by("year").first().year)


def found() -> Programme:
    """Organisations of three kinds, some with a window of their own; a programme with a year that is open, and the
    edition of the next one."""
    numbers = iter(range(ORGANISATIONS))
    Organisation.objects.bulk_create(
        Organisation(kind=kind, code=f"xc{place}", name=f"Oord {place}", display_name=f"{kind.label} Oord {place}")
        for kind, number in PLACES.items()
        for place in (next(numbers) for _ in range(number))
    )
    edition = Edition.objects.get()
    days = Calendar(edition.year)
    programme = Programme.objects.create(
        title="Country", kinds=list(PLACES), offices=list(OFFICE_OF.values()), starts_on=date(days.year - 1, 12, 1)
    )
    ProgrammeModule.objects.create(programme=programme, module=edition.module)
    ProgrammeYear.objects.create(
        programme=programme, module=edition.module, year=days.year, edition=edition, opens=days.opened, due=days.due,
        counts_from=date(days.year - 1, 9, 1), opened_on=days.opened, complete=True,
    )  # fmt: skip
    OrganisationWindow.objects.bulk_create(
        OrganisationWindow(
            programme=programme, organisation=place, opens_month=3, opens_day=15, due_month=7, due_day=15
        )
        for place in Organisation.objects.filter(kind=Kind.WATER_AUTHORITY, code__startswith="xc")
    )
    open_edition(module=edition.module, year=days.year + 1, now=datetime(days.year, 12, 1, 9, tzinfo=UTC))
    return programme


def populate(first: int, last: int) -> None:
    """Members number `first` to `last`, active on the day of the opening, and what became of the year that is open."""
    days, people = calendar(), get_user_model()._meta.db_table
    numbers = (
        f"(WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT i FROM n) n"
    )
    before = Membership.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for word, which in (("lid", "1 = 1"), ("oud", f"i % {JOINED} = 0")):
        person = Sql(f"'{word}' || i || '@land.example'")
        name = Sql(f"'Noor van {word} ' || i")
        _insert(
            get_user_model(),
            f"{numbers} WHERE {which}",
            email=person,
            name=name,
            password="!",
            date_joined=_noon(days.opened),
        )
        # a second mandate is of the person before
        number = f"(i - CASE WHEN i % {SECOND} = 0 THEN 1 ELSE 0 END)" if word == "lid" else "i"
        rows = (
            f"{numbers} JOIN {people} u ON u.email = '{word}' || {number} || '@land.example'"
            f" JOIN {Organisation._meta.db_table} o ON o.code = 'xc' || (i % {ORGANISATIONS}) WHERE {which}"
        )
        offices = " ".join(f"WHEN '{kind}' THEN '{office}'" for kind, office in OFFICE_OF.items())
        new, old = f"'{days.change + timedelta(days=1)}'", f"'{days.year - 2}-03-30'"
        start = Sql(f"CAST(CASE WHEN i % {JOINED} = 0 AND '{word}' = 'lid' THEN {new} ELSE {old} END AS {_date()})")
        _insert(
            Membership, rows, user_id=Sql("u.id"), organisation_id=Sql("o.id"), name=name, sort_name=name,
            sort_key=Sql("'k' || ((i * 7919) % 1000003)"), office=Sql(f"CASE o.kind {offices} END"), start=start,
            end=None if word == "lid" else days.change, registered_on=start,
        )  # fmt: skip
    new = f"{Membership._meta.db_table} m WHERE m.id > {before}"
    _insert(Absence, f"{new} AND m.id % {AWAY} = 0", membership_id=Sql("m.id"), start=date(days.year + 1, 2, 1),
            end=date(days.year + 1, 8, 31))  # fmt: skip
    _insert(Exemption, f"{new} AND m.id % {EXEMPT} = 0", membership_id=Sql("m.id"), start=days.opened,
            programme_id=Programme.objects.get(title="Country").pk)  # fmt: skip
    _year_that_is_open(days, f"{new} AND m.id % {EXEMPT} <> 0")


def _date():
    return "text" if connection.vendor == "sqlite" else "date"


def _noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


#: Of twenty neighbours in one organisation this many are done, late, under way.
SHARE = f"(m.id / {ORGANISATIONS}) % 20"
DONE, LATE, BUSY = f"{SHARE} < 14", f"{SHARE} = 14", f"{SHARE} = 15"


def _year_that_is_open(days, members):
    year = ProgrammeYear.objects.get(programme__title="Country", year=days.year)
    joined = f"m.start > '{days.opened}'"
    left = f"m.{_quoted('end')} IS NOT NULL AND NOT ({DONE})"
    later = days.change + timedelta(days=91)
    for kind, which, opens, due in (
        (Assignment.Kind.YEARLY, f"NOT {joined}", days.opened, days.due),
        (Assignment.Kind.ONBOARDING, joined, days.change + timedelta(days=1), later),
    ):
        for closed, when in ((False, f"NOT ({left})"), (True, left)):
            _insert(
                Assignment, f"{members} AND {which} AND {when}", membership_id=Sql("m.id"), programme_year_id=year.pk,
                kind=kind, edition_id=year.edition_id, opens=opens, due=due, unmoved_due=due,
                counts_from=year.counts_from,
                closed_on=days.change + timedelta(days=1) if closed else None,
                closed_reason=Assignment.Reason.MEMBERSHIP_ENDED if closed else "",
            )  # fmt: skip
    learn(year, f"{members} AND {DONE} AND NOT {joined}", date(days.year, 5, 15))
    learn(year, f"{members} AND {DONE} AND {joined}", date(days.year, 11, 15))
    learn(year, f"{members} AND {LATE} AND m.{_quoted('end')} IS NULL", date(days.year, 11, 15))
    learn(year, f"{members} AND {BUSY}", date(days.year, 5, 15), finished=False)


def learn(year: ProgrammeYear, members: str, day: date, *, finished=True) -> None:
    """Let the persons of `members` (SQL) begin the edition of `year` on `day`, and finish it too."""
    persons = f"(SELECT DISTINCT m.user_id AS person FROM {members}) p"
    edition = {"user_id": Sql("p.person"), "edition_id": year.edition_id}
    _insert(Enrolment, persons, **edition, started_at=_noon(day), ignore=True)
    if finished:
        _insert(
            Completion, persons, **edition, module_id=year.module_id, completed_at=_noon(day), completed_on=day,
            reference=Sql(f"'b{year.year}-' || p.person"), receipt={"v": 1, "bench": "country"}, digest="0" * 64,
            ignore=True,
        )  # fmt: skip


def live_on() -> None:
    """After the opening: two fifths finish, some are under way, and whatever was to be said on the quiet day was."""
    days = calendar()
    year = ProgrammeYear.objects.get(programme__title="Country", year=days.year + 1)
    members = (
        f"{Membership._meta.db_table} m JOIN {Assignment._meta.db_table} a ON a.membership_id = m.id"
        f" WHERE a.programme_year_id = {year.pk}"
    )
    learn(year, f"{members} AND {SHARE} < 8", days.opening + timedelta(days=40))
    learn(year, f"{members} AND {SHARE} IN (8, 9)", days.opening + timedelta(days=50), finished=False)
    rows = unsaid(on=days.quiet_day, quiet=Quiet()).values(
        "membership__user", "membership", "programme_year", "rung", "due"
    )
    sql, params = rows.query.sql_with_params()
    day = days.quiet_day - timedelta(days=30)
    with connection.cursor() as cursor:
        named = f"WITH s (person, membership, year, kind, due) AS ({sql}) SELECT * FROM s"
        cursor.execute(f"CREATE TEMPORARY TABLE to_say AS {named}", params)
    _insert(
        Mail, "(SELECT DISTINCT person FROM to_say) s", person_id=Sql("s.person"), state=Mail.State.SENT, day=day,
        message_id=Sql("'<' || s.person || '@land.example>'"), planned_at=_noon(day), claimed_at=_noon(day),
        settled_at=_noon(day),
    )  # fmt: skip
    _insert(
        MailLine,
        "(SELECT person, year, kind, MIN(membership) AS membership, MIN(due) AS due FROM to_say"
        f" GROUP BY person, year, kind) s JOIN {Mail._meta.db_table} l ON l.person_id = s.person",
        mail_id=Sql("l.id"), person_id=Sql("s.person"), kind=Sql("s.kind"), programme_year_id=Sql("s.year"),
        membership_id=Sql("s.membership"), due=Sql("s.due"),
    )  # fmt: skip


def analyze() -> None:
    """What autovacuum does within minutes; without it PostgreSQL plans for empty tables. SQLite is left as it runs."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _quoted(name):
    return connection.ops.quote_name(name)


def _insert(model, rows: str, *, ignore=False, **columns) -> None:
    """INSERT … SELECT from `rows` (SQL from FROM on); columns that are not named get the model's default.

    `ignore` passes over rows that a constraint forbids: two mandates of one person.
    """
    names, values, params = [], [], []
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        value = columns.pop(field.attname) if field.attname in columns else field.get_default()
        names.append(_quoted(field.column))
        if isinstance(value, Sql):
            values.append(value.replace("%", "%%"))
        else:
            values.append("%s")
            params.append(field.get_db_prep_save(value, connection))
    if columns:
        raise ValueError(f"{model.__name__} has no {', '.join(columns)}")
    conflict = " ON CONFLICT DO NOTHING" if ignore else ""
    if ignore and " WHERE " not in rows.rpartition(")")[2]:
        rows += " WHERE 1 = 1"  # SQLite would take ON for a join
    table = _quoted(model._meta.db_table)
    asked = f"SELECT {', '.join(values)} FROM {rows.replace('%', '%%')}"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) {asked}{conflict}", params)
