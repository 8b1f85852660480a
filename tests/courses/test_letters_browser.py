"""Mails as a reader gets to see them: valid HTML, and nothing for axe to find, by day and by night, on a phone."""

import pytest

from tests.courses.test_letters import LANGUAGES, NAMES, example, parts
from tests.harness.checkers import TAGS, axe_violations, html_errors

pytestmark = pytest.mark.browser
#: A mail stands inside the page of its reader, which has the landmarks and headings.
MAIL_TAGS = tuple(tag for tag in TAGS if tag != "best-practice")
STRIPPED = "document.querySelectorAll('style, meta[name=color-scheme]').forEach(found => found.remove())"


def test_the_html_of_every_mail_is_valid():
    assert html_errors(*(parts(example(name, language))[1] for name in NAMES for language in LANGUAGES)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_with_the_style_and_without_it(new_context, name, theme):
    page = new_context(viewport={"width": 320, "height": 740}, color_scheme=theme).new_page()
    page.set_content(parts(example(name))[1])
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 24, 29)"}[theme]
    assert axe_violations(page, tags=MAIL_TAGS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(STRIPPED)
    assert axe_violations(page, tags=MAIL_TAGS) == []
    assert page.get_by_role("link").count() == 1
