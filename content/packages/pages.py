"""Pages of a package: plain values first (they are what is remembered), then set on a page."""

import json
from collections import Counter

from content.audiences import MEMBERS
from content.languages import DUTCH, named
from content.packages.ids import block_id
from content.pages import DilemmaPage, LessonPage, QuizPage, QuizQuestion

STEP_MODELS = {"lesson": LessonPage, "dilemma": DilemmaPage, "quiz": QuizPage}


def _list(values, *names):
    return [{"type": "item", "id": block_id(*names, number), "value": value} for number, value in enumerate(values)]


def module_values(package, library) -> dict:
    """Return the module page's values, with the order of its steps.

    The picture only when there is one, the audience only when it is not everybody and the language only when it is not
    Dutch, so that a module loaded before these could be named is still known.
    """
    module = package.module
    hero = {"hero": library.images[module["hero"]].pk, "hero_alt": module["hero_alt"]} if module["hero"] else {}
    return {
        **{name: module[name] for name in ("slug", "title", "summary", "intro")},
        "remember": [
            {"type": "thing", "id": block_id(module["slug"], "remember", number), "value": value}
            for number, value in enumerate(module["remember"])
        ],
        "order": [step["slug"] for step in package.steps],
        **hero,
        **({"audience": module["audience"]} if module["audience"] != MEMBERS else {}),
        **named(module["language"]),
    }


def set_module(page, values):
    """Set the values on a module page; nothing is saved."""
    for name in ("slug", "title", "summary", "intro"):
        setattr(page, name, values[name])
    page.remember = json.dumps(values["remember"])
    page.hero_id, page.hero_alt = values.get("hero"), values.get("hero_alt", "")
    page.audience = values.get("audience", MEMBERS)
    page.language = values.get("language", DUTCH)
    return page


def step_values(step: dict, module_slug: str, library) -> dict:
    """Return the values of a step's page: choosers hold primary keys out of `library`."""
    root = (module_slug, step["slug"])
    values = {name: step[name] for name in ("kind", "slug", "title", "minutes")}
    if step["kind"] == "quiz":
        questions = [library.questions[key].pk for key in step["questions"]]
        rule = {name: step[name] for name in ("intro", "rule", "pass_percentage")}
        return {**values, **rule, "questions": questions}
    values["objective"] = step["objective"]
    if step["kind"] == "lesson":
        return {**values, "body": [_screen(screen, library, root) for screen in step["screens"]]}
    scenes = [_scene(scene, root) for scene in step["scenes"]]
    return {**values, "intro": step["intro"], "closing": step["closing"], "scenes": scenes}


def set_step(page, values, library):
    """Set the values on a step's page; nothing is saved."""
    simple = values.keys() - {"kind", "body", "scenes", "questions", "objective"}
    for name in simple:
        setattr(page, name, values[name])
    for name in values.keys() & {"body", "scenes"}:
        setattr(page, name, json.dumps(values[name]))
    if "objective" in values:
        page.objective = library.objectives[values["objective"]]
    if "questions" in values:
        present = {place.question_id: place for place in page.questions.all()}
        page.questions = [
            _placed(present.get(pk) or QuizQuestion(question_id=pk), order)
            for order, pk in enumerate(values["questions"])
        ]
    return page


def _placed(place, order):
    place.sort_order = order
    return place


def _screen(screen, library, root):
    here = (*root, screen["id"])
    counted = Counter()
    content = []
    for kind, value in screen["blocks"]:
        name = f"{kind}-{counted[kind]}"
        counted[kind] += 1
        content.append({"type": kind, "id": block_id(*here, name), "value": _raw(kind, value, library, (*here, name))})
    marked = {"must_see": True} if screen.get("must_see") else {}
    return {
        "type": "screen",
        "id": block_id(*here),
        "value": {"title": screen["title"], "content": content, "source": screen["source"], **marked},
    }


def _raw(kind, value, library, here):
    if kind == "question":
        return library.questions[value].pk
    if kind == "figure":
        return library.figures[value].pk
    if kind == "image":
        return {"image": library.images[value["file"]].pk, "alt": value["alt"]}
    if kind == "message":
        return {**value, "lines": _list(value["lines"], *here)}
    return value


def _scene(scene, root):
    here = (*root, scene["id"])
    choices = [
        {
            "type": "item",
            "id": block_id(*here, choice["id"]),
            "value": {"key": choice["id"], **{name: value for name, value in choice.items() if name != "id"}},
        }
        for choice in scene["choices"]
    ]
    spoken = {name: scene[name] for name in ("title", "text", "quote", "language") if name in scene}
    value = {"key": scene["id"], **spoken, "choices": choices}
    return {"type": "scene", "id": block_id(*here), "value": value}
