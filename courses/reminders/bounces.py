"""Addresses that gave a mail back. Nothing more goes there until the address changes, or somebody clears it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from courses.reminders import outbox
from courses.reminders.errors import NoSuchMail
from courses.reminders.models import Bounce, Mail

NOTE = Bounce._meta.get_field("note").max_length


@transaction.atomic
def record_bounce(*, on: date, mail: Mail | None = None, message_id: str = "", note: str = "") -> Bounce:
    """Note that a mail, named by its row or its Message-ID, came back on the day `on`. The same again changes nothing.

    Of a mail that was possibly sent it is known from then on that it was. Raises NoSuchMail.
    """
    if mail is None:
        mail = Mail.objects.filter(message_id=f"<{message_id.strip().strip('<>')}>").exclude(address="").first()
    if mail is None or mail.state not in (Mail.State.SENDING, Mail.State.SENT):
        raise NoSuchMail(_("We sent no mail with this number. Nothing was changed."))
    outbox.lock([mail.person_id])
    Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING).update(state=Mail.State.SENT)
    found, _made = Bounce.objects.get_or_create(
        person_id=mail.person_id, address=mail.address, cleared_on=None,
        defaults={"mail": mail, "on": on, "note": note[:NOTE]},
    )  # fmt: skip
    return found


@transaction.atomic
def clear_bounce(*, bounce: Bounce, on: date) -> None:
    """Mails may go to the address again, from the day `on`; what was not said meanwhile and still holds is said."""
    Bounce.objects.filter(pk=bounce.pk, cleared_on=None).update(cleared_on=on)
