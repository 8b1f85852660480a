"""An English in which every word that went through gettext stands between ⟦ and ⟧.

What stands outside was typed into a template or into Python, and no translator ever gets to see it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.utils.translation import trans_real

OPEN, SHUT = "⟦", "⟧"


class Marked:
    """Stands in for `trans_real.DjangoTranslation`."""

    def __init__(self, real):
        self.real = real

    def __getattr__(self, name):
        return getattr(self.real, name)

    def gettext(self, message):
        return f"{OPEN}{self.real.gettext(message)}{SHUT}"

    def ngettext(self, one, many, number):
        return f"{OPEN}{self.real.ngettext(one, many, number)}{SHUT}"

    def pgettext(self, context, message):
        return f"{OPEN}{self.real.pgettext(context, message)}{SHUT}"

    def npgettext(self, context, one, many, number):
        return f"{OPEN}{self.real.npgettext(context, one, many, number)}{SHUT}"


@contextmanager
def marked_english() -> Iterator[None]:
    """Inside, English is marked."""
    with mock.patch.dict(trans_real._translations, {"en": Marked(trans_real.translation("en"))}):
        yield


def outside(words) -> list:
    """Return those of `words`, in their order, of which a letter stands outside the marks."""
    depth, found = 0, []
    for one in words:
        rest = ""
        for letter in one.text:
            depth += letter == OPEN
            if depth == 0:
                rest += letter
            depth -= letter == SHUT
        if any(letter.isalpha() for letter in rest):
            found.append((one, rest.strip()))
    return found
