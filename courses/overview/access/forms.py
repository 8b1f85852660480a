"""What is filled in about who may sit at a desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.overview.day_field import DayField
from courses.overview.desk_form import DeskForm


class WhoForm(DeskForm):
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Fill in the name.")})
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=300,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Fill in the e-mail address.")},
        help_text=_("A personal address: who signs in must be one person."),
    )
    start = DayField(label=_("Access from"), error_messages={"required": _("Fill in the first day.")})


class GiveForm(WhoForm):
    end = DayField(
        label=_("Access up to and including"),
        required=False,
        help_text=_("For a deputy. Leave it empty when there is no last day."),
    )


class HandOverForm(WhoForm):
    """The same, without a last day: whoever takes over stays."""


class EndAccessForm(DeskForm):
    last_day = DayField(
        label=_("Last day of access"),
        error_messages={"required": _("Fill in the last day. Nothing was changed.")},
        help_text=_("The day before today ends it at once."),
    )
