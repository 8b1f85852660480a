"""What a manager fills in: a programme, and a year to open."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.editions.models import Edition
from courses.members.models import Kind, Office


class ProgrammeForm(WagtailAdminModelForm):
    """Kinds and offices are ticked, not typed."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    offices = forms.MultipleChoiceField(label=_("Offices"), choices=Office.choices, widget=forms.CheckboxSelectMultiple)


class OpenYearForm(forms.Form):
    """Which year, with which edition of the programme's module."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2999)
    edition = forms.ModelChoiceField(label=_("Edition"), queryset=Edition.objects.none(), empty_label=None)

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.filter(module=programme.module_id)
