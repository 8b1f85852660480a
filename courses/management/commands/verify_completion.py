"""Check what a certificate says: `manage.py verify_completion 2026-K7Q4-9MTD`."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.evidence.verifying import UnknownReference, verify_completion


class Command(BaseCommand):
    help = (
        "Recomputes the digest of a completion's receipt and of every document that it names. Exit status 1: not sound."
    )

    def add_arguments(self, parser):
        parser.add_argument("reference", help="the reference on the certificate, such as 2026-K7Q4-9MTD")

    def handle(self, *args, reference, **options):
        try:
            found = verify_completion(reference=reference)
        except UnknownReference:
            raise CommandError(
                _("There is no completion with reference %(reference)s. Check the letters and numbers.")
                % {"reference": reference}
            ) from None
        completion = found.completion
        self.stdout.write(
            _("%(reference)s: “%(title)s”, edition %(year)d, finished on %(day)s.")
            % {
                "reference": completion.reference,
                "title": completion.edition.title,
                "year": completion.edition.year,
                "day": f"{completion.completed_on:%d-%m-%Y}",
            }
        )
        if found.sound:
            self.stdout.write(
                ngettext(
                    "The receipt is unchanged, and so is the one document that it names.",
                    "The receipt is unchanged, and so are all %(number)d documents that it names.",
                    found.documents,
                )
                % {"number": found.documents}
            )
            return
        raise CommandError("\n".join(_troubles(found)))


def _troubles(found):
    yield _("This completion is not sound:")
    if found.receipt_differs:
        yield _("- the receipt was changed after it was written: its digest is another one now")
    for name in found.fields_differ:
        yield _("- the receipt says something else than the completion about: %(name)s") % {"name": name}
    for name in found.missing:
        yield _("- a document is missing: %(digest)s") % {"digest": name}
    for name in found.changed:
        yield _("- a document was changed after it was frozen: %(digest)s") % {"digest": name}
