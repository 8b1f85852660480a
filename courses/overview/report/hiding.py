"""Small numbers in a report of one organisation: hidden, and so that nothing of what is left gives them back.

A line of the report is a whole (`members`) and parts that together are that whole. A part below LEAST is hidden. As
the whole is known, what is hidden could be computed from what is not, so more is hidden. What is hidden then depends
only on numbers that stay visible: who knows these rules learns nothing from them. Decision 0021 says why a zero is a
small number, and why it is not the whole that is hidden first.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

#: What is less than this is a small number.
LEAST = 5


@dataclass(frozen=True)
class Cell:
    """A number as it may be shown: `value`, or None when it is hidden; `small` says that it is below LEAST."""

    value: int | None
    small: bool = False

    @property
    def hidden(self) -> bool:
        return self.value is None

    def __str__(self):
        if self.small:
            return _("fewer than %(least)d") % {"least": LEAST}
        return _("not shown") if self.hidden else str(self.value)


def hidden(number: int) -> Cell:
    return Cell(None, small=number < LEAST)


def alone(number: int) -> Cell:
    """A number that is part of no whole."""
    return hidden(number) if number < LEAST else Cell(number)


def whole(parts: dict[str, int], *, members: str = "members") -> dict[str, Cell]:
    """Return every part, and under the name `members` their sum, as they may be shown together.

    With one small part the smallest of the others is hidden too, if those two together are not small and not more than
    what stays visible. Else all parts are hidden; the whole then stays if it could hold LEAST in every part.
    """
    total = sum(parts.values())
    ascending = sorted(parts, key=lambda name: (parts[name], name))
    away = {name for name in parts if parts[name] < LEAST}
    if away:
        pair = set(ascending[:2])
        together = sum(parts[name] for name in pair)
        visible = min(parts[name] for name in ascending[2:])
        away = pair if len(away) == 1 and 2 * LEAST <= together <= visible else set(parts)
    shown = {name: hidden(number) if name in away else Cell(number) for name, number in parts.items()}
    whole_too = away == set(parts) and total < len(parts) * LEAST
    return {members: hidden(total) if whole_too else Cell(total), **shown}
