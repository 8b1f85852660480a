"""Every sentence that members read is short, plain, of the length that it says, and rests on facts."""

import pytest

from content.proofreading import measures
from tests.content.starter.texts import starter, unwaived

FILES = [manuscript.file for manuscript in starter().manuscripts]
MODULES = starter().modules()

pytestmark = pytest.mark.parametrize("file", FILES)


def test_no_sentence_is_too_long(file):
    found = unwaived(measures.long_sentences(starter().of(file)))
    assert not found, "\n" + found


def test_it_reads_easily(file):
    found = unwaived(measures.hard_to_read(starter().of(file)))
    assert not found, "\n" + found


def test_no_screen_is_too_full(file):
    found = unwaived(measures.full_screens(starter().of(file)))
    assert not found, "\n" + found


def test_it_takes_as_long_as_it_says(file):
    manuscript = starter().of(file)
    found = unwaived(measures.wrong_minutes(manuscript, starter().questions(manuscript.package)))
    assert not found, "\n" + found


def test_every_figure_is_a_fact_and_every_named_fact_is_told(file):
    found = unwaived(measures.wrong_facts(starter().of(file), starter().facts))
    assert not found, "\n" + found


def test_no_party_no_strange_number_and_no_note_to_colleagues(file):
    found = unwaived(measures.names_and_numbers(starter().of(file), starter().kept))
    assert not found, "\n" + found


def test_every_open_check_says_who_answers(file):
    found = unwaived(measures.unasked_checks(starter().of(file)))
    assert not found, "\n" + found
