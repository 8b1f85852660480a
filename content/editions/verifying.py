"""Check that what is stored is still what its name says, and that editions point at what they should."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from content.editions.documents import digest, questions_of
from content.editions.models import EditionQuestion, EditionStep, Frozen
from content.editions.pictures import always_there
from content.editions.upgrading import upgrade

BATCH = 200


def verify_editions(*, progress=None) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong; nothing when all is well.

    Recomputes the digest of every stored document, looks whether its pictures are there, and whether each step and each
    question of an edition is served a document of its own kind. `progress(done, total)` after each document.
    """
    total = Frozen.objects.count()
    for done, row in enumerate(Frozen.objects.order_by("pk").iterator(chunk_size=BATCH), start=1):
        if digest(row.document) != row.pk:
            yield _("Document %(digest)s is not what was frozen: its content was changed afterwards.") % {
                "digest": row.pk
            }
        else:
            yield from _missing_pictures(row)
        if progress:
            progress(done, total)
    yield from _misplaced()


def _missing_pictures(row):
    for name in _pictures(upgrade(row.document)):
        if not default_storage.exists(name):
            yield _("Document %(digest)s shows %(name)s, and that file is gone.") % {"digest": row.pk, "name": name}


def _misplaced():
    steps = EditionStep.objects.select_related("edition").values_list(
        "pk", "kind", "title", "edition__year", "frozen__document__kind"
    )
    for _pk, kind, title, year, served in steps.iterator():
        if kind != served:
            yield _("“%(title)s” %(year)s is a %(kind)s and shows a %(served)s.") % {
                "title": title,
                "year": year,
                "kind": kind,
                "served": served,
            }
    for question in EditionQuestion.objects.select_related("step__edition", "step__frozen", "frozen").iterator(
        chunk_size=BATCH
    ):
        if question.frozen.document not in questions_of(question.step.frozen.document):
            yield _("“%(title)s” %(year)s: question %(position)s is not the one that the step shows.") % {
                "title": question.step.title,
                "year": question.step.edition.year,
                "position": question.position,
            }


def _pictures(value):
    """Yield the names of the files that a document shows, however deep they stand."""
    if isinstance(value, dict):
        if isinstance(value.get("original"), str) and "fallback" in value:
            yield from always_there(value)
        for item in value.values():
            yield from _pictures(item)
    elif isinstance(value, list):
        for item in value:
            yield from _pictures(item)
