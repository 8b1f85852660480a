"""Who must do what, when: programme, its years, and the assignment of each membership."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editions.models import Edition
from courses.members.models import Membership, Organisation

MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]


class Programme(models.Model):
    """A rule: these kinds of organisation and these offices do this module, new ones within N days, all every year.

    `kinds` and `offices` are lists of `members.Kind` and `members.Office` values. The window and the counting date are
    kept as month and day; `year_of()` in `planning.calendar` turns them into dates.
    """

    title = models.CharField(_("title"), max_length=160)
    module = models.ForeignKey(
        "content.ModulePage", on_delete=models.PROTECT, related_name="programmes", verbose_name=_("module")
    )
    kinds = models.JSONField(_("kinds of organisation"), default=list)
    offices = models.JSONField(_("offices"), default=list)
    days_after_start = models.PositiveSmallIntegerField(
        _("days after the start"), default=90, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    opens_month = models.PositiveSmallIntegerField(_("window opens, month"), default=3, validators=MONTH)
    opens_day = models.PositiveSmallIntegerField(_("window opens, day"), default=1, validators=DAY)
    due_month = models.PositiveSmallIntegerField(_("due, month"), default=6, validators=MONTH)
    due_day = models.PositiveSmallIntegerField(_("due, day"), default=30, validators=DAY)
    counts_month = models.PositiveSmallIntegerField(_("completions count from, month"), default=9, validators=MONTH)
    counts_day = models.PositiveSmallIntegerField(
        _("completions count from, day, in the year before"), default=1, validators=DAY
    )
    starts_on = models.DateField(_("holds from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="programme_ends_after_start"
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """The window lies within one calendar year, and lasts at least a day."""
        if (self.due_month, self.due_day) < (self.opens_month, self.opens_day):
            raise ValidationError({"due_day": _("The last day lies before the day on which the window opens.")})
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first day.")})

    def binds(self, membership):
        """Does this programme ask anything of `membership` (by kind of organisation and office)?"""
        return membership.organisation.kind in self.kinds and membership.office in self.offices


class ProgrammeYear(models.Model):
    """A programme in one year, opened: the edition, the window and the day from which completions count for it.

    `opened_on` is the day on which it was really opened. `complete` says that every membership was looked at;
    until then opening it again goes on where it stopped.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    opens = models.DateField(_("opens"))
    due = models.DateField(_("due"))
    counts_from = models.DateField(_("completions count from"))
    opened_on = models.DateField(_("opened on"))
    complete = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("programme year")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "year"], name="one_opening_a_year"),
            models.CheckConstraint(condition=Q(due__gte=F("opens")), name="year_due_after_opening"),
            models.CheckConstraint(condition=Q(counts_from__lte=F("due")), name="year_counts_before_due"),
        ]

    def __str__(self):
        return f"{self.programme} {self.year}"


class Assignment(models.Model):
    """An obligation of one membership for one programme year. `due` is inclusive, a local date.

    Whether it is satisfied is never stored: `planning.status` computes it from completions dated on or after
    `counts_from`. That is the counting date of the year, or, when the person had done an earlier year late, the day
    after that late work: late work does not serve two years. `edition` is the one to do: that of the year, or an older
    one that was already begun. `closed_on` is the first day on which it is no longer owed.
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
    counts_from = models.DateField()
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


class NamesExport(models.Model):
    """A list with names was taken from the clerk's desk. Members see the days; insert-only by use."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names_exports")
    programme_year = models.ForeignKey(ProgrammeYear, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_on = models.DateField(_("taken on"))
    kind = models.CharField(max_length=4, choices=[("csv", "CSV"), ("xlsx", "XLSX")])

    class Meta:
        verbose_name = _("list of names taken")
        ordering = ["-taken_on", "-pk"]
        indexes = [models.Index(fields=["organisation", "taken_on"])]
