"""Statistics, punishments, amounts and legal dates in a text, held against the facts that its passage names.

What is found must equal a named fact, and a named fact must be found: so neither a wrong number nor a forgotten key
gets through. A text may say the number of a fact, one of the ways of `says`, or what its value amounts to ("minder dan
de helft" of 49).
"""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from content.proofreading.pieces import Manuscript, Passage
from content.proofreading.sentences import plain, sentences

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NUMBERS = dict(
    zip(
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig dertig veertig "
        "vijftig zestig zeventig tachtig negentig".split(),
        [*range(1, 16), *range(20, 100, 10)],
        strict=True,
    )
)
_N = rf"\d+(?:,\d+)?|één|{'|'.join(_NUMBERS)}"
_PART = r"kwart|derde(?: deel)?|vijfde(?: deel)?|tiende(?: deel)?"

#: How a statistic may stand in a sentence: (kind, pattern). The first that matches a stretch of text takes it.
_PATTERNS = [
    ("share", re.compile(rf"\b({_N})\s?(?:%|procent\b|percent\b)", re.I)),
    ("share", re.compile(rf"\b({_N}) (?:van|op) (?:de|elke|iedere) (?:100|honderd)\b", re.I)),
    ("phrase", re.compile(rf"\b(?:{_N}) op de (?:{_N})\b", re.I)),
    ("phrase", re.compile(rf"\b(?:(?:ruim|bijna|ongeveer) )?een (?:{_PART}) van\b", re.I)),
    ("phrase", re.compile(r"\bin een kwart van\b|\b(?:twee derde|driekwart|drie kwart)\b", re.I)),
    ("half", re.compile(r"\b(?:ruim|bijna|ongeveer|meer dan|minder dan|nog geen|precies) de helft\b", re.I)),
    ("amount", re.compile(r"€\s?[\d.]+(?:,\d\d)?|\b[\d.]+ euro\b", re.I)),
    ("time", re.compile(rf"\b(?:{_N}) werkdag(?:en)?\b", re.I)),
    ("time", re.compile(r"\bbinnen (\d+ (?:maand(?:en)?|jaar))\b", re.I)),
    (
        "date",
        re.compile(rf"\b(?:sinds|vanaf|met ingang van|per)\s+((?:\d{{1,2}} )?(?:{_MONTHS}) \d{{4}}|\d{{4}})\b", re.I),
    ),
]
_PUNISHED = re.compile(r"\b(?:cel|celstraf|gevangenis|gevangenisstraf|straf|taakstraf)\b", re.I)
_TERM = re.compile(rf"\b(?:{_N}) (?:jaar|maand(?:en)?)\b", re.I)
_COUNTED = re.compile(r"\bhet (?:waren er|was|waren) (\d+)\b", re.I)


@dataclass(frozen=True)
class Fact:
    """One fact of facts.yaml; `mark` is P (official), S (press, firm) or K (no source yet)."""

    key: str
    value: object
    says: tuple[str, ...]
    period: str
    of: str
    mark: str
    source: str
    conflict: str

    @property
    def is_share(self) -> bool:
        return isinstance(self.value, int | float) and not self.counted

    @property
    def counted(self) -> bool:
        """A number of things, not of every hundred: `says` tells of what."""
        return any(said.startswith(f"{self.value} ") and not said.startswith(f"{self.value} op ") for said in self.says)


@dataclass(frozen=True)
class Statistic:
    """What a text says: the words, and the number in them when it is a share."""

    said: str
    kind: str
    number: float | None = None

    def equals(self, fact: Fact) -> bool:
        """Say whether the text says what the fact says."""
        if _same(self.said) in map(_same, (*fact.says, str(fact.value))):
            return True
        if self.kind == "share":
            return fact.is_share and self.number == fact.value
        if self.kind == "counted":
            return self.number == fact.value
        if self.kind == "half":
            return fact.is_share and _amounts_to(_same(self.said), fact.value)
        if self.kind == "date" and self.said.isdigit():
            return self.said == fact.period or str(fact.value).endswith(f" {self.said}")
        return False


def _same(text):
    return re.sub(r"\s+", " ", str(text)).strip().casefold().removesuffix(" van").removeprefix("in ")


def _amounts_to(said, value):
    low, high = {
        "ruim de helft": (50, 60),
        "meer dan de helft": (50, 100),
        "minder dan de helft": (0, 50),
        "nog geen de helft": (0, 50),
        "bijna de helft": (44, 50),
        "ongeveer de helft": (46, 54),
        "precies de helft": (50, 50),
    }[said]
    return low <= value <= high and (value != 50 or low == high)


