"""What members in the whole country answered to a question at the first try: one fixed cell a question, and no filter.

Nobody is shown, and nobody can be worked out:

- A cell is shown only with at least 10 persons from at least 3 organisations in it. That holds for who was right and
  who was not, and for each option; options with fewer are taken together with others until the rest is large enough.
- Two looks at the same question never differ by a few persons: answers count in groups, in the order in which they came
  in, and a group is closed only when it holds 10 persons from 3 organisations. What came in since waits.
- Shares are in steps of 5 percent and persons in tens, so that what a small group added cannot be read from two looks.

A person counts once a question, in one organisation. Who had no mandate on that day does not count.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from django.core.cache import cache
from django.db.models import DateField, Exists, F, Min, OuterRef, Subquery
from django.db.models.functions import Trunc
from django.utils import timezone

from content.editions import serving
from content.questions import registry
from courses.learning.models import Answer
from courses.members.models import Membership

PERSONS, ORGANISATIONS = 10, 3
STEP = 5
CACHE_SECONDS = 26 * 60 * 60
#: The type of which every person chose exactly one option, so that options divide the persons. (A statement does too,
#: but its two options only repeat who was right.)
DIVIDED = "single_choice"


@dataclass(frozen=True, slots=True)
class Part:
    """What a share of the members chose, in percent; `words` is "" for the options that are taken together."""

    words: str
    share: int
    best: bool


@dataclass(frozen=True, slots=True)
class National:
    """`right` is the share, in percent, that chose the best answer at the first try; `persons` is rounded down to tens.

    `parts` divide all persons over the options; empty where options do not divide them, or only repeat `right`.
    """

    right: int
    persons: int
    parts: tuple[Part, ...]


@dataclass
class Cell:
    """Persons, and the organisations that they are from."""

    persons: int = 0
    organisations: set = field(default_factory=set)

    def add(self, other: "Cell") -> None:
        self.persons += other.persons
        self.organisations |= other.organisations

    @property
    def shown(self) -> bool:
        return self.persons >= PERSONS and len(self.organisations) >= ORGANISATIONS


def national_results(digests: Iterable[str], *, on: date) -> dict[str, National]:
    """Return what may be shown of the questions whose documents have these digests; a question without enough answers
    is left out. Counts answers from before the day `on`, once a day for each question: two queries each, then none."""
    keys = {f"{settings.RELEASE}:national:{digest}:{on:%Y%m%d}": digest for digest in digests}
    known = cache.get_many(keys)
    for key in keys.keys() - known.keys():
        known[key] = result_of(serving.document(keys[key]), _first_answers(keys[key], on))
        cache.set(key, known[key], CACHE_SECONDS)
    return {keys[key]: found for key, found in known.items() if found is not None}


def result_of(document: dict, answers: Iterable[tuple[dict, bool, int]]) -> National | None:
    """Return what may be shown of (response, right, organisation) of each person, in the order in which they came."""
    cells, total = _in_groups(document, answers)
    right, wrong = Cell(), Cell()
    for (_place, best), cell in cells.items():
        (right if best else wrong).add(cell)
    if not (right.shown and wrong.shown):
        return None
    share = _share(right, total)
    return National(share, total.persons // 10 * 10, _parts(document, cells, total))


def _first_answers(digest, on):
    """The first answer of each person to this document, when it is the first that they gave to the question at all in
    that year: (response, right, organisation), oldest first."""
    midnight = timezone.make_aware(datetime.combine(on, time.min))
    sent = Answer.objects.filter(given_at__lt=midnight)
    earlier = sent.filter(attempt__enrolment=OuterRef("attempt__enrolment"), question=OuterRef("question"))
    firsts = sent.filter(frozen=digest).exclude(Exists(earlier.filter(pk__lt=OuterRef("pk"))))
    once = firsts.order_by().values("attempt__enrolment__user").annotate(first=Min("pk")).values("first")
    mandates = Membership.objects.filter(user=OuterRef("attempt__enrolment__user"), start__lte=OuterRef("day"))
    mandates = mandates.exclude(end__lt=OuterRef("day")).order_by("organisation").values("organisation")[:1]
    rows = Answer.objects.filter(pk__in=once).annotate(day=Trunc("given_at", "day", output_field=DateField()))
    rows = rows.annotate(organisation=Subquery(mandates)).exclude(organisation=None).order_by("pk")
    return rows.values_list("response", "right", F("organisation")).iterator(chunk_size=2000)


def _in_groups(document, answers):
    """{(place of the option or None, best): Cell} and the Cell of all, of the groups that are closed."""
    cells, total = defaultdict(Cell), Cell()
    waiting, group = defaultdict(Cell), Cell()
    places = {}
    for response, right, organisation in answers:
        one = Cell(1, {organisation})
        waiting[_place(document, response, places), right].add(one)
        group.add(one)
        if group.shown:
            for name, cell in waiting.items():
                cells[name].add(cell)
            total.add(group)
            waiting, group = defaultdict(Cell), Cell()
    return cells, total


def _place(document, response, places):
    """The place of the option that was chosen, where each person chose one; else None."""
    if document["type"] != DIVIDED:
        return None
    name = response.get("option")
    if name not in places:
        feedback = registry.mark(document, response).feedback
        places[name] = next(place for place, item in enumerate(feedback) if item.chosen)
    return places[name]


def _parts(document, cells, total):
    """The options that may be shown, in their order, and the others together. The best answer stands alone: with
    others beside it, `right` would say by subtraction what those are."""
    if document["type"] != DIVIDED:
        return ()
    found = {place: cells.get((place, option["correct"]), Cell()) for place, option in enumerate(document["options"])}
    best = [place for place, option in enumerate(document["options"]) if option["correct"]]
    others = [place for place in found if place not in best]
    # an option that nobody chose is as telling as one that three chose
    together = [place for place in others if not found[place].shown]
    left = sorted(set(others) - set(together), key=lambda place: (found[place].persons, place))
    while together and left and not _sum(found, together).shown:
        together.append(left.pop(0))
    if not left:
        return ()
    parts = [
        Part(document["options"][place]["text"], _share(found[place], total), place in best)
        for place in sorted([*best, *left])
    ]
    return (*parts, Part("", _share(_sum(found, together), total), False)) if together else tuple(parts)


def _sum(found, places):
    cell = Cell()
    for place in places:
        cell.add(found[place])
    return cell


def _share(cell, total):
    """In percent, to the nearest step; never 0 or 100, for then somebody chose it who seems not to be there."""
    return min(max(round(cell.persons * 100 / total.persons / STEP) * STEP, STEP), 100 - STEP)
