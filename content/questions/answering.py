"""The form that asks a question: a Django form built from the document, with plain attributes for the template.

Templates loop over `options`, `rows` or `number` instead of rendering widgets: a question must cost well under 2 ms.
"""

import hashlib
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Control:
    """One input. `checked`/`selected` repeat what was sent; nothing is chosen beforehand."""

    id: str
    name: str
    value: str
    label: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One select with its label."""

    id: str
    name: str
    label: str
    options: list[Control]
    wrong: bool


class AnswerForm(forms.Form):
    """What the types' forms share. `layout` tells the template what to draw: radios, checkboxes, selects or number."""

    layout = "radios"

    def __init__(self, document, data=None, seed=""):
        super().__init__(data, use_required_attribute=False)
        self.document = document
        self.seed = str(seed)
        self.id_base = f"vraag-{document['key']}"
        self.fields.update(self.answer_fields())

    def answer_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    @property
    def response(self) -> dict:
        """The answer as plain JSON, options named by their key; only on a valid form."""
        raise NotImplementedError

    @property
    def hint(self) -> str:
        raise NotImplementedError

    @property
    def error_sentence(self) -> str:
        """The one thing that is wrong, for the field and for the summary above the form; empty when nothing is."""
        if not self.is_bound or self.is_valid():
            return ""
        return next(iter(self.errors.values()))[0]

    @property
    def error_target(self) -> str:
        """Id of the element where the error is put right."""
        return f"{self.id_base}-1"


class OptionsForm(AnswerForm):
    """Radios or checkboxes."""

    def choices(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    @property
    def options(self) -> list[Control]:
        sent = set(self.data.getlist("answer") if hasattr(self.data, "getlist") else _listed(self.data.get("answer")))
        return [
            Control(id=f"{self.id_base}-{number}", name="answer", value=value, label=label, checked=value in sent)
            for number, (value, label) in enumerate(self.choices(), start=1)
        ]


class RadiosForm(OptionsForm):
    def answer_fields(self):
        sentence = gettext_lazy("First choose an answer. Guessing is fine.")
        errors = {"required": sentence, "invalid_choice": sentence}
        return {"answer": forms.ChoiceField(choices=self.choices(), error_messages=errors)}

    @property
    def hint(self):
        return _("Choose one answer. Guessing is fine. A wrong guess helps too.")


class SelectsForm(AnswerForm):
    """One select for each left side or step."""

    layout = "selects"
    all_needed = ""

    def labels(self) -> list[tuple[str, str]]:
        """Return (key, label) for each select, in the order shown."""
        raise NotImplementedError

    def choices(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    def answer_fields(self):
        errors = {"required": self.all_needed, "invalid_choice": self.all_needed}
        choices = self.choices()
        return {
            f"answer-{key}": forms.ChoiceField(choices=choices, error_messages=errors) for key, _label in self.labels()
        }

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, by key; only on a valid form."""
        return {key: self.cleaned_data[f"answer-{key}"] for key, _label in self.labels()}

    def is_wrong(self, name) -> bool:
        return self.is_bound and name in self.errors

    @property
    def rows(self) -> list[Row]:
        choices = self.choices()
        return [
            Row(
                id=f"{self.id_base}-{number}",
                name=(name := f"answer-{key}"),
                label=label,
                options=[Control("", name, value, text, value == self.data.get(name)) for value, text in choices],
                wrong=self.is_wrong(name),
            )
            for number, (key, label) in enumerate(self.labels(), start=1)
        ]

    @property
    def error_target(self):
        return next((row.id for row in self.rows if row.wrong), f"{self.id_base}-1")


def _listed(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def shuffled(keys, seed, *, never) -> list[str]:
    """Return `keys` in an order that depends on `seed` only and does not begin as `never`: not right by accident."""
    order = sorted(keys, key=lambda key: hashlib.sha256(f"{seed}:{key}".encode()).digest())
    if order[: len(never)] == never and len(order) > 1:
        order = [*order[1:], order[0]]
    return order
