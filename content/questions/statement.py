"""True or false."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from content.questions.base import FEEDBACK_FEATURES, Question


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
