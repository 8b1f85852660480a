"""What a completion proves with: plain data that names, by digest, what was really seen. Pure but for the dice."""

import secrets

#: Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: the reference is read aloud and typed over.
LETTERS = "34679ACDEFGHJKMNPQRTWXY"
#: 1: without a route; every step was seen.
VERSION = 2
FULL, REFRESHER = "full", "refresher"
SEEN, SHOWN = "seen", "shown"


def receipt_of(*, reference, edition, steps, questions, rules, completed_at, since=None, check=(), must_see=()) -> dict:
    """Return the receipt: only str, int, list and dict, so that its digest is the same wherever it is computed.

    `reference` is the completion's own, so that no receipt can stand in the place of another.

    `edition`: with its `module_id`, `year` and `frozen_id`. `steps`: (position, page, digest, shown) of every step;
    `shown`: aangetoond by the entry check, so not seen. `since`: key of the edition that a refresher counts from, None
    for who saw everything. `check`: (key, digest) of what the entry check asked; `must_see`: (position, id of the
    screen, digest) of screens that were seen by themselves. How questions were answered stands nowhere.
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
        "route": FULL if since is None else REFRESHER,
        "since": since,
        "steps": [
            {"position": position, "page": page, "digest": digest, "how": SHOWN if shown else SEEN}
            for position, page, digest, shown in steps
        ],
        "check": [{"key": key, "digest": digest} for key, digest in check],
        "must_see": [
            {"position": position, "screen": screen, "digest": digest} for position, screen, digest in must_see
        ],
        "questions": [{"key": key, "digest": digest} for key, digest in questions],
        "rules": [{"position": position, **rule} for position, rule in rules],
        "completed_at": completed_at.isoformat(timespec="seconds"),
    }


def new_reference(year: int) -> str:
    """Return a reference such as 2026-K7Q4-9MTD; one of 78 thousand million a year."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{year}-{letters[:4]}-{letters[4:]}"
