"""What can go wrong while learning, in the words of the domain."""


class NotHere(LookupError):
    """For this person it does not exist: no active mandate, no such edition, step, screen or question."""


class OutOfOrder(Exception):
    """A screen further than the member has come; `place` (from 1) is where the member is."""

    def __init__(self, place):
        super().__init__(place)
        self.place = place


class AttemptClosed(Exception):
    """The attempt is finished; it takes no new answers."""
