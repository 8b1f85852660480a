"""Right and wrong answers to the starter's quiz, read from its own package and given as a person would: by label."""

from functools import cache

import yaml
from django.conf import settings

from tests.road.walking import follow

PACKAGE = settings.BASE_DIR / "content" / "starter" / "melden-helpt"


@cache
def questions():
    """The package's questions by prompt."""
    loaded = yaml.safe_load((PACKAGE / "questions.yaml").read_text())
    return {question["prompt"]: question for question in loaded}


def give(main, *, right):
    """Fill in the question that `main` shows."""
    question = questions()[main.get_by_role("heading", level=1).inner_text()]
    _GIVE[question["type"]](main, question, right)
    follow(main.get_by_role("button", name="Controleer mijn antwoord"))


def _options(role):
    def give_options(main, question, right):
        wanted = [option for option in question["options"] if option["correct"]]
        if not right:
            other = [option for option in question["options"] if not option["correct"]]
            wanted = [*wanted[1:], other[0]]
        for option in wanted:
            main.get_by_role(role, name=option["text"], exact=True).check()

    return give_options


def _statement(main, question, right):
    says_true = question["answer"] is right
    main.get_by_role("radio", name="Juist" if says_true else "Onjuist", exact=True).check()


def _ordering(main, question, right):
    items = question["items"]
    places = list(range(1, len(items) + 1))
    if not right:
        places[0], places[1] = places[1], places[0]
    for item, place in zip(items, places, strict=True):
        main.get_by_label(item["text"], exact=True).select_option(index=place)


def _matching(main, question, right):
    rights = [pair["right"] for pair in question["pairs"]]
    if not right:
        rights[0] = question.get("distractors", [rights[1]])[0]
    for pair, chosen in zip(question["pairs"], rights, strict=True):
        main.get_by_label(pair["left"], exact=True).select_option(label=chosen)


def _estimate(main, question, right):
    wrong = question["minimum"] if question["lower"] > question["minimum"] else question["maximum"]
    main.get_by_role("textbox").fill(str(question["value"] if right else wrong))


_GIVE = {
    "single_choice": _options("radio"),
    "multiple_choice": _options("checkbox"),
    "statement": _statement,
    "ordering": _ordering,
    "matching": _matching,
    "numeric_estimate": _estimate,
}
