"""The editor's form for a question of any type: what is published must be fit to be asked."""

from wagtail.admin.forms.models import WagtailAdminModelForm

from content.questions.registry import problems_of, type_named


class QuestionForm(WagtailAdminModelForm):
    """Refuses to publish or submit a question with problems. A draft may be saved with them: it is work in progress."""

    def is_valid(self):
        return super().is_valid() and (self.is_deferred_validation or not self._refused())

    def _refused(self):
        problems = problems_of(self.instance, rows=self._rows())
        for problem in problems:
            self.add_error(None, problem)
        return bool(problems)

    def _rows(self):
        """Return the rows as sent, in their order: the instance itself holds the old ones until the form is saved."""
        formset = self.formsets.get(type_named(self.instance.type_name).rows)
        return [form.instance for form in formset.ordered_forms] if formset else []
