"""The rules of reminding as SQL: which assignments may be spoken of on a day, whose current rung was not said yet."""

from datetime import timedelta

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from content.editions.models import EditionStep
from courses.learning.models import Completion
from courses.members.models import Membership
from courses.planning.facts import away, exempt, satisfying
from courses.planning.models import NO_DAY_YET, Assignment
from courses.reminders.ladder import DAYS_BEFORE, Kind
from courses.reminders.models import Bounce, Mail, MailLine, Reason

PERSON = "membership__user"
MODULE = "programme_year__module"
PROGRAMME = "programme_year__programme"


class DaysBefore(Func):
    """A date column so many days earlier; Django's own `F() - timedelta` is slow on SQLite, and a moment."""

    output_field = DateField()

    def __init__(self, expression, days):
        super().__init__(expression)
        self.days = int(days)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=f"date(%(expressions)s, '-{self.days} days')", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=f"(%(expressions)s - {self.days})", **context)


def rung(*, on):
    """The current rung of an assignment that is open on the day `on`: the same sentence as `ladder.current_rung`."""
    reminders = [
        When(due__lte=on + timedelta(days=days), opens__lt=DaysBefore(F("due"), days), then=Value(kind.value))
        for kind, days in DAYS_BEFORE.items()
    ]
    return Case(
        When(due__lt=on, opens__lt=on, then=Value(Kind.OVERDUE.value)),
        *reminders,
        default=Value(Kind.INVITATION.value),
        output_field=CharField(),
    )


def hindrance(*, on):
    """Why nothing may be said of an assignment although it is owed, as a Reason; empty when it may."""
    return Case(
        When(**{f"{PROGRAMME}__ends_on__lt": on}, then=Value(Reason.PROGRAMME_ENDED.value)),
        When(**{f"{MODULE}__live": False}, then=Value(Reason.UNPUBLISHED.value)),
        default=Value(""),
        output_field=CharField(),
    )


def owed(*, on):
    """Assignments that ask something on the day `on`: not closed, not done, not exempt, of a member who is there."""
    member = Q(membership__end=None) | Q(membership__end__gte=on)
    found = Assignment.objects.filter(
        member,
        Q(closed_on=None) | Q(closed_on__gt=on),
        opens__lte=on,
        due__lt=NO_DAY_YET,
        membership__start__lte=on,
        **{f"{PERSON}__is_active": True},
    )
    return (
        found.exclude(Exists(satisfying()))
        .exclude(away(on=on, membership="membership"))
        .exclude(exempt(OuterRef(PROGRAMME), on=on, membership="membership"))
    )


def came_back(*, person="pk", address="email"):
    """The outer person has an address that gave a mail back, and still has it."""
    return Exists(Bounce.objects.filter(person=OuterRef(person), address=OuterRef(address), cleared_on=None))


def mailed_lately(person, *, on, but=None):
    """The outer `person` got a mail in the last week, or one waits to go; `but` is a mail that does not count."""
    mails = Mail.objects.spending(on=on).filter(person=OuterRef(person))
    return Exists(mails.exclude(pk=but) if but else mails)


def unsaid(*, on, quiet):
    """Assignments whose current rung was not said: what a tick looks for.

    By far the most fall out by the first condition, which is one look in an index. What is hindered was noted once, and
    comes back only when the hindrance has gone. A superset of what `digests` then says: here each of two mandates with
    one module stands on its own, and an invitation that lapsed is open again when its date moved.
    """
    # no rung is asked by a clerk; only with these words is the index of one line a rung looked in
    lines = MailLine.objects.filter(
        asked_on=None, person=OuterRef(PERSON), programme_year=OuterRef("programme_year"), kind=OuterRef("rung")
    )
    noted = Exists(lines.exclude(withheld=""))
    found = owed(on=on).annotate(rung=rung(on=on)).exclude(Exists(lines.filter(withheld="")))
    stuck = Q(**{f"{PROGRAMME}__ends_on__lt": on}) | Q(**{f"{MODULE}__live": False})
    stuck |= Q(came_back(person=PERSON, address=f"{PERSON}__email"))
    found = found.exclude(noted & stuck).exclude(mailed_lately(PERSON, on=on))
    if hushed := quiet.organisations(on=on, path="membership__organisation"):
        found = found.exclude(hushed)
    return found


def with_texts(assignments, *, on):
    """`assignments` with what a mail says of them: `hindrance`, `minutes` of the edition, and `returning`: whether the
    person did the module before."""
    minutes = EditionStep.objects.filter(edition=OuterRef("edition")).order_by().values("edition")
    return assignments.annotate(
        hindrance=hindrance(on=on),
        returning=Exists(Completion.objects.filter(user=OuterRef(PERSON), module=OuterRef(MODULE))),
        minutes=Coalesce(
            Subquery(minutes.annotate(all=Sum("minutes")).values("all")[:1]), 0, output_field=IntegerField()
        ),
    )


def members_open(*, persons, quiet, on) -> dict[int, dict[int, bool]]:
    """Return by person their organisations on the day `on`, each with whether mails may go there; one query."""
    members = Membership.objects.active(on=on).filter(user__in=persons)
    found = {}
    for user, organisation, kind in members.values_list("user", "organisation", "organisation__kind"):
        open_ = quiet.over(organisation=organisation, kind=kind, on=on) is None
        found.setdefault(user, {})[organisation] = open_
    return found
