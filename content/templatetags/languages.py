"""The language of words on a screen: said wherever it is another than that of the screen around them.

So that a screen reader says Frisian words in Frisian on a Dutch screen, and Dutch words in Dutch on an English one. The
template says which language words are in: that of the edition, or of the document (`language_of`). `dutch` is the same
for what is Dutch in every module.

- `<p{% in_language edition.language %}>` an attribute
- `{{ step.title|words_in:edition.language }}` words in a sentence of ours, which get a span around them
- `{{ html|html_in:language|safe }}` rich text, of which each paragraph and list gets the attribute
- `<p{% passage value.language language %}>` words of which the author may have said a language of their own
"""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from content import languages
from content.questions import registry

register = template.Library()

NOTHING = SafeString("")
#: The beginning of each element in which rich text is cut up (`content.markup`); what stands inside inherits.
BLOCK = re.compile(r"<(p|ul|ol|h[2-6])(?=[ >])")


@register.simple_tag
def in_language(language: str) -> SafeString:
    """The attribute for what is in `language`: nothing when the screen is too."""
    return NOTHING if language == get_language() else format_html(' lang="{}"', language)


@register.filter
def words_in(text, language: str) -> SafeString:
    """Words in `language` inside a sentence of the interface."""
    attribute = in_language(language)
    return format_html("<span{}>{}</span>", attribute, text) if text and attribute else conditional_escape(text)


@register.filter
def html_in(html: str, language: str) -> str:
    """Rich text in `language`, clean as `content.markup` makes it."""
    attribute = in_language(language)
    return BLOCK.sub(rf"<\1{attribute}", html) if attribute else html


@register.simple_tag
def passage(own: str, around: str) -> SafeString:
    """The attribute for what an author wrote in the language `own` or, when that was left open, in that of the text."""
    if not own:
        return in_language(around)
    direction = SafeString(' dir="rtl"') if own in languages.RIGHT_TO_LEFT else NOTHING
    return format_html(' lang="{}"{}', own, direction)


@register.simple_tag
def language_of(document: dict) -> str:
    """The language in which a document is written."""
    return languages.language_of(document)


@register.simple_tag
def own_words(document: dict) -> SafeString:
    """The attribute for the options of a question: of a statement (true, not true) they are words of the interface."""
    own = registry.type_named(document["type"]).own_words
    return in_language(languages.language_of(document)) if own else NOTHING
