"""Match each left side with its right side."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from content.questions.base import OptionBase, Question


class MatchingQuestion(Question):
    type_name = "matching"
    distractors = models.TextField(_("extra right sides"), blank=True, help_text=_("One on each line; they match nothing."))

    panels = [
        *Question.common_panels,
        InlinePanel("pairs", label=_("pair"), min_num=2),
        FieldPanel("distractors"),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matching questions")


class MatchingPair(OptionBase):
    question = ParentalKey(MatchingQuestion, on_delete=models.CASCADE, related_name="pairs")
    left = models.CharField(_("left"), max_length=200)
    right = models.CharField(_("right"), max_length=200)

    panels = [FieldPanel("left"), FieldPanel("right"), FieldPanel("feedback")]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="matching_pair_key")]
