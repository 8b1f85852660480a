"""One right answer out of several."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from content.questions.base import OptionBase, Question


class SingleChoiceQuestion(Question):
    type_name = "single_choice"
    panels = [*Question.common_panels, InlinePanel("options", label=_("answer option"), min_num=2), *Question.closing_panels]

    class Meta:
        verbose_name = _("single choice")
        verbose_name_plural = _("single choice questions")


class SingleChoiceOption(OptionBase):
    question = ParentalKey(SingleChoiceQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("text"), max_length=300)
    correct = models.BooleanField(_("right answer"), default=False)

    panels = [FieldPanel("text"), FieldPanel("correct"), FieldPanel("feedback")]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="single_choice_option_key")]
