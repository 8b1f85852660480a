"""The questions of all modules as one bank: what each asks, and which ask much the same."""

from content.proofreading.likeness import most_alike
from tests.content.starter.texts import Texts

#: Above these two questions ask the same thing. Of the 156 questions at hand in November 2026, prompts that ask for
#: different figures of one study came to 0.47, right answers to different situations to 0.50; the one pair above it
#: (0.57) really did ask the same.
PROMPTS_ALIKE = 0.5
ANSWERS_ALIKE = 0.55


def right_answer(raw) -> str:
    """Return what somebody who knows it answers, in the question's own words."""
    told = [option["text"] for option in raw.get("options", []) if option["correct"]]
    told += [item["text"] for item in raw.get("items", [])]
    told += [f"{pair['left']} {pair['right']}" for pair in raw.get("pairs", [])]
    return " ".join(told)


def bank(texts: Texts) -> dict[str, dict]:
    """Return every question as it is written, by "module:key"."""
    return {
        f"{module}:{key}": passage.raw for module in texts.modules() for key, passage in texts.questions(module).items()
    }


def pairs_too_alike(texts: Texts) -> list[tuple[float, str, str]]:
    """Return (likeness, question, question) of the pairs of which one is one too many."""
    questions = bank(texts)
    prompts = [(name, raw["prompt"]) for name, raw in questions.items()]
    answers = [(name, right_answer(raw)) for name, raw in questions.items()]
    return most_alike(prompts, least=PROMPTS_ALIKE) + most_alike(answers, least=ANSWERS_ALIKE)
