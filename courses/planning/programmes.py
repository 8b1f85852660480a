"""A programme: who does which modules, and when in the year."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from courses.members.models import Organisation

MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]


class Programme(ClusterableModel):
    """A rule: these kinds of organisation and these offices do these modules, new ones within N days, all every year.

    `kinds` and `offices` are lists of `members.Kind` and `members.Office` values. The window, its limits and the
    counting date are kept as month and day; `planning.calendar` turns them into dates. With an `organisation` it holds
    for that one alone; without one it is national, and an organisation may move its window between the limits.
    """

    title = models.CharField(_("title"), max_length=160)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="programmes",
        verbose_name=_("only for"),
        help_text=_("Empty: for all organisations of the kinds below."),
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
    earliest_month = models.PositiveSmallIntegerField(
        _("an organisation may open from, month"), default=2, validators=MONTH
    )
    earliest_day = models.PositiveSmallIntegerField(_("an organisation may open from, day"), default=1, validators=DAY)
    latest_month = models.PositiveSmallIntegerField(
        _("an organisation may end at the latest, month"), default=8, validators=MONTH
    )
    latest_day = models.PositiveSmallIntegerField(
        _("an organisation may end at the latest, day"), default=31, validators=DAY
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
        """The window lies within one calendar year, lasts at least a day, and lies between its limits."""
        opens, due = (self.opens_month, self.opens_day), (self.due_month, self.due_day)
        problems = {}
        if due < opens:
            problems["due_day"] = _("The last day lies before the day on which the window opens.")
        if opens < (self.earliest_month, self.earliest_day):
            problems["earliest_day"] = _("The window itself opens before this day.")
        if (self.latest_month, self.latest_day) < due:
            problems["latest_day"] = _("The window itself ends after this day.")
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            problems["ends_on"] = _("The last day lies before the first day.")
        if self.organisation_id and self.organisation.kind not in self.kinds:
            problems["kinds"] = _("The organisation that you chose is not of these kinds.")
        if problems:
            raise ValidationError(problems)

    def binds(self, membership):
        """Does this programme ask anything of `membership` (by organisation, its kind, and office)?"""
        return (
            self.organisation_id in (None, membership.organisation_id)
            and membership.organisation.kind in self.kinds
            and membership.office in self.offices
        )


class ProgrammeModule(Orderable):
    """A module of a programme; the order is that in which members find them."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="modules")
    module = models.ForeignKey(
        "content.ModulePage", on_delete=models.PROTECT, related_name="programmes", verbose_name=_("module")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        constraints = [models.UniqueConstraint(fields=["programme", "module"], name="one_place_a_module")]


class OrganisationWindow(models.Model):
    """An organisation's own window in a national programme, each year; between the programme's limits.

    What is open already keeps its dates: a window counts from the next opening.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="windows")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="windows", verbose_name=_("organisation")
    )
    opens_month = models.PositiveSmallIntegerField(_("window opens, month"), validators=MONTH)
    opens_day = models.PositiveSmallIntegerField(_("window opens, day"), validators=DAY)
    due_month = models.PositiveSmallIntegerField(_("due, month"), validators=MONTH)
    due_day = models.PositiveSmallIntegerField(_("due, day"), validators=DAY)

    class Meta:
        verbose_name = _("own window of an organisation")
        verbose_name_plural = _("own windows of organisations")
        ordering = ["programme", "organisation"]
        constraints = [models.UniqueConstraint(fields=["programme", "organisation"], name="one_window_an_organisation")]

    def __str__(self):
        return f"{self.programme}: {self.organisation}"

    def clean(self):
        """Between the limits of the programme, in the order of the year; not for a programme of one organisation."""
        programme = self.programme
        opens, due = (self.opens_month, self.opens_day), (self.due_month, self.due_day)
        problems = {}
        if programme.organisation_id:
            problems["programme"] = _("This programme is of one organisation: change its own window.")
        if self.organisation_id and self.organisation.kind not in programme.kinds:
            problems["organisation"] = _("This programme does not hold for this kind of organisation.")
        if due < opens:
            problems["due_day"] = _("The last day lies before the day on which the window opens.")
        if opens < (programme.earliest_month, programme.earliest_day):
            problems["opens_day"] = _("The programme does not allow so early a window.")
        if (programme.latest_month, programme.latest_day) < due:
            problems["due_day"] = _("The programme does not allow so late a window.")
        if problems:
            raise ValidationError(problems)
