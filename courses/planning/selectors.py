"""What Mijn overzicht reads: one person's tasks, how far they are, and what the clerk sees of them."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from content.editions.models import Edition
from courses.learning.models import Completion
from courses.learning.selectors import Task, tasks_of
from courses.members import scope
from courses.members.models import Membership
from courses.planning.calendar import year_of
from courses.planning.errors import PlanningError
from courses.planning.models import NO_DAY_YET, NamesExport, Programme, ProgrammeModule, ProgrammeYear
from courses.planning.status import Status, of_person
from courses.planning.voluntary import Offer, offers

#: So many of the latest days on which a list of names was taken are shown.
EXPORTS_SHOWN = 3


@dataclass
class Duty:
    """One module for one person: however many mandates and programmes, one task with the earliest due date.

    `rows` are the person's memberships as `status.standing` gives them, each as its own clerk sees it, with its
    `programme_year`. `place` is where the programme puts the module.
    """

    rows: list[Membership]
    place: int = 0
    edition: Edition | None = None
    steps: list[Task] = field(default_factory=list)

    @property
    def programme_year(self) -> ProgrammeYear:
        """The newest year of the rows."""
        return max((row.programme_year for row in self.rows), key=lambda year: year.year)

    @property
    def asked(self) -> list[Membership]:
        return [row for row in self.rows if row.status != Status.EXEMPT]

    @property
    def owed(self) -> list[Membership]:
        """What is still to be done, the earliest due date first."""
        rows = [row for row in self.asked if row.status != Status.DONE]
        return sorted(rows, key=lambda row: row.due)

    @property
    def done(self) -> bool:
        return not self.owed

    @property
    def counts_already(self) -> bool:
        return self.done and all(row.counts_already for row in self.asked)

    @property
    def completed_on(self) -> date | None:
        return max(row.completed_on for row in self.asked) if self.asked and self.done else None

    @property
    def due(self) -> date | None:
        """The earliest due date that is still owed; None when all is done, or while an absence has no end."""
        due = self.owed[0].due if self.owed else NO_DAY_YET
        return None if due == NO_DAY_YET else due

    @property
    def begun(self) -> bool:
        return any(step.position is not None for step in self.steps)

    @property
    def minutes_left(self) -> int:
        return sum(step.minutes_left for step in self.steps)

    @property
    def next_step(self) -> Task | None:
        """Where the person goes on: the step that was begun, else the first that was not done."""
        rest = [step for step in self.steps if not step.done]
        return next((step for step in rest if step.position is not None), rest[0] if rest else None)

    @property
    def next_number(self) -> int:
        """Which of its kind the next step is: the second lesson is 2."""
        step = self.next_step
        return sum(other.kind == step.kind and other.number <= step.number for other in self.steps) if step else 0


@dataclass(frozen=True)
class Overview:
    mandates: list[Membership]
    duties: list[Duty]
    completions: list[Completion]
    offers: list[Offer]
    exports: list[NamesExport]

    @property
    def first(self) -> Duty | None:
        """The duty to go on with: the earliest due of what is not done."""
        return next((duty for duty in self.duties if not duty.done), None)

    @property
    def others(self) -> list[Duty]:
        """The other duties of which something is asked."""
        return [duty for duty in self.duties if duty.asked and duty is not self.first]


def overview_of(*, user, on) -> Overview:
    """Return all that Mijn overzicht shows of `user` on the day `on`.

    Seven queries for one programme with one module, two more for each other module.
    """
    mandates = list(scope.mandates(user=user, on=on))
    duties = _duties(user=user, mandates=mandates, on=on)
    editions = _editions(duties)
    for duty in duties:
        if not duty.done:
            duty.edition = editions[duty.owed[0].edition_to_do]
            duty.steps = tasks_of(user=user, edition=duty.edition.pk)
    duties.sort(key=lambda duty: (duty.due or date.max, duty.place))
    completions = list(Completion.objects.filter(user=user).select_related("edition").order_by("-completed_on"))
    owed = {duty.programme_year.module_id for duty in duties if duty.asked}
    return Overview(
        mandates=mandates,
        duties=duties,
        completions=completions,
        offers=offers(mandates=mandates, owed=owed, completions=completions, on=on),
        exports=_exports(mandates),
    )


def _editions(duties) -> dict[int, Edition]:
    """The editions to do; those of the years themselves are here already."""
    found = {row.programme_year.edition_id: row.programme_year.edition for duty in duties for row in duty.rows}
    others = {duty.owed[0].edition_to_do for duty in duties if not duty.done} - found.keys()
    return found | (Edition.objects.in_bulk(others) if others else {})


def _duties(*, user, mandates, on) -> list[Duty]:
    if not mandates:
        return []
    newest = {}
    place = ProgrammeModule.objects.filter(programme=OuterRef("programme"), module=OuterRef("module"))
    years = ProgrammeYear.objects.filter(opened_on__lte=on).select_related("programme", "edition")
    for year in years.annotate(place=Subquery(place.values("sort_order")[:1])).order_by("-year"):
        if any(year.programme.binds(mandate) for mandate in mandates):
            newest.setdefault((year.programme_id, year.module_id), year)
    mine = scope.mandates(user=user, on=on)
    duties = {}
    for year in newest.values():
        for row in of_person(memberships=mine, programme_year=year, on=on):
            row.programme_year = year
            duties.setdefault(year.module_id, Duty([], place=year.place or 0)).rows.append(row)
    return list(duties.values())


def _exports(mandates):
    """The latest lists on which these mandates can stand: taken in their organisations since they began."""
    since = Q()
    for mandate in mandates:
        since |= Q(organisation=mandate.organisation_id, taken_on__gte=mandate.start)
    if not since:
        return []
    return list(NamesExport.objects.filter(since).select_related("organisation", "programme_year")[:EXPORTS_SHOWN])


def programme_named(name=None) -> Programme:
    """Return the programme with this key or title; without a name the only one there is. Raises PlanningError."""
    found = Programme.objects.all()
    if name is not None:
        found = found.filter(pk=name) if str(name).isdecimal() else found.filter(title=name)
    programmes = list(found[:2])
    if len(programmes) == 1:
        return programmes[0]
    titles = ", ".join(f"{pk} ({title})" for pk, title in Programme.objects.values_list("pk", "title"))
    raise PlanningError(_("Say which programme: %(programmes)s.") % {"programmes": titles or _("there is none yet")})


def next_openings(*, organisation, on) -> list[tuple[Programme, int, date]]:
    """Return the programmes that ask an organisation each year, with their next year and the day on which it may open.

    That is the first day of the window that is not open yet, or `on` when it has passed. Two queries.
    """
    holding = Programme.objects.filter(
        Q(organisation=None) | Q(organisation=organisation), Q(ends_on=None) | Q(ends_on__gte=on), each_year=True
    )
    newest = ProgrammeYear.objects.filter(programme=OuterRef("pk")).order_by("-year").values("year")[:1]
    found = []
    for programme in holding.annotate(newest=Subquery(newest)):
        if organisation.kind in programme.kinds:
            found.append((programme, *next_opening(programme, newest=programme.newest, on=on)))
    return found


def next_opening(programme, *, newest, on) -> tuple[int, date]:
    """Return the year after `newest` (None: no year is open yet), at least this one, and the day it opens."""
    first = max(on, programme.starts_on)
    year = max(first.year, newest + 1) if newest else first.year
    return year, max(year_of(programme, year).opens, first)
