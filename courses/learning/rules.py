"""When a quiz is done and which question comes next. Pure: a sheet and a rule in, a number or an outcome out.

`mastery`: every question answered rightly once; what was missed comes back after the others. `pass_mark`: every
question answered once, and the share of *first* answers that is right decides: who has read the feedback may practise
again, but that counts no more. Who falls short begins a new attempt. `entry_check`: every question answered once, and
nobody falls short; what was missed decides what is still to be read.
"""

from dataclasses import dataclass

MASTERY = "mastery"
PASS_MARK = "pass_mark"
ENTRY_CHECK = "entry_check"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer on the sheet. `digest` names the question as it was seen."""

    turn: int
    right: bool
    digest: str
    response: dict


@dataclass(frozen=True, slots=True)
class Line:
    """A question of the quiz and its answers in one attempt, first to last. `digest` names the question as it is."""

    question: int
    number: int
    digest: str
    answers: tuple[Given, ...] = ()

    @property
    def last(self) -> Given | None:
        return self.answers[-1] if self.answers else None

    @property
    def mastered(self) -> bool:
        return any(given.right for given in self.answers)

    @property
    def next_turn(self) -> int:
        return len(self.answers) + 1


def rule_of(outline: dict) -> dict:
    """Return the rule that an attempt freezes, from the quiz's outline."""
    if outline["rule"] == PASS_MARK:
        return {"rule": PASS_MARK, "percentage": outline["pass_percentage"]}
    return {"rule": MASTERY}


def next_line(sheet: list[Line], rule: dict) -> Line | None:
    """Return the line that is to be answered next; None when the rule asks for no more."""
    if rule["rule"] in (PASS_MARK, ENTRY_CHECK):
        waiting = [line for line in sheet if not line.answers]
    else:
        waiting = [line for line in sheet if not line.mastered]
    return min(waiting, key=lambda line: (len(line.answers), line.number), default=None)


def right_at_first(sheet: list[Line]) -> int:
    """Return how many questions were answered rightly at once."""
    return sum(line.answers[0].right for line in sheet if line.answers)


def outcome(sheet: list[Line], rule: dict) -> bool | None:
    """Return whether the attempt is passed, or None while questions are waiting."""
    if not sheet or next_line(sheet, rule) is not None:
        return None
    if rule["rule"] == PASS_MARK:
        return right_at_first(sheet) * 100 >= rule["percentage"] * len(sheet)
    return True
