"""What a completion proves with: plain data that names, by digest, what was really seen. Pure but for the dice."""

import secrets

#: Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: the reference is read aloud and typed over.
LETTERS = "34679ACDEFGHJKMNPQRTWXY"
VERSION = 1


def receipt_of(*, reference, edition, steps, questions, rules, completed_at) -> dict:
    """Return the receipt: only str, int, list and dict, so that its digest is the same wherever it is computed.

    `reference` is the completion's own, so that no receipt can stand in the place of another.

    `edition`: with its `module_id`, `year` and `frozen_id`. `steps`: (position, page, digest) of every step.
    `questions`: (key, digest) of every question that was answered, in the order of the quiz; one that was seen in two
    versions stands there twice. `rules`: (position of the quiz, rule of the attempt). `completed_at`: aware, local.
    """
    return {
        "v": VERSION,
        "reference": reference,
        "edition": edition.pk,
        "edition_digest": edition.frozen_id,
        "module": edition.module_id,
        "year": edition.year,
        "steps": [{"position": position, "page": page, "digest": digest} for position, page, digest in steps],
        "questions": [{"key": key, "digest": digest} for key, digest in questions],
        "rules": [{"position": position, **rule} for position, rule in rules],
        "completed_at": completed_at.isoformat(timespec="seconds"),
    }


def new_reference(year: int) -> str:
    """Return a reference such as 2026-K7Q4-9MTD; one of 78 thousand million a year."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{year}-{letters[:4]}-{letters[4:]}"
