"""A screen of a lesson as members of an organisation read it, for who looks along and learns nothing: no rows are read
of anybody, and none are made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import mark_safe

from content.editions import serving
from content.editions.marks import marks
from content.editions.minutes import minutes_left
from content.editions.models import EditionStep
from courses.learning.places import Edition, Step
from courses.members.local import texts

#: Blocks that hold something of the reader's own organisation.
LOCAL = {"contact", "protocol"}


@dataclass(frozen=True)
class LocalScreen:
    """A screen (from 1) of a lesson that shows something of the reader's own organisation."""

    edition: Edition
    step: Step
    screen: int
    title: str

    @property
    def place(self) -> dict[str, int]:
        """Where it stands, as addresses say it."""
        return {"edition": self.edition.pk, "step": self.step.position, "screen": self.screen}


def local_screens(editions: Iterable[int]) -> list[LocalScreen]:
    """Return the screens that hold local contacts or protocol in the editions with these keys, in reading order.

    One query, beside documents that are not in the cache yet.
    """
    editions = list(dict.fromkeys(editions))
    steps = EditionStep.objects.filter(edition__in=editions, kind=EditionStep.Kind.LESSON).order_by("position")
    rows = steps.values_list(*[f"edition__{name}" for name in Edition._fields], *Step._fields)
    size = len(Edition._fields)
    places = [(Edition(*row[:size]), Step(*row[size:])) for row in rows]
    places.sort(key=lambda place: (editions.index(place[0].pk), place[1].position))
    return [
        LocalScreen(edition, step, number, screen["value"]["title"])
        for edition, step in places
        for number, screen in enumerate(serving.document(step.frozen_id)["body"], start=1)
        if LOCAL & {block["type"] for block in screen["value"]["content"]}
    ]


def lesson_context(edition: Edition, step: Step, screen: int, questions: dict[str, str]) -> dict:
    """Return what `content/screens/lesson.html` needs to know of a screen, without any reader: where the own
    organisation belongs, `body` has tokens. `questions` is the HTML of the practice questions by key."""
    titles = serving.outline(step.frozen_id)["screens"]
    body = serving.lesson_screen(step.frozen_id, screen - 1)
    for key, html in questions.items():
        body = body.replace(f"[[practice:{key}]]", html)
    return {
        "edition": edition,
        "step": step,
        "title": titles[screen - 1],
        "screen": screen,
        "screens": len(titles),
        "marks": marks(screen, len(titles)),
        "minutes_left": minutes_left(step.minutes, screen - 1, len(titles)),
        # safe: the screen is our own rendering of cleaned text, the questions are our own templates
        "body": mark_safe(body),  # noqa: S308
        "previous": screen - 1,
    }


def as_members_see(found: LocalScreen, *, organisation, on: date, questions: dict[str, str], csrf: str) -> dict:
    """Return `lesson_context` of a screen with what members of `organisation` read there on the day `on`.

    `csrf` goes into the forms of practice questions.
    """
    context = lesson_context(found.edition, found.step, found.screen, questions)
    own = {**texts.fragments_of([organisation], on=on), "reader:csrf": csrf}
    return {**context, "body": serving.fill(context["body"], own)}
