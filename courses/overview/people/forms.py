"""What a clerk fills in about one member."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.members import names
from courses.members.models import Membership
from courses.members.names import PersonName
from courses.members.register import offices_of
from courses.overview.day_field import DayField
from courses.overview.desk_form import DeskForm


def _to_choose(sentence) -> dict:
    """What a choice says that was not made, or that is not offered."""
    return {"required": sentence, "invalid_choice": sentence}


class NameForm(DeskForm):
    """A name in its three parts, as lists have it."""

    given_name = forms.CharField(label=_("First name"), max_length=200, required=False)
    prefix = forms.CharField(
        label=_("Prefix"), max_length=40, required=False, help_text=_("For example: van den. May stay empty.")
    )
    surname = forms.CharField(
        label=_("Surname"), max_length=200, error_messages={"required": _("Fill in the surname.")}
    )

    @property
    def name(self) -> PersonName:
        """The name of the cleaned fields, read as lists are read."""
        given = self.cleaned_data
        return names.from_parts(surname=given["surname"], prefix=given["prefix"], given=given["given_name"])


class OfficeForm(NameForm):
    office = forms.ChoiceField(label=_("Office"), error_messages=_to_choose(_("Choose the office.")))

    def __init__(self, *args, organisation, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [(office.value, office.label) for office in offices_of(organisation)]


class CorrectForm(OfficeForm):
    start = DayField(label=_("First day"), error_messages={"required": _("Fill in the first day.")})

    @staticmethod
    def initial_of(membership: Membership) -> dict:
        """What stands in the register: the name as it is sorted says which part is which."""
        surname, _comma, rest = membership.sort_name.partition(", ")
        own = membership.name
        given = own[: len(own) - len(surname)].strip() if own.endswith(surname) else rest
        prefix = names.from_full(own).prefix
        if prefix and given.casefold().endswith(prefix.casefold()):
            given = given[: -len(prefix)].strip()
        else:
            prefix = ""
        return {
            "given_name": given,
            "prefix": prefix,
            "surname": surname,
            "office": membership.office,
            "start": membership.start,
        }


class EndForm(DeskForm):
    last_day = DayField(
        label=_("Is a member up to and including"),
        required=False,
        help_text=_("Leave it empty when there is no last day (any more)."),
    )


class PeriodForm(DeskForm):
    start = DayField(label=_("First day"), error_messages={"required": _("Fill in the first day.")})
    end = DayField(label=_("Last day"), required=False, help_text=_("Not known yet? Leave it empty."))


class PauseForm(PeriodForm):
    """`line` is the key of the absence that is changed, or empty."""

    line = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)


class ExemptForm(PeriodForm):
    programme = forms.TypedChoiceField(
        label=_("For what"),
        coerce=int,
        error_messages=_to_choose(_("Choose what does not apply.")),
        widget=forms.Select(attrs={"lang": "nl"}),  # the titles of programmes are Dutch
    )
    field_order = ["programme", "start", "end"]

    def __init__(self, *args, programmes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [(one.pk, one.title) for one in programmes]


class LineForm(DeskForm):
    """Names one line that was noted."""

    line = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)


class AddForm(OfficeForm):
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=300,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Fill in the e-mail address.")},
        help_text=_("The address of the organisation or of the person, not of the party: it stays after the term."),
    )
    start = DayField(label=_("First day"), error_messages={"required": _("Fill in the first day.")})
    another_person = forms.BooleanField(label=_("This is somebody else of the same name"), required=False)


class SuccessorForm(OfficeForm):
    last_day = DayField(
        label=_("Last day of who leaves"), error_messages={"required": _("Fill in the last day of who leaves.")}
    )
    email = AddForm.base_fields["email"]
    another_person = AddForm.base_fields["another_person"]
    field_order = ["last_day"]
