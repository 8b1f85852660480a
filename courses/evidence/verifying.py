"""Checking a completion: is what was kept still what was written down?"""

from dataclasses import dataclass

from content.editions.documents import digest
from content.editions.models import Frozen
from courses.learning.models import Completion


class UnknownReference(LookupError):
    """No completion has this reference."""


@dataclass(frozen=True)
class Verification:
    """`documents` digests were looked up. All three lists of trouble are empty when the completion is sound.

    `receipt_differs`: the receipt no longer has the digest that was written beside it. `missing` and `changed` are
    digests of documents that are gone, or whose content has another digest now. `fields_differ` names what stands on
    the completion and not in its receipt.
    """

    completion: Completion
    documents: int
    receipt_differs: bool
    fields_differ: list[str]
    missing: list[str]
    changed: list[str]

    @property
    def sound(self) -> bool:
        return not (self.receipt_differs or self.fields_differ or self.missing or self.changed)


def verify_completion(*, reference) -> Verification:
    """Recompute the digest of the receipt and of every document that it names; raises UnknownReference."""
    completion = (
        Completion.objects.filter(reference=reference.strip().upper()).select_related("edition", "user").first()
    )
    if completion is None:
        raise UnknownReference(reference)
    receipt = completion.receipt
    named = sorted(set(_digests(receipt)))
    kept = {frozen.pk: frozen.document for frozen in Frozen.objects.filter(pk__in=named).iterator(chunk_size=50)}
    return Verification(
        completion=completion,
        documents=len(named),
        receipt_differs=digest(receipt) != completion.digest,
        fields_differ=_differing(completion),
        missing=[name for name in named if name not in kept],
        changed=[name for name, document in kept.items() if digest(document) != name],
    )


def _digests(value):
    """Every digest that a receipt names, wherever it stands."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "digest" or name.endswith("_digest"):
                yield item
            else:
                yield from _digests(item)
    elif isinstance(value, list):
        for item in value:
            yield from _digests(item)


def _differing(completion) -> list[str]:
    receipt, edition = completion.receipt, completion.edition
    pairs = {
        "reference": (receipt.get("reference"), completion.reference),
        "edition": (receipt.get("edition"), completion.edition_id),
        "module": (receipt.get("module"), completion.module_id),
        "year": (receipt.get("year"), edition.year),
        "completed_at": (str(receipt.get("completed_at", ""))[:10], completion.completed_on.isoformat()),
    }
    return [name for name, (said, stands) in pairs.items() if said != stands]
