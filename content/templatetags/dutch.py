"""What is Dutch whatever module one reads: the words of organisations, of the help page and of figures.

The forms are those of `languages`: `<p{% in_dutch %}>` (in a template with many, `{% in_dutch as dutch %}` once and
then `<p{{ dutch }}>`), `{{ title|dutch }}`, `{{ html|dutch_html|safe }}`.
"""

from django import template
from django.utils.safestring import SafeString

from content.languages import DUTCH
from content.templatetags.languages import html_in, in_language, words_in

register = template.Library()


@register.simple_tag
def in_dutch() -> SafeString:
    """The attribute for what is Dutch: nothing when the screen is Dutch too."""
    return in_language(DUTCH)


@register.filter
def dutch(text) -> SafeString:
    """Dutch words inside a sentence of the interface."""
    return words_in(text, DUTCH)


@register.filter
def dutch_html(html: str) -> str:
    """Dutch rich text, clean as `content.markup` makes it."""
    return html_in(html, DUTCH)
