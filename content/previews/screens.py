"""A screen of a draft as a member would get it: the documents, renderings and partials of an edition.

Nothing is written: no attempt, no progress. What is the reader's own has a stand-in, and what is not complete yet is
said, never raised.
"""

import re
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from content.editions import rendering
from content.editions.documents import Incomplete, frozen
from content.editions.marks import marks
from content.editions.minutes import minutes_left
from content.editions.opening import KINDS
from content.editions.path import path_of
from content.editions.serving import fill
from content.languages import language_of
from content.pages import ModulePage
from content.previews import stand_ins
from content.previews.modes import COVER, FRONT, RESULT, WHOLE, modes_of
from content.previews.previewed import show_with
from content.previews.stand_ins import NOWHERE, SEAL
from content.questions import registry
from content.questions.base import Question

MODE = re.compile(
    r"(?P<kind>screen|scene|question)-(?P<number>\d+)(?:-(?:choice-(?P<choice>\d+)|(?P<after>best|other)))?"
)


def register_previews() -> None:
    """Let pages and questions be previewed; called once, when the app is ready."""
    show_with(modes_of=modes_of, screen_of=screen_of)


def screen_of(obj, mode: str, *, reader) -> dict:
    """Return the context of `content/preview.html`.

    `partial` names the member's screen, and the rest is what that needs; `problems` are sentences about what is
    missing. `reader` is the person who is thanked in the end. An unknown mode is the first one.
    """
    names = [name for name, _label in modes_of(obj)]
    mode = mode if mode in names else names[0]
    context = {
        "title": str(obj),
        "csrf_token": SEAL,
        "organisation": _("The reader’s own organisation"),
        "problems": (),
    }
    try:
        document = _document(obj)
    except Incomplete as incomplete:
        return {**context, "problems": incomplete.problems}
    drawn = _drawn(obj, document, mode, reader)
    return {**context, **_addresses(), **drawn, "partial": f"content/screens/{drawn['partial']}.html"}


def _document(obj):
    return registry.document_of(obj) if isinstance(obj, Question) else frozen(obj)


def _addresses():
    """Every address that a partial asks for."""
    names = ("back", "here", "whole", "front", "again", "result", "cover", "card", "certificate", "calendar")
    return dict.fromkeys([*names, "previous_url", "before_url", "reread_url"], NOWHERE)


def _drawn(obj, document, mode, reader):
    if mode in (COVER, RESULT):
        return (_cover if mode == COVER else _result)(obj, document, reader)
    if isinstance(obj, Question):
        around = {"edition": {"title": _("Module"), "language": get_language()}, "step": {"title": _("Questions")}}
        return around | _question([document], MODE.fullmatch(mode), {"intro": "", "rule": "mastery"})
    around = _around(obj, document)
    if mode == FRONT:
        intro = document["intro"] if document["kind"] == "quiz" else ""
        return {**around, "partial": "front", "outline": {"intro_html": intro}}
    if mode == WHOLE:
        return {
            **around,
            "partial": "all_choices",
            "body": fill(rendering.render_whole_dilemma(document), {}),
        }
    place = MODE.fullmatch(mode)
    if place["kind"] == "screen":
        return around | _lesson(document, int(place["number"]))
    if place["kind"] == "scene":
        return around | _dilemma(document, place)
    return around | _question(document["questions"], place, document)


def _around(page, document):
    """The module and the step around a screen: what an edition would make of them today."""
    module = page.get_parent()
    position = module.get_children().live().filter(path__lt=page.path).count() + 1
    step = {"kind": document["kind"], "title": document["title"], "minutes": document["minutes"], "position": position}
    return {"edition": {"title": module.title, "language": language_of(document)}, "step": step}


# --- a module -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step that was not begun, as in a member's list."""

    number: int
    kind: str
    title: str
    minutes: int
    position = None
    done = False
    state = "open"


def _edition(page):
    return {"title": page.title, "language": page.language, "year": timezone.localdate().year}


def _cover(page: ModulePage, document, reader):
    steps = page.get_children().live().specific()
    tasks = [Ahead(number, KINDS[type(step)], step.title, step.minutes) for number, step in enumerate(steps, start=1)]
    return {
        "partial": "cover",
        "edition": _edition(page),
        "outline": rendering.outline_of(document),
        "path": path_of(tasks),
        "tasks": tasks,
        "upcoming": tasks[0] if tasks else None,
        "begun": False,
        "minutes_left": sum(minutes_left(task.minutes, 0, 1) for task in tasks),
        "step_url": "",
    }


def _result(page: ModulePage, document, reader):
    return {
        "partial": "result",
        "edition": _edition(page),
        "outline": rendering.outline_of(document),
        "completed_on": timezone.localdate(),
        "reference": "…",
        "name": reader.get_short_name(),
        "clerk": _("your clerk"),
        # safe: our own words, escaped
        "numbers": stand_ins.numbers(),
        "boosted": False,
        "boosters": NOWHERE,
        "csrf_token": SEAL,
    }


# --- steps ----------------------------------------------------------------------------------------------------------


def _lesson(document, number):
    screens = document["body"]
    fragments = stand_ins.of_the_organisation() | stand_ins.practice(document)
    return {
        "partial": "lesson",
        "screen": number,
        "title": screens[number - 1]["value"]["title"],
        "body": fill(rendering.render_screen(document, number - 1), fragments),
        "screens": len(screens),
        "marks": marks(number, len(screens)),
        "minutes_left": minutes_left(document["minutes"], number - 1, len(screens)),
        "previous": number - 1,
        "seen": SEAL,
    }


def _dilemma(document, place):
    # by place, not by key: in a draft keys may be missing yet
    scene = document["scenes"][int(place["number"]) - 1]["value"]
    common = {"title": scene["title"], "scene": scene["key"], "seen": SEAL}
    if place["choice"] is None:
        return {
            **common,
            "partial": "situation",
            "body": fill(rendering.situation_html(document, scene), {}),
        }
    choice = scene["choices"][int(place["choice"]) - 1]["value"]
    body = fill(rendering.choice_html(document, choice), {})
    return {**common, "partial": "consequence", "body": body, "following": choice["next"]}


def _question(questions, place, quiz):
    """A question, unanswered or after an answer. The questions before it were answered rightly at once."""
    number, total = int(place["number"]), len(questions)
    document = questions[number - 1]
    problems = registry.problems_in(document)
    common = {
        "document": document,
        "problems": problems,
        "number": number,
        "total": total,
        "marks": marks(number, total),
    }
    if place["after"] is None or problems:
        return {
            **common,
            "partial": "question",
            "form": registry.form_for(document, seed="preview"),
            "turn": SEAL,
            "before": number - 1,
            "intro": quiz["intro"] if number == 1 else "",
        }
    right, other = registry.examples(document)
    verdict = registry.mark(document, right if place["after"] == "best" else other)
    return {
        **common,
        **_what_next(quiz, number, total, verdict.right),
        "partial": "feedback",
        "verdict": verdict,
    }


def _what_next(quiz, number, total, right):
    mastery = quiz["rule"] == "mastery"
    waiting = number < total or (mastery and not right)
    passed = right or (not mastery and (total - 1) * 100 >= quiz["pass_percentage"] * total)
    return {
        "following": NOWHERE if waiting else "",
        "open": waiting,
        "passed": passed and not waiting,
        "comes_back": mastery and not right,
        "refused": False,
        "reread": None,
    }
