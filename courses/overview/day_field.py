"""A day as a clerk writes it: the browser's own date field, or by hand as day-month-year."""

from django import forms

from courses.members.reading.dates import NotADate, parse_date


class DayInput(forms.DateInput):
    """A browser's own date field; what it could not show, it is not given."""

    input_type = "date"

    def format_value(self, value):
        try:
            day = parse_date(value or "")
        except NotADate:
            return ""
        return day.isoformat() if day else ""


class DayField(forms.Field):
    """Cleans to a date, or None when it may be empty."""

    widget = DayInput

    def to_python(self, value):
        try:
            return parse_date(value or "")
        except NotADate as problem:
            sentence = str(problem)
            raise forms.ValidationError(sentence[:1].upper() + sentence[1:]) from None
