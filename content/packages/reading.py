"""A package folder, read and checked as a whole before anything is written."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from content.audiences import AUDIENCES, MEMBERS
from content.packages.checking import BadPackage, Checker, choice, decimal, markdown, names, slug, text
from content.packages.questions import QUESTION_CHECKS
from content.packages.steps import STEP_CHECKS

LARGEST_FILE = 1024 * 1024
LARGEST_IMAGE = 300 * 1024
IMAGE_EXTENSIONS = (".png", ".jpg", ".jpeg", ".webp")


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


class _Loader(yaml.SafeLoader):
    """YAML without references: a small file cannot swell into a large one."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(_("references (*name) are not possible."))
        return super().compose_node(parent, index)


def read_package(folder) -> Package:
    """Read and check the package in `folder`. Raises BadPackage with every problem found."""
    folder = Path(folder).resolve()
    if not folder.is_dir():
        raise BadPackage(_("%(folder)s: this folder does not exist.") % {"folder": folder})
    checker = Checker()
    module = _module(checker, _yaml(checker, folder, "module.yaml"))
    figures = _figures(checker, _yaml(checker, folder, "figures.yaml", missing=[]))
    for name in module.pop("uses"):
        figures += _borrowed(checker, folder.parent / name)
    checker.unique([item["key"] for item in figures], "figures.yaml")
    questions = _questions(checker, _yaml(checker, folder, "questions.yaml", missing=[]))
    package = Package(folder, module, module.pop("objectives"), figures, questions)
    for name in module.pop("steps"):
        content = _yaml(checker, folder, name) if name else None
        if isinstance(content, dict):
            kind = content.get("kind")
            if kind in STEP_CHECKS:
                package.steps.append({"file": name, **STEP_CHECKS[kind](checker, content, name)})
            else:
                checker.wrong(name, _("“kind” is lesson, dilemma or quiz."))
        elif content is not None:
            checker.wrong(name, _("fields with names were expected here."))
    _references(checker, package)
    if checker.problems:
        raise BadPackage(*dict.fromkeys(checker.problems))
    return package


def _yaml(checker, folder, name, missing=None):
    """Return the content of one file, or `missing` when a file that may be absent is absent."""
    path = (folder / name).resolve()
    if folder not in path.parents:
        return checker.wrong(name, _("this file lies outside the package."))
    if not path.is_file():
        return missing if missing is not None else checker.wrong(name, _("this file is missing."))
    if path.stat().st_size > LARGEST_FILE:
        return checker.wrong(name, _("this file is larger than 1 MB."))
    try:
        return yaml.load(path.read_text("utf-8"), _Loader)
    except UnicodeDecodeError:
        return checker.wrong(name, _("this file is not UTF-8."))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(error, "problem_mark", None)
        place = _("%(name)s, line %(line)s") % {"name": name, "line": line.line + 1} if line else name
        return checker.wrong(
            place, _("this is not readable YAML (%(why)s).") % {"why": getattr(error, "problem", error)}
        )


def _module(checker, content):
    place = "module.yaml"
    found = checker.fields(
        content,
        place,
        {
            "format": choice(1),
            "slug": slug(),
            "language": choice("nl"),
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


def _figures(checker, content):
    def point(item, where):
        found = checker.fields(
            item, where, {"series": text(100), "period": text(20), "value": decimal}, {"fact": (slug(), None)}
        )
        del found["fact"]  # held against the facts by `content.proofreading`
        return found

    def figure(item, where):
        found = checker.fields(
            item,
            where,
            {
                "key": slug(),
                "title": text(200),
                "unit": text(20, empty=True),
                "denominator": text(250),
                "source": text(250),
                "kind": choice("bar", "line"),
                "points": lambda value: value,
            },
            {"source_url": (text(200, empty=True), ""), "note": (text(400, empty=True), "")},
        )
        found["points"] = checker.items(found["points"], f"{where}, points", point)
        checker.unique([(point["series"], point["period"]) for point in found["points"]], f"{where}, points")
        return found

    return checker.items(content, "figures.yaml", figure, least=0)


def _borrowed(checker, folder):
    """The figures of a package beside this one, which brings them."""
    if not (folder / "figures.yaml").is_file():
        checker.wrong("module.yaml, uses", _("there is no package “%(name)s” with figures.") % {"name": folder.name})
        return []
    return _figures(checker, _yaml(checker, folder, "figures.yaml"))


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
        _image(checker, package.folder, "module.yaml", package.module["hero"])
    used = [("questions.yaml", "objective", item["objective"]) for item in package.questions]
    for step in package.steps:
        used += [(step["file"], kind, name) for kind, name in step["uses"] if kind != "image"]
        for kind, name in step["uses"]:
            if kind == "image" and name:
                _image(checker, package.folder, step["file"], name)
    for place, kind, name in used:
        if name is not None and name not in known[kind]:
            checker.wrong(place, _("“%(name)s” is not in this package.") % {"name": name})
    checker.unique([step["slug"] for step in package.steps], "module.yaml, steps")


def _image(checker, folder, place, name):
    path = (folder / name).resolve()
    if folder not in path.parents or not path.is_file():
        checker.wrong(place, _("“%(name)s” is not in this package.") % {"name": name})
    elif path.suffix.lower() not in IMAGE_EXTENSIONS:
        checker.wrong(place, _("“%(name)s”: a picture is .png, .jpg or .webp.") % {"name": name})
    elif path.stat().st_size > LARGEST_IMAGE:
        checker.wrong(place, _("“%(name)s”: a picture is at most 300 KB.") % {"name": name})
    elif not is_picture(path):
        checker.wrong(place, _("“%(name)s” cannot be read as a picture.") % {"name": name})


def is_picture(path) -> bool:
    """Say whether Pillow can read the file."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            picture.verify()
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return False
    return True
