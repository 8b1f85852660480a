"""What a clerk fills in about colour and logo."""

from django import forms
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from courses.members.look import colours, logos, stylesheet


class LookForm(forms.Form):
    """`colour` is cleaned to `#rrggbb`, or "" when the product's own is chosen."""

    own = forms.ChoiceField(
        label=_("Colour"),
        choices=[("", _("The colour of Resilient in office")), ("own", _("A colour of our own"))],
        widget=forms.RadioSelect,
        required=False,
    )
    colour = forms.CharField(label=_("Our colour"), max_length=40, required=False)
    logo = forms.FileField(label=_("Logo"), required=False)
    without_logo = forms.BooleanField(label=_("Take our logo away"), required=False)

    def clean_colour(self):
        text = self.cleaned_data["colour"]
        if not self.cleaned_data.get("own"):
            return ""
        try:
            return stylesheet.checked(colours.read(text))
        except colours.NoColour:
            raise forms.ValidationError(
                _("This is not a colour. Write # and six digits or letters, for example %(example)s."),
                params={"example": "#0b5566"},
            ) from None
        except stylesheet.Unreadable as unreadable:
            raise forms.ValidationError(
                _("White letters on %(colour)s cannot be read well. Choose %(nearest)s or a darker one."),
                params={"colour": colours.read(text), "nearest": unreadable.nearest},
            ) from None

    def refuse_logo(self, problem: logos.NoLogo) -> None:
        self.add_error("logo", lazystr(problem))
