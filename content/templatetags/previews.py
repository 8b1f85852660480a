"""What a page's own template shows: the rendering of its document. A tag, so that pages need not know the editions."""

from django import template

from content.editions.previewing import preview

register = template.Library()


@register.simple_tag(takes_context=True)
def previewed(context, page):
    """Put `parts`, `problems` and `document` of `page` in the context (see `previewing.preview`); print nothing."""
    context.update(preview(page))
    return ""
