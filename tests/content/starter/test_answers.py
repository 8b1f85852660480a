"""Every question is answered rightly by its own key, every other answer is not right, and each is told why."""

from collections import defaultdict
from functools import cache

import pytest

from content.proofreading.sentences import sentences
from content.questions import registry
from tests.content.starter.answering import answers, documents, feedback
from tests.content.starter.bank import bank
from tests.content.starter.texts import STARTER, starter

QUESTIONS = sorted(bank(starter()))


@cache
def documents_of(module):
    return documents(STARTER / module)


@pytest.fixture
def question(name):
    """(as it is written, as it is loaded)"""
    module, _, key = name.partition(":")
    return starter().questions(module)[key].raw, documents_of(module)[key]


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_key_is_right_and_nothing_else_is(name, question):
    raw, document = question
    given = list(answers(raw, document))
    assert any(right for _, right in given) and any(not right for _, right in given)
    for response, right in given:
        assert registry.mark(document, response).right is right, f"{name}: {response}"
    best, other = registry.examples(document)
    assert registry.mark(document, best).right and not registry.mark(document, other).right


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_can_be_published(name, question):
    assert registry.problems_in(question[1]) == []


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_answer_is_told_why(name, question):
    raw, document = question
    for which, told in feedback(raw):
        assert told.strip(), f"{name}: {which} has no feedback"
        assert len(sentences(told)) >= 2, f"{name}: {which} is told only: {told}"
    for response, _right in answers(raw, document):
        said = [one.html for one in registry.mark(document, response).feedback if one.chosen or one.best]
        assert any(said), f"{name}: nothing is said to {response}"


def test_no_two_answers_are_told_the_same():
    told = defaultdict(list)
    for name, raw in bank(starter()).items():
        for which, words in feedback(raw):
            told[words.strip()].append(f"{name} {which}")
    assert {words: names for words, names in told.items() if len(names) > 1} == {}
