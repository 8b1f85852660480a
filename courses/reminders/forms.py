"""What a manager fills in: a quiet period."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.members.models import Kind


class QuietPeriodForm(WagtailAdminModelForm):
    """Kinds are ticked, not typed; none ticked means all."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Tick none for all."),
    )  # fmt: skip
