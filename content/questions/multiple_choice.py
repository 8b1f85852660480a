"""One or more right answers out of several."""

from django import forms
from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel

from content.questions.answering import OptionsForm
from content.questions.base import FEEDBACK_HELP, OptionBase, Question
from content.questions.choosing import ChoiceType
from content.questions.registry import register
from content.questions.rows import RowsPanel
from content.questions.verdict import InvalidResponse


class MultipleChoiceQuestion(Question):
    type_name = "multiple_choice"
    panels = [
        *Question.common_panels,
        RowsPanel("options", label=_("answer option"), min_num=2),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("multiple choice")
        verbose_name_plural = _("multiple choice questions")


class MultipleChoiceOption(OptionBase):
    question = ParentalKey(MultipleChoiceQuestion, on_delete=models.CASCADE, related_name="options")
    text = models.CharField(_("text"), max_length=300)
    correct = models.BooleanField(_("right answer"), default=False)

    panels = [FieldPanel("text"), FieldPanel("correct"), FieldPanel("feedback", help_text=FEEDBACK_HELP)]

    class Meta(OptionBase.Meta):
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="multiple_choice_option_key")]


class MultipleChoiceForm(OptionsForm):
    """The hint says how many to choose, and the form holds members to it: another number is a slip, not an answer."""

    layout = "checkboxes"

    def choices(self):
        return [(option["key"], option["text"]) for option in self.document["options"]]

    @property
    def asked(self) -> int:
        return sum(option["correct"] for option in self.document["options"])

    def answer_fields(self):
        sentence = choose(self.asked)
        errors = {"required": sentence, "invalid_choice": sentence}
        return {"answer": forms.MultipleChoiceField(choices=self.choices(), error_messages=errors)}

    def clean_answer(self):
        chosen = set(self.cleaned_data["answer"])
        if len(chosen) != self.asked:
            sentence = ngettext("You chose %(count)d.", "You chose %(count)d.", len(chosen)) % {"count": len(chosen)}
            raise forms.ValidationError(f"{choose(self.asked)} {sentence}")
        return sorted(chosen)

    @property
    def response(self):
        return {"options": self.cleaned_data["answer"]}

    @property
    def hint(self):
        return f"{choose(self.asked)} " + gettext("Guessing is fine. A wrong guess helps too.")


def choose(count):
    """Return the sentence that says how many options to choose."""
    return ngettext("Choose %(count)d.", "Choose %(count)d.", count) % {"count": count}


@register
class MultipleChoice(ChoiceType):
    """Response: {"options": [key, …]}, each once, in any order; right when exactly the right ones are there."""

    name = "multiple_choice"
    form = MultipleChoiceForm

    def chosen(self, response):
        chosen = response.get("options")
        if not isinstance(chosen, list) or not chosen:
            raise InvalidResponse("at least one option")
        return [key if isinstance(key, str) else None for key in chosen]

    def counts(self, document):
        if not any(option["correct"] for option in document["options"]):
            yield gettext("Mark at least one option as a right answer.")

    def examples(self, document):
        best = [option["key"] for option in document["options"] if option["correct"]]
        rest = [option["key"] for option in document["options"] if not option["correct"]]
        return [{"options": keys} for keys in (best, [*best[1:], *rest[:1]]) if keys]
