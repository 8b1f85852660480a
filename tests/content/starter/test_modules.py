"""What holds of a module as a whole, and of all modules together: minutes, loaded, and nothing waived for nothing."""

from dataclasses import fields

import pytest

from content.packages import starter as loaded
from content.proofreading import measures, minutes
from content.proofreading.facts import Fact
from tests.content.starter.bank import pairs_too_alike
from tests.content.starter.texts import starter, waivers

MODULES = starter().modules()
STEPS = ("lesson", "dilemma", "quiz")


def steps_of(module):
    return [one for one in starter().manuscripts if one.package == module and one.kind in STEPS]


@pytest.mark.parametrize("module", MODULES)
def test_a_module_fits_into_half_an_hour(module):
    steps, questions = steps_of(module), starter().questions(module)
    stated = sum(step.raw["minutes"] for step in steps)
    taken = sum(minutes.reading_minutes(step, questions) for step in steps)
    assert stated <= measures.MOST_MINUTES_A_MODULE, f"{module} says {stated} minutes"
    assert taken <= measures.MOST_MINUTES_A_MODULE * 1.1, f"{module} takes about {taken:.1f} minutes"
    assert taken <= stated * 1.2, f"{module} says {stated} minutes and takes about {taken:.1f}"


@pytest.mark.parametrize("module", MODULES)
def test_a_file_that_no_step_names_is_read_by_nobody(module):
    named = set(starter().of(f"{module}/module.yaml").raw["steps"])
    present = {step.file.partition("/")[2] for step in steps_of(module)}
    assert present == named


def test_every_module_in_the_folder_is_loaded():
    assert set(MODULES) == set(loaded.MODULES), "content/packages/starter.py names the modules"


def test_every_fact_says_whose_it_is():
    for fact in starter().facts.values():
        assert fact.mark in ("P", "S", "K"), fact.key
        assert all(getattr(fact, one.name) not in ("", None) for one in fields(Fact) if one.name != "conflict"), (
            fact.key
        )


def test_no_waiver_is_left_over():
    too_long = {problem.sentence for one in starter().manuscripts for problem in measures.long_sentences(one)}
    alike = {f"{one} + {other}" for _, one, other in pairs_too_alike(starter())}
    given = waivers()
    assert set(given) == {"sentences", "alike"}
    assert set(given["sentences"]) <= too_long
    assert set(given["alike"]) <= alike
    assert all(len(reason) > 10 for reasons in given.values() for reason in reasons.values())
