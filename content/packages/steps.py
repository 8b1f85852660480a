"""Lessons, dilemmas and quizzes of a package: checked, with the names of all that they use in `uses`."""

from django.utils.translation import gettext as _

from content.blocks import CONTACTS, PROTOCOL_TOPICS, TONES, path_problem
from content.languages import LANGUAGES
from content.packages.checking import FOOTING, boolean, choice, integer, markdown, names, settled, slug, text

#: In which language words are; that of the module when left out.
LANGUAGE = {"language": (choice(*(name for name, _label in LANGUAGES)), "")}
HEAD = {"kind": lambda value: value, "slug": slug(), "title": text(255), "minutes": integer(1, 15)}


def _as_is(value):
    return value


def _lesson(checker, content, place):
    found = checker.fields(content, place, {**HEAD, "objective": slug(60), "screens": _as_is})
    uses = [("objective", found["objective"])]

    def screen(item, where):
        checked = checker.fields(
            item,
            where,
            {"id": slug(60), "title": text(120), "blocks": _as_is},
            {"source": (text(400, empty=True), ""), "must_see": (boolean, False), **FOOTING},
        )
        if not checked["must_see"]:
            del checked["must_see"]  # so that what was loaded before a screen could be marked counts as unchanged
        checked["blocks"] = checker.items(
            checked["blocks"], f"{where}, blocks", lambda block, spot: _block(checker, block, spot, uses)
        )
        return settled(checked)

    found["screens"] = checker.items(found["screens"], f"{place}, screens", screen)
    checker.unique([item["id"] for item in found["screens"]], f"{place}, screens")
    return {**found, "uses": uses}


def _block(checker, item, place, uses):
    """Return (type, value) of one block; remember what it names."""
    kind, value = checker.block(item, place)
    if kind is None:
        return ("text", "")
    place = f"{place} ({kind})"
    if kind == "text":
        return kind, checker.value(value, place, markdown())
    if kind == "frame":
        return kind, checker.fields(value, place, {"title": text(120), "text": markdown()})
    if kind == "quote":
        optional = {"attribution": (text(160, empty=True), ""), **LANGUAGE}
        return kind, _spoken(checker.fields(value, place, {"text": text(2000)}, optional))
    if kind == "message":
        return kind, _message(checker, value, place)
    if kind == "image":
        found = checker.fields(value, place, {"file": text(200), "alt": text(250)})
        uses.append(("image", found["file"]))
        return kind, found
    if kind in ("contact", "protocol"):
        names = [name for name, _label in (CONTACTS if kind == "contact" else PROTOCOL_TOPICS)]
        return kind, checker.value(value, place, choice(*names))
    if kind in ("question", "figure"):
        name = checker.value(value, place, slug())
        uses.append((kind, name))
        return kind, name
    checker.wrong(place, _("this kind of block does not exist."))
    return ("text", "")


def _message(checker, value, place):
    found = checker.fields(
        value,
        place,
        {"note": text(250), "summary": text(2000), "sender": text(80), "lines": _as_is},
        {"moment": (text(80, empty=True), ""), **LANGUAGE},
    )
    found["lines"] = checker.items(
        found["lines"], f"{place}, lines", lambda line, where: checker.value(line, where, text(400)), most=6
    )
    return _spoken(found)


def _spoken(found):
    """Leave an open language out, so that what was loaded before one could be named counts as unchanged."""
    return {name: value for name, value in found.items() if value or name != "language"}


def _dilemma(checker, content, place):
    found = checker.fields(
        content,
        place,
        {**HEAD, "objective": slug(60), "scenes": _as_is},
        {"intro": (markdown(empty=True), ""), "closing": (markdown(empty=True), ""), "facts": (names, [])},
    )
    before = len(checker.problems)

    def choice_of(item, where):
        required = {
            "id": slug(60),
            "text": text(250),
            "tone": choice(*(name for name, _label in TONES)),
            "title": text(120),
            "consequence": markdown(),
            "advice": markdown(),
        }
        optional = {"source": (text(400, empty=True), ""), "next": (slug(60), ""), **FOOTING}
        return settled(checker.fields(item, where, required, optional))

    def scene(item, where):
        checked = checker.fields(
            item,
            where,
            {"id": slug(60), "title": text(120), "text": markdown(), "choices": _as_is},
            {"quote": (text(2000, empty=True), ""), "facts": (names, []), **LANGUAGE},
        )
        checked["choices"] = checker.items(checked["choices"], f"{where}, choices", choice_of, least=2, most=5)
        checker.unique([option["id"] for option in checked["choices"]], f"{where}, choices")
        return _spoken(settled(checked))

    found["scenes"] = checker.items(found["scenes"], f"{place}, scenes", scene, most=12)
    if len(checker.problems) == before:
        problem = path_problem([(s["id"], [c["next"] for c in s["choices"]]) for s in found["scenes"]])
        if problem:
            checker.wrong(place, problem)
    return {**settled(found), "uses": [("objective", found["objective"])]}


def _quiz(checker, content, place):
    found = checker.fields(
        content,
        place,
        {**HEAD, "questions": _as_is},
        {
            "intro": (markdown(empty=True), ""),
            "rule": (choice("mastery", "pass_mark"), "mastery"),
            "pass_percentage": (integer(1, 100), 80),
            "facts": (names, []),
        },
    )
    found["questions"] = checker.items(
        found["questions"], f"{place}, questions", lambda item, where: checker.value(item, where, slug())
    )
    checker.unique(found["questions"], f"{place}, questions")
    return {**settled(found), "uses": [("question", key) for key in found["questions"]]}


STEP_CHECKS = {"lesson": _lesson, "dilemma": _dilemma, "quiz": _quiz}
