"""What somebody must still check before a release, gathered from all texts by who has to answer."""

import re
from dataclasses import dataclass

from content.proofreading.facts import Fact
from content.proofreading.pieces import Manuscript

#: Who answers, in the order of the page; OTHERS gathers whom only a few questions are for.
WHO = ("Jurist", "Politie", "Ondersteuningsteam", "Redactie")
OTHERS = "Anderen"
_FEW = (
    "OM",
    "Openbaar Ministerie",
    "Veiligheidsregio",
    "ICT",
    "Functionaris gegevensbescherming",
    "Arts",
    "BZK",
    "VNG",
)
_NAME = "|".join(map(re.escape, sorted((*WHO, *_FEW), key=len, reverse=True)))
#: "Jurist: …", "Politie en OM: …"; more than one may stand in one check.
_BEGINS = re.compile(rf"(?:^|(?<=[.?!:;] ))((?:{_NAME})(?: en (?:{_NAME}))*): ", re.IGNORECASE)
#: Words for colleagues that have no place in what members read.
_MISPLACED = re.compile(r"\bte controleren\b|\bcontroleren vóór uitgave\b|\bTODO\b|\[K\]|\[OLD\]", re.IGNORECASE)


@dataclass(frozen=True)
class OpenCheck:
    """A question to one of WHO or OTHERS; `file` is the path under the starter's folder, `place` says where in it."""

    who: str
    asks: str
    file: str
    place: str


def open_checks(manuscripts: list[Manuscript]) -> list[OpenCheck]:
    """Return every open check, in the order of the texts."""
    return [
        OpenCheck(who, asks, manuscript.file, passage.place.removeprefix(manuscript.file).removeprefix(" · "))
        for manuscript in manuscripts
        for passage in manuscript.passages
        for who, asks in asked(passage.check)
    ]


def asked(check: str) -> list[tuple[str, str]]:
    """Return (who, what) for each question in a `check`; who is "" when it does not begin with somebody's name.

    A question to two of them is told under the first, with both names.
    """
    if not check:
        return []
    parts = list(_BEGINS.finditer(check))
    if not parts or parts[0].start():
        return [("", check)]
    ends = [*(part.start() for part in parts[1:]), len(check)]
    found = []
    for part, end in zip(parts, ends, strict=True):
        names, asks = part.group(1), check[part.end() : end].strip()
        who = next((one for one in WHO if re.search(rf"\b{one}\b", names, re.IGNORECASE)), OTHERS)
        asks = asks[:1].upper() + asks[1:]
        found.append((who, asks if names == who else f"({names}) {asks}"))
    return found


def doubtful(facts: dict[str, Fact]) -> list[Fact]:
    """Return the facts of which the source is no official one, or of which sources differ."""
    return [fact for fact in facts.values() if fact.mark != "P" or fact.conflict]


def misplaced(text: str) -> list[str]:
    """Return the words to colleagues in a text that members read."""
    return _MISPLACED.findall(text)
