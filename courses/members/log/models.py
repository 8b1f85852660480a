"""What was done at a clerk's desk, by whom and when: for the organisation's clerks, the manager, and each member about
whom it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.members.models import Membership, Organisation


class DeskAction(models.Model):
    """One thing that a clerk did; insert-only by use.

    `facts` are numbers and days that the line tells ("new": 3), never a name, an address or a cell of a list.
    """

    class Kind(models.TextChoices):
        IMPORTED = "imported", _("list of members read in")
        IMPORT_UNDONE = "import_undone", _("reading in undone")
        ADDED = "added", _("member added")
        CHANGED = "changed", _("member changed")
        ENDED = "ended", _("membership ended")
        REMOVED = "removed", _("member removed, added by mistake")
        PAUSED = "paused", _("temporarily not active")
        EXEMPTED = "exempted", _("not applicable")
        ADDRESS_ASKED = "address_asked", _("other e-mail address asked")
        REMINDED = "reminded", _("reminder sent")
        BOUNCED = "bounced", _("address that came back noted")
        CONTACTS = "contacts", _("contacts and protocol changed")
        CONFIRMED = "confirmed", _("contacts and protocol confirmed")
        LOOK = "look", _("colour and logo changed")
        REPORTED = "reported", _("report without names downloaded")
        NAMES = "names", _("list with names downloaded")
        ACCESS_GIVEN = "access_given", _("access to the desk given")
        ACCESS_ENDED = "access_ended", _("access to the desk ended")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="desk_actions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("when"))
    kind = models.CharField(_("what"), max_length=16, choices=Kind)
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("line of the log")
        verbose_name_plural = _("log of the desk")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-at"])]


class DeskActionMember(models.Model):
    """A membership that an action was about: its member sees the line too."""

    action = models.ForeignKey(DeskAction, on_delete=models.CASCADE, related_name="members")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="desk_actions")

    class Meta:
        verbose_name = _("member of a line")
        constraints = [models.UniqueConstraint(fields=["action", "membership"], name="one_line_a_member")]
