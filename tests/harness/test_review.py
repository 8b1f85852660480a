"""The page for the people who check the texts says what the texts say is open, no more and no less."""

import re
import shutil

import pytest

from content.proofreading.pieces import manuscripts
from content.proofreading.review import open_checks
from tests.harness import review


@pytest.fixture
def text():
    return review.TARGET.read_text(encoding="utf-8")


def test_the_page_in_docs_is_the_one_that_is_made(text):
    assert text == review.made(), "make review"


def test_every_open_check_stands_there_with_a_link_to_its_file(text):
    links = re.findall(r"\]\(\.\./(content/starter/[^)]+)\)", text)
    assert all((review.ROOT / link).is_file() for link in links)
    checks = open_checks(manuscripts(review.STARTER))
    assert checks
    for check in checks:
        assert f"- [ ] {check.asks} [" in text and f"content/starter/{check.file}" in links


def test_a_check_more_makes_another_page(tmp_path, text):
    starter = shutil.copytree(review.STARTER, tmp_path / "starter")
    module = starter / "cijfers" / "cijfers.yaml"
    module.write_text(
        module.read_text("utf-8").replace('check: "Redactie:', 'check: "Jurist: mag dit? Redactie:'), "utf-8"
    )
    changed = review.made(starter)
    assert changed != text and "- [ ] Mag dit? [cijfers.yaml](../content/starter/cijfers/cijfers.yaml)" in changed
