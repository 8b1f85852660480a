"""The types of question, by name, and the four things that anybody may ask of a question or its document.

A type is one instance of `QuestionType`, registered by the file that holds its model. Adding a type is adding a file
and naming its model in `content.models`; nothing here changes.
"""

from content.languages import named
from content.markup import member_html, without_tokens
from content.questions.verdict import InvalidResponse, Verdict
from content.questions.wording import is_empty

VERSION = 1

_types: dict[str, "QuestionType"] = {}


class QuestionType:
    """How one type becomes a document, is asked, and is marked. All but `parts` work on the document alone."""

    #: Name in documents and packages; the model's `type_name`.
    name: str
    #: Accessor of the question's own rows (options, items, pairs), if it has any.
    rows: str | None = None
    #: Subclass of `answering.AnswerForm`.
    form: type
    #: The options are the author's words; else they are words of the interface, in the reader's language.
    own_words = True

    def parts(self, question, rows) -> dict:
        """Return the type's own part of the document; `rows` in their order."""
        raise NotImplementedError

    def mark(self, document: dict, response) -> Verdict:
        """Return the verdict; raises InvalidResponse, and nothing else, for what is not a possible response."""
        raise NotImplementedError

    def problems(self, document: dict):
        """Yield sentences that say why this cannot be published."""
        raise NotImplementedError

    def examples(self, document: dict) -> list:
        """Return a right response and one that is not: for previews."""
        raise NotImplementedError


def register(question_type: type[QuestionType]) -> type[QuestionType]:
    """Class decorator: make one instance known under its name."""
    _types[question_type.name] = question_type()
    return question_type


def type_named(name: str) -> QuestionType:
    """Return the type with this name; raises KeyError."""
    return _types[name]


def type_names() -> list[str]:
    return list(_types)


def document_of(question, rows=None) -> dict:
    """Return the question as plain data: str, int, bool, None, list and dict only, HTML already clean.

    `rows` stands in for the question's own rows, for a form that is not saved yet. A bare base instance (as
    `select_related` gives them) is first read as what it really is.
    """
    if question.type_name is None:
        question = question.get_real_instance()
    question_type = _types[question.type_name]
    if rows is None:
        rows = list(getattr(question, question_type.rows).all()) if question_type.rows else []
    return {
        "v": VERSION,
        "kind": "question",
        "type": question_type.name,
        "key": str(question.key),
        "prompt": without_tokens(question.prompt),
        "objective": {"code": question.objective.code, "statement": question.objective.statement},
        "explanation": "" if is_empty(question.explanation) else member_html(question.explanation),
        "source": without_tokens(question.source),
        **question_type.parts(question, rows),
        **named(question.language),
    }


def form_for(document: dict, data=None, seed: str = ""):
    """Return the Django form that asks the question; bound when `data` is given.

    A valid form has `response`, plain JSON; an invalid one has `error_sentence` and `error_target` (an element's id).
    The same `seed` (an attempt's) shows what is shuffled in the same order.
    """
    return _types[document["type"]].form(document, data, seed)


def mark(document: dict, response) -> Verdict:
    """Return the verdict on `response` by this document alone: pure, same answer every time.

    Raises InvalidResponse for anything that is not a possible response.
    """
    if not isinstance(response, dict):
        raise InvalidResponse("a response is a mapping")
    return _types[document["type"]].mark(document, response)


def problems_of(question, rows=None) -> list[str]:
    """Return sentences, in the reader's language, that say why the question cannot be published; empty when it can."""
    return problems_in(document_of(question, rows))


def problems_in(document: dict) -> list[str]:
    """Return the problems of a question's document (`problems_of`)."""
    return [str(problem) for problem in _types[document["type"]].problems(document)]


def examples(document: dict) -> list:
    """Return a right response and one that is not, for previews."""
    return _types[document["type"]].examples(document)
