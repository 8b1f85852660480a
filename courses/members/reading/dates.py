"""Dates as clerks write them: 26-3-2026, 26.03.26, 2026-03-26, 1 april 2026, or the number that Excel keeps."""

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

EARLIEST, LATEST = date(1945, 1, 1), date(2099, 12, 31)
#: Day 0 of Excel's calendar, which believes in 29 February 1900; right for every day after that.
_EXCEL_ZERO = date(1899, 12, 30)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari february feb febr",
            "maart march mrt mar mr",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "augustus august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = re.compile(r"^(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo)\.?,?\s+")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_DUTCH = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})[-. ]*\s*([a-zé]{2,10})[-. ]*\s*'?(\d{4}|\d{2})")
_TIME = re.compile(r"(?<=\d)[t ]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$")


class NotADate(ValueError):
    """The value is no date; the text says why and how to write one."""


def parse_date(value):
    """The day in a cell (str, int, float or date), None for an empty cell; NotADate otherwise."""
    if isinstance(value, bool):
        raise _not_a_date()
    if isinstance(value, date):
        return _plausible(date(value.year, value.month, value.day))
    if isinstance(value, int | float):
        return _serial(value)
    text = re.sub(r"[\s\u00a0]+", " ", str(value)).strip().casefold()
    if not text:
        return None
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):
        return _serial(float(text.replace(",", ".")))
    text = _TIME.sub("", _WEEKDAY.sub("", text)).strip(" .")
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(*match.groups())
    if match := _DUTCH.fullmatch(text):
        day, month, year = match.groups()
        return _day(year, month, day)
    if match := _WORDS.fullmatch(text):
        day, month, year = match.groups()
        if month in _MONTHS:
            return _day(year, _MONTHS[month], day)
    raise _not_a_date()


def _serial(number):
    if not 1 <= number < 100_000:
        raise _not_a_date()
    return _plausible(_EXCEL_ZERO + timedelta(days=int(number)))


def _day(year, month, day):
    short = len(str(year)) == 2
    year, month, day = int(year), int(month), int(day)
    if short:  # nobody sits since before 1970, and a mandate is not planned past 2069
        year += 2000 if year < 70 else 1900
    try:
        return _plausible(date(year, month, day))
    except ValueError as error:
        if isinstance(error, NotADate):
            raise
        raise NotADate(
            _("%(date)s does not exist. Write the date as day-month-year, for example 28-02-2027.")
            % {"date": f"{day:02}-{month:02}-{year}"}
        ) from error


def _plausible(day):
    if not EARLIEST <= day <= LATEST:
        raise NotADate(_("this date lies too far away. Write the year in four figures, for example 28-02-2027."))
    return day


def _not_a_date():
    return NotADate(_("this is not a date. Write the date as day-month-year, for example 28-02-2027."))
