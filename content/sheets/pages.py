"""A sheet, as trainers write it: to print, to fill in by hand, or to take over as a text of one's own."""

from django.db import models
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from content.blocks import CHECK_HELP
from content.sheets.blocks import SheetBlock


class SheetPage(Page):
    """Open to everybody. Who is signed in sees the contacts of the own organisation on it."""

    summary = models.CharField(_("summary"), max_length=250, help_text=_("What it is for, and for whom."))
    body = StreamField(SheetBlock(), verbose_name=_("sheet"), min_num=1)
    source = models.CharField(_("source"), max_length=500, blank=True)
    to_check = models.CharField(_("still to be checked"), max_length=250, blank=True, help_text=CHECK_HELP)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("source"),
        FieldPanel("to_check"),
    ]
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    template = "content/sheets/page.html"

    page_description = _("A sheet to print or to take over: a model, or questions for a conversation.")

    class Meta:
        verbose_name = _("sheet")
        verbose_name_plural = _("sheets")

    def serve(self, request, *args, **kwargs):
        """Answer with the sheet; it is kept nowhere, for own contacts may stand on it."""
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response
