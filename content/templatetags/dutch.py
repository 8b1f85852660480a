"""The language of a passage: what trainers, clerks and members write is Dutch, whatever the screen around it speaks.

So that a screen reader says Dutch words in Dutch on an English screen. On a Dutch screen nothing is printed: there the
page itself says so. A form for each place where it stands:

- `<p{% in_dutch %}>` an attribute; in a template with many, `{% in_dutch as dutch %}` once and then `<p{{ dutch }}>`
- `{{ title|dutch }}` words in a sentence of ours, which get a span around them
- `{{ html|dutch_html|safe }}` rich text, of which each paragraph and list gets the attribute
- `<p{% passage value.language %}>` words of which the author may have said that they are in another language
"""

import re

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from content.questions import registry

register = template.Library()

NOTHING = SafeString("")
ATTRIBUTE = SafeString(f' lang="{settings.LANGUAGE_CODE}"')
#: The beginning of each element in which rich text is cut up (`content.markup`); what stands inside inherits.
BLOCK = re.compile(r"<(p|ul|ol|h[2-6])(?=[ >])")
#: Of the languages that an author may name, those that are written from right to left.
RIGHT_TO_LEFT = {"ar"}


@register.simple_tag
def in_dutch() -> SafeString:
    """The attribute for what is Dutch: nothing when the screen is Dutch too."""
    return NOTHING if get_language() == settings.LANGUAGE_CODE else ATTRIBUTE


@register.filter
def dutch(text) -> SafeString:
    """Dutch words inside a sentence of the interface."""
    if not text or get_language() == settings.LANGUAGE_CODE:
        return conditional_escape(text)
    return format_html("<span{}>{}</span>", ATTRIBUTE, text)


@register.filter
def dutch_html(html: str) -> str:
    """Dutch rich text, clean as `content.markup` makes it."""
    return html if get_language() == settings.LANGUAGE_CODE else BLOCK.sub(rf"<\1{ATTRIBUTE}", html)


@register.simple_tag
def passage(language: str) -> SafeString:
    """The attribute for what an author wrote, in `language` or, when that was left open, in Dutch."""
    if not language:
        return in_dutch()
    direction = SafeString(' dir="rtl"') if language in RIGHT_TO_LEFT else NOTHING
    return format_html(' lang="{}"{}', language, direction)


@register.simple_tag
def own_words(document: dict) -> SafeString:
    """The attribute for the options of a question: of a statement (true, not true) they are words of the interface."""
    return in_dutch() if registry.type_named(document["type"]).own_words else NOTHING
