"""Checks on plain values out of a package, each problem with its file and place in words."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from content.packages.markdown import NotAllowed, rich_text


class BadPackage(Exception):
    """The package cannot be loaded; `problems` are sentences, each naming the file and the place in it."""

    def __init__(self, *problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Wrong(ValueError):
    """One value is not what it should be."""


class Checker:
    """Collects problems instead of stopping at the first: an author repairs a package in one go."""

    def __init__(self):
        self.problems = []

    def wrong(self, place, sentence):
        self.problems.append(f"{place}: {sentence}")

    def value(self, value, place, check):
        """Return what `check` makes of `value`, or None with a problem noted."""
        try:
            return check(value)
        except (Wrong, NotAllowed) as wrong:
            self.wrong(place, wrong)

    def fields(self, value, place, required, optional=None):
        """Return the checked fields of a mapping; a name that is not known is a problem, as it is a spelling error.

        `required` is {name: check}; `optional` is {name: (check, default)}.
        """
        optional = optional or {}
        if not isinstance(value, dict):
            self.wrong(place, _("fields with names were expected here."))
            value = {}
            return {name: None for name in required} | {name: default for name, (_check, default) in optional.items()}
        for name in value.keys() - required.keys() - optional.keys():
            self.wrong(place, _("“%(name)s” is not a field here.") % {"name": name})
        found = {}
        for name, check in required.items():
            if name in value:
                found[name] = self.value(value[name], f"{place}, {name}", check)
            else:
                self.wrong(place, _("“%(name)s” is missing.") % {"name": name})
                found[name] = None
        for name, (check, default) in optional.items():
            found[name] = self.value(value[name], f"{place}, {name}", check) if value.get(name) is not None else default
        return found

    def items(self, value, place, check_item, *, least=1, most=None):
        """Return `check_item(item, place)` of each item of a list."""
        if not isinstance(value, list):
            self.wrong(place, _("a list was expected here."))
            return []
        if len(value) < least:
            self.wrong(
                place, _("at least %(least)s expected, %(found)s found.") % {"least": least, "found": len(value)}
            )
        if most and len(value) > most:
            self.wrong(place, _("at most %(most)s possible, %(found)s found.") % {"most": most, "found": len(value)})
        return [check_item(item, f"{place} {number}") for number, item in enumerate(value, start=1)]

    def block(self, item, place):
        """Return (name, value) of a block, a mapping with one name; else (None, None), with a problem noted."""
        if isinstance(item, dict) and len(item) == 1:
            return next(iter(item.items()))
        self.wrong(place, _("a block has exactly one name, such as “text”."))
        return None, None

    def unique(self, values, place):
        """Note a problem for each value that stands twice."""
        seen = set()
        for value in values:
            if value is not None and value in seen:
                self.wrong(place, _("“%(value)s” stands here twice.") % {"value": value})
            seen.add(value)


def text(most, *, empty=False):
    """Plain text of at most `most` characters."""

    def check(value):
        if not isinstance(value, str):
            raise Wrong(_("a text was expected; put it between quotation marks."))
        value = value.strip()
        if not value and not empty:
            raise Wrong(_("nothing is filled in."))
        if len(value) > most:
            raise Wrong(_("%(found)s characters; at most %(most)s fit.") % {"found": len(value), "most": most})
        return value

    return check


def markdown(*, empty=False):
    """Markdown; returned as rich text."""

    def check(value):
        return rich_text(text(20_000, empty=empty)(value))

    return check


def slug(most=80):
    """A name of lowercase letters, digits and hyphens."""

    def check(value):
        value = text(most)(value)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise Wrong(_("“%(value)s” may hold only lowercase letters, digits and hyphens.") % {"value": value})
        return value

    return check


def names(value):
    """A list of names, such as the facts on which a text stands; each once."""
    if not isinstance(value, list):
        raise Wrong(_("a list was expected here."))
    found = [slug()(item) for item in value]
    if len(set(found)) < len(found):
        raise Wrong(_("a name stands here twice."))
    return found


#: What may stand beside any text: what somebody must still check before a release (only trainers see it), and the keys
#: of the facts on which it rests (`content.proofreading` holds them against the text; they are not loaded).
FOOTING = {"check": (text(250, empty=True), ""), "facts": (names, [])}


def settled(found: dict) -> dict:
    """Return checked fields as they are loaded: without `facts`, with `check` under the name that it has there.

    An open one is left out, so that what was loaded before there was one counts as unchanged.
    """
    to_check = {"to_check": found["check"]} if found.get("check") else {}
    return {name: value for name, value in found.items() if name not in FOOTING} | to_check


def integer(least, most):
    """A whole number between two bounds, both included."""

    def check(value):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Wrong(_("a whole number from %(least)s to %(most)s was expected.") % {"least": least, "most": most})
        return value

    return check


def boolean(value):
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise Wrong(_("true or false was expected."))
    return value


def choice(*names):
    """One of `names`."""

    def check(value):
        if value not in names:
            raise Wrong(_("one of these was expected: %(names)s.") % {"names": ", ".join(map(str, names))})
        return value

    return check


def decimal(value):
    """A number written as text, with at most two decimals; returned without closing zeros."""
    try:
        number = Decimal(text(12)(str(value) if isinstance(value, int) and not isinstance(value, bool) else value))
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or number != round(number, 2) or abs(number) >= 10**8:
        raise Wrong(_('a number with at most two decimals was expected, written as "12.5".'))
    return f"{number.normalize() if number else Decimal(0):f}"
