"""What marking says, as plain values: nothing here knows a database, a form or a page."""

from dataclasses import dataclass


class InvalidResponse(ValueError):
    """This is not a possible response to this question: an option that it does not have, a place used twice …"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one option, place or pair amounts to.

    `said`: plain text of the option, or of what the member made of it. `html`: clean member HTML saying why; may be
    empty. `chosen`: the member answered this. `best`: this belongs to the best answer. `note`: a sentence of the
    interface after `said`, in the reader's language.
    """

    said: str
    html: str
    chosen: bool
    best: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Right or not, with feedback on every option.

    For every type: `right` exactly when all best feedback is chosen and nothing else is.
    """

    right: bool
    feedback: tuple[Feedback, ...]

    @property
    def chosen(self):
        """What the member chose, in full when right, else only what was not best (the best follows on its own)."""
        return [item for item in self.feedback if item.chosen and item.best == self.right]

    @property
    def best(self):
        return [item for item in self.feedback if item.best]

    @property
    def others(self):
        """What was neither chosen nor best."""
        return [item for item in self.feedback if not item.chosen and not item.best]


def verdict(feedback):
    """Return the Verdict on `feedback`, an iterable of Feedback in the order of the document."""
    feedback = tuple(feedback)
    return Verdict(right=all(item.chosen == item.best for item in feedback), feedback=feedback)
