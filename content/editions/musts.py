"""Screens that everybody sees, also who takes the short route."""


def must_see(document: dict) -> tuple[int, ...]:
    """Return the numbers, from 1, of the screens of a lesson's document that carry the mark; none of other steps."""
    screens = document.get("body", []) if document["kind"] == "lesson" else []
    return tuple(number for number, screen in enumerate(screens, start=1) if screen["value"].get("must_see"))
