"""The help page, as trainers write it. Who needs help reads its copy (`copying`), never these rows."""

from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from content.help.blocks import LINE_FEATURES, NumberBlock, SituationsBlock

#: Where the copy is served, whatever this page is called: links from everywhere lead there.
ADDRESS = "/hulp/"


class HelpPage(Page):
    """What to do now, and whom to call: open to everybody."""

    danger = RichTextField(
        _("in danger"),
        features=["bold"],
        help_text=_("Stands beside 112, above everything else and in the panel on every page. One or two sentences."),
    )
    intro = RichTextField(_("introduction"), blank=True, features=LINE_FEATURES)
    situations = StreamField(SituationsBlock(), verbose_name=_("situations"), min_num=1)
    numbers = StreamField(
        [("number", NumberBlock())],
        verbose_name=_("numbers"),
        min_num=1,
        help_text=_("They stand on the help page and in the panel on every page. After 180 days you are asked again."),
    )

    content_panels = [
        FieldPanel("title"),  # not Wagtail's own, which fills in a slug: this page's address is always the same
        FieldPanel("danger"),
        FieldPanel("intro"),
        FieldPanel("situations"),
        FieldPanel("numbers"),
    ]
    promote_panels = []
    parent_page_types = ["content.HomePage"]
    subpage_types = []
    max_count = 1
    template = "content/help/preview.html"
    #: The list of situations; each situation is a mode too, named by its place.
    LIST = ""

    class Meta:
        verbose_name = _("help page")

    @property
    def preview_modes(self):
        """The list, and each situation as it stands in the draft, by its place: a key may still be empty."""
        titles = [block.value["title"] or _("Situation without a name") for block in self.situations]
        return [(self.LIST, _("All situations")), *((str(number), title) for number, title in enumerate(titles))]

    def get_preview_template(self, request, mode_name):
        return "content/help/preview_situation.html" if mode_name.isdigit() else self.template

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return {**context, "number": int(mode_name)} if mode_name.isdigit() else context

    def get_url_parts(self, request=None):
        parts = super().get_url_parts(request)
        return parts and (*parts[:2], parts[2] and ADDRESS)

    def serve(self, request, *args, **kwargs):
        """Under any other address this page is only a way to the copy."""
        return HttpResponseRedirect(ADDRESS)
