"""A number that somebody in need may dial: how it is dialled, and how long ago somebody tried it."""

import re
from datetime import date, timedelta

#: What was checked longer ago than this must be checked again.
FRESH = timedelta(days=180)


def dialled(number: str) -> str:
    """Return `number` as a telephone takes it: digits, and a plus in front when there is one.

    “+31 (0)70” is written for two readers at once; after a country code the nought is not dialled.
    """
    return re.sub(r"[^0-9+]", "", number.replace("(0)", "") if number.startswith("+") else number)


def to_check(numbers: list[dict], *, on: date) -> list[dict]:
    """Return the numbers of a help document that were checked more than 180 days before `on`, oldest first.

    Each with `days`, how long ago that was. One without a day (a draft) counts as never checked and comes first.
    """
    aged = [(_age(number, on), number) for number in numbers]
    late = [(age, number) for age, number in aged if age is None or age > FRESH]
    late.sort(key=lambda pair: pair[0] or timedelta.max, reverse=True)
    return [{**number, "days": age and age.days} for age, number in late]


def _age(number, on):
    return on - date.fromisoformat(number["verified_on"]) if number["verified_on"] else None
