"""A discussion evening in the council: what stands on its sheet, and on its slides. Nothing of any person, and nothing
of one organisation but its own contacts and protocol.

Which dilemmas are discussed is the clerk's choice and stands in the address: nothing of it is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from content.editions import serving
from content.editions.models import EditionQuestion, EditionStep
from content.editions.rendering import TONE_LOOKS
from content.languages import language_of
from content.questions import registry
from courses.evidence.national import National, national_results

MOST = 3
#: Questions on the theme of one dilemma: more is a quiz, not a conversation.
QUESTIONS = 2


@dataclass(frozen=True)
class Offer:
    """A dilemma that may be chosen. `name` stands in the address: "12-7", edition and position."""

    name: str
    title: str
    module: str
    language: str
    edition: int
    digest: str


@dataclass(frozen=True)
class Asked:
    """A question on the theme, and what the country answered; None when that may not be shown."""

    prompt: str
    language: str
    #: what the best answer consists of, in `words`: of some types the options are words of the interface
    best: list[str]
    words: str
    national: National | None


@dataclass(frozen=True)
class Dilemma:
    """The first situation of a dilemma, its choices with what comes of each (with `look`), and questions on its
    theme."""

    title: str
    module: str
    language: str
    intro: str
    scene: dict
    choices: list[dict]
    questions: list[Asked]


def offers(editions: Iterable[int]) -> list[Offer]:
    """Return the dilemmas of the editions with these keys, module by module; one query."""
    editions = list(editions)
    steps = EditionStep.objects.filter(edition__in=editions, kind=EditionStep.Kind.DILEMMA).select_related("edition")
    steps = sorted(steps, key=lambda step: (editions.index(step.edition_id), step.position))
    return [
        Offer(
            name=f"{step.edition_id}-{step.position}",
            title=step.title,
            module=step.edition.title,
            language=step.edition.language,
            edition=step.edition_id,
            digest=step.frozen_id,
        )
        for step in steps
    ]


def proposed(found: list[Offer]) -> list[Offer]:
    """Return three dilemmas to begin with: one of each module first, for an evening goes over more than one theme."""
    turns = {}
    ranked = []
    for offer in found:
        turns[offer.edition] = turns.get(offer.edition, 0) + 1
        ranked.append((turns[offer.edition], offer))
    kept = {offer.name for _turn, offer in sorted(ranked, key=lambda pair: pair[0])[:MOST]}
    return [offer for offer in found if offer.name in kept]


def chosen_by(names: list[str], found: list[Offer]) -> list[Offer]:
    """Return the dilemmas with these names, in their order; what is not offered here is left out."""
    return [offer for offer in found if offer.name in names]


def dilemmas(chosen: list[Offer], *, on: date) -> list[Dilemma]:
    """Return what is discussed; one query beside the documents and the results, which are cached."""
    themes = {offer.name: serving.document(offer.digest)["objective"]["code"] for offer in chosen}
    asked = _questions({offer.edition for offer in chosen})
    of_each = {
        offer.name: [digest for digest, code in asked.get(offer.edition, ()) if code == themes[offer.name]][:QUESTIONS]
        for offer in chosen
    }
    results = national_results({digest for digests in of_each.values() for digest in digests}, on=on)
    return [_dilemma(offer, of_each[offer.name], results) for offer in chosen]


def _questions(editions):
    """{edition: [(digest, code of the objective)]} of the questions of its quizzes, in their order."""
    rows = EditionQuestion.objects.filter(step__edition__in=editions, step__kind=EditionStep.Kind.QUIZ)
    rows = rows.order_by("step__position", "position").values_list("step__edition", "frozen_id")
    found = {}
    for edition, digest in rows:
        found.setdefault(edition, []).append((digest, serving.document(digest)["objective"]["code"]))
    return found


def _dilemma(offer, digests, results):
    document = serving.document(offer.digest)
    scene = document["scenes"][0]["value"]
    return Dilemma(
        title=offer.title,
        module=offer.module,
        language=language_of(document),
        intro=document["intro"],
        scene=scene,
        choices=[
            {**choice["value"], "look": TONE_LOOKS.get(choice["value"]["tone"], "")} for choice in scene["choices"]
        ],
        questions=[_asked(digest, results.get(digest)) for digest in digests],
    )


def _asked(digest, national):
    document = serving.document(digest)
    right, _other = registry.examples(document)
    best = [item.said for item in registry.mark(document, right).best]
    language = language_of(document)
    words = language if registry.type_named(document["type"]).own_words else get_language()
    return Asked(document["prompt"], language, best, words, national)
