"""Estimate a number; a range counts as right."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField

from content.questions.base import FEEDBACK_FEATURES, Question


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
            )
        ]
