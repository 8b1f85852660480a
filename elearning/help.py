"""The public help page: steps for each situation and numbers to call, from `content/starter/hulp.yaml`.

It is read once, when first asked for; no database, no session, no cookie, and nobody keeps who opened it.
"""

from functools import cache

import yaml
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

SOURCE = settings.BASE_DIR / "content" / "starter" / "hulp.yaml"


@require_safe
def page(request):
    response = HttpResponse(_html(get_language()))
    response["Cache-Control"] = "public, max-age=300"
    return response


@cache
def _html(language):
    return render_to_string("elearning/help.html", help_texts())


def help_texts() -> dict:
    """The page's texts: `intro` (HTML), `situations` (id, title, steps as HTML) and `numbers` as they stand."""
    source = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    # "zero" knows no HTML: what looks like a tag comes out as text
    markdown = MarkdownIt("zero").enable(["emphasis", "link"])
    inline = lambda text: mark_safe(markdown.renderInline(text))  # noqa: E731, S308
    return {
        "intro": [inline(paragraph) for paragraph in source["intro"].strip().split("\n\n")],
        "situations": [
            {**situation, "steps": [inline(step) for step in situation["steps"]]} for situation in source["situations"]
        ],
        "numbers": source["numbers"],
    }
