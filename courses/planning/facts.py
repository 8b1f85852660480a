"""The sentences of the year rules as SQL conditions: satisfied, counts for a year, begun, active, exempt, away.

Every one is an expression on a row of Membership or Assignment, so that 29 and 10,000 members cost the same number of
queries. They are the only place where these rules are written; opening, joining, status and report put them together.
"""

from datetime import date, datetime, time, timedelta

from django.db.models import DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from courses.learning.models import Completion, Enrolment
from courses.members.models import Absence
from courses.planning.models import Assignment, Exemption

FOREVER = Value(date(9999, 12, 31), output_field=DateField())
#: Why an assignment closed of which no total counts anything.
RELEASED = (Assignment.Reason.EXEMPT, Assignment.Reason.NOT_ASKED)


def end_of(day) -> datetime:
    """Return the moment at which the local `day` is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def in_audience(programme) -> Q:
    """Memberships of the kinds and offices that `programme` binds, in its own organisation when it has one."""
    bound = Q(organisation__kind__in=programme.kinds, office__in=programme.offices)
    return bound & Q(organisation=programme.organisation_id) if programme.organisation_id else bound


def exempt(programme, *, on, membership="pk"):
    """Of the outer membership `programme` asks nothing on the day `on`."""
    return Exists(Exemption.objects.active(on=on).filter(membership=OuterRef(membership), programme=programme))


def last_exempt_day(programme, *, before):
    """The last day of the exemption of the outer membership that ended last before the day `before`."""
    over = Exemption.objects.filter(membership=OuterRef("pk"), programme=programme, end__lt=before)
    return Subquery(over.order_by("-end").values("end")[:1])


def away(*, on, membership="pk"):
    """The outer membership is absent on the day `on`."""
    return Exists(Absence.objects.active(on=on).filter(membership=OuterRef(membership)))


def lasting(*, end, due, on) -> Q:
    """The membership was there on the day `on`, or until what it owed was due; `end` and `due` are names of fields."""
    return Q(**{end: None}) | Q(**{f"{end}__gte": Least(Value(on, DateField()), F(due))})


def has_completed(module):
    """The outer membership's person ever completed the module: the refresher is meant for them."""
    return Exists(Completion.objects.filter(user=OuterRef("user"), module=module))


def satisfying(*, on=None):
    """Completions that satisfy an assignment (the outer row), earliest first.

    By the same person, of any edition of the module, on or after the assignment's counting date, not after the
    membership ended, before the assignment was closed, and on or before the day `on`.
    """
    found = Completion.objects.filter(
        user=OuterRef("membership__user"),
        module=OuterRef("programme_year__module"),
        completed_on__gte=OuterRef("counts_from"),
        completed_on__lte=Coalesce(OuterRef("membership__end"), FOREVER),
        completed_on__lt=Coalesce(OuterRef("closed_on"), FOREVER),
    )
    return (found if on is None else found.filter(completed_on__lte=on)).order_by("completed_on")


def _served_an_earlier_year(counts_from):
    """On a completion: it is what satisfied an obligation that was due before `counts_from`."""
    before = Completion.objects.filter(
        user=OuterRef("membership__user"),
        module=OuterRef("programme_year__module"),
        completed_on__gte=OuterRef("counts_from"),
        completed_on__lt=OuterRef(OuterRef("completed_on")),
    )
    return Exists(
        Assignment.objects.filter(
            ~Exists(before),
            membership__user=OuterRef("user"),
            programme_year__module=OuterRef("module"),
            due__lt=counts_from,
            counts_from__lte=OuterRef("completed_on"),
        ).filter(
            Q(membership__end=None) | Q(membership__end__gte=OuterRef("completed_on")),
            Q(closed_on=None) | Q(closed_on__gt=OuterRef("completed_on")),
        )
    )


def _since(module, counts_from, on):
    """Completions of the outer membership's person from `counts_from` to `on`, while the membership lasted."""
    return Completion.objects.filter(
        user=OuterRef("user"),
        module=module,
        completed_on__gte=counts_from,
        completed_on__lte=on,
    ).filter(completed_on__lte=Coalesce(OuterRef("end"), FOREVER))


def counting(*, module, counts_from, on):
    """Completions by which an outer membership *counts already* for the year that counts from `counts_from`.

    Late work does not serve two years: what satisfied an obligation that was due before that date does not count.
    """
    return _since(module, counts_from, on).exclude(_served_an_earlier_year(counts_from))


def late_work(*, module, counts_from, on):
    """The last day, in this year's counting time, on which the outer membership's person did an earlier year late."""
    late = Completion.objects.filter(
        _served_an_earlier_year(counts_from),
        user=OuterRef("user"),
        module=module,
        completed_on__gte=counts_from,
        completed_on__lte=on,
    )
    return Subquery(late.order_by("-completed_on").values("completed_on")[:1])


def unfinished_enrolments(*, module, user="user", on=None, before=None, up_to_year=None):
    """Enrolments in the module that the outer row's person began and finished neither that edition nor a newer one.

    `on`: as it stood on that day. `before`: an outer date; what was finished from then on does not count as finished.
    """
    finished = Completion.objects.filter(
        user=OuterRef("user"), module=module, edition__year__gte=OuterRef("edition__year")
    )
    found = Enrolment.objects.filter(user=OuterRef(user), edition__module=module)
    if on is not None:
        finished = finished.filter(completed_on__lte=on)
        found = found.filter(started_at__lt=end_of(on))
    if before is not None:
        finished = finished.filter(completed_on__lt=Coalesce(OuterRef(OuterRef(before)), FOREVER))
    if up_to_year is not None:
        found = found.filter(edition__year__lte=up_to_year)
    return found.exclude(Exists(finished))


def begun_edition(*, module, on):
    """The edition that the outer membership's person began and has not finished; it is kept until it is finished."""
    return Subquery(unfinished_enrolments(module=module, on=on).order_by("-edition__year").values("edition")[:1])


def open_onboarding(*, programme, module, on):
    """Onboardings in the module of `programme` that the outer membership still owes on the day `on`."""
    found = Assignment.objects.filter(
        membership=OuterRef("pk"),
        programme_year__programme=programme,
        programme_year__module=module,
        kind=Assignment.Kind.ONBOARDING,
        closed_on=None,
    )
    return found.exclude(Exists(satisfying(on=on)))
