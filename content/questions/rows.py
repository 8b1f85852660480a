"""Rows of a question in the editor: every row keeps its own key through draft, revision and publication.

A row that was added to a live question has no primary key until the question is published, and even the revision that
was published keeps none. Wagtail then makes such a row anew at each save. What lasts is the key, so it travels through
the form as a hidden field.
"""

import re

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model

KEY = re.compile(r"[a-z0-9-]{1,60}")


class RowForm(WagtailAdminModelForm):
    """A row with its key. A new row comes in without one and gets the model's own default."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # the form that the browser copies for new rows has no instance given: there the key must stay empty, or all
        # rows added on one page would share it
        self.initial["key"] = self.instance.key if kwargs.get("instance") is not None else ""

    def has_changed(self):
        # a sent key is no change by itself; without this an untouched empty row would count as filled in
        return any(name != "key" for name in self.changed_data)

    def clean_key(self):
        """Return the row's key: a new row may bring one, a row that is in the database keeps its own.

        Never empty, as modelcluster compares what this returns to find rows with the same key.
        """
        sent = self.cleaned_data["key"]
        return sent if self.instance.pk is None and KEY.fullmatch(sent) else self.instance.key

    def _post_clean(self):
        self.instance.key = self.cleaned_data.get("key", self.instance.key)
        super()._post_clean()

    def get_field_updates_for_resave(self):
        """After an autosave, tell the open page the key that a new row got, so that the next save keeps it."""
        return [*super().get_field_updates_for_resave(), (self.add_prefix("key"), self.instance.key)]


class RowsPanel(InlinePanel):
    """An InlinePanel whose rows keep their keys."""

    def get_form_options(self):
        options = super().get_form_options()
        row_options = options["formsets"][self.relation_name]
        row_options["form"] = get_form_for_model(
            self.db_field.related_model,
            form_class=RowForm,
            defer_required_on_fields=self.child_edit_handler.get_form_options().get("defer_required_on_fields", []),
        )
        return options
