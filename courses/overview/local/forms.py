"""What a clerk fills in about a contact, and about a piece of the organisation's own protocol."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from content.help.numbers import dialled
from courses.members.models import LocalContact, ProtocolExcerpt

#: What stands in numbers as people write them; letters would be two numbers in one field, or a number and its hours.
WRITTEN = re.compile(r"\+?[\d\s()./\-–]+")
#: What fits on one screen of a lesson, beside what the lesson itself says.
MOST_TEXT = 900


class LocalForm(forms.ModelForm):
    """`seen` is the state in which the page stood; errors are ours, not the browser's."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class ContactForm(LocalForm):
    class Meta:
        model = LocalContact
        fields = ["name", "role", "phone", "email", "availability"]
        labels = {
            "name": _("Name"),
            "role": _("Role"),
            "phone": _("Phone number"),
            "email": _("E-mail address"),
            "availability": _("When reachable"),
        }
        help_texts = {
            "name": _("Of a person, or of a desk."),
            "role": _("In lower case, as it stands behind a name: ‘deputy clerk’. May stay empty."),
            "phone": _("One number, that somebody in need may dial."),
            "email": _("Preferably of the office, not of a private mailbox."),
            "availability": _("For example: working days from 9.00 to 17.00. May stay empty."),
        }
        error_messages = {"name": {"required": _("Fill in who this is: a name, or the name of a desk.")}}
        widgets = {
            "phone": forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if phone and not (WRITTEN.fullmatch(phone) and 3 <= len(dialled(phone).lstrip("+")) <= 15):
            raise forms.ValidationError(
                _("This is not one phone number. Write digits, for example 0123 - 45 67 89, and the hours below it.")
            )
        return phone

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("phone") and not given.get("email"):
            self.add_error(
                "phone", _("Fill in a phone number or an e-mail address. Else nobody can reach this contact.")
            )
        return given


class ExcerptForm(LocalForm):
    text = forms.CharField(
        label=_("What your protocol says"),
        help_text=_(
            "Short, and in the words of the protocol itself: at most 900 characters. Members see it as a quote."
        ),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7, "lang": "nl"}),
        error_messages={"required": _("Write what members must know, in the words of your own protocol.")},
    )
    url = forms.URLField(
        label=_("Link to the whole text"),
        help_text=_("Begins with https://. May stay empty."),
        required=False,
        max_length=200,
        assume_scheme="https",
    )

    class Meta:
        model = ProtocolExcerpt
        fields = ["text", "reference", "url"]
        labels = {"reference": _("Where it stands")}
        help_texts = {"reference": _("For example: Protocol 2026, article 3. May stay empty.")}
