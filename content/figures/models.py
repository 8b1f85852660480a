"""Numbers from research: a series with its source and its denominator, never a loose number in a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import DraftStateMixin, Orderable, RevisionMixin
from wagtail.search import index


class Figure(DraftStateMixin, RevisionMixin, index.Indexed, ClusterableModel):
    """A table of points with unit, denominator and source; drawn as a chart and as the same table."""

    class Kind(models.TextChoices):
        BAR = "bar", _("bars")
        LINE = "line", _("lines over the years")

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.BAR)
    unit = models.CharField(_("unit"), max_length=20, default="%")
    denominator = models.CharField(_("denominator"), max_length=250, help_text=_("Of whom or what is this a share?"))
    source = models.CharField(_("source"), max_length=250)
    source_url = models.URLField(_("address of the source"), blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    panels = [
        FieldPanel("title"),
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("unit")]),
        FieldPanel("denominator"),
        FieldPanel("source"),
        FieldPanel("source_url"),
        FieldPanel("note"),
        InlinePanel("points", label=_("point"), min_num=1),
    ]
    search_fields = [index.AutocompleteField("title"), index.SearchField("title")]

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["title"]

    def __str__(self):
        return self.title


class FigurePoint(Orderable):
    """One value: of a series (an office, say), in a period."""

    figure = ParentalKey(Figure, on_delete=models.CASCADE, related_name="points")
    series = models.CharField(_("series"), max_length=100)
    period = models.CharField(_("period"), max_length=20)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=2)

    panels = [FieldRowPanel([FieldPanel("series"), FieldPanel("period"), FieldPanel("value")])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["figure", "series", "period"], name="one_value_a_point")]
