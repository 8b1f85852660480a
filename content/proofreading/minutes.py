"""How long a text takes a reader, against the minutes that it says."""

from content.proofreading.pieces import SOURCE, Manuscript, Passage
from content.proofreading.sentences import words

#: Words in a minute, of somebody who reads attentively from a screen.
WORDS_A_MINUTE = 200
#: To think about a question and answer it.
MINUTES_A_QUESTION = 0.25


def count(passage: Passage, *, title: bool = True) -> int:
    """Return the words that a reader meets in a passage; a source is looked up, not read."""
    pieces = (piece for piece in passage.pieces if piece.kind != SOURCE and (title or piece.field != "title"))
    return sum(len(words(piece.text)) for piece in pieces)


def questions_in(manuscript: Manuscript) -> list[str]:
    """Return the keys of the questions that a lesson or quiz asks."""
    if manuscript.kind == "quiz":
        return manuscript.raw["questions"]
    screens = manuscript.raw.get("screens", [])
    return [block["question"] for screen in screens for block in screen["blocks"] if "question" in block]


def reading_minutes(manuscript: Manuscript, questions: dict[str, Passage]) -> float:
    """Return the minutes that a lesson, dilemma or quiz takes; `questions` are the package's, by key.

    Of a dilemma: the beginning, two situations of the longest with all their choices, and what follows one choice in
    each. Of a question: what is asked, all options, and what is said to one answer.
    """
    if manuscript.kind == "dilemma":
        return _route(manuscript) / WORDS_A_MINUTE
    asked = [questions[key] for key in questions_in(manuscript)]
    total = sum(map(count, manuscript.passages)) + sum(map(_question, asked))
    return total / WORDS_A_MINUTE + MINUTES_A_QUESTION * len(asked)


def _question(passage):
    """Words of a question with the feedback of one answer: as much as there are right options, steps or pairs."""
    told = sorted(len(words(piece.text)) for piece in passage.pieces if "feedback" in piece.field)
    read = sum(option["correct"] for option in passage.raw["options"]) if "options" in passage.raw else 1
    if "items" in passage.raw or "pairs" in passage.raw:
        read = len(told)
    return count(passage) - sum(told[: len(told) - read])


def _route(manuscript):
    own, scenes = 0, {}
    for passage in manuscript.passages:
        if "choices" in passage.raw:
            scenes[passage.place] = [count(passage), []]
        elif "tone" in passage.raw:
            offered = sum(len(words(piece.text)) for piece in passage.pieces if piece.field == "text")
            scenes[passage.place.rpartition(" · ")[0]][1].append((offered, count(passage) - offered))
        else:
            own += count(passage)
    lengths = [
        told + sum(o for o, _ in choices) + max(after for _, after in choices) for told, choices in scenes.values()
    ]
    return own + lengths[0] + max(lengths[1:], default=0)
