"""What a form carries to say what its reader saw, signed so that only pages we served can say it.

An edition can be amended between the moment a page is read and the moment its form is sent. The answer belongs to what
was read, so forms carry the digest of it. The seal makes that digest ours: nobody can claim to have seen another text.
"""

from dataclasses import astuple, dataclass

from django.core import signing


@dataclass(frozen=True, slots=True)
class Turn:
    """The one answer that a form may give: the `turn`-th to `question` in `attempt`, which said what `digest` names."""

    attempt: int
    question: int
    turn: int
    digest: str


def seal_turn(turn: Turn) -> str:
    """Return what the form's hidden field `turn` holds."""
    return _signer("turn").sign(".".join(map(str, astuple(turn))))


def opened_turn(sealed: str) -> Turn | None:
    """Return the turn that `sealed` names, or None when we never wrote it."""
    try:
        attempt, question, turn, digest = _signer("turn").unsign(sealed).split(".")
    except signing.BadSignature:
        return None
    return Turn(int(attempt), int(question), int(turn), digest)


def seal_page(step: int, digest: str) -> str:
    """Return what the hidden field `seen` of a lesson or dilemma holds; `step` is the key of the step's row."""
    return _signer(f"step:{step}").sign(digest)


def opened_page(step: int, sealed: str, default: str) -> str:
    """Return the digest that was seen, or `default` (what the step says now) when we did not write `sealed` for it."""
    try:
        return _signer(f"step:{step}").unsign(sealed)
    except signing.BadSignature:
        return default


def _signer(purpose):
    return signing.Signer(salt=f"courses.learning.{purpose}")
