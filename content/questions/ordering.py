"""Put steps in the right order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from content.questions.base import OptionBase, Question


class OrderingQuestion(Question):
    type_name = "ordering"
    panels = [
        *Question.common_panels,
        InlinePanel("items", label=_("step, in the right order"), min_num=3),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("ordering")
        verbose_name_plural = _("ordering questions")


class OrderingItem(OptionBase):
    question = ParentalKey(OrderingQuestion, on_delete=models.CASCADE, related_name="items")
    text = models.CharField(_("text"), max_length=300)

    panels = [FieldPanel("text"), FieldPanel("feedback")]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="ordering_item_key")]
