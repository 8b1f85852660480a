"""The texts of a folder of packages as pieces, each with its place: what all proofreading reads.

A manuscript is one file. It has passages: a screen, a situation, a choice, a question, or what stands in the file
itself. A passage names its facts and what is still to be checked, and has pieces: the fields with words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: The quick one where it was built; both make plain values only.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Running text: what is read as sentences. Labels: titles, names, cells. Sources: where it stands.
RUNNING, LABEL, SOURCE = "running", "label", "source"

_LABELS = {"title", "alt", "hero_alt", "sender", "moment", "unit", "label", "head", "rows", "name", "series"}
_LABELS |= {"left", "right", "distractors", "available", "heading", "number"}
_SOURCES = {"source", "attribution", "denominator"}
#: Names of things and settings, none of which a member reads.
_UNREAD = {"id", "key", "slug", "type", "objective", "code", "file", "hero", "tone", "next", "kind", "rule", "language"}
_UNREAD |= {"check", "facts", "audience", "uses", "owner", "verified_on", "source_url", "fact", "period", "value"}
_UNREAD |= {"questions", "question", "figure", "contact", "protocol", "begin", "must_see"}
#: Lists whose items are passages, and what one of them is called.
_PASSAGES = {
    "screens": gettext_lazy("screen"),
    "scenes": gettext_lazy("situation"),
    "choices": gettext_lazy("choice"),
    "situations": gettext_lazy("situation"),
}


@dataclass(frozen=True)
class Piece:
    """One text of one field; `kind` is RUNNING, LABEL or SOURCE."""

    field: str
    text: str
    kind: str


@dataclass
class Passage:
    """Pieces that stand on the same facts. `raw` are the fields as they are written."""

    place: str
    raw: dict
    pieces: list[Piece] = field(default_factory=list)

    @property
    def facts(self) -> list[str]:
        return self.raw.get("facts") or []

    @property
    def check(self) -> str:
        return self.raw.get("check") or ""

    def texts(self, *kinds: str) -> list[str]:
        return [piece.text for piece in self.pieces if not kinds or piece.kind in kinds]


@dataclass
class Manuscript:
    """One file: `file` is its path under the starter's folder, `kind` lesson, dilemma, quiz, questions, module …"""

    file: str
    kind: str
    raw: object
    passages: list[Passage]

    @property
    def package(self) -> str:
        return self.file.split("/")[0]

    def texts(self, *kinds: str) -> list[str]:
        return [text for passage in self.passages for text in passage.texts(*kinds)]

    def pieces(self) -> Iterator[tuple[str, Piece]]:
        """Yield (place, piece) for every piece."""
        for passage in self.passages:
            for piece in passage.pieces:
                yield f"{passage.place} · {piece.field}", piece


def modules(starter: Path) -> list[str]:
    """Return the names of the folders that hold a module."""
    return sorted(path.parent.name for path in starter.glob("*/module.yaml"))


def manuscripts(starter: Path, package: str = "") -> list[Manuscript]:
    """Return the manuscripts of one package, or of the whole folder; facts.yaml is what they are held against."""
    paths = sorted((starter / package).rglob("*.yaml"))
    files = [path.relative_to(starter).as_posix() for path in paths]
    return [manuscript(starter, file) for file in files if file != "facts.yaml"]


def manuscript(starter: Path, file: str) -> Manuscript:
    """Read one file."""
    return taken_apart(file, yaml.load((starter / file).read_text(encoding="utf-8"), Loader=_LOADER))


def taken_apart(file: str, raw) -> Manuscript:
    """Return the manuscript of what a file holds."""
    name = file.split("/")[-1].removesuffix(".yaml")
    kind = (raw.get("kind") if isinstance(raw, dict) else None) or name
    found = Manuscript(file, kind, raw, [])
    if isinstance(raw, dict):
        _mapping(raw, file, found, "")
    else:
        called = {"questions": _("question"), "figures": _("figure")}.get(kind, "")
        for item in raw:
            _mapping(item, f"{file} · {called} {item['key']}", found, "")
    found.passages = [passage for passage in found.passages if passage.pieces or passage.check or passage.facts]
    return found


def _mapping(raw, place, found, at):
    passage = Passage(place, raw)
    found.passages.append(passage)
    _fields(raw, passage, found, at)


def _fields(raw, passage, found, at):
    for name, value in raw.items():
        if name not in _UNREAD and not (name == "steps" and found.kind == "module"):
            _value(value, name, passage, found, f"{at}, {name}" if at else name)


def _value(value, name, passage, found, at):
    if isinstance(value, str):
        if value.strip():
            kind = LABEL if name in _LABELS else SOURCE if name in _SOURCES else RUNNING
            passage.pieces.append(Piece(at, value, kind))
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            if name in _PASSAGES and isinstance(item, dict):
                _mapping(item, f"{passage.place} · {_PASSAGES[name]} {item.get('id', number)}", found, "")
            elif isinstance(item, list):
                _value(item, name, passage, found, at)
            else:
                _value(item, name, passage, found, f"{at} {_called(item, number)}")
    elif isinstance(value, dict):
        if value.get("check") or value.get("facts"):
            _mapping(value, f"{passage.place} · {at}", found, "")
        else:
            _fields(value, passage, found, at)


def _called(item, number):
    key = item.get("key") if isinstance(item, dict) else None
    return key if isinstance(key, str) and re.fullmatch(r"[a-z0-9-]+", key) else str(number)
