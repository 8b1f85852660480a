"""Every answer that somebody can give to a question, and which of them its own writer calls right."""

from collections.abc import Iterator
from itertools import combinations, permutations

from content.objectives import Objective
from content.packages.questions import question_rows
from content.packages.reading import read_package
from content.questions import registry

#: More steps than this are not tried in every order, only with every two of them exchanged.
ALL_ORDERS = 5


def documents(folder) -> dict[str, dict]:
    """Return the document of each question of a package, by key; made as loading makes them, nothing is saved."""
    package = read_package(folder)
    objectives = {one["code"]: Objective(**one) for one in package.objectives}
    return {
        wanted["key"]: registry.document_of(question_rows(wanted, None, objectives[wanted["objective"]]))
        for wanted in package.questions
    }


def answers(raw: dict, document: dict) -> Iterator[tuple[dict, bool]]:
    """Yield (response, right) by what is written in the package."""
    return _ANSWERS[raw["type"]](raw, document)


def _single(raw, document):
    for option in raw["options"]:
        yield {"option": option["key"]}, option["correct"]


def _multiple(raw, document):
    keys = [option["key"] for option in raw["options"]]
    best = {option["key"] for option in raw["options"] if option["correct"]}
    for size in range(1, len(keys) + 1):
        for chosen in combinations(keys, size):
            yield {"options": list(chosen)}, set(chosen) == best


def _statement(raw, document):
    for said in (True, False):
        yield {"answer": said}, said is raw["answer"]


def _ordering(raw, document):
    keys = [item["key"] for item in raw["items"]]
    for order in _orders(keys):
        yield {"order": order}, order == keys


def _matching(raw, document):
    right_keys = {pair["key"]: pair["right_key"] for pair in document["pairs"]}
    lefts = list(right_keys)
    for order in _orders(list(right_keys.values())):
        response = dict(zip(lefts, order, strict=True))
        yield {"pairs": response}, response == right_keys
    for side in document["distractors"]:
        for left in lefts:
            yield {"pairs": {**right_keys, left: side["key"]}}, False


def _estimate(raw, document):
    least, most = raw.get("minimum", 0), raw.get("maximum", 100)
    edges = {least, most, raw["value"], *(raw[name] + by for name in ("lower", "upper") for by in (-1, 0, 1))}
    for number in sorted(number for number in edges if least <= number <= most):
        yield {"number": number}, raw["lower"] <= number <= raw["upper"]


def _orders(keys):
    if len(keys) <= ALL_ORDERS:
        yield from map(list, permutations(keys))
        return
    yield list(keys)
    for one, other in combinations(range(len(keys)), 2):
        order = list(keys)
        order[one], order[other] = order[other], order[one]
        yield order


_ANSWERS = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "statement": _statement,
    "ordering": _ordering,
    "matching": _matching,
    "numeric_estimate": _estimate,
}


def feedback(raw: dict) -> list[tuple[str, str]]:
    """Return (which answer, what it is told) for every answer of a question as it is written."""
    rows = [row for name in ("options", "items", "pairs") for row in raw.get(name, [])]
    told = [(row["key"], row.get("feedback", "")) for row in rows]
    names = {"statement": ("true", "false"), "numeric_estimate": ("low", "right", "high")}.get(raw["type"], ())
    return told + [(name, raw.get(f"feedback_{name}", "")) for name in names]
