"""The question pages in a real Chromium, and their HTML before the Nu checker."""

import pytest
from django.template import engines

from content.questions.registry import examples, form_for, mark
from tests.content.questions.documents import TYPES, document
from tests.harness.checkers import axe_violations, html_errors

PAGE = """{% extends "base.html" %}{% block title %}Vraag{% endblock %}{% block main %}<div class="column flow">
{% if verdict %}<h1 class="ask">{{ document.prompt }}</h1>{% include "content/questions/verdict.html" %}
{% else %}<form class="question top" method="post">{% include "content/questions/fields.html" %}
<div class="actions"><button class="btn">Controleer</button></div></form>{% endif %}</div>{% endblock %}"""


def pages():
    """Every type: asked, sent empty, after a right answer and after another one."""
    template = engines["django"].from_string(PAGE)
    for name in TYPES:
        made = document(name)
        for form in (form_for(made), form_for(made, {})):
            yield template.render({"document": made, "form": form})
        for response in examples(made):
            yield template.render({"document": made, "verdict": mark(made, response)})


@pytest.mark.browser
def test_the_html_is_right():
    # role="list" is on purpose: Safari forgets that a list without bullets is one
    assert [error for error in html_errors(*pages()) if "“list” role is unnecessary" not in error] == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(new_context, scheme):
    page = new_context(color_scheme=scheme, viewport={"width": 320, "height": 640}).new_page()
    found = []
    shown = list(pages())
    # answered here, at addresses of the site, so that its styles load
    page.route(
        "**/proef/*",
        lambda route: route.fulfill(content_type="text/html", body=shown[int(route.request.url.rsplit("/", 1)[1])]),
    )
    for number in range(len(shown)):
        page.goto(f"/proef/{number}")
        found += axe_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, "nothing sticks out sideways"
    assert found == []