def read_facts(starter: Path) -> dict[str, Fact]:
    """Return the facts of facts.yaml by key, each with its source in full."""
    loaded = yaml.safe_load((starter / "facts.yaml").read_text(encoding="utf-8"))
    return {
        key: Fact(
            key=key,
            value=fact["value"],
            says=tuple(fact.get("says", ())),
            period=str(fact["period"]),
            of=fact["of"],
            mark=fact["mark"],
            source=loaded["sources"][fact["source"]],
            conflict=fact.get("conflict", ""),
        )
        for key, fact in loaded["facts"].items()
    }


def statistics(text: str) -> list[Statistic]:
    """Return what `text` says in numbers that somebody must be able to look up."""
    found = []
    for sentence in sentences(text):
        taken = []
        for kind, pattern in _PATTERNS:
            for match in pattern.finditer(sentence):
                if all(match.end() <= start or match.start() >= end for start, end in taken):
                    taken.append(match.span())
                    found.append(_statistic(kind, match))
        if _PUNISHED.search(sentence):
            found += [Statistic(_digits(match.group()), "time") for match in _TERM.finditer(sentence)]
    return found


def _statistic(kind, match):
    if kind == "share":
        return Statistic(match.group(), kind, _number(match.group(1)))
    return Statistic(_digits(match.group(match.lastindex or 0)), kind)


def _number(text):
    text = text.casefold().replace("één", "een")
    return _NUMBERS[text] if text in _NUMBERS else float(text.replace(",", "."))


def _digits(text):
    """Write numbers in words as digits, but not the article in "een kwart"."""
    words = text.split()
    for place, word in enumerate(words):
        if word.casefold() in _NUMBERS and (
            word.casefold() != "een" or words[place + 1 : place + 2] in (["op"], ["van"])
        ):
            words[place] = str(_NUMBERS[word.casefold()])
    return " ".join(words)


def problems_of_passage(passage: Passage, facts: dict[str, Fact], *, names_facts: bool = True) -> list[str]:
    """Return what is wrong between the words of a passage and the facts that it names, one sentence each.

    A text that has no place for the keys of facts (`names_facts` is false) may say any fact there is.
    """
    problems = [_("fact “%(key)s” is not in facts.yaml") % {"key": key} for key in passage.facts if key not in facts]
    named = [facts[key] for key in passage.facts if key in facts]
    said = list(_said(passage))
    allowed = named if names_facts else facts.values()
    for one, sentence in said:
        if not any(one.equals(fact) for fact in allowed):
            problems.append(
                _("“%(said)s” is no fact that is named here: %(sentence)s") % {"said": one.said, "sentence": sentence}
            )
    whole = " ".join(line for text in passage.texts() for line in plain(text))
    for fact in named:
        which = {"key": fact.key, "value": fact.value, "year": fact.period}
        if not any(one.equals(fact) for one, _sentence in said) and not _says(whole, fact):
            problems.append(_("fact “%(key)s” (%(value)s) is named, but the text does not say it") % which)
        elif fact.is_share and fact.period not in whole:
            problems.append(_("the year %(year)s of fact “%(key)s” (%(value)s) is not in the text") % which)
    return problems


def _said(passage):
    """Yield (statistic, sentence) for all that a passage says; an estimate also says its value."""
    for text in passage.texts():
        for sentence in sentences(text):
            for one in statistics(sentence):
                yield one, sentence
            if passage.raw.get("type") == "numeric_estimate":
                for match in _COUNTED.finditer(sentence):
                    yield Statistic(match.group(), "counted", float(match.group(1))), sentence
    if passage.raw.get("type") == "numeric_estimate":
        yield Statistic(f"value: {passage.raw['value']}", "counted", passage.raw["value"]), passage.raw["prompt"]


def _says(whole, fact):
    values = (fact.value,) if isinstance(fact.value, str) else ()
    return any(re.search(rf"\b{re.escape(said)}\b", whole, re.I) for said in (*fact.says, *values))


def problems_of_figures(manuscript: Manuscript, facts: dict[str, Fact]) -> list[tuple[str, str]]:
    """Return (place, problem) for each point of figures.yaml that differs from the fact that it names."""
    problems = []
    for figure in manuscript.raw:
        for point in figure["points"]:
            place = f"{manuscript.file} · {figure['key']} · {point['series']}, {point['period']}"
            fact = facts.get(point.get("fact"))
            if fact is None:
                problems.append((place, _("this point names no fact of facts.yaml")))
            elif (float(point["value"]), str(point["period"])) != (float(fact.value), fact.period):
                which = {"point": point["value"], "key": fact.key, "value": fact.value, "year": fact.period}
                problems.append((place, _("%(point)s here, but fact “%(key)s” is %(value)s (%(year)s)") % which))
    return problems
