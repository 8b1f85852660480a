"""What every form at the desk about a person can do."""

from django import forms


class DeskForm(forms.Form):
    """A form that may be refused by a service, and that a page of "is this what you want?" can carry along."""

    def refuse(self, refusal) -> None:
        """Say a `members.errors.Refused` at its field."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))

    @property
    def given(self) -> list[tuple[str, str]]:
        """What was filled in, as fields that nobody sees."""
        return [(name, self.data.get(self.add_prefix(name), "")) for name in self.fields]
