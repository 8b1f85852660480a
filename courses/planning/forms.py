"""What a manager fills in: a programme, and a year to open."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.members.models import Kind, Office


class ProgrammeForm(WagtailAdminModelForm):
    """Kinds and offices are ticked, not typed."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    offices = forms.MultipleChoiceField(label=_("Offices"), choices=Office.choices, widget=forms.CheckboxSelectMultiple)


class OpenYearForm(forms.Form):
    """Which year; every module is opened with its edition of that year."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2999)
