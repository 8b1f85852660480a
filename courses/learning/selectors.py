"""What learning pages read. Every look-up asks for an active mandate in the same query: without one it is NotHere."""

from datetime import date

from django.db.models import F, OuterRef, Subquery

from content.editions.models import Edition, EditionStep
from content.editions.news import News, news_between
from courses.learning.errors import NotHere
from courses.learning.models import Completion, Enrolment, Refresher
from courses.learning.places import OwnOrganisation, own_organisation
from courses.learning.routes import route_of
from courses.learning.tasks import Task


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
    """Return all that `user` has to do in an edition, in order, with how far it is; see `routes`."""
    return route_of(user=user, edition=edition).tasks


def refreshed_since(*, user, edition: int) -> Edition | None:
    """Return the edition from which the person's refresher counts; None without a refresher."""
    rows = Refresher.objects.filter(enrolment__user=user, enrolment__edition=edition).select_related("since")
    found = rows.first()
    return found and found.since


def news_for(*, user, since: Edition, edition: Edition) -> News:
    """Return what is new for this person: changes to `since` after the person finished it included."""
    finished = Completion.objects.filter(user=user, edition=since).values_list("completed_at", flat=True).first()
    return news_between(since=since, edition=edition, completed_at=finished)


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
