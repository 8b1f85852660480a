"""What a form says about the contact that it stood beside: whose it is, its kind, and the state it was in.

Signed, so that also after a colleague removed the contact we know that it was this organisation's: then the clerk is
told so, and whoever guesses keys of another organisation gets the same 404 as ever.
"""

from django.core import signing
from django.http import Http404

from courses.members.local.changes import version_of
from courses.members.models import LocalContact, Organisation


def sealed(organisation: Organisation, contact: LocalContact) -> str:
    """Return what the form carries."""
    return signing.dumps([contact.kind, version_of(contact)], salt=_salt(organisation, contact.pk))


def opened(organisation: Organisation, contact: int, text: str) -> tuple[str, str]:
    """Return (kind, version) of the contact with this key as it stood on the page. Raises Http404 for anything else."""
    try:
        kind, version = signing.loads(text, salt=_salt(organisation, contact))
    except signing.BadSignature:
        raise Http404 from None
    return kind, version


def _salt(organisation, contact):
    return f"contact.{organisation.pk}.{contact}"
