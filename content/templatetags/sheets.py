"""What the page of a sheet shows: its document rendered, with the contacts of who reads it."""

from django import template
from django.utils.translation import gettext as _

from content.editions.documents import Incomplete, frozen
from content.sheets.own import contacts_for
from content.sheets.rendering import render_sheet

register = template.Library()


@register.simple_tag
def sheet_of(page, reader):
    """Return the sheet as HTML. A tag, so that pages need not know the editions."""
    try:
        return render_sheet(frozen(page), contacts_for(reader))
    except Incomplete:
        return _("This page is not complete yet.")
