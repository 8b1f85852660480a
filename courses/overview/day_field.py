"""A day as a clerk writes it: the browser's own date field, or by hand as day-month-year."""

from django import forms
from django.utils.functional import lazystr

from courses.members.dates import NotADate, parse_date


class DayField(forms.Field):
    """Cleans to a date, or None when it may be empty."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value):
        try:
            return parse_date(value or "")
        except NotADate as problem:
            raise forms.ValidationError(str(lazystr(problem))[:1].upper() + str(problem)[1:]) from None
