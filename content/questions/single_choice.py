"""One right answer out of several."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from content.questions.answering import RadiosForm
from content.questions.base import FEEDBACK_HELP, OptionBase, Question
from content.questions.choosing import ChoiceType
from content.questions.registry import register
from content.questions.rows import RowsPanel


class SingleChoiceQuestion(Question):
    type_name = "single_choice"
    panels = [
        *Question.common_panels,
        RowsPanel("options", label=_("answer option"), min_num=2),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("single choice")
        verbose_name_plural = _("single choice questions")


class SingleChoiceOption(OptionBase):
    question = ParentalKey(SingleChoiceQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("text"), max_length=300)
    correct = models.BooleanField(_("right answer"), default=False)

    panels = [FieldPanel("text"), FieldPanel("correct"), FieldPanel("feedback", help_text=FEEDBACK_HELP)]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="single_choice_option_key")]


class SingleChoiceForm(RadiosForm):
    """Options stand in the trainer's order: the text of one may lean on another."""

    def choices(self):
        return [(option["key"], option["text"]) for option in self.document["options"]]

    @property
    def response(self):
        return {"option": self.cleaned_data["answer"]}


@register
class SingleChoice(ChoiceType):
    """Response: {"option": key}."""

    name = "single_choice"
    form = SingleChoiceForm

    def chosen(self, response):
        return [response.get("option")]

    def counts(self, document):
        if sum(option["correct"] for option in document["options"]) != 1:
            yield gettext("Mark exactly one option as the right answer.")

    def examples(self, document):
        best = [option["key"] for option in document["options"] if option["correct"]]
        rest = [option["key"] for option in document["options"] if not option["correct"]]
        return [{"option": key} for key in [*best[:1], *rest[:1]]]
