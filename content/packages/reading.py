"""A package folder, read and checked as a whole before anything is written."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from content.audiences import AUDIENCES, MEMBERS
from content.languages import OF_MODULES, named
from content.packages.checking import BadPackage, Checker, choice, markdown, names, slug, text
from content.packages.figures import borrowed, read_figures
from content.packages.files import check_image, read_yaml
from content.packages.questions import QUESTION_CHECKS
from content.packages.steps import STEP_CHECKS
from content.packages.translating import hold_against


@dataclass
class Package:
    """A checked package: plain values, texts already rich text; `steps` in the module's order.

    `figures` are its own and those of the packages beside it that it names in `uses`.
    """

    folder: Path
    module: dict
    objectives: list
    figures: list
    questions: list
    steps: list = field(default_factory=list)


def read_package(folder) -> Package:
    """Read and check the package in `folder`; a translation is held against its original. Raises BadPackage with every
    problem found.
    """
    folder = Path(folder).resolve()
    if not folder.is_dir():
        raise BadPackage(_("%(folder)s: this folder does not exist.") % {"folder": folder})
    checker = Checker()
    package = _package(checker, folder)
    # first whole in itself: of what is missing nobody can say how it differs
    if package.module["translates"] and not checker.problems:
        original = _original(checker, folder.parent / package.module["translates"])
        if original:
            hold_against(checker, package, original)
    if checker.problems:
        raise BadPackage(*dict.fromkeys(checker.problems))
    return package


def _original(checker, folder):
    """Return the package that another one translates; None, with a problem noted, when it is not fit for that."""
    place = "module.yaml, translates"
    if not folder.is_dir():
        return checker.wrong(place, _("there is no package “%(name)s” beside this one.") % {"name": folder.name})
    own = Checker()
    original = _package(own, folder)
    if own.problems:
        why = {"name": folder.name, "problem": own.problems[0]}
        return checker.wrong(place, _("“%(name)s” must be put right first. %(problem)s") % why)
    if original.module["translates"]:
        return checker.wrong(place, _("“%(name)s” is a translation itself. Name the original.") % {"name": folder.name})
    return original


def _package(checker, folder):
    module = _module(checker, read_yaml(checker, folder, "module.yaml"))
    figures = read_figures(checker, folder, missing=[])
    for name in module.pop("uses") or []:
        figures += borrowed(checker, folder.parent / name)
    checker.unique([item["key"] for item in figures], "figures.yaml")
    questions = _questions(checker, read_yaml(checker, folder, "questions.yaml", missing=[]))
    for question in questions:
        question["fields"] |= named(module["language"])
    package = Package(folder, module, module.pop("objectives"), figures, questions)
    for name in module.pop("steps"):
        content = read_yaml(checker, folder, name) if name else None
        if isinstance(content, dict):
            kind = content.get("kind")
            if kind in STEP_CHECKS:
                package.steps.append({"file": name, **STEP_CHECKS[kind](checker, content, name)})
            else:
                checker.wrong(name, _("“kind” is lesson, dilemma or quiz."))
        elif content is not None:
            checker.wrong(name, _("fields with names were expected here."))
    _references(checker, package)
    return package


def _module(checker, content):
    place = "module.yaml"
    found = checker.fields(
        content,
        place,
        {
            "format": choice(1),
            "slug": slug(),
            "language": choice(*(name for name, _label in OF_MODULES)),
            "title": text(255),
            "summary": text(250),
            "objectives": lambda value: value,
            "steps": lambda value: value,
        },
        {
            "intro": (markdown(empty=True), ""),
            "remember": (lambda value: value, []),
            "hero": (text(200), None),
            "hero_alt": (text(250), None),
            "audience": (choice(*(name for name, _label in AUDIENCES)), MEMBERS),
            "uses": (names, []),
            "translates": (slug(), None),
            "facts": (names, []),
        },
    )
    del found["facts"]
    if (found["hero"] is None) != (found["hero_alt"] is None):
        checker.wrong(place, _("a picture (hero) and its description (hero_alt) come together."))
    found["remember"] = checker.items(
        found["remember"],
        f"{place}, remember",
        lambda item, where: checker.value(item, where, markdown()),
        least=0,
        most=3,
    )
    found["objectives"] = checker.items(
        found["objectives"],
        f"{place}, objectives",
        lambda item, where: checker.fields(item, where, {"code": slug(60), "statement": text(250)}),
    )
    found["steps"] = checker.items(
        found["steps"], f"{place}, steps", lambda item, where: checker.value(item, where, text(200))
    )
    checker.unique(found["steps"], f"{place}, steps")
    checker.unique([item["code"] for item in found["objectives"]], f"{place}, objectives")
    return found


def _questions(checker, content):
    def question(item, where):
        kind = item.get("type") if isinstance(item, dict) else None
        if kind not in QUESTION_CHECKS:
            names = ", ".join(QUESTION_CHECKS)
            return checker.wrong(where, _("“type” is one of these: %(names)s.") % {"names": names})
        where = f"{where} ({item.get('key')})"
        return {"type": kind, **QUESTION_CHECKS[kind](checker, item, where)}

    found = [item for item in checker.items(content, "questions.yaml", question, least=0) if item]
    checker.unique([item["key"] for item in found], "questions.yaml")
    return found


def _references(checker, package):
    """Everything that is named exists, and every picture is a picture."""
    known = {
        "objective": {item["code"] for item in package.objectives},
        "question": {item["key"] for item in package.questions},
        "figure": {item["key"] for item in package.figures},
    }
    if package.module["hero"]:
        check_image(checker, package.folder, "module.yaml", package.module["hero"])
    used = [("questions.yaml", "objective", item["objective"]) for item in package.questions]
    for step in package.steps:
        used += [(step["file"], kind, name) for kind, name in step["uses"] if kind != "image"]
        for kind, name in step["uses"]:
            if kind == "image" and name:
                check_image(checker, package.folder, step["file"], name)
    for place, kind, name in used:
        if name is not None and name not in known[kind]:
            checker.wrong(place, _("“%(name)s” is not in this package.") % {"name": name})
    checker.unique([step["slug"] for step in package.steps], "module.yaml, steps")
