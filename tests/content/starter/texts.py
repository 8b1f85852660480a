"""The starter's texts as the tests read them, and the waivers that a person gave."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from content.proofreading.facts import Fact, read_facts
from content.proofreading.measures import Problem
from content.proofreading.names import kept_numbers
from content.proofreading.pieces import Manuscript, Passage, manuscripts, modules

STARTER = settings.BASE_DIR / "content" / "starter"
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Texts:
    """A folder of packages, read once."""

    folder: Path
    manuscripts: list[Manuscript]
    facts: dict[str, Fact]
    kept: set[str]

    def of(self, file: str) -> Manuscript:
        return next(one for one in self.manuscripts if one.file == file)

    def modules(self) -> list[str]:
        return modules(self.folder)

    def questions(self, package: str) -> dict[str, Passage]:
        """The questions of a package by key."""
        return {
            passage.raw["key"]: passage
            for manuscript in self.manuscripts
            if manuscript.package == package and manuscript.kind == "questions"
            for passage in manuscript.passages
        }


def read(folder: Path) -> Texts:
    return Texts(folder, manuscripts(folder), read_facts(folder), kept_numbers(folder))


@cache
def starter() -> Texts:
    """What comes with the software."""
    return read(STARTER)


@cache
def waivers() -> dict[str, dict[str, str]]:
    """{kind: {sentence or pair: reason}}."""
    return yaml.safe_load((HERE / "waivers.yaml").read_text("utf-8"))


def unwaived(problems: list[Problem]) -> str:
    """Return what no waiver covers, ready to be read in a failure; empty when that is nothing."""
    return "\n".join(str(problem) for problem in problems if problem.sentence not in waivers()["sentences"])
