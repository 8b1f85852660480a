"""Questions of a package: checked, and written into their rows.

A checked question is {"type", "key", "objective", "fields": {field: value}, "rows": None or [{field: value}]}; each row
has its `key`.
"""

from django.utils.translation import gettext as _

from content.languages import DUTCH
from content.packages.checking import FOOTING, boolean, integer, markdown, settled, slug, text
from content.questions.matching import MatchingPair, MatchingQuestion
from content.questions.multiple_choice import MultipleChoiceOption, MultipleChoiceQuestion
from content.questions.numeric_estimate import NumericEstimateQuestion
from content.questions.ordering import OrderingItem, OrderingQuestion
from content.questions.single_choice import SingleChoiceOption, SingleChoiceQuestion
from content.questions.statement import StatementQuestion

HEAD = {"key": slug(), "type": lambda value: value, "objective": slug(60), "prompt": text(2000), "source": text(400)}
CLOSING = {"explanation": (markdown(empty=True), ""), **FOOTING}
NUMBER = integer(-(10**9), 10**9)

#: The model of each type, the name of its rows and the rows' model.
MODELS = {
    "single_choice": (SingleChoiceQuestion, "options", SingleChoiceOption),
    "multiple_choice": (MultipleChoiceQuestion, "options", MultipleChoiceOption),
    "statement": (StatementQuestion, None, None),
    "ordering": (OrderingQuestion, "items", OrderingItem),
    "matching": (MatchingQuestion, "pairs", MatchingPair),
    "numeric_estimate": (NumericEstimateQuestion, None, None),
}


def _whole(found, rows=None):
    """Return the checked question in the shape that the module's docstring gives."""
    own = {"key", "objective", "type"}
    fields = {name: value for name, value in settled(found).items() if name not in own}
    return {"key": found["key"], "objective": found["objective"], "fields": fields, "rows": rows}


def _rows(checker, found, name, where, row_fields, least):
    rows = checker.items(
        found.pop(name), f"{where}, {name}", lambda item, spot: checker.fields(item, spot, row_fields), least=least
    )
    checker.unique([row["key"] for row in rows], f"{where}, {name}")
    return rows


def _options(check_right):
    def check(checker, item, where):
        found = checker.fields(item, where, {**HEAD, "options": lambda value: value}, CLOSING)
        row = {"key": slug(60), "text": text(300), "correct": boolean, "feedback": markdown()}
        rows = _rows(checker, found, "options", where, row, 2)
        right = sum(1 for option in rows if option["correct"])
        if not check_right(right):
            checker.wrong(where, _("%(right)s right answers; that does not fit this type.") % {"right": right})
        return _whole(found, rows)

    return check


def _statement(checker, item, where):
    required = {**HEAD, "answer": boolean, "feedback_true": markdown(), "feedback_false": markdown()}
    return _whole(checker.fields(item, where, required, CLOSING))


def _ordering(checker, item, where):
    found = checker.fields(item, where, {**HEAD, "items": lambda value: value}, CLOSING)
    row = {"key": slug(60), "text": text(300), "feedback": markdown()}
    return _whole(found, _rows(checker, found, "items", where, row, 3))


def _matching(checker, item, where):
    found = checker.fields(
        item, where, {**HEAD, "pairs": lambda value: value}, {**CLOSING, "distractors": (lambda value: value, [])}
    )
    row = {"key": slug(60), "left": text(200), "right": text(200), "feedback": markdown()}
    rows = _rows(checker, found, "pairs", where, row, 2)
    extra = checker.items(
        found["distractors"], f"{where}, distractors", lambda word, spot: checker.value(word, spot, text(200)), least=0
    )
    checker.unique([row["right"] for row in rows] + extra, f"{where}, pairs")
    found["distractors"] = "\n".join(word or "" for word in extra)
    return _whole(found, rows)


def _numeric_estimate(checker, item, where):
    numbers = ("value", "lower", "upper")
    feedback = ("feedback_low", "feedback_right", "feedback_high")
    found = checker.fields(
        item,
        where,
        {**HEAD, **{name: NUMBER for name in numbers}, **{name: markdown() for name in feedback}},
        {**CLOSING, "unit": (text(60, empty=True), ""), "minimum": (NUMBER, 0), "maximum": (NUMBER, 100)},
    )
    bounds = [found[name] for name in ("minimum", "lower", "value", "upper", "maximum")]
    if None not in bounds and bounds != sorted(bounds):
        checker.wrong(where, _("these are not in order: minimum, lower, value, upper, maximum."))
    return _whole(found)


QUESTION_CHECKS = {
    "single_choice": _options(lambda right: right == 1),
    "multiple_choice": _options(lambda right: right >= 1),
    "statement": _statement,
    "ordering": _ordering,
    "matching": _matching,
    "numeric_estimate": _numeric_estimate,
}


def question_rows(wanted: dict, question, objective):
    """Return a question (the one given, or a new one) with the wanted values set; nothing is saved.

    A row keeps its own primary key when its `key` stays, so that revisions name it rightly.
    """
    model, relation, row_model = MODELS[wanted["type"]]
    question = question or model(key=wanted["key"])
    question.objective = objective
    for name, value in {"to_check": "", "language": DUTCH, **wanted["fields"]}.items():
        setattr(question, name, value)
    if relation:
        present = {row.key: row for row in getattr(question, relation).all()}
        rows = []
        for order, values in enumerate(wanted["rows"]):
            row = present.get(values["key"]) or row_model(key=values["key"])
            row.sort_order = order
            for name, value in values.items():
                setattr(row, name, value)
            rows.append(row)
        setattr(question, relation, rows)
    return question
