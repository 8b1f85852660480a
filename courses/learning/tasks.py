"""What somebody has to do in an edition, one by one: its steps, and in the refresher a few things besides."""

from dataclasses import dataclass

from content.editions.minutes import minutes_left

#: What the refresher asks that is no step of the edition. Each is the name of its own page, too.
NEWS, CONTACTS, CHECK, MUST_SEE = "news", "contacts", "check", "must_see"


@dataclass(frozen=True, slots=True)
class Task:
    """A step of an edition and how far one person is: `position` None means not begun.

    `number` is the step's position; 0 for what is no step. `shown`: the entry check showed that it need not be done.
    """

    number: int
    kind: str
    title: str
    minutes: int
    screens: int
    position: int | None
    done: bool
    shown: bool = False

    @property
    def state(self) -> str:
        """`done`, `shown`, `busy` or `open`: the words and icons of a status go by these."""
        if self.shown:
            return "shown"
        return "done" if self.done else "open" if self.position is None else "busy"

    @property
    def minutes_left(self) -> int:
        """Whole minutes, at least one while the step is not done."""
        return 0 if self.done else minutes_left(self.minutes, self.position or 0, self.screens)
