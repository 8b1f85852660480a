"""Which way somebody goes through an edition, and how far: everything, or, having completed an earlier edition, the
refresher: what is new, whom to call, one dilemma, the entry check, the lessons that it brings back, and what nobody
may skip.

Asked twice, it is computed twice: nothing of it is stored but what the person did (`models.Refresher`, `Progress`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from content.editions import serving
from content.editions.models import EditionQuestion, EditionStep
from content.editions.musts import must_see
from courses.learning.drawing import IN_CHECK
from courses.learning.models import Answer, Attempt, Completion, Enrolment, Progress, Refresher, ScreenSeen
from courses.learning.tasks import CHECK, CONTACTS, MUST_SEE, NEWS, Task

LESSON, DILEMMA = EditionStep.Kind.LESSON, EditionStep.Kind.DILEMMA
#: Minutes for what is no step; the questions of a check are about three a minute.
NEWS_MINUTES = CONTACTS_MINUTES = 1
QUESTIONS_A_MINUTE = 2


class Reached(NamedTuple):
    """A step and how far one person is in it: `reached` None means not begun; `seen` is the document that was seen."""

    pk: int
    position: int
    kind: str
    title: str
    minutes: int
    screens: int
    page: int
    frozen: str
    reached: int | None
    done: bool
    shown: bool
    seen: str | None

    @property
    def task(self) -> Task:
        return Task(
            self.position, self.kind, self.title, self.minutes, self.screens, self.reached, self.done or self.shown,
            shown=self.shown and not self.done,
        )  # fmt: skip

    @property
    def whole(self) -> Task:
        """The step for who does everything: that a check showed it counts for nothing."""
        return Task(
            self.position, self.kind, self.title, self.minutes, self.screens,
            self.reached or (None if self.shown else self.reached), self.done,
        )  # fmt: skip


class MustScreen(NamedTuple):
    """A must-see screen of a step: its number in the lesson (from 1), the id of its block, whether it was seen."""

    step: Reached
    number: int
    block: str
    seen: bool


@dataclass(frozen=True)
class Refreshing:
    """The refresher as it stands, or as it will be when `pk` is None: the person did not press Begin yet."""

    pk: int | None
    since: int
    since_year: int
    dilemma: int | None
    news: bool = False
    contacts: bool = False
    full: bool = False


@dataclass(frozen=True)
class Route:
    """`answered` counts the answers in the entry check (None: not begun), `questions` what it asks or will ask."""

    steps: list[Reached]
    enrolment: int | None
    completed: bool
    refreshing: Refreshing | None
    #: Everything is the way now, but the person may take the refresher.
    could_refresh: bool
    questions: int
    answered: int | None
    checked: bool
    screens_seen: frozenset[tuple[int, str]]

    @property
    def short(self) -> bool:
        """Whether the refresher is the way that is taken now; for who did everything anyhow, it is not."""
        return self.refreshing is not None and not self.refreshing.full and not self._everything

    @property
    def _everything(self) -> bool:
        return bool(self.steps) and all(step.done for step in self.steps)

    @cached_property
    def must_screens(self) -> list[MustScreen]:
        """The must-see screens of the lessons that need not be done (before the check: that may not need to be)."""
        if not self.questions:
            return []
        skipped = [step for step in self.steps if step.kind == LESSON and not step.done]
        if self.checked:
            skipped = [step for step in self.steps if step.kind == LESSON and step.shown]
        return list(must_screens(skipped, self.screens_seen))

    @cached_property
    def tasks(self) -> list[Task]:
        """All that there is to do, in order; of the refresher, what was shown stands last."""
        if not self.short:
            return [step.whole for step in self.steps]
        # the dilemma is really done: no check shows it
        dilemma = [step.whole for step in self.steps if step.pk == self.refreshing.dilemma]
        rest = [step for step in self.steps if step.pk != self.refreshing.dilemma]
        decided = rest if self.checked or not self.questions else []
        return [
            *self._first,
            *dilemma,
            *self._check,
            *(step.task for step in decided if not step.task.shown),
            *self._must_see,
            *(step.task for step in decided if step.task.shown),
        ]

    @property
    def others(self) -> list[Task]:
        """Steps that are no task now, to read by who wants to."""
        numbers = {task.number for task in self.tasks}
        return [step.task for step in self.steps if step.position not in numbers]

    @property
    def some_shown(self) -> bool:
        return any(task.shown for task in self.tasks)

    @property
    def can_shorten(self) -> bool:
        """Everything is the way now, and the refresher may be taken instead."""
        return not self.short and (self.could_refresh or self.refreshing is not None) and not self.completed

    @property
    def upcoming(self) -> Task | None:
        return next((task for task in self.tasks if not task.done), None)

    @property
    def all_done(self) -> bool:
        """Whether nothing is left to do."""
        return bool(self.steps) and all(task.done for task in self.tasks)

    @property
    def _first(self):
        here = self.refreshing
        begun = 0 if here.pk else None
        return (
            Task(0, NEWS, _("What is new"), NEWS_MINUTES, 1, begun, here.news),
            Task(0, CONTACTS, _("Whom you call"), CONTACTS_MINUTES, 1, 0 if here.contacts else None, here.contacts),
        )

    @property
    def _check(self):
        if not self.questions:
            return []
        minutes = -(-self.questions // QUESTIONS_A_MINUTE)
        return [Task(0, CHECK, _("Entry check"), minutes, self.questions, self.answered, self.checked)]

    @property
    def _must_see(self):
        screens = self.must_screens
        if not screens:
            return []
        minutes = -(-sum(one.step.minutes * 60 // one.step.screens for one in screens) // 60)
        seen = sum(one.seen for one in screens)
        return [Task(0, MUST_SEE, _("Everybody sees this"), minutes, len(screens), seen or None, seen == len(screens))]


def must_screens(steps: Iterable[Reached], seen) -> Iterable[MustScreen]:
    """Yield the must-see screens of lessons; one is seen by itself, or when the reader came past it in the lesson."""
    for step in steps:
        document = serving.document(step.frozen)
        for number in must_see(document):
            block = document["body"][number - 1]["id"]
            passed = step.done or (step.reached or 0) >= number or (step.pk, block) in seen
            yield MustScreen(step, number, block, passed)


def route_of(*, user, edition: int) -> Route:
    """Return the way of `user` through an edition.

    One query for who never completed an earlier edition; for who did, one more: for the dilemma, before Begin, or for
    the must-see screens, after it.
    """
    rows = list(_rows(user, edition))
    steps = [Reached(*row[:9], done=row[9] is not None, shown=bool(row[10]), seen=row[18]) for row in rows]
    enrolment, completed, stored, earlier, answered, checked = rows[0][11:17] if rows else (None,) * 6
    refreshing, seen = None, frozenset()
    if stored:
        refreshing = Refreshing(**{**stored, **{name: bool(stored[name]) for name in ("news", "contacts", "full")}})
        seen = screens_seen(refreshing.pk)
    elif earlier and not enrolment and not completed:
        refreshing = Refreshing(None, **earlier, dilemma=dilemma_for(user=user, steps=steps))
    return Route(
        steps=steps,
        enrolment=enrolment,
        completed=bool(completed),
        refreshing=refreshing,
        could_refresh=bool(earlier and enrolment and not stored and not completed),
        questions=min(IN_CHECK, sum(row[17] or 0 for row in rows)),
        answered=answered if answered is not None else 0 if checked is not None else None,
        # of who finished, the attempt may be gone by now
        checked=bool(checked or completed),
        screens_seen=seen,
    )


def earlier_completions(*, user, module, before):
    """Completions of earlier editions of a module by `user`, that of the newest edition first. Each argument may be an
    outer reference; `before` is the year of the edition that is at hand."""
    rows = Completion.objects.filter(user=user, module=module, edition__year__lt=before)
    return rows.order_by("-edition__year")


def screens_seen(refresher: int) -> frozenset[tuple[int, str]]:
    """Return (step, block) of the must-see screens that were seen by themselves."""
    return frozenset(ScreenSeen.objects.filter(refresher=refresher).values_list("step_id", "screen"))


def dilemma_for(*, user, steps: Iterable[Reached]) -> int | None:
    """Return the key of the dilemma that is asked of somebody who did earlier editions; None when there is none.

    One that was done in this edition already; else the first that this person never did; else the first that changed
    since; else the first.
    """
    dilemmas = [step for step in steps if step.kind == DILEMMA]
    if not dilemmas:
        return None
    before = Progress.objects.filter(
        enrolment__user=user, done_at__isnull=False, step__page__in=[step.page for step in dilemmas]
    ).exclude(step__in=[step.pk for step in dilemmas])
    # of two earlier years the later one stands
    known = dict(before.order_by("step__edition__year").values_list("step__page_id", "frozen_id"))
    ranked = (
        [step for step in dilemmas if step.done],
        [step for step in dilemmas if step.page not in known],
        [step for step in dilemmas if known.get(step.page) != step.frozen],
        dilemmas,
    )
    return next(found[0].pk for found in ranked if found)


def _rows(user, edition):
    here = {"user": user, "edition": OuterRef("edition")}
    within = {"enrolment__user": user, "enrolment__edition": OuterRef("edition")}
    # with the edition, though the step says it: SQLite else reads how far everybody is in the step
    mine = Progress.objects.filter(step=OuterRef("pk"), **within)
    refresher = Refresher.objects.filter(**within).values(
        found=JSONObject(
            pk="pk", since="since", since_year="since__year", dilemma="dilemma", news=_is_set("news_seen_at"),
            contacts=_is_set("contacts_seen_at"), full="full",
        )
    )  # fmt: skip
    earlier = earlier_completions(user=user, module=OuterRef("edition__module"), before=OuterRef("edition__year"))
    checks = Attempt.objects.filter(step=None, **within)
    given = Answer.objects.filter(
        attempt__step=None, attempt__enrolment__user=user, attempt__enrolment__edition=OuterRef("edition")
    )
    asked = EditionQuestion.objects.filter(step=OuterRef("pk"), step__kind=EditionStep.Kind.QUIZ)
    return (
        EditionStep.objects.filter(edition=edition)
        .annotate(
            reached=Subquery(mine.values("position")[:1]),
            finished=Subquery(mine.values("done_at")[:1]),
            was_shown=Subquery(mine.values("shown")[:1]),
            enrolled=Subquery(Enrolment.objects.filter(**here).values("pk")[:1]),
            completed=Subquery(Completion.objects.filter(**here).values("pk")[:1]),
            refresher=Subquery(refresher[:1]),
            earlier=Subquery(earlier.values(found=JSONObject(since="edition", since_year="edition__year"))[:1]),
            answered=Subquery(_counted(given, "attempt")),
            checked=Subquery(checks.values(finished=_is_set("finished_at"))[:1]),
            asked=Subquery(_counted(asked, "step")),
            seen=Subquery(mine.values("frozen")[:1]),
        )
        .order_by("position")
        .values_list(
            "pk", "position", "kind", "title", "minutes", "screens", "page_id", "frozen_id", "reached", "finished",
            "was_shown", "enrolled", "completed", "refresher", "earlier", "answered", "checked", "asked",
            "seen",
        )
    )  # fmt: skip


def _counted(rows, group):
    return rows.order_by().values(group).annotate(number=Count("pk")).values("number")[:1]


def _is_set(name):
    return Case(When(**{f"{name}__isnull": False}, then=Value(1)), default=Value(0))
