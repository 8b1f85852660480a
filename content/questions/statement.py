"""True or false."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from content.markup import member_html
from content.questions.answering import RadiosForm
from content.questions.base import FEEDBACK_FEATURES, Question
from content.questions.registry import QuestionType, register
from content.questions.verdict import Feedback, InvalidResponse, verdict
from content.questions.wording import common_problems, missing_feedback


class StatementQuestion(Question):
    type_name = "statement"
    answer = models.BooleanField(_("the statement is true"), default=False)
    feedback_true = RichTextField(_("feedback for who says ‘true’"), features=FEEDBACK_FEATURES)
    feedback_false = RichTextField(_("feedback for who says ‘false’"), features=FEEDBACK_FEATURES)

    panels = [
        *Question.common_panels,
        FieldPanel("answer"),
        FieldPanel("feedback_true"),
        FieldPanel("feedback_false"),
        *Question.closing_panels,
    ]

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")


def words():
    """Return (value, word) for both answers, in the reader's language."""
    return [("true", gettext("It is true")), ("false", gettext("It is not true"))]


class StatementForm(RadiosForm):
    def choices(self):
        return words()

    @property
    def response(self):
        return {"answer": self.cleaned_data["answer"] == "true"}


@register
class Statement(QuestionType):
    """Document: "answer" (bool), "feedback_true" and "feedback_false" (html). Response: {"answer": bool}."""

    name = "statement"
    form = StatementForm
    own_words = False

    def parts(self, question, rows):
        return {
            "answer": bool(question.answer),
            "feedback_true": member_html(question.feedback_true),
            "feedback_false": member_html(question.feedback_false),
        }

    def mark(self, document, response):
        said = response.get("answer")
        if not isinstance(said, bool):
            raise InvalidResponse("true or false")
        return verdict(
            Feedback(
                word,
                document[f"feedback_{value}"],
                chosen=said is (value == "true"),
                best=document["answer"] is (value == "true"),
            )
            for value, word in words()
        )

    def problems(self, document):
        yield from common_problems(document)
        yield from missing_feedback((word, document[f"feedback_{value}"]) for value, word in words())

    def examples(self, document):
        return [{"answer": document["answer"]}, {"answer": not document["answer"]}]
