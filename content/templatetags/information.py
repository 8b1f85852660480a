"""What an information page shows: the rendering of its document, the same for a trainer and for everybody."""

from django import template
from django.utils.translation import gettext as _

from content.editions.documents import Incomplete, frozen
from content.editions.rendering import render_blocks
from content.editions.serving import fill

register = template.Library()


@register.simple_tag
def body_of(page):
    """Return the blocks of an information page as HTML. A tag, so that pages need not know the editions."""
    try:
        return fill(render_blocks(frozen(page)["body"], led=False), {})
    except Incomplete:
        return _("This page is not complete yet.")
