"""Who must do what, when: programme, its years, and the assignment of each membership."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editions.models import Edition
from courses.members.models import Membership


class Programme(models.Model):
    """A rule: these kinds of organisation and these offices do this module, new ones within N days, all every year.

    `kinds` and `offices` are lists of `members.Kind` and `members.Office` values. The window and the counting date are
    kept as month and day; `year_of()` in `planning.calendar` turns them into dates.
    """

    title = models.CharField(_("title"), max_length=160)
    module = models.ForeignKey("content.ModulePage", on_delete=models.PROTECT, related_name="programmes", verbose_name=_("module"))
    kinds = models.JSONField(_("kinds of organisation"), default=list)
    offices = models.JSONField(_("offices"), default=list)
    days_after_start = models.PositiveSmallIntegerField(
        _("days after the start"), default=90, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    opens_month = models.PositiveSmallIntegerField(_("window opens, month"), default=3)
    opens_day = models.PositiveSmallIntegerField(_("window opens, day"), default=1)
    due_month = models.PositiveSmallIntegerField(_("due, month"), default=6)
    due_day = models.PositiveSmallIntegerField(_("due, day"), default=30)
    counts_month = models.PositiveSmallIntegerField(_("completions count from, month"), default=9)
    counts_day = models.PositiveSmallIntegerField(_("completions count from, day, in the year before"), default=1)
    starts_on = models.DateField(_("holds from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="programme_ends_after_start")
        ]

    def __str__(self):
        return self.title


class ProgrammeYear(models.Model):
    """A programme in one year, opened: the edition, the window and the day from which completions count for it."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    opens = models.DateField(_("opens"))
    due = models.DateField(_("due"))
    counts_from = models.DateField(_("completions count from"))
    opened_on = models.DateField(_("opened on"))

    class Meta:
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["programme", "year"], name="one_opening_a_year")]


class Assignment(models.Model):
    """An obligation of one membership for one programme year. `due` is inclusive, a local date.

    Whether it is satisfied is never stored: `planning.status` computes it from completions.
    """

    class Kind(models.TextChoices):
        ONBOARDING = "onboarding", _("onboarding")
        YEARLY = "yearly", _("every year")

    class Reason(models.TextChoices):
        MEMBERSHIP_ENDED = "membership_ended", _("membership ended")
        NEXT_YEAR = "next_year", _("not finished that year")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="assignments")
    programme_year = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=Kind)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    opens = models.DateField()
    due = models.DateField(_("due"))
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=20, choices=Reason, blank=True)

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.UniqueConstraint(fields=["membership", "programme_year"], name="one_assignment_a_year"),
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_reason="") | (Q(closed_on__isnull=False) & ~Q(closed_reason="")),
                name="closed_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["programme_year", "membership"])]
