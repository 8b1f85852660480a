"""Another address for somebody who is known: asked by a clerk, decided by the person or by a manager."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.members.models import Membership, Organisation


class AddressRequest(models.Model):
    """A clerk's list has another address for a member. It is not used before the member, signed in by a code to the
    address that is known, says yes; or a manager does, to whom the clerk tells `reference`.

    `new_email` is "" as soon as the request is over.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("asked")
        DONE = "done", _("done")
        REFUSED = "refused", _("not changed")
        LAPSED = "lapsed", _("lapsed")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="address_requests")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="address_requests")
    new_email = models.EmailField(_("new e-mail address"), blank=True)
    reference = models.CharField(_("reference"), max_length=8, unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    expires_at = models.DateTimeField(db_index=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True)

    class Meta:
        verbose_name = _("request for another address")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(state="asked"), name="one_open_request_a_membership"
            ),
            models.CheckConstraint(
                condition=models.Q(state="asked") | models.Q(new_email=""), name="over_means_no_address"
            ),
        ]
