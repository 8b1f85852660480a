"""A translation held against its original: other words, and the same in everything else.

Pure: it compares two packages that were read. Each difference is a sentence with the file and the place in the
translation. What must be the same is what members are asked and what counts: steps, screens, situations and choices,
questions with their right answers, objectives, figures, and what comes from the reader's own organisation.

The key of a question is unique in the library, so a translation's is the original's with the language behind it:
`bewaren` is `bewaren-fy` in Frisian. Objectives and figures are not translated: both packages bring the same rows.
"""

from django.utils.translation import gettext as _

from content.packages.questions import MODELS

#: Of a question: what says which answer is right.
RIGHT = ("answer", "minimum", "lower", "value", "upper", "maximum")
#: Blocks that are the same in every language: their value is a name.
NAMES = ("figure", "contact", "protocol")


def hold_against(checker, package, original):
    """Note in `checker` how `package`, a translation, differs from `original` in more than words."""
    _Comparison(checker, package, original).all()


def _said(value):
    return str(value).lower() if isinstance(value, bool) else "–" if value in (None, "") else str(value)


class _Comparison:
    def __init__(self, checker, package, original):
        self.wrong = checker.wrong
        self.package, self.original = package, original

    def all(self):
        self.modules(self.package.module, self.original.module)
        self.objectives()
        self.figures()
        self.questions()
        self.steps()

    # --- what is compared ---------------------------------------------------------------------------------------------

    def modules(self, mine, theirs):
        place = "module.yaml"
        for name in ("slug", "language"):
            if mine[name] == theirs[name]:
                self.wrong(f"{place}, {name}", _("a translation has another one than the original."))
        self.same(place, mine, theirs, "audience")
        self.filled(place, mine, theirs, "intro", "hero")
        self.number(f"{place}, remember", mine["remember"], theirs["remember"])

    def objectives(self):
        place = "module.yaml, objectives"
        for number, mine, theirs in self.pairs(place, self.package.objectives, self.original.objectives, "code"):
            self.same(f"{place} {number}", mine, theirs, "statement")

    def figures(self):
        place = "figures.yaml"
        for number, mine, theirs in self.pairs(
            place, self.package.figures, self.original.figures, "key", in_order=False
        ):
            if mine != theirs:
                sentence = _("this is not the original’s figure. Figures are shared, with the words in them.")
                self.wrong(f"{place} {number} ({mine['key']})", sentence)

    def questions(self):
        place = "questions.yaml"
        theirs = [{**question, "key": self.key(question["key"])} for question in self.original.questions]
        for number, mine, other in self.pairs(place, self.package.questions, theirs, "key", in_order=False):
            self.question(f"{place} {number} ({mine['key']})", mine, other)

    def question(self, place, mine, theirs):
        self.same(place, mine, theirs, "type", "objective")
        if mine["type"] != theirs["type"]:
            return
        self.same(place, mine["fields"], theirs["fields"], *(name for name in RIGHT if name in mine["fields"]))
        self.filled(place, mine["fields"], theirs["fields"], "explanation", "unit")
        distractors = [question["fields"].get("distractors", "").splitlines() for question in (mine, theirs)]
        self.number(f"{place}, distractors", *distractors)
        relation = MODELS[mine["type"]][1]
        for number, row, other in self.pairs(f"{place}, {relation}", mine["rows"] or [], theirs["rows"] or [], "key"):
            self.same(f"{place}, {relation} {number}", row, other, "correct")

    def steps(self):
        kinds = [[step["kind"] for step in package.steps] for package in (self.package, self.original)]
        if kinds[0] != kinds[1]:
            return self.other("module.yaml, steps", kinds[1])
        for mine, theirs in zip(self.package.steps, self.original.steps, strict=True):
            place = mine["file"]
            self.same(place, mine, theirs, "minutes", "objective", "rule", "pass_percentage")
            self.filled(place, mine, theirs, "intro", "closing")
            {"lesson": self.screens, "dilemma": self.scenes, "quiz": self.asked}[mine["kind"]](place, mine, theirs)

    def screens(self, file, mine, theirs):
        place = f"{file}, screens"
        for number, screen, other in self.pairs(place, mine["screens"], theirs["screens"], "id"):
            here = f"{place} {number}"
            self.filled(here, screen, other, "source")
            self.same(here, screen, other, "must_see")
            kinds = [[kind for kind, _value in one["blocks"]] for one in (screen, other)]
            if kinds[0] != kinds[1]:
                self.other(f"{here}, blocks", kinds[1])
                continue
            for at, ((kind, value), (_kind, wanted)) in enumerate(
                zip(screen["blocks"], other["blocks"], strict=True), start=1
            ):
                wanted = self.key(wanted) if kind == "question" else wanted
                if kind in (*NAMES, "question"):
                    self.same(f"{here}, blocks {at}", {kind: value}, {kind: wanted}, kind)

    def scenes(self, file, mine, theirs):
        place = f"{file}, scenes"
        for number, scene, other in self.pairs(place, mine["scenes"], theirs["scenes"], "id"):
            self.filled(f"{place} {number}", scene, other, "quote")
            here = f"{place} {number}, choices"
            for at, choice, wanted in self.pairs(here, scene["choices"], other["choices"], "id"):
                self.same(f"{here} {at}", choice, wanted, "tone", "next")
                self.filled(f"{here} {at}", choice, wanted, "source")

    def asked(self, file, mine, theirs):
        wanted = [{"key": self.key(key)} for key in theirs["questions"]]
        list(self.pairs(f"{file}, questions", [{"key": key} for key in mine["questions"]], wanted, "key"))

    # --- how ----------------------------------------------------------------------------------------------------------

    def key(self, key):
        """The key that a question of the original has in this translation."""
        return f"{key}-{self.package.module['language']}"

    def pairs(self, place, mine, theirs, name, *, in_order=True):
        """Yield (number, item, the original's) of what both have; note what one of the two lacks, and another order."""
        wanted = {item[name]: item for item in theirs}
        found = [item[name] for item in mine]
        for key in wanted:
            if key not in found:
                self.wrong(place, _("“%(name)s” of the original is missing.") % {"name": key})
        for number, item in enumerate(mine, start=1):
            if item[name] not in wanted:
                self.wrong(f"{place} {number}", _("“%(name)s” is not in the original.") % {"name": item[name]})
        if in_order and set(found) == set(wanted) and found != list(wanted):
            self.other(place, wanted)
        yield from (
            (number, item, wanted[item[name]]) for number, item in enumerate(mine, start=1) if item[name] in wanted
        )

    def same(self, place, mine, theirs, *names):
        """Note each of `names` of which the value differs."""
        for name in names:
            if mine.get(name) != theirs.get(name):
                values = {"mine": _said(mine.get(name)), "original": _said(theirs.get(name))}
                sentence = _("“%(original)s” in the original, “%(mine)s” here.") % values
                self.wrong(f"{place}, {name}", sentence)

    def filled(self, place, mine, theirs, *names):
        """Note each of `names` that is filled in in one of the two only."""
        for name in names:
            if bool(mine.get(name)) and not theirs.get(name):
                self.wrong(f"{place}, {name}", _("the original says nothing here."))
            elif theirs.get(name) and not mine.get(name):
                self.wrong(f"{place}, {name}", _("the original says something here, the translation nothing."))

    def number(self, place, mine, theirs):
        """Note another number of texts."""
        if len(mine) != len(theirs):
            values = {"mine": len(mine), "original": len(theirs)}
            self.wrong(place, _("%(original)s in the original, %(mine)s here.") % values)

    def other(self, place, names):
        """Note that the original has something else here, or in another order."""
        self.wrong(place, _("the original has here, in this order: %(names)s.") % {"names": ", ".join(names)})
