"""What is promised about paper: a card is one A4, however many numbers go on it."""

import re

import pytest

from tests.look.gallery import CASES

pytestmark = pytest.mark.browser
A4_WIDTH = 794
CARDS = [one for one in CASES if one.template == "courses/members/card.html"]


@pytest.mark.parametrize("one", CARDS, ids=lambda one: one.name)
def test_each_card_is_one_a4(looker, gallery, one):
    page = looker(A4_WIDTH, "light").show(gallery.screen(one))
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == page.locator("article.card").count()
