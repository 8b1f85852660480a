"""The draft accessibility statement says what accessibility.md says, no more and no less."""

import re

import pytest

from tests.harness import statement

TEXT = statement.SOURCE.read_text(encoding="utf-8")


def test_the_draft_in_docs_is_the_one_that_is_made():
    assert statement.TARGET.read_text(encoding="utf-8") == statement.statement(TEXT), "make statement"


def test_everything_that_is_open_is_said():
    made = statement.statement(TEXT)
    for heading in ("What needs a person", "Known shortcomings"):
        for row in statement.tables(TEXT)[heading]:
            assert row["in the statement"] in made


def test_an_audit_is_not_claimed_before_there_is_one():
    facts = {row["fact"]: row["value"] for row in statement.tables(TEXT)["Facts"]}
    assert facts["status"] not in "AB" or re.search(r"\d{4}", facts["audit"])


def test_a_page_without_a_fact_is_refused_in_a_sentence():
    with pytest.raises(statement.Incomplete, match="checked on"):
        statement.statement(TEXT.replace("| checked on |", "| looked at |"))


def test_all_criteria_of_level_a_and_aa_stand_there():
    rows = statement.tables(TEXT)["The 55 criteria, one by one"]
    named = " ".join(row["criterion"] for row in rows)
    assert {"1.1.1", "2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8", "4.1.3"} <= set(
        re.findall(r"\d\.\d\.\d+", named)
    )
