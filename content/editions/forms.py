"""What a trainer fills in: a year to open, what members read above the news, and what is said of each change."""

from django import forms
from django.utils.translation import gettext_lazy as _

from content.editions.models import Amendment, ChangeNote, EditionNews

#: The three classes as a trainer chooses between them, with what each means for members.
CLASSES = [
    (Amendment.Kind.EDITORIAL, _("editorial: members are not told")),
    (Amendment.Kind.SUBSTANTIAL, _("substantial: stands in What is new")),
    (Amendment.Kind.URGENT, _("urgent: stands at the top of What is new")),
]


class OpenEditionForm(forms.Form):
    """Of which year the edition is."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2999,
        error_messages={
            "required": _("Fill in a year, such as 2027. Nothing was opened."),
            "invalid": _("A year is a number, such as 2027. Nothing was opened."),
            "min_value": _("Fill in a year from 2000. Nothing was opened."),
            "max_value": _("Fill in a year before 3000. Nothing was opened."),
        },
    )


class IntroForm(forms.Form):
    """What stands above the news."""

    intro = forms.CharField(
        label=_("What members read first"),
        help_text=_("Two or three sentences. What is this year about, and why? May stay empty."),
        required=False,
        max_length=EditionNews._meta.get_field("intro").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("This is too long: %(show_value)s characters, %(limit_value)d fit. Nothing was saved.")
        },
    )


class ChangeForm(forms.Form):
    """One change. What the form began with comes along, so that only what this trainer changed is saved."""

    kind = forms.ChoiceField(
        label=_("How much it matters"),
        choices=CLASSES,
        required=False,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
        error_messages={"invalid_choice": _("Choose one of the three classes.")},
    )
    text = forms.CharField(
        label=_("Sentence for members"),
        help_text=_("What is different now, and what to do with it? Empty: members read that the step changed."),
        required=False,
        max_length=ChangeNote._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        show_hidden_initial=True,
        error_messages={
            "max_length": _("This sentence has %(show_value)s characters; %(limit_value)d fit. Make it shorter.")
        },
    )

    def __init__(self, *args, judged, **kwargs):
        note = judged.note
        initial = {"kind": note.kind if note else "", "text": note.text if note else ""}
        super().__init__(*args, initial=initial, prefix=f"change-{judged.change.where}", **kwargs)
        self.judged = judged

    def began_with(self) -> str:
        """Return the field that says which class the page showed, as HTML; the sentence brings its own."""
        return self["kind"].as_hidden(only_initial=True)

    def said(self) -> tuple[str, str]:
        """Return (kind, sentence) to keep: what stands already, but for what was changed in this form."""
        note = self.judged.note
        kept = {"kind": note.kind if note else "", "text": note.text if note else ""}
        kept |= {name: self.cleaned_data[name] for name in self.changed_data}
        return kept["kind"], kept["text"]
