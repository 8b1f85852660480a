"""The two questions of signing in: which address, which code."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.core.validators import EmailValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from elearning import roles

NO_ADDRESS = _(
    "There is no complete e-mail address here yet. Add what is missing, for example naam@voorbeeldstad.example."
)


class AddressForm(RequestLoginCodeForm):
    email = forms.CharField(
        label=_("With your e-mail address"),
        max_length=254,
        validators=[EmailValidator(message=NO_ADDRESS)],
        error_messages={"required": _("Fill in your e-mail address first. We send the code to it.")},
    )

    def clean_email(self):
        """Keep the person who may sign in with this address, or None; which of the two nobody outside gets to see."""
        email = self.cleaned_data["email"].strip().casefold()
        self._user = roles.person_to_sign_in(email=email, on=timezone.localdate())
        return email


class CodeForm(ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,  # six digits, with whatever spaces and dashes a paste brings along
        error_messages={"required": _("Fill in the six digits from the mail first.")},
    )
