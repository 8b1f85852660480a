"""Where a person is in a step: one query that asks at once for an active mandate, the step and the progress in it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Subquery
from django.db.models.functions import JSONObject

from courses.members import scope
from courses.members.look.badges import Badge
from courses.prepared import Prepared


class Edition(NamedTuple):
    pk: int
    year: int
    title: str
    language: str


class Step(NamedTuple):
    pk: int
    position: int
    kind: str
    title: str
    minutes: int
    screens: int
    frozen_id: str


class OwnOrganisation(NamedTuple):
    """What pages show and look up of an organisation in which the reader has a mandate."""

    pk: int
    kind: str
    local_version: int
    display_name: str
    colour: str
    logo: str

    @property
    def badge(self) -> Badge:
        return Badge(self.display_name, self.colour, self.logo)


def own_organisation(*, user, on) -> Subquery:
    """An annotation: one organisation in which `user` has a mandate on the day `on`, `OwnOrganisation`'s fields as a
    dict; None without a mandate."""
    fields = JSONObject(**{name: f"organisation__{name}" for name in OwnOrganisation._fields})
    return Subquery(scope.mandates(user=user, on=on).values(own=fields)[:1])


class Reader(NamedTuple):
    """All organisations of who reads; never empty."""

    organisations: tuple[OwnOrganisation, ...]

    @property
    def badge(self) -> Badge:
        return self.organisations[0].badge


def reader_of(*, user, on) -> Reader:
    """Return the organisations in which `user` has a mandate on the day `on`, oldest mandate first; one query."""
    rows = scope.mandates(user=user, on=on).values_list(*[f"organisation__{name}" for name in OwnOrganisation._fields])
    return Reader(tuple(dict.fromkeys(OwnOrganisation(*row) for row in rows)))


@dataclass(frozen=True, slots=True)
class Place:
    """A step that somebody began, or that the entry check showed (`shown`). `position` counts the screens behind the
    reader; `organisations` is never empty."""

    progress: int
    enrolment: int
    position: int
    done: bool
    shown: bool
    step: Step
    edition: Edition
    organisations: tuple[OwnOrganisation, ...]

    @property
    def badge(self) -> Badge:
        return self.organisations[0].badge

    @property
    def screen(self) -> int:
        """The screen (from 1) to go on with; of a lesson that is done, the first, to read again."""
        return 1 if self.done else min(self.position + 1, self.step.screens)

    def readable(self, screen: int) -> bool:
        """Whether the reader has come as far as `screen` (from 1), or may read anywhere."""
        return 1 <= screen <= self.step.screens and (self.done or self.shown or screen <= self.position + 1)


_PROGRESS = "user__enrolments__progress__"
_STEP = _PROGRESS + "step__"
_EDITION = "user__enrolments__edition__"


def _query(user, edition, step, on):
    mandates = scope.mandates(user=user, on=on)
    begun = mandates.filter(user__enrolments__edition=edition, user__enrolments__progress__step__position=step)
    return begun.values_list(
        *[f"organisation__{name}" for name in OwnOrganisation._fields],
        *[_PROGRESS + name for name in ("pk", "enrolment_id", "position", "done_at", "shown")],
        *[_STEP + name for name in Step._fields],
        *[_EDITION + name for name in Edition._fields],
    )


_places = Prepared(_query, user=int, edition=int, step=int, on=date)
_OWN, _MINE = len(OwnOrganisation._fields), len(OwnOrganisation._fields) + 5
_FROM_STEP = _MINE + len(Step._fields)


def place_for(*, user, edition: int, step: int, on: date) -> Place | None:
    """Return where `user` is in the step at position `step`; None when it was not begun or nobody may learn here."""
    rows = _places.rows(user=user.pk, edition=edition, step=step, on=on)
    if not rows:
        return None
    progress, enrolment, position, done_at, shown = rows[0][_OWN:_MINE]
    organisations = dict.fromkeys(OwnOrganisation(*row[:_OWN]) for row in rows)
    return Place(
        progress,
        enrolment,
        position,
        done_at is not None,
        bool(shown),
        Step(*rows[0][_MINE:_FROM_STEP]),
        Edition(*rows[0][_FROM_STEP:]),
        tuple(organisations),
    )
