"""What planning refuses, in words that a manager can act on."""


class PlanningError(Exception):
    """A year cannot be opened as asked. `str()` is a sentence for the person who asked; nothing was changed."""
