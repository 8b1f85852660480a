"""What learning pages read. Every look-up asks for an active mandate in the same query: without one it is NotHere."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Subquery

from content.editions.minutes import minutes_left
from content.editions.models import Edition, EditionStep
from courses.learning.errors import NotHere
from courses.learning.models import Completion, Enrolment, Progress
from courses.learning.places import OwnOrganisation, own_organisation


@dataclass(frozen=True, slots=True)
class Task:
    """A step of an edition and how far one person is: `position` None means not begun."""

    number: int
    kind: str
    title: str
    minutes: int
    screens: int
    position: int | None
    done: bool

    @property
    def state(self) -> str:
        """`done`, `busy` or `open`: the words and icons of a status go by these."""
        return "done" if self.done else "open" if self.position is None else "busy"

    @property
    def minutes_left(self) -> int:
        """Whole minutes, at least one while the step is not done."""
        return 0 if self.done else minutes_left(self.minutes, self.position or 0, self.screens)


def _here(rows, *, user, on):
    """Annotate `rows` with `own`, an organisation where `user` has an active mandate on the day `on`."""
    return rows.annotate(own=own_organisation(user=user, on=on))


def _only(found):
    if found is None or found.own is None:
        raise NotHere
    found.own = OwnOrganisation(**found.own)
    return found


def edition_for(*, user, edition: int, on: date) -> Edition:
    """Return an opened edition for a person with a mandate on the day `on`; with `own`, the organisation of one."""
    return _only(_here(Edition.objects.filter(pk=edition), user=user, on=on).first())


def step_for(*, user, edition: int, step: int, on: date) -> EditionStep:
    """Return the step at position `step`, its edition read along."""
    steps = EditionStep.objects.filter(edition_id=edition, position=step).select_related("edition")
    return _only(_here(steps, user=user, on=on).first())


def tasks_of(*, user, edition: int) -> list[Task]:
    """Return every step of an edition, in order, with how far `user` is."""
    rows = (
        EditionStep.objects.filter(edition_id=edition)
        .annotate(
            reached=Subquery(_mine(user).values("position")[:1]),
            finished=Subquery(_mine(user).values("done_at")[:1]),
        )
        .order_by("position")
        .values_list("position", "kind", "title", "minutes", "screens", "reached", "finished")
    )
    return [Task(*row[:6], done=row[6] is not None) for row in rows]


def _mine(user):
    return Progress.objects.filter(step=OuterRef("pk"), enrolment__user=user)


def completion_for(*, user, edition: int, on: date) -> Completion:
    """Return the person's completion of an edition, the edition read along."""
    rows = Completion.objects.filter(user=user, edition_id=edition).select_related("edition")
    return _only(_here(rows, user=user, on=on).first())


def step_of_page(*, user, page: int, on: date) -> EditionStep:
    """Return where a link to a page leads this person: the edition begun last that has it, else the newest."""
    begun = Enrolment.objects.filter(user=user, edition=OuterRef("edition")).values("started_at")[:1]
    steps = EditionStep.objects.filter(page=page).annotate(begun=Subquery(begun))
    newest_first = _here(steps, user=user, on=on).order_by(F("begun").desc(nulls_last=True), "-edition__year")
    return _only(newest_first.first())
