"""Estimate a number; a range counts as right."""

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from content.markup import member_html, without_tokens
from content.questions.answering import AnswerForm, Control
from content.questions.base import FEEDBACK_FEATURES, Question
from content.questions.registry import QuestionType, register
from content.questions.verdict import Feedback, InvalidResponse, verdict
from content.questions.wording import common_problems, missing_feedback


class NumericEstimateQuestion(Question):
    type_name = "numeric_estimate"
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    value = models.IntegerField(_("the real value"))
    lower = models.IntegerField(_("right from"))
    upper = models.IntegerField(_("right up to and including"))
    minimum = models.IntegerField(_("lowest number that may be typed"), default=0)
    maximum = models.IntegerField(_("highest number that may be typed"), default=100)
    feedback_low = RichTextField(_("feedback when lower"), features=FEEDBACK_FEATURES)
    feedback_right = RichTextField(_("feedback when right"), features=FEEDBACK_FEATURES)
    feedback_high = RichTextField(_("feedback when higher"), features=FEEDBACK_FEATURES)

    panels = [
        *Question.common_panels,
        FieldRowPanel([FieldPanel("value"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("lower"), FieldPanel("upper")]),
        FieldRowPanel([FieldPanel("minimum"), FieldPanel("maximum")]),
        FieldPanel("feedback_low"),
        FieldPanel("feedback_right"),
        FieldPanel("feedback_high"),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("numeric estimate")
        verbose_name_plural = _("numeric estimates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minimum__lte=models.F("lower"))
                & models.Q(lower__lte=models.F("value"))
                & models.Q(value__lte=models.F("upper"))
                & models.Q(upper__lte=models.F("maximum")),
                name="estimate_bounds_in_order",
                violation_error_message=_(
                    "The numbers do not fit. From low to high: lowest, right from, real value, right up to, highest."
                ),
            )
        ]


class NumericEstimateForm(AnswerForm):
    layout = "number"

    def answer_fields(self):
        return {"answer": forms.CharField(max_length=20, error_messages={"required": self.whole_number()})}

    def whole_number(self):
        return gettext("Fill in a whole number from %(minimum)d to %(maximum)d. Guessing is fine.") % self.document

    def clean_answer(self):
        sent = self.cleaned_data["answer"].replace(" ", "")
        # int() also takes "1_0" and digits of other scripts; what a member meant by those is a guess
        if not (sent.removeprefix("-").isdigit() and sent.isascii()):
            raise forms.ValidationError(self.whole_number())
        number = int(sent)
        if not self.document["minimum"] <= number <= self.document["maximum"]:
            raise forms.ValidationError(self.whole_number())
        return number

    @property
    def number(self) -> Control:
        sent = without_tokens(self.data.get("answer") or "")
        return Control(id=f"{self.id_base}-1", name="answer", value=sent, label=gettext("Your estimate"))

    @property
    def response(self):
        return {"number": self.cleaned_data["answer"]}

    @property
    def hint(self):
        return self.whole_number()


@register
class NumericEstimate(QuestionType):
    """Document: "unit", "value", "lower", "upper", "minimum", "maximum" (int), "feedback_low|right|high" (html).

    Response: {"number": int} from minimum to maximum. The feedback speaks to who gave that answer, so only the one that
    applies is shown; the right number is always named.
    """

    name = "numeric_estimate"
    form = NumericEstimateForm

    def parts(self, question, rows):
        numbers = ("value", "lower", "upper", "minimum", "maximum")
        texts = ("feedback_low", "feedback_right", "feedback_high")
        return {
            "unit": without_tokens(question.unit),
            **{name: getattr(question, name) for name in numbers},
            **{name: member_html(getattr(question, name)) for name in texts},
        }

    def mark(self, document, response):
        number = response.get("number")
        if not isinstance(number, int) or isinstance(number, bool):
            raise InvalidResponse("a whole number")
        if not document["minimum"] <= number <= document["maximum"]:
            raise InvalidResponse("out of range")
        said = _counted(document, number)
        if document["lower"] <= number <= document["upper"]:
            return verdict([Feedback(said, document["feedback_right"], chosen=True, best=True)])
        html = document["feedback_low" if number < document["lower"] else "feedback_high"]
        return verdict(
            [
                Feedback(said, html, chosen=True, best=False),
                Feedback(
                    _counted(document, document["value"]), "", chosen=False, best=True, note=near_enough(document)
                ),
            ]
        )

    def problems(self, document):
        yield from common_problems(document)
        if (
            not document["minimum"]
            <= document["lower"]
            <= document["value"]
            <= document["upper"]
            <= document["maximum"]
        ):
            yield gettext(
                "The numbers do not fit. From low to high: lowest, right from, real value, right up to, highest."
            )
        elif (document["lower"], document["upper"]) == (document["minimum"], document["maximum"]):
            yield gettext("Every number that may be typed is right. Make the right range smaller.")
        labels = {
            "low": gettext("feedback when lower"),
            "right": gettext("feedback when right"),
            "high": gettext("feedback when higher"),
        }
        yield from missing_feedback((label, document[f"feedback_{name}"]) for name, label in labels.items())

    def examples(self, document):
        wrong = document["lower"] - 1 if document["lower"] > document["minimum"] else document["upper"] + 1
        return [{"number": document["value"]}, {"number": wrong}]


def _counted(document, number):
    return f"{number} {document['unit']}".strip()


def near_enough(document):
    """Return the sentence that says how near to the right number was near enough; nothing when only that is right."""
    if document["lower"] == document["upper"]:
        return ""
    return gettext("From %(lower)d to %(upper)d counts as right.") % document
