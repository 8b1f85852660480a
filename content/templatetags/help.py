"""Help at hand on any page, error pages included: nothing here needs a request, a session or the database."""

from django import template
from django.conf import settings

from content.editions.documents import frozen
from content.help import rendering

register = template.Library()


@register.simple_tag(takes_context=True)
def help_panel(context):
    """The panel “Hulp nodig?”. A page that knows the reader's organisation gives `help_local` (HTML); one that is made
    for nobody in particular gives `help_panel`, what stands in the panel's place until it is filled in."""
    return context.get("help_panel") or rendering.panel(context.get("help_local", ""))


@register.simple_tag
def outside():
    """The address where “Leave this page” ends up."""
    return settings.OUTSIDE


@register.simple_tag(takes_context=True)
def previewed_help(context, page):
    """Put the texts of a trainer's page, as it stands, in the context; print nothing.

    With `number` in the context, the place of a situation, also that situation."""
    context.update(rendering.context_of(frozen(page), number=context.get("number")))
    return ""
