"""What programmes ask of members: the years that are open, and the assignment of each membership."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editions.models import Edition
from courses.members.models import Membership, Organisation, PeriodQuerySet
from courses.planning.programmes import OrganisationWindow, Programme, ProgrammeModule

__all__ = [
    "NO_DAY_YET",
    "Assignment",
    "Exemption",
    "NamesExport",
    "OrganisationWindow",
    "Programme",
    "ProgrammeModule",
    "ProgrammeYear",
]

#: A due date that is not known yet: an absence has no last day.
NO_DAY_YET = date(9999, 12, 31)


class ProgrammeYear(models.Model):
    """A module of a programme in one year, opened: its edition, the window, the day from which completions count.

    `opened_on` is the day on which it was really opened. `complete` says that every membership was looked at;
    until then opening it again goes on where it stopped.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="years")
    #: The same as edition.module; stands here so that one opening a year of a module is a constraint.
    module = models.ForeignKey("content.ModulePage", on_delete=models.PROTECT, related_name="+")
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
            models.UniqueConstraint(fields=["programme", "module", "year"], name="one_opening_a_year"),
            models.CheckConstraint(condition=Q(due__gte=F("opens")), name="year_due_after_opening"),
            models.CheckConstraint(condition=Q(counts_from__lte=F("due")), name="year_counts_before_due"),
        ]

    def __str__(self):
        return f"{self.programme} {self.year}"


class Assignment(models.Model):
    """An obligation of one membership for one programme year. `due` is inclusive, a local date.

    `due` is `unmoved_due` as absences moved it (`planning.pausing` computes it anew whenever these change), NO_DAY_YET
    while one of them has no end.

    Whether it is satisfied is never stored: `planning.status` computes it from completions dated on or after
    `counts_from`. That is the counting date of the year, or, when the person had done an earlier year late, the day
    after that late work: late work does not serve two years. `edition` is the one to do: that of the year, or an older
    one that was already begun. `closed_on` is the first day on which it is no longer owed.
    """

    class Kind(models.TextChoices):
        ONBOARDING = "onboarding", _("onboarding")
        YEARLY = "yearly", _("every year")
        START = "start", _("start of the programme")

    class Reason(models.TextChoices):
        MEMBERSHIP_ENDED = "membership_ended", _("membership ended")
        NEXT_YEAR = "next_year", _("not finished that year")
        NOT_ASKED = "not_asked", _("no longer asked")
        EXEMPT = "exempt", _("not applicable")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="assignments")
    programme_year = models.ForeignKey(ProgrammeYear, on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField(max_length=10, choices=Kind)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    opens = models.DateField()
    unmoved_due = models.DateField()
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
            models.CheckConstraint(condition=Q(due__gte=F("unmoved_due")), name="absence_moves_later"),
        ]
        indexes = [models.Index(fields=["programme_year", "membership"])]


class Exemption(models.Model):
    """Not applicable: a programme asks nothing of a membership, from a day to (and including) a day. No reason."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="exemptions")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="exemptions")
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("not applicable")
        constraints = [
            models.UniqueConstraint(fields=["membership", "programme", "start"], name="one_exemption_a_start"),
            models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="exemption_ends_after_start"),
        ]


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
