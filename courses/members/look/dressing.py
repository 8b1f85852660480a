"""Give an organisation its colour and logo."""

from django.db import transaction

from courses.members.look import stylesheet
from courses.members.look.logos import kept_logo
from courses.members.models import Organisation


@transaction.atomic
def set_look(*, organisation: Organisation, colour: str, logo=None, without_logo: bool = False) -> None:
    """Set `colour` (`#rrggbb`, or "" for the product's own) and, when given, the uploaded `logo`.

    Raises `look.Unreadable` or `logos.NoLogo`; nothing is changed then. The file of an older logo stays: it is named
    after its content, and somebody may have the page open that shows it.
    """
    organisation.colour = stylesheet.checked(colour) if colour else ""
    if logo:
        organisation.logo = kept_logo(logo)
    elif without_logo:
        organisation.logo = ""
    organisation.full_clean()
    organisation.save(update_fields=["colour", "logo"])
