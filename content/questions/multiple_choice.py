"""One or more right answers out of several."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel

from content.questions.base import OptionBase, Question


class MultipleChoiceQuestion(Question):
    type_name = "multiple_choice"
    panels = [*Question.common_panels, InlinePanel("options", label=_("answer option"), min_num=2), *Question.closing_panels]

    class Meta:
        verbose_name = _("multiple choice")
        verbose_name_plural = _("multiple choice questions")


class MultipleChoiceOption(OptionBase):
    question = ParentalKey(MultipleChoiceQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("text"), max_length=300)
    correct = models.BooleanField(_("right answer"), default=False)

    panels = [FieldPanel("text"), FieldPanel("correct"), FieldPanel("feedback")]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="multiple_choice_option_key")]
