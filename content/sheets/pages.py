"""A sheet, as trainers write it: to print, to fill in by hand, or to take over as a text of one's own."""

from django.db import models
from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from content.blocks import CHECK_HELP
from content.sheets.blocks import SheetBlock

#: What stands after the address of a sheet for the same as a text that can be changed.
AS_TEXT = "tekst"


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

    def route(self, request, path_components):
        if path_components == [AS_TEXT] and self.live:
            return RouteResult(self, kwargs={"as_text": True})
        return super().route(request, path_components)

    def serve(self, request, *args, as_text=False, **kwargs):
        """Answer with the sheet, or its text as a file. Neither is kept, for own contacts may stand on it."""
        response = self._file(request) if as_text else super().serve(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def _file(self, request):
        # imported late: both read pages
        from content.editions.documents import Incomplete, frozen
        from content.sheets.odt import MIME, odt_of
        from content.sheets.own import contacts_for

        try:
            content = odt_of(frozen(self), contacts_for(request.user))
        except Incomplete:
            raise Http404 from None
        disposition = f'attachment; filename="{self.slug}.odt"'
        return HttpResponse(content, content_type=MIME, headers={"Content-Disposition": disposition})
