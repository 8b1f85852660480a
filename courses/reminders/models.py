"""The outbox: every mail to a member, its lines and what became of it; addresses that came back; quiet weeks."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editions.models import Edition
from courses.members.models import Membership, Organisation
from courses.planning.models import ProgrammeYear
from courses.reminders.ladder import BOOSTERS, BUDGET, Kind


class Reason(models.TextChoices):
    """Why a mail, or a line of one, was not sent."""

    DONE = "done", _("the module is finished")
    CLOSED = "closed", _("it is no longer asked")
    ENDED = "ended", _("the membership does not run on this day")
    ABSENT = "absent", _("there is a pause")
    EXEMPT = "exempt", _("not applicable")
    LAPSED = "lapsed", _("a later mail took its place")
    UNPUBLISHED = "unpublished", _("the module is not published")
    PROGRAMME_ENDED = "programme_ended", _("the programme has ended")
    BUDGET = "budget", _("there was a mail in the week before")
    CAME_BACK = "came_back", _("the address came back")
    ACCOUNT = "account", _("the account is closed")
    NO_CONNECTION = "no_connection", _("the mail server did not take it yet; we try again")
    REFUSED = "refused", _("the mail server refused the address")


_WAITING = Q(state="planned") | Q(state="failed", reason=Reason.NO_CONNECTION)


class MailQuerySet(models.QuerySet):
    def waiting(self):
        """Mails that may still be sent: planned, or certainly not accepted because no server was there."""
        return self.filter(_WAITING)

    def spending(self, *, on):
        """Mails that leave no room for another on the day `on`: of the last week, or still to go; none withheld."""
        return self.exclude(state=Mail.State.WITHHELD).filter(_WAITING | Q(day__gt=on - BUDGET))


class Mail(models.Model):
    """One mail to one person, kept before anything is said to a mail server.

    `SENDING` is committed before the server hears of it. Whoever dies between the two leaves it there: nobody knows
    whether it was sent, so it is shown as "possibly sent" and never sent again. `day` is the local day for which it was
    planned, and the day of sending from then on. `message_id` is made of person and first day: the same mail has the
    same one however often it is planned.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        SENDING = "sending", _("possibly sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")
        WITHHELD = "withheld", _("not sent, on purpose")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mails")
    message_id = models.CharField(max_length=200)
    #: Where it was sent; empty before that. An address that changes later did not come back.
    address = models.EmailField(max_length=254, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    day = models.DateField()
    planned_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], condition=~Q(state="withheld"), name="one_mail_a_day"),
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(state="withheld"), name="one_mail_a_message_id"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["failed", "withheld"]) & ~Q(reason=""))
                | (~Q(state__in=["failed", "withheld"]) & Q(reason="")),
                name="unsent_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent"]) | Q(claimed_at__isnull=False), name="sent_after_claim"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="mail_by_state")]


class MailLine(models.Model):
    """What a mail says of one module: at most once for each kind, person and programme year, whatever day it is due.

    What a clerk asks for may be said again: at most once for each mandate, programme year and day of asking
    (`asked_on`); that a person gets one mail a week holds for it too.

    `membership` is the mandate whose date it was; its clerk sees the line. `due` is the date that was said. `withheld`
    is why the line is not in the mail; empty when it is. A booster has an `edition` instead of a programme year, and
    no membership: it is between the member and us.
    """

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="lines")
    #: The same as mail.person; stands here so that "once for each person" is a constraint.
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    programme_year = models.ForeignKey(ProgrammeYear, null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="mail_lines")
    due = models.DateField(null=True)
    asked_on = models.DateField(null=True)
    withheld = models.CharField(max_length=16, choices=Reason, blank=True)

    class Meta:
        verbose_name = _("line of a mail")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "programme_year"], condition=Q(asked_on=None), name="one_line_a_rung"
            ),
            models.UniqueConstraint(
                fields=["membership", "programme_year", "asked_on"],
                condition=Q(asked_on__isnull=False),
                name="one_line_a_day_of_asking",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.BY_CLERK, asked_on__isnull=False) | (~Q(kind=Kind.BY_CLERK) & Q(asked_on=None)),
                name="only_clerks_ask",
            ),
            models.UniqueConstraint(fields=["person", "kind", "edition"], name="one_line_a_booster"),
            models.CheckConstraint(
                condition=Q(kind__in=BOOSTERS, edition__isnull=False, programme_year=None)
                | (~Q(kind__in=BOOSTERS) & Q(edition=None, programme_year__isnull=False)),
                name="line_is_about_one_thing",
            ),
        ]


class Bounce(models.Model):
    """An address gave a mail back: nothing more goes there until the address changes or somebody clears it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bounces")
    address = models.EmailField(max_length=254)
    mail = models.ForeignKey(Mail, null=True, on_delete=models.SET_NULL, related_name="bounces")
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    cleared_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("address that came back")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "address"], condition=Q(cleared_on=None), name="one_open_bounce_an_address"
            )
        ]


class QuietPeriod(models.Model):
    """Days, both ends included, on which no reminder goes: recess, election weeks.

    `kinds` are values of `members.Kind`, none meaning all; with an organisation it holds there alone.
    """

    title = models.CharField(_("title"), max_length=120, help_text=_("For example: summer recess 2027."))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    kinds = models.JSONField(_("kinds of organisation"), default=list, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+",
        verbose_name=_("one organisation"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("quiet period")
        verbose_name_plural = _("quiet periods")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="quiet_ends_after_start"),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first day.")})
        if self.organisation_id and self.kinds:
            raise ValidationError({"kinds": _("Choose kinds of organisation or one organisation, not both.")})
